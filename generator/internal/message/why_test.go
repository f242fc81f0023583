package message

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/grouping"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/text"
	"pairbook/generator/test/sketch"
)

// reasons returns what the letters of a new pairing say that speaks for it, by reader.
func reasons(t *testing.T, members string) func(because ...string) map[record.PersonID]string {
	repo := programme(t, "-- program/cohorts/autumn/pairings/new/pairing.yaml --\n"+members+"state: proposed\nmatch: {score: 70, because: [more]}\n"+
		"-- content/messages/matched.md --\n---\nsubject: You and {partner}\n---\nHello.\n\n{why}\n")
	in := input(t, repo, "matched", date(t, "2026-10-06"))
	return func(because ...string) map[record.PersonID]string {
		for _, p := range in.Cohort.Pairings {
			if p.Record.ID == "new" {
				p.Record.Match.Because = because
			}
		}
		all := map[record.PersonID]string{}
		for _, m := range Compose(in).Messages {
			if m.Pairing == "new" {
				all[m.Person] = strings.TrimPrefix(strings.TrimPrefix(m.Body, "Hello."), "\n\n")
			}
		}
		return all
	}
}

const (
	ofTwo    = "mentors: [sam, {person: fay, as: backup}]\nmentees: [cleo]\n"
	ofPeers  = "peers: [sam, cleo]\n"
	ofGroup  = "structure: group\nmentors: [sam]\nmentees: [cleo, ben]\n"
	ofCircle = "peers: [sam, cleo, ben]\n"
)

// TestWhySaysItToTheReader gives each sentence of match that speaks for two people, in the words for one reader, and none
// of those that tell what is not known, what is lacking, or what is looked for.
func TestWhySaysItToTheReader(t *testing.T) {
	for _, test := range []struct {
		members, wrote string
		reader         record.PersonID
		want           string
	}{
		{ofTwo, "the mentee seeks “Budgets”, and the mentor offers it", "cleo", "you seek “Budgets”, and Sam Swan offers it"},
		{ofTwo, "the mentee seeks “Budgets”, and the mentor offers it", "sam", "Cleo Crane seeks “Budgets”, and you offer it"},
		{ofTwo, "the mentee seeks “Budgets”, and the mentor offers it", "fay", "Cleo Crane seeks “Budgets”, and Sam Swan offers it"},
		{ofTwo, "the mentor offers “Asking the mentor; both”, which the mentee seeks; for “Maps” the mentor offers the wider “Data”; the rest would need “Maps”", "cleo",
			"Sam Swan offers “Asking the mentor; both”, which you seek; for “Maps”, Sam Swan offers the wider “Data”"},
		{ofTwo, "the mentee's goals share the word “grants” with “Grants”; the rest would need “talk”", "cleo", "your goals share the word “grants” with “Grants”"},
		{ofTwo, "the mentee's goals share the word “grants” with “Grants”", "sam", "Cleo Crane's goals share the word “grants” with “Grants”"},
		{ofTwo, "the mentor is 2 levels further on than the mentee; the programme looks for 1 to 3", "cleo", "Sam Swan is 2 levels further on than you"},
		{ofTwo, "the mentee is 1 level further on than the mentor; the programme looks for 2 levels apart at most", "cleo", "you are 1 level further on than Sam Swan"},
		{ofTwo, "both are free for 1 h: Tuesdays for the mentee, Wednesdays for the mentor; the rest would need 2 h in every week", "sam", "you are both free for 1 h: Tuesdays for Cleo Crane, Wednesdays for you"},
		{ofTwo, "both speak English; the rest would need a second language in common", "sam", "you both speak English"},
		{ofTwo, "both speak English; the rest would need a second language in common", "fay", "both speak English"},
		{ofTwo, "of the 40 h from 09:00 to 17:00 on weekdays, 35 h are the same for both", "cleo", "of the 40 h from 09:00 to 17:00 on weekdays, 35 h are the same for both of you"},
		{ofTwo, "each named the other", "cleo", "each of you named the other"},
		{ofTwo, "the two have met before, in autumn/fresh", "cleo", "you have met before"},
		{ofTwo, "not known: the mentor's languages; it counts 89 of 100, the mean where it is known", "cleo", ""},
		{ofTwo, "the mentee named the mentor; the rest would need that the mentor named the mentee, too", "sam", ""},
		{ofTwo, "both are of the same unit; the programme looks for different ones", "sam", ""},
		{ofPeers, "“Python” is named by both", "cleo", "“Python” is named by both of you"},
		{ofPeers, "languages are not known of one of them", "cleo", ""},
		{ofPeers, "languages are not known of two of them", "cleo", ""},
		{ofPeers, "on average of each two", "cleo", ""},
		{ofPeers, "one is 1 level further on than the other; the programme looks for 1", "cleo", "one of you is 1 level further on than the other"},
		{ofPeers, "the hours from 09:00 to 17:00 on weekdays are the same for both", "cleo", "the hours from 09:00 to 17:00 on weekdays are the same for both of you"},
		{ofCircle, "“Python” is named by all and “Maps” by 2 of 3", "cleo", "“Python” is named by all of you and “Maps” by 2 of you"},
		{ofCircle, "all have an hour in common every week", "cleo", "you all have an hour in common every week"},
		{ofCircle, "they have not written down an hour that they have in common every week", "cleo", ""},
		{ofCircle, "the 2 whose languages are known speak English", "cleo", ""},
		{ofCircle, "no topic is named by two of them", "cleo", ""},
		{ofCircle, "for 2 of the 3 pairs among them, the two are of different units", "cleo", ""},
		{ofCircle, "for each of the 3 pairs among them, the two are of different units", "cleo", "you are all of different units"},
		{ofCircle, "for each of the 3 pairs among them, both are of the same unit", "cleo", "you are all of the same unit"},
		{ofCircle, "for each of the 3 pairs among them, the two are at the same level; the programme looks for the same level", "cleo", "you are all at the same level"},
		{ofCircle, "for each of the 3 pairs among them, the two have not met before", "cleo", "none of you have met before"},
		{ofCircle, "for each of the 3 pairs among them, each named the other", "cleo", "you all named each other"},
		{ofCircle, "for each of the 3 pairs among them, the hours from 09:00 to 17:00 on weekdays are the same for both", "cleo", "the hours from 09:00 to 17:00 on weekdays are the same for all of you"},
		{ofGroup, "of what the mentor offers, “Maps” is sought by both and “Data” by 1 of 2", "cleo", "of what Sam Swan offers, “Maps” is sought by both mentees and “Data” by 1 mentee"},
		{ofGroup, "for each of the 2 pairs of mentee and mentor, the mentor is 1 level further on than the mentee", "cleo", "Sam Swan is 1 level further on than you"},
		{ofGroup, "for each of the 2 pairs of mentee and mentor, the mentor is 1 level further on than the mentee", "sam", "you are 1 level further on than each mentee"},
		{ofGroup, "for 1 of the 2 pairs of mentee and mentor, the mentor is 1 level further on than the mentee", "sam", ""},
		{ofGroup, "“Maps” is named by both", "sam", "“Maps” is named by both mentees"},
	} {
		if got := reasons(t, test.members)("some, 9 of 9: " + test.wrote)[test.reader]; got != test.want {
			t.Errorf("%s reads of %q:\n%q, not\n%q", test.reader, test.wrote, got, test.want)
		}
	}
	if got := reasons(t, ofCircle)("rosa put ben and cleo together", "a coordinator put ben, cleo and sam together", "pinned by rosa, which costs nothing", "proposed to facilitate: ada", "both live in Oban")["cleo"]; got != "both live in Oban" {
		t.Errorf("of what coordinators did, %q is told", got)
	}
}

// TestWhyKnowsAllWords has people drawn by chance matched, and expects something of every criterion that gives all
// points, and never a word for who decides.
func TestWhyKnowsAllWords(t *testing.T) {
	inward := text.Pattern(`the mentee|the mentor|not known|on average|would need|the programme|of 100|[{}]|it counts|one's`)
	quoted := text.Pattern(`“[^”]*”`)
	pair, peers, group := reasons(t, ofTwo), reasons(t, ofPeers), reasons(t, ofGroup)
	seen := map[string]bool{}
	expect := func(t *rapid.T, letters func(...string) map[record.PersonID]string, p fit.Points, full bool) {
		key := fmt.Sprint(p, full)
		if seen[key] {
			return
		}
		seen[key] = true
		for reader, says := range letters(fit.Reasons([]fit.Points{p})...) {
			if inward().MatchString(quoted().ReplaceAllString(says, "“”")) || full && says == "" {
				t.Fatalf("%s reads of %q: %q", reader, p.Because, says)
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		w := sketch.Draw(t)
		pool, err := fit.NewPool(w.Repository(), w.Cohort.ID, fit.Options{AsOf: sketch.AsOf})
		if err != nil {
			t.Fatal(err)
		}
		for i := range pool.Mentees {
			for j := range pool.Mentors {
				for _, p := range pool.Explain(i, j) {
					expect(t, pair, p, p.Known && p.Raw == 100 && p.Of > 0)
				}
			}
		}
		w.Program.Matching.Shape = rapid.SampledFrom([]record.MatchShape{record.InPeers, record.InCircles, record.InGroups}).Draw(t, "shape")
		letters := group
		for _, e := range w.Enrolled {
			if w.Program.Matching.Shape != record.InGroups {
				e.Peer, letters = &record.AsPeer{Topics: sketch.Sample(t, sketch.Topics, 3, "topics of peers")}, peers
			}
		}
		teams, err := grouping.Propose(w.Repository(), w.Cohort, w.Program, fit.Options{AsOf: sketch.AsOf}, func(_ string, do func() error) error { return do() })
		if err != nil {
			t.Fatal(err)
		}
		for _, team := range teams.Teams {
			for _, p := range team.Because {
				expect(t, letters, p, false)
			}
		}
	})
}
