package veil

import (
	"maps"
	"slices"
	"testing"

	"pairbook/generator/internal/record"
	"pairbook/generator/test/mini"
)

// TestParseAudience reads the words for audiences, and takes no other word for everybody's.
func TestParseAudience(t *testing.T) {
	for word, want := range map[string]Audience{"public": Public, "coordinators": Coordinators} {
		if got, err := ParseAudience(word); err != nil || got != want {
			t.Errorf("%q is %d, %v", word, got, err)
		}
	}
	for _, word := range []string{"", "Coordinators", "sponsor"} {
		if got, err := ParseAudience(word); err == nil || got != Public || err.Error() != `"`+word+`" is no audience; write public or coordinators` {
			t.Errorf("%q is %d, %v", word, got, err)
		}
	}
}

// TestWhatNoRuleIsAbout is told to nobody but coordinators.
func TestWhatNoRuleIsAbout(t *testing.T) {
	repo := mini.Load(t, mini.Files(mini.Everything))
	for audience, want := range map[Audience]bool{Public: false, sponsor: false, Coordinators: true} {
		if got := newVeil(repo, audience).tells("something without a rule"); got != want {
			t.Errorf("to %d it is told: %t", audience, got)
		}
	}
}

// TestIDsThatGiveSomebodyAway hides the id of a pairing that names one of its members, or
// holds the id of anybody else, unless they are told by name.
func TestIDsThatGiveSomebodyAway(t *testing.T) {
	people := func(who string) *veil {
		files := mini.Files(mini.Defaults + "publish: {people: " + who + "}\n")
		files["program/people/jo-kim.yaml"] = mini.File("name: Somebody\n")
		return newVeil(mini.Load(t, files), Public)
	}
	aliases, names := people("aliases"), people("names")
	for id, want := range map[record.PairingID][2]bool{
		"kite":       {false, false},
		"firthada-x": {true, false},
		"x-firthbob": {true, false},
		"x-firthcyd": {true, true},   // who withheld consent
		"x-firthdot": {false, false}, // no member
		"idboss-x":   {true, false},
		"x-idboss":   {true, false},
		"a-jo-kim-b": {true, false},
		"jo-b-kim":   {false, false},
		"x-idcyd":    {true, true},
	} {
		p := &record.Pairing{ID: id, Mentors: []record.Member{{Person: "idada"}}, Mentees: []record.Member{{Person: "idbob"}, {Person: "idcyd"}}}
		if got := [2]bool{aliases.givesAway(p), names.givesAway(p)}; got != want {
			t.Errorf("%s gives somebody away, by alias and by name: %t, want %t", id, got, want)
		}
	}
}

// TestShortNamesInIDs finds an id or a name of two letters only as a word of its own, and a
// single letter never.
func TestShortNamesInIDs(t *testing.T) {
	files := mini.Files(mini.Defaults)
	files["program/people/idbo.yaml"] = mini.File("name: J Bo\ngithub: one\naccounts: {gitlab: two, forgejo: three}\n")
	v := newVeil(mini.Load(t, files), Public)
	for _, c := range []struct {
		words []string
		id    record.PersonID
		want  bool
	}{
		{[]string{"bo", "kite"}, "idbo", true},
		{[]string{"bold", "kite"}, "idbo", false},
		{[]string{"j", "kite"}, "idbo", false},
		{[]string{"x", "one"}, "idbo", true},
		{[]string{"x", "two"}, "idbo", true},
		{[]string{"x", "three"}, "idbo", true},
		{[]string{"jo", "kite"}, "jo", true},
		{[]string{"joke"}, "jo", false},
		{[]string{"joanne"}, "ann", true},
		{[]string{"j", "kite"}, "j", false},
	} {
		if got := v.namedIn(c.words, c.id); got != c.want {
			t.Errorf("%q name %s: %t", c.words, c.id, got)
		}
	}
}

// TestANumberIsNoOtherPairingsID numbers no hidden pairing as one is called that is not
// hidden, and no two alike.
func TestANumberIsNoOtherPairingsID(t *testing.T) {
	files := mini.Files(mini.Defaults)
	for _, id := range []string{"idada-a", "pairing-1"} {
		files["program/cohorts/spring/pairings/"+id+"/pairing.yaml"] = mini.File("mentors: [idada]\nmentees: [idcyd]\nstate: proposed\n")
	}
	v := newVeil(mini.Load(t, files), Public)
	var labels []string
	for _, p := range v.repo.Cohorts.Get("spring").Pairings.All() {
		labels = append(labels, v.labels[p])
	}
	if slices.Sort(labels); !slices.Equal(labels, []string{"lapwing", "pairing-1", "pairing-2", "pairing-3", "tern"}) {
		t.Errorf("the pairings are called %q", labels)
	}
}

// TestPagesOfPeople gives no two people one page, and nobody that of a page of the handbook
// or the list of people.
func TestPagesOfPeople(t *testing.T) {
	files := mini.Files(mini.Defaults)
	delete(files, "content/roles.md") // so that the page of a person's name is the last
	files["content/people/otter.md"] = mini.File("# Otters\n")
	for id, alias := range map[string]string{"a": "Otter", "b": "Index", "c": "Жук", "d": "Sea otter", "e": "sea-otter", "f": "Été", "g": "Жаба"} {
		files["program/people/"+id+".yaml"] = mini.File("name: Somebody\nalias: %q\n", alias)
	}
	v := newVeil(mini.Load(t, files), Public)
	maps.DeleteFunc(v.pages, func(id record.PersonID, _ string) bool { return len(id) > 1 })
	want := map[record.PersonID]string{"a": "people/otter-2.html", "b": "people/index-2.html", "c": "people/person.html", "d": "people/sea-otter.html",
		"e": "people/sea-otter-2.html", "f": "people/ete.html", "g": "people/person-2.html"}
	if !maps.Equal(v.pages, want) {
		t.Errorf("%v, not %v", v.pages, want)
	}
}

// TestIDsOfActions are told where actions are and the id is nobody's who is not named.
func TestIDsOfActions(t *testing.T) {
	for publish, want := range map[string][2]bool{"": {false, false}, "actions: true": {true, false}, "actions: true, people: names": {true, true}} {
		v := newVeil(mini.Load(t, mini.Files(mini.Defaults+"publish: {"+publish+"}\n")), Public)
		if got := [2]bool{v.tellsAction("write-more"), v.tellsAction("write-idboss")}; got != want {
			t.Errorf("%q tells of write-more and write-idboss: %t, not %t", publish, got, want)
		}
	}
}
