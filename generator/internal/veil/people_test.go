package veil

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/mini"
)

// personOf shows somebody of the miniature, whose first person has something in each field.
func personOf(t *testing.T, publish string, audience Audience, path string) *view.Person {
	t.Helper()
	files := mini.Files(mini.Defaults + "publish: {" + publish + "}\n")
	ada := files["program/people/idada.yaml"]
	ada.Data = append(ada.Data, "formerly: [idold, idolder]\nleft: 2026-05-10\n"...)
	ada.Data = []byte(replaced(string(ada.Data), "[en, sw]", "[de, de-DE, sw]", "2026-01-05}]", "2026-01-05}, {module: gone, completed: 2026-01-06}]"))
	files["program/cohorts/spring/pairings/idada-iddot/pairing.yaml"] = mini.File("mentors: [idboss, {person: idada, as: backup}]\nmentees: [iddot]\nstate: active\nstarted: 2026-03-02\n")
	for _, p := range Show(input(t, files, audience)).People {
		if p.Path == path {
			return p
		}
	}
	return nil
}

// TestWhatIsShownOfAPerson is what they say of themselves with their name alone, their account
// with no alias, and what only coordinators are to know with nothing else.
func TestWhatIsShownOfAPerson(t *testing.T) {
	spring, next := view.Link{Words: "Spring 2026", Path: "cohorts/spring/index.html"}, view.Link{Words: "Autumn 2026", Path: "cohorts/next/index.html"}
	in := func(cohort view.Link, folder, id, state, as string) view.PersonPairing {
		return view.PersonPairing{Pairing: view.Link{Words: id, Path: "cohorts/" + folder + "/pairings/" + id + ".html"}, Cohort: cohort, State: state, As: as}
	}
	profile := view.Link{Words: "on GitHub", Address: "https://github.com/handleada"}
	alias := &view.Person{Name: "aliasotter", Path: "people/aliasotter.html", Topics: []string{"Knots"}, Languages: "German, Swahili",
		Parts:    []view.Part{{Cohort: spring, Party: "mentor", Topics: []string{"Knots"}, Capacity: 2}, {Cohort: next, Party: "mentor", Topics: []string{"Knots"}, Capacity: 2}},
		Pairings: []view.PersonPairing{in(spring, "spring", "lapwing", "active", "a mentor"), in(spring, "spring", "pairing-1", "active", "a backup"), in(next, "next", "wigeon", "proposed", "a mentor")}}
	account := *alias
	account.Name, account.Path, account.Profile = "handleada", "people/handleada.html", profile
	named := account
	named.Name, named.Path = "Nameada Firthada", "people/idada.html"
	named.Zone, named.About, named.Pronouns, named.Links = "Nairobi time", "aboutword", "pronounword", []view.Link{{Words: "ownlinkword", Address: "https://example.org/ada"}}
	named.Former = []string{"people/idold.html", "people/idolder.html"}
	named.Pairings = []view.PersonPairing{in(spring, "spring", "idada-iddot", "active", "a backup"), in(spring, "spring", "lapwing", "active", "a mentor"), in(next, "next", "wigeon", "proposed", "a mentor")}
	full := named
	full.ID, full.Level, full.Unit, full.Left, full.Manager = "idada", "levelword", "unitword", when.Day(2026, 5, 10), &view.Who{Words: "Nameboss Firthboss", Path: "people/idboss.html"}
	full.Training = []view.Completed{{Title: "Listening first", On: when.Day(2026, 1, 5)}, {Title: "gone", On: when.Day(2026, 1, 6)}}
	full.Parts = slices.Clone(named.Parts)
	full.Parts[0].Status, full.Parts[0].Availability, full.Parts[0].Prefers = "accepted", []string{"Mon 09:00-10:00"}, []view.Who{{Words: "Namebob Firthbob", Path: "people/idbob.html"}}
	full.Parts[1].Status = "accepted"
	for publish, want := range map[string]*view.Person{"people: aliases": alias, "people: handles": &account, "people: names": &named} {
		if diff := cmp.Diff(want, personOf(t, publish, Public, want.Path)); diff != "" {
			t.Errorf("%s: %s", publish, diff)
		}
	}
	if diff := cmp.Diff(&full, personOf(t, "people: aliases", Coordinators, full.Path)); diff != "" {
		t.Errorf("to coordinators: %s", diff)
	}
}

// TestGoalsOfAnEnrolment are shown where goals are, and who has left a cohort to coordinators.
func TestGoalsOfAnEnrolment(t *testing.T) {
	for _, c := range []struct {
		publish  string
		audience Audience
		goals    []string
	}{{"people: names", Public, nil}, {"people: names, goals: true", Public, []string{"bobgoalword"}}, {"people: names", Coordinators, []string{"bobgoalword"}}} {
		bob := personOf(t, c.publish, c.audience, "people/idbob.html")
		if got := bob.Parts[0].Goals; !slices.Equal(got, c.goals) {
			t.Errorf("%s, to %d: the goals are %q, not %q", c.publish, c.audience, got, c.goals)
		}
	}
}

// TestPeopleByTheirNames lists people by what they are called, in whatever case; those of one
// name are told apart by their ids.
func TestPeopleByTheirNames(t *testing.T) {
	files := mini.Files(mini.Defaults)
	for id, name := range map[string]string{"a": "Rosa", "b": "rosa", "c": "Zoe", "d": "adam", "e": "Rosa"} {
		files["program/people/"+id+".yaml"] = mini.File("name: %s\n", name)
	}
	var got []string
	for _, p := range Show(input(t, files, Coordinators)).People {
		if len(p.ID) == 1 {
			got = append(got, p.ID)
		}
	}
	if want := []string{"d", "b", "a", "e", "c"}; !slices.Equal(got, want) {
		t.Errorf("the people are %q, not %q", got, want)
	}
}
