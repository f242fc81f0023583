package site

import (
	"strings"
	"testing"

	"pairbook/generator/internal/view"
)

// long is more than the room that is left around a list for what nobody weighs.
func long() string { return strings.Repeat("x", 10_000) }

// holds expects of each weight that of a long text at least.
func holds(t *testing.T, weights map[string]int) {
	t.Helper()
	for name, weight := range weights {
		if weight < len(long()) {
			t.Errorf("%s of %d bytes weighs %d", name, len(long()), weight)
		}
	}
}

// TestPeopleAndTextsAreWeighed has a long text in each place that a list shows of people, of
// gatherings and of a matching.
func TestPeopleAndTextsAreWeighed(t *testing.T) {
	t.Parallel()
	who, links := view.Who{Words: long()}, []view.Link{{Words: long()}}
	holds(t, map[string]int{
		"somebody's name":          weightOfWho(who),
		"somebody's page":          weightOfWho(view.Who{Path: long()}),
		"a link's words":           weightOfLinks(links),
		"a link's path":            weightOfLinks([]view.Link{{Path: long()}}),
		"a gathering's title":      weightOfGathering(view.Gathering{Title: long()}),
		"a gathering's notes":      weightOfGathering(view.Gathering{Notes: &view.Notes{Text: []byte(long())}}) / 2,
		"who came to a gathering":  weightOfGathering(view.Gathering{Present: []view.Who{who}}),
		"a cell":                   weightOfRow([]string{long()}),
		"quotes in a cell":         weightOfRow([]string{strings.Repeat(`"`, len(long())/2)}),
		"a mentor with places":     weightOfLoad(view.MentorLoad{Mentor: who}),
		"a mentor's pairings":      weightOfLoad(view.MentorLoad{Pairings: links}),
		"a proposed mentee":        weightOfProposed(view.ProposedPair{Mentee: who}),
		"a proposed mentor":        weightOfProposed(view.ProposedPair{Mentor: who}),
		"a member of a group":      weightOfProposed(view.ProposedPair{Members: []view.Who{who}}),
		"whose choice a pair is":   weightOfProposed(view.ProposedPair{Pin: long()}),
		"a criterion":              weightOfProposed(view.ProposedPair{Criteria: []view.CriterionPoints{{Criterion: long()}}}),
		"a reason":                 weightOfProposed(view.ProposedPair{Criteria: []view.CriterionPoints{{Because: long()}}}),
		"who would suit next":      weightOfProposed(view.ProposedPair{Next: &view.OtherMentor{Mentor: who}}),
		"a matched pairing":        weightOfMatched(view.Matched{Pairing: view.Link{Words: long()}}),
		"how a matched pairing is": weightOfMatched(view.Matched{Words: long()}),
		"a matched mentor":         weightOfMatched(view.Matched{Mentors: []view.Who{who}}),
		"a matched mentee":         weightOfMatched(view.Matched{Mentees: []view.Who{who}}),
		"a matched peer":           weightOfMatched(view.Matched{Peers: []view.Who{who}}),
		"a shared topic":           weightOfMatched(view.Matched{Topics: []string{long()}}),
	})
}

// TestPairingsAreWeighed as rows, of people too, and as data.
func TestPairingsAreWeighed(t *testing.T) {
	t.Parallel()
	who, links, records := view.Who{Words: long()}, []view.Link{{Words: long()}}, []view.Record{{Path: long()}}
	holds(t, map[string]int{
		"a pairing":                  weightOfPairing(&view.Pairing{ID: long()}),
		"a member":                   weightOfPairing(&view.Pairing{Members: []view.Member{{Who: who}}}),
		"a person's name":            weightOfPerson(&view.Person{Name: long()}),
		"a person's page":            weightOfPerson(&view.Person{Path: long()}),
		"a person's topic":           weightOfPerson(&view.Person{Topics: []string{long()}}),
		"a person's cohort":          weightOfPerson(&view.Person{Parts: []view.Part{{Cohort: view.Link{Words: long()}}}}),
		"the page of that":           weightOfPerson(&view.Person{Parts: []view.Part{{Cohort: view.Link{Path: long()}}}}),
		"a pairing's id as data":     weightOfFigures(&view.Pairing{ID: long()}, true),
		"a pairing's title":          weightOfFigures(&view.Pairing{Title: long()}, true),
		"a pairing's summary":        weightOfFigures(&view.Pairing{Summary: long()}, true),
		"the words of its links":     weightOfFigures(&view.Pairing{Links: links}, true),
		"the addresses of its links": weightOfFigures(&view.Pairing{Links: []view.Link{{Address: long()}}}, true),
		"why there is no figure":     weightOfFigures(&view.Pairing{Figures: []view.Figure{{Unavailable: long()}}}, true),
		"the records of a figure":    weightOfFigures(&view.Pairing{Figures: []view.Figure{{Records: records}}}, true),
		"records beyond the page's":  weightOfFigures(&view.Pairing{Figures: []view.Figure{{Records: records, More: 1}}}, false),
	})
}

// TestFindingsAreWeighed that expectations rest on, or entries for coordinators, and what forms list.
func TestFindingsAreWeighed(t *testing.T) {
	t.Parallel()
	records := []view.Record{{Path: long()}}
	holds(t, map[string]int{
		"an expectation":           evidenceItem{expectation: &view.Expectation{Statement: long()}, evidence: &view.Evidence{}}.weight(),
		"why there is no evidence": evidenceItem{expectation: &view.Expectation{}, evidence: &view.Evidence{Figure: view.Figure{Unavailable: long()}}}.weight(),
		"the records of evidence":  evidenceItem{expectation: &view.Expectation{}, evidence: &view.Evidence{Figure: view.Figure{Records: records}}}.weight(),
		"people to look at":        lookItem{Look: view.Look{People: long()}}.weight(),
		"what an entry is about":   lookItem{Look: view.Look{Cohort: view.Link{Words: long()}}}.weight() / 3,
		"what was seen":            lookItem{Look: view.Look{Seen: long()}}.weight(),
		"the next step":            lookItem{Look: view.Look{Next: long()}}.weight(),
		"a coordinator's note":     lookItem{Look: view.Look{Note: long()}}.weight(),
		"words to write":           lookItem{Look: view.Look{Message: []string{long()}}}.weight(),
		"the records of an entry":  lookItem{Look: view.Look{Records: records}}.weight() / 3,
		"a pairing that goes on":   logItem{pairing: &view.Pairing{ID: long(), Log: &view.LogForm{}}}.weight() / 2,
		"its people":               logItem{pairing: &view.Pairing{People: long(), Log: &view.LogForm{}}}.weight() / 2,
		"its key":                  logItem{pairing: &view.Pairing{Log: &view.LogForm{Key: long()}}}.weight(),
		"the form for its log":     logItem{pairing: &view.Pairing{Log: &view.LogForm{Folder: view.FormFolder{New: long()}}}}.weight(),
		"the folder of its logs":   logItem{pairing: &view.Pairing{Log: &view.LogForm{Folder: view.FormFolder{See: long()}}}}.weight(),
	})
}

// TestNetworksAreWeighed with their people and ties, and what is cut like them.
func TestNetworksAreWeighed(t *testing.T) {
	t.Parallel()
	who, links := view.Who{Words: long()}, []view.Link{{Words: long()}}
	holds(t, map[string]int{
		"what is before a network":    tiedItem{head: len(long())}.weight(),
		"who has no tie":              tiedItem{alone: &view.Alone{Who: who}}.weight(),
		"the page of who has none":    tiedItem{alone: &view.Alone{Who: view.Who{Path: long()}}}.weight(),
		"the cohorts of who has none": tiedItem{alone: &view.Alone{Cohorts: links}}.weight(),
		"who is tied":                 tiedItem{Tied: &view.Tied{Who: who}}.weight(),
		"the page of who is tied":     tiedItem{Tied: &view.Tied{Who: view.Who{Path: long()}}}.weight(),
		"to whom":                     tiedItem{Tied: &view.Tied{To: []view.Who{who}}}.weight(),
		"and that page":               tiedItem{Tied: &view.Tied{To: []view.Who{{Path: long()}}}}.weight(),
		"a tie":                       tiedItem{Tied: &view.Tied{}, ties: []*view.Tie{{Words: long()}}}.weight(),
		"the cohorts of a tie":        tiedItem{Tied: &view.Tied{}, ties: []*view.Tie{{Cohorts: links}}}.weight(),
		"an entry of a list":          listed[listEntry]{weight: func(e listEntry) int { return e.weight }}.total(entriesOf("", []string{long()}, func(s string) int { return len(s) })),
		"what the forms know":         formList.weight(formEntry{body: []byte(long())}),
		"the key of that":             formList.weight(formEntry{key: long()}),
	})
}

// TestAnIntervalIsWeighed with its four numbers and names.
func TestAnIntervalIsWeighed(t *testing.T) {
	t.Parallel()
	with, without := view.Figure{Interval: &view.Interval{}}, view.Figure{}
	if got := weightOfFigures(&view.Pairing{Figures: []view.Figure{with}}, true) - weightOfFigures(&view.Pairing{Figures: []view.Figure{without}}, true); got < 50 {
		t.Errorf("it weighs %d", got)
	}
}

// TestFoldersWeighLessThanTheirRecords counts, of a cohort with many pairings, a figure's
// folder and not each record, unless the page leads to the data for the others.
func TestFoldersWeighLessThanTheirRecords(t *testing.T) {
	t.Parallel()
	weight := func(records, more int, detailed bool) int {
		p := &view.Pairing{Path: "cohorts/spring/lapwing.html"}
		f := view.Figure{More: more}
		for range records {
			f.Records = append(f.Records, view.Record{Path: strings.Repeat("x", 97)})
		}
		p.Figures = []view.Figure{f}
		return weightOfFigures(p, detailed) - weightOfFigures(&view.Pairing{Path: p.Path, Figures: []view.Figure{{}}}, true)
	}
	folder := 20 + len("cohorts/spring/lapwing.html")
	for _, c := range []struct {
		records, more int
		detailed      bool
		want          int
	}{{9, 0, true, 900}, {9, 0, false, folder}, {1, 0, false, folder}, {9, 1, false, 900}, {9, 1, true, 900}, {0, 0, false, 0}} {
		if got := weight(c.records, c.more, c.detailed); got != c.want {
			t.Errorf("%+v: %d", c, got)
		}
	}
}
