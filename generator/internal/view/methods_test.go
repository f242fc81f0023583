package view

import (
	"testing"
)

// TestWhatAnEntryIsAbout is the pairing, or else the person, or else the cohort.
func TestWhatAnEntryIsAbout(t *testing.T) {
	cohort, pairing, ada := Link{Words: "Spring"}, Link{Words: "lapwing"}, &Who{Words: "Ada"}
	for want, l := range map[string]Look{"lapwing": {Cohort: cohort, Pairing: pairing, Person: ada}, "Ada": {Cohort: cohort, Person: ada}, "Spring": {Cohort: cohort}} {
		if got := l.About(); got != want {
			t.Errorf("%+v is about %q, not %q", l, got, want)
		}
	}
}

// TestPagesOfACohort stand beside its own, and what there is to match is on that of the
// matching while there is one.
func TestPagesOfACohort(t *testing.T) {
	c := &Cohort{ID: "spring", Path: "cohorts/spring/index.html"}
	if got := []string{c.API(), c.Page("figures"), c.Supply()}; got[0] != "api/v1/cohorts/spring.json" || got[1] != "cohorts/spring/figures.html" || got[2] != got[1] {
		t.Errorf("%q", got)
	}
	c.Matching.Path = "cohorts/spring/matching.html"
	if got := c.Supply(); got != c.Matching.Path {
		t.Errorf("%q", got)
	}
	if got := ExpectationsOf("spring"); got != "api/v1/expectations/spring.json" {
		t.Errorf("%q", got)
	}
}

// TestWhomToTurnTo are the coordinators of a cohort or a pairing, and the programme's contacts.
func TestWhomToTurnTo(t *testing.T) {
	ask, program := []Who{{Words: "Boss"}}, &Program{Help: Contact{Hours: "help"}, Safeguarding: Contact{Hours: "safe"}}
	for _, got := range []TurnTo{(&Cohort{ToAsk: ask, Program: program}).TurnTo(), (&Pairing{ToAsk: ask, Program: program}).TurnTo()} {
		if len(got.ToAsk) != 1 || got.ToAsk[0] != ask[0] || got.Help.Hours != "help" || got.Safeguarding.Hours != "safe" {
			t.Errorf("%+v", got)
		}
	}
}

// TestFindingAFigure finds it by its metric, and says of another that it is not measured.
func TestFindingAFigure(t *testing.T) {
	value := 1.0
	figures := []Figure{{Metric: Metric{ID: "met"}, Number: "1"}, {Metric: Metric{ID: "hours"}, Number: "2", Value: &value}}
	p := &Pairing{Path: "a.html", Figures: figures}
	for metric, want := range map[string][2]string{"met": {"1", ""}, "hours": {"2", ""}, "gone": {"", "Not measured."}} {
		for _, f := range []Figure{Of(figures, metric), p.Figure(metric), Snapshot{Figures: figures}.Figure(metric), p.Cell(metric).Figure} {
			if got := [2]string{f.Number, f.Unavailable}; got != want {
				t.Errorf("%s: %q, not %q", metric, got, want)
			}
		}
		if got, want := p.Cell(metric).Proof, (Link{Path: "a.html", Fragment: "pb-figure-" + metric}); got != want {
			t.Errorf("%+v, not %+v", got, want)
		}
	}
}

// TestWhatIsAskedOfAPairing is nothing that its structure or its programme's format leaves out.
func TestWhatIsAskedOfAPairing(t *testing.T) {
	informal := &Program{Unasked: []string{"cadence_kept"}}
	for _, c := range []struct {
		pairing Pairing
		want    bool
	}{{Pairing{}, true}, {Pairing{Program: informal}, false}, {Pairing{Unasked: []string{"cadence_kept"}}, false}, {Pairing{Program: &Program{}, Unasked: []string{"hours"}}, true}} {
		if got := c.pairing.Asks("cadence_kept"); got != c.want {
			t.Errorf("%+v asks for it: %t", c.pairing, got)
		}
	}
	var unknown *Program
	if !unknown.Asks("cadence_kept") || informal.Asks("cadence_kept") || !informal.Asks("hours") {
		t.Error("a programme asks for what it leaves out, or not for the rest")
	}
}

// TestHowAPairingIsDoing is good on track, and somebody may care where it is silent.
func TestHowAPairingIsDoing(t *testing.T) {
	for state, want := range map[string][2]bool{"on-track": {true, false}, "quiet": {false, true}, "say-hello": {false, true}, "too-early": {false, false}} {
		h := &Health{State: state}
		if got := [2]bool{h.Good(), h.Care()}; got != want {
			t.Errorf("%s is good, and asks for care: %t, not %t", state, got, want)
		}
	}
}

// TestWhoTakesPart leaves out the parts of who waits or withdrew, and keeps those of which
// nothing is told.
func TestWhoTakesPart(t *testing.T) {
	p := &Person{Parts: []Part{{Party: "a"}, {Party: "b", Status: "waiting"}, {Party: "c", Status: "accepted"}, {Party: "d", Status: "withdrawn"}}}
	got := ""
	for _, part := range p.TakesPart() {
		got += part.Party
	}
	if got != "ac" || len(p.Parts) != 4 || p.Parts[1].Party != "b" {
		t.Errorf("%q take part; the parts are %+v", got, p.Parts)
	}
}

// TestWidest is the most that a criterion gives, and at least one point.
func TestWidest(t *testing.T) {
	for want, of := range map[int][]int{1: {0}, 7: {3, 7, 5}, 9: {3, 9}} {
		p := ProposedPair{}
		for _, n := range of {
			p.Criteria = append(p.Criteria, CriterionPoints{Of: n})
		}
		if got := p.Widest(); got != want {
			t.Errorf("of %v: %d, not %d", of, got, want)
		}
	}
}

// TestTitlesOfNetworks name the programme of one.
func TestTitlesOfNetworks(t *testing.T) {
	for want, n := range map[string]*Network{"Who is tied to whom": {}, "Ties in Circles": {Program: &Program{Name: "Circles"}}} {
		if got := n.Title(); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}

// TestWordsOfAShare give the number again with what it is of, and the interval only of three
// or more.
func TestWordsOfAShare(t *testing.T) {
	n, of := 2.0, 4.0
	f := Figure{Number: "50 %", Numerator: &n, Denominator: &of, Of: "2 of 4 goals"}
	if f.Parts() != "2 of 4" || f.Ratio() != "2/4" || f.Few() || f.Likely() != "" || f.Sum() != "2 of 4 goals" || f.Beside() != "2/4" {
		t.Errorf("%q, %q, few: %t, %q, %q, %q", f.Parts(), f.Ratio(), f.Few(), f.Likely(), f.Sum(), f.Beside())
	}
	if f.Of = ""; f.Sum() != "50 %" {
		t.Errorf("of nothing that has a name: %q", f.Sum())
	}
	if none := (Figure{}); none.Few() || none.Sum() != "" || none.Beside() != "" {
		t.Errorf("%q", none.Sum())
	}
}

// TestNumbersOfBenefitAndCost are written as people read them, or not known.
func TestNumbersOfBenefitAndCost(t *testing.T) {
	x := 1234.567
	for got, want := range map[string]string{
		Known(nil, Money): "not known", Known(&x, Money): "1,235", Tenths(x): "1,234.6", Hundredths(x): "1,234.57", Points(0.1234): "12.3", AsWritten(12.25): "12.25", AsWritten(1e6): "1000000",
	} {
		if got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
	roi := &ROI{Missing: []string{"Tools", "Hours"}}
	if roi.HoursData() != "" || roi.MissingWords() != "Tools; Hours" || roi.Names() != nil {
		t.Errorf("%q, %q, %q", roi.HoursData(), roi.MissingWords(), roi.Names())
	}
	if roi.Hours = &x; roi.HoursData() != "1234.567" {
		t.Errorf("%q", roi.HoursData())
	}
}

// TestEscapedPaths keep their slashes, and every other sign that an address could mistake.
func TestEscapedPaths(t *testing.T) {
	for path, want := range map[string]string{"cohorts/spring/index.html": "cohorts/spring/index.html", "a b/März?#%.md": "a%20b/M%C3%A4rz%3F%23%25.md", "": ""} {
		if got := EscapePath(path); got != want {
			t.Errorf("%q becomes %q, not %q", path, got, want)
		}
	}
}
