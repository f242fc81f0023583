package veil

import (
	"slices"
	"strings"
	"testing"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/mini"
)

// TestCalled tries what each person is called, and where their page lies.
func TestCalled(t *testing.T) {
	for _, c := range []struct {
		people, id, words, path string
	}{
		{"aliases", "idada", "aliasotter", "people/aliasotter.html"},
		{"aliases", "idbob", "", ""},
		{"aliases", "idcyd", "", ""},
		{"handles", "idada", "handleada", "people/handleada.html"},
		{"handles", "iddot", "aliasdot", "people/aliasdot.html"},
		{"handles", "ideve", "", ""},
		{"handles", "idcyd", "", ""},
		{"names", "idbob", "Namebob Firthbob", "people/idbob.html"},
		{"names", "idcyd", "", ""},
		{"names", "wraith", "", ""},
	} {
		repo := input(t, mini.Files(mini.Defaults+"publish: {people: "+c.people+"}\n"), Public).Repo
		v := newVeil(repo, Public)
		id := record.PersonID(c.id)
		if words := v.call(v.repo.People.Get(id)); words != c.words || v.pages[id] != c.path || v.named(id) != (c.people == "names" && c.words != "") {
			t.Errorf("by %s, %s is called %q at %q, named %t", c.people, c.id, words, v.pages[id], v.named(id))
		}
		who := v.who(id, record.Mentees, "somebody")
		if want := c.words; who.Path != c.path || want != "" && who.Words != want || want == "" && who.Words != "a mentee" {
			t.Errorf("by %s, %s is shown as %+v", c.people, c.id, who)
		}
		if who := v.who(id, "", "a coordinator"); c.words == "" && who.Words != "a coordinator" {
			t.Errorf("without a part, %s is shown as %+v", c.id, who)
		}
		full := newVeil(repo, Coordinators)
		if who := full.who(id, record.Mentees, ""); c.id != "wraith" && !strings.HasPrefix(who.Words, "Name") || c.id == "wraith" && who.Words != "wraith" || !full.named(id) {
			t.Errorf("to coordinators, %s is shown as %+v", c.id, who)
		}
	}
}

// TestNamesakes tells people of one name apart, where names are told.
func TestNamesakes(t *testing.T) {
	files := mini.Files(mini.Defaults + "publish: {people: names}\n")
	for _, id := range []string{"idada", "ideve"} {
		file := files["program/people/"+id+".yaml"]
		lines := strings.Split(string(file.Data), "\n")
		for i, line := range lines {
			if strings.HasPrefix(line, "name:") {
				lines[i] = "name: Sam Quay"
			}
		}
		file.Data = []byte(strings.Join(lines, "\n"))
	}
	v := newVeil(input(t, files, Public).Repo, Public)
	for id, want := range map[record.PersonID]string{"idada": "Sam Quay (idada)", "ideve": "Sam Quay (ideve)", "idbob": "Namebob Firthbob"} {
		if got := v.call(v.repo.People.Get(id)); got != want {
			t.Errorf("%s is called %q, not %q", id, got, want)
		}
	}
}

// TestPeopleOf writes the people of a pairing as its title.
func TestPeopleOf(t *testing.T) {
	member := func(party record.Party, words string, days ...when.Date) view.Member {
		m := view.Member{Who: view.Who{Words: words, Party: string(party)}}
		if len(days) > 0 {
			m.From, m.Until = days[0], days[1]
		}
		return m
	}
	ada, mentor := member(record.Mentors, "Ada"), member(record.Mentors, "a mentor")
	bob, mentee := member(record.Mentees, "Bob"), member(record.Mentees, "a mentee")
	day := when.Day(2026, 4, 1)
	for _, c := range []struct {
		members []view.Member
		want    string
	}{
		{[]view.Member{ada, bob}, "Ada and Bob"},
		{[]view.Member{mentor, bob}, "Bob and a mentor"},
		{[]view.Member{mentor, mentee}, "A mentor and a mentee"},
		{[]view.Member{member(record.Peers, "a peer"), member(record.Peers, "a peer")}, "Two peers"},
		{[]view.Member{ada, mentee, mentee, bob, mentee}, "Ada, Bob and three mentees"},
		{[]view.Member{ada, bob, bob, bob}, "Ada, Bob, Bob and Bob"},
		{[]view.Member{ada, bob, bob, bob, mentee, mentee}, "Ada, Bob, Bob and three others"},
		{[]view.Member{ada, member(record.Mentees, "Cyd", 0, day-1), member(record.Mentees, "Dot", day+1, 0), member(record.Mentees, "Eve", day, day)}, "Ada and Eve"},
		{[]view.Member{member(record.Mentors, "Ada", 0, day-1), member(record.Mentees, "Bob", 0, day-2)}, "Ada and Bob"},
	} {
		if got := peopleOf(c.members, day); got != c.want {
			t.Errorf("%+v are %q, want %q", c.members, got, c.want)
		}
	}
}

// TestPartsOfAPerson tells of each part what somebody brings to it, and to others than
// coordinators nothing of who was not accepted.
func TestPartsOfAPerson(t *testing.T) {
	topics := []record.TopicID{"tides", "knots"}
	for _, e := range []record.Enrolment{
		{Mentor: &record.AsMentor{Offers: topics, Capacity: 2}},
		{Mentee: &record.AsMentee{Seeks: topics}},
		{Peer: &record.AsPeer{Topics: topics}},
	} {
		for _, audience := range []Audience{Public, Coordinators} {
			r := newRevealer(input(t, mini.Files(mini.Defaults), audience))
			for status, told := range map[record.Status]bool{record.Accepted: true, record.Waiting: audience == Coordinators} {
				e.Status = status
				parts := r.parts(&view.Cohort{}, &e)
				if len(parts) > 0 != told || told && !slices.Equal(parts[0].Topics, []string{"Tidetopicword", "Knots"}) {
					t.Errorf("to %d, of one who is %s: %+v", audience, status, parts)
				}
			}
		}
	}
}

// TestOccasions tries the days on which an agenda turns to another plan, and to
// a milestone whose day has passed.
func TestOccasions(t *testing.T) {
	files := mini.Files(mini.Everything)
	files["program/cohorts/spring/pairings/lapwing/plan.yaml"] = mini.File("goals: [{id: a, text: A, set: 2026-03-02}]\n")
	for day := when.Day(2026, 4, 1); day < when.Day(2026, 6, 1); day = day.Add(7) {
		files["program/cohorts/spring/pairings/lapwing/sessions/"+day.String()+".md"] = mini.File("---\ndate: %s\n---\n", day)
	}
	repo := input(t, files, Public).Repo
	for day, want := range map[when.Date]string{
		when.Day(2026, 4, 6):  "half", // ten days before the middle, 16 April
		when.Day(2026, 4, 5):  "ordinary",
		when.Day(2026, 4, 26): "half",
		when.Day(2026, 4, 27): "last", // five weeks before the end
	} {
		in := inputOf(repo, files, Public)
		in.AsOf = day
		r := newRevealer(in)
		m := r.measured.Cohort("spring")
		for _, p := range m.Pairings {
			if p.Record.ID == "lapwing" {
				if got := r.occasions(m, p)[0]; got != want {
					t.Errorf("on %s it is %s, want %s", day, got, want)
				}
			}
		}
	}
}

// TestToldPath tries the shortening of paths itself.
func TestToldPath(t *testing.T) {
	in := input(t, mini.Files(mini.Defaults), Public)
	v := newVeil(in.Repo, Public)
	for path, want := range map[string]string{
		"program/people/idada.yaml":                                      "program/people",
		"program/cohorts/spring/enrolments/idbob.yaml":                   "program/cohorts/spring/enrolments",
		"program/cohorts/spring/pairings/idada-iddot/pairing.yaml":       "program/cohorts/spring/pairings",
		"program/cohorts/spring/pairings/idada-iddot/sessions/x.md":      "program/cohorts/spring/pairings",
		"program/cohorts/spring/attention/idada-iddot-2026-01-01.yaml":   "program/cohorts/spring/attention",
		"program/cohorts/spring/pairings/lapwing/sessions/2026-03-03.md": "program/cohorts/spring/pairings/lapwing/sessions/2026-03-03.md",
		"program/cohorts/spring/pairings/lapwing/actions/actionid.yaml":  "program/cohorts/spring/pairings/lapwing/actions",
		"program/cohorts/spring/pairings/idada-iddot/actions/x.yaml":     "program/cohorts/spring/pairings",
		"program/cohorts/spring/cohort.yaml":                             "program/cohorts/spring/cohort.yaml",
		"content/index.md":                                               "content/index.md",
		"content/people/of/ours/idada.md":                                "content/people/of/ours/idada.md",
		"program/programs/career/old/idada.yaml":                         "program/programs/career/old/idada.yaml",
		"program/people":                                                 "program/people",
		"program/cohorts/spring/enrolments":                              "program/cohorts/spring/enrolments",
		"program/cohorts/spring/pairings":                                "program/cohorts/spring/pairings",
		"program/cohorts/spring/pairings/lapwing":                        "program/cohorts/spring/pairings/lapwing",
		"program/cohorts/spring/pairings/idada-iddot":                    "program/cohorts/spring/pairings",
		"program/cohorts/spring/gatherings/2026-03-19.md":                "program/cohorts/spring/gatherings/2026-03-19.md",
	} {
		if got := v.path(path); got != want {
			t.Errorf("%s is told as %s, not %s", path, got, want)
		}
	}
	if id := record.PersonID("idada"); v.named(id) || v.call(in.Repo.People.Get(id)) != "aliasotter" {
		t.Error("an alias does not stand for a name")
	}
}

// TestNamedIn finds somebody in a pairing's id by their id, a word of their name or
// their account.
func TestNamedIn(t *testing.T) {
	v := newVeil(input(t, mini.Files(mini.Defaults), Public).Repo, Public)
	for id, want := range map[string]bool{
		"idbob": true, "namebob-x": true, "x-firthbob": true, "x-handlebob-y": true, "x-handleada-y": false, "handlebobby": true, "x-bob": false, "xidb-obx": true, "kiteidbob": true, "anamebob": false, "namebobfirthbob": true, "name-bob": false, "lapwing": false,
	} {
		if got := v.namedIn(strings.Split(id, "-"), "idbob"); got != want {
			t.Errorf("%s names idbob: %t", id, got)
		}
	}
}

// Each value of each key of `publish` is told by a sentence of its own.
func TestAboutTellsEveryKey(t *testing.T) {
	repo := &record.Repository{Site: &record.Site{}}
	said := func(p record.Publish) map[string]string {
		repo.Site.Publish = p
		all := map[string]string{}
		for _, s := range newVeil(repo, Public).shows() {
			all[s.Key] = s.Words
		}
		return all
	}
	base := record.Publish{People: record.ShowAliases, Sessions: record.ShowCounts, Health: true, MinimumGroup: 5}
	for key, change := range map[string]func(*record.Publish){
		"people":        func(p *record.Publish) { p.People = record.ShowNames },
		"sessions":      func(p *record.Publish) { p.Sessions = record.ShowSummaries },
		"goals":         func(p *record.Publish) { p.Goals = true },
		"actions":       func(p *record.Publish) { p.Actions = true },
		"health":        func(p *record.Publish) { p.Health = false },
		"attention":     func(p *record.Publish) { p.Attention = true },
		"network":       func(p *record.Publish) { p.Network = true },
		"matching":      func(p *record.Publish) { p.Matching = true },
		"minimum_group": func(p *record.Publish) { p.MinimumGroup = 7 },
	} {
		changed := base
		change(&changed)
		before, after := said(base), said(changed)
		for other := range after {
			if (before[other] != after[other]) != (other == key) {
				t.Errorf("%s changes what is said of %s: %q, %q", key, other, before[other], after[other])
			}
		}
		if len(after) != 9 || after[key] == "" {
			t.Errorf("%d keys are told, %s as %q", len(after), key, after[key])
		}
	}
}

// TestTitleOf makes titles of names in any alphabet.
func TestTitleOf(t *testing.T) {
	for file, want := range map[string]string{
		"content/first-meeting.md": "First meeting", "content/übung.md": "Übung", "content/öl/README.md": "Öl", "content/README.md": "Home", "content/жизнь_1.md": "Жизнь 1",
	} {
		if got := titleOf(file); got != want {
			t.Errorf("%s becomes %q, not %q", file, got, want)
		}
	}
}

func TestBaseAddress(t *testing.T) {
	for address, want := range map[string]string{
		"":                          "",
		"https://x.example":         "https://x.example/",
		"https://x.example/a/":      "https://x.example/a/",
		"mailto:me@x.example":       "",
		"javascript:alert(1)":       "",
		"https://x.example/a?b=c#d": "",
	} {
		if got := baseAddress(address); got != want {
			t.Errorf("%q becomes %q, not %q", address, got, want)
		}
	}
}

// TestPlainNumber writes shares as the inputs of a page hold them.
func TestPlainNumber(t *testing.T) {
	for share, want := range map[float64]string{0.12: "12", 0.07: "7", 0.123456: "12.3456", 1: "100", 0: "0"} {
		if got := plainNumber(share, true); got != want {
			t.Errorf("%v is %q per cent, not %q", share, got, want)
		}
	}
}

// TestChange tries the words, and that they are the difference a reader sees.
func TestChange(t *testing.T) {
	day := when.Day(2026, 3, 1)
	figure := func(metric, unit string, value, n float64, from when.Date) view.Figure {
		f := view.Figure{Metric: view.Metric{ID: metric, Unit: unit, Better: "higher"}, Value: &value, From: from, AsOf: day}
		f.Number, f.After = view.ValueWords(value, unit)
		if n > 0 {
			f.Interval = (*view.Interval)(measure.Wilson(n*value, n))
		}
		return f
	}
	for _, c := range []struct {
		metric, unit   string
		before, now, n float64
		from           when.Date
		words          string
		isBetter       bool
	}{
		{"met", "share", 0.664, 0.714, 10, 0, "can't be told apart from 1 Mar 2026", false},
		{"met", "share", 0.664, 0.714, 10000, 0, "up 5 points since 1 Mar 2026", true}, // 66 % and 71 %
		{"met", "share", 0.705, 0.714, 10, 0, "unchanged from 1 Mar 2026", false},      // 71 % both, as they are shown
		{"met", "share", 0.5, 0.49, 1000000, 0, "down 1 point since 1 Mar 2026", false},
		{"cadence_kept", "share", 0.1, 0.9, 20, day - 27, "up 80 points against the 4 weeks before", true},
		{"cadence_kept", "share", 0.4, 0.6, 20, day - 83, "can't be told apart from the 12 weeks before", false},
		{"sessions_held", "meetings", 12, 44, 0, 0, "32 of them since 1 Mar 2026", false},
		{"sessions_held", "meetings", 12, 12, 0, 0, "unchanged from 1 Mar 2026", false},
		{"sessions_held", "meetings", 14, 12, 0, day - 27, "14 meetings in the 4 weeks before", false},
		{"hours", "hours", 12.2, 12.1, 0, day - 27, "12.2 hours in the 4 weeks before", false},
		{"median_gap", "days", 4.26, 4.1, 0, 0, "4.3 days on 1 Mar 2026", false},
		{"median_gap", "days", 4.26, 4.3, 0, 0, "unchanged from 1 Mar 2026", false},
	} {
		got := change(figure(c.metric, c.unit, c.now, c.n, c.from), figure(c.metric, c.unit, c.before, c.n, c.from), 0)
		if got.Words != c.words || got.Better != c.isBetter {
			t.Errorf("from %v to %v: %q, better %t", c.before, c.now, got.Words, got.Better)
		}
	}
	if one := figure("median_gap", "days", 1, 0, 0); change(one, view.Figure{}, 0) != nil || change(view.Figure{}, one, 0) != nil {
		t.Error("a figure is compared with none")
	}
}

// TestApart holds the difference of two shares against the table of Newcombe's that tells
// which of method 10's intervals leave out 0, and against itself the other way round.
func TestApart(t *testing.T) {
	share := func(k, n float64) view.Figure {
		value := k / n
		return view.Figure{Value: &value, Interval: (*view.Interval)(measure.Wilson(k, n))}
	}
	for _, c := range []struct {
		a, m, b, n float64
		told       bool
	}{
		{56, 70, 48, 80, true}, // 0.0524 to 0.3339
		{9, 10, 3, 10, true},   // 0.1705 to 0.8090
		{6, 7, 2, 7, true},     // 0.0582 to 0.8062
		{5, 56, 0, 29, false},  // -0.0381 to 0.1926
		{0, 10, 0, 20, false},  // -0.1611 to 0.2775
		{10, 10, 0, 20, true},  // 0.6791 to 1
		{10, 10, 10, 10, false},
	} {
		if a, b := share(c.a, c.m), share(c.b, c.n); apart(a, b) != c.told || apart(b, a) != c.told {
			t.Errorf("%v of %v and %v of %v: told apart %t, the other way round %t", c.a, c.m, c.b, c.n, apart(a, b), apart(b, a))
		}
	}
}
