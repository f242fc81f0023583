package fit

import (
	"slices"
	"testing"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/sketch"
)

// pairOf makes a pool of Ana, a mentee, and Ben, a mentor.
func pairOf(t *testing.T, c record.Criterion, change func(w *sketch.World, ana, ben *record.Enrolment)) *Pool {
	t.Helper()
	c.ID, c.Weight = "it", 1
	w := sketch.New(c).Vocabulary()
	_, ana := w.Mentee("ana")
	_, ben := w.Mentor("ben")
	change(w, ana, ben)
	return poolOf(t, w, Options{})
}

func TestTopics(t *testing.T) {
	for _, test := range []struct {
		name          string
		seeks, offers []record.TopicID
		raw           int
		because       string
		shared        []record.TopicID
	}{
		{"the same", ids("speaking"), ids("speaking"), 100, "the mentee seeks “Public speaking”, and the mentor offers it", ids("speaking")},
		{"in another order", ids("writing", "speaking"), ids("speaking", "writing"), 100,
			"the mentee seeks “Public speaking” and “Writing plainly”, and the mentor offers both", ids("speaking", "writing")},
		{"more than is sought", ids("speaking"), ids("speaking", "writing"), 100, "the mentee seeks “Public speaking”, and the mentor offers it", ids("speaking")},
		{"less than is sought", ids("speaking", "writing"), ids("writing"), 39,
			"the mentor offers “Writing plainly”, which the mentee seeks; the rest would need “Public speaking”", ids("writing")},
		{"an alias", ids("presentations"), ids("speaking"), 100, "the mentee seeks “Public speaking”, and the mentor offers it", ids("speaking")},
		{"the parent", ids("statistics"), ids("data"), 60, "for “Statistics” the mentor offers the wider “Working with numbers”; the rest would need “Statistics”", nil},
		{"a child", ids("data"), ids("statistics"), 60, "for “Working with numbers” the mentor offers the narrower “Statistics”; the rest would need “Working with numbers”", nil},
		{"a sibling", ids("statistics"), ids("charts"), 40,
			"for “Statistics” the mentor offers its sibling “Charts”, both within “Working with numbers”; the rest would need “Statistics”", nil},
		{"a sibling's child", ids("statistics"), ids("maps"), 20,
			"for “Statistics” the mentor offers “Maps”, both within “Working with numbers”; the rest would need “Statistics”", nil},
		{"words in common", ids("data"), ids("open-data"), 60,
			"“Working with numbers” shares the word “numbers” with “Open numbers”; the rest would need “Working with numbers”", nil},
		{"words of two", ids("open-data"), ids("data", "open-doors"), 60,
			"“Open numbers” shares the word “numbers” with “Working with numbers” and the word “Open” with “open-doors”; the rest would need “Open numbers”", nil},
		{"a word of an alias", ids("presentation-slides"), ids("speaking"), 23,
			"“presentation-slides” shares the word “presentation” with “presentations”, another name of “Public speaking”; the rest would need “presentation-slides”", nil},
		{"nothing", ids("speaking"), ids("maps"), 0, "the mentee seeks “Public speaking”; the mentor offers other topics", nil},
		{"nothing sought", nil, ids("maps"), 0, "no topics that the mentee seeks are written down yet", nil},
		{"nothing offered", ids("maps"), nil, 0, "no topics that the mentor offers are written down yet", nil},
	} {
		p := pairOf(t, record.Criterion{Kind: "topics"}, func(w *sketch.World, ana, ben *record.Enrolment) {
			ana.Mentee.Seeks, ben.Mentor.Offers = test.seeks, test.offers
		})
		got := p.Explain(0, 0)[0]
		if got.Raw != test.raw || got.Because != test.because || !slices.Equal(got.Shared, test.shared) {
			t.Errorf("%s: %d %q %v, want %d %q %v", test.name, got.Raw, got.Because, got.Shared, test.raw, test.because, test.shared)
		}
	}
}

func ids(of ...record.TopicID) []record.TopicID { return of }

func TestOffersAreThePersonsTopics(t *testing.T) {
	p := pairOf(t, record.Criterion{Kind: "topics"}, func(w *sketch.World, ana, ben *record.Enrolment) {
		ana.Mentee.Seeks, w.Person("ben").Topics = ids("maps"), ids("maps")
	})
	if score, _ := p.Score(0, 0); score != 100 {
		t.Errorf("the person's own topics give %d points", score)
	}
}

func TestRareTopicsCountForMore(t *testing.T) {
	w := sketch.New(record.Criterion{ID: "topics", Kind: "topics", Weight: 1}).Vocabulary()
	_, ana := w.Mentee("ana")
	ana.Mentee.Seeks = ids("speaking", "maps")
	for id, offers := range map[string][]record.TopicID{"common": ids("speaking"), "other": ids("speaking"), "rare": ids("maps")} {
		_, e := w.Mentor(id)
		e.Mentor.Offers = offers
	}
	p := poolOf(t, w, Options{})
	common, _ := p.Score(0, 0)
	rare, _ := p.Score(0, 2)
	if rare <= common {
		t.Errorf("the rare topic gives %d points, the common one %d", rare, common)
	}
}

func TestGoals(t *testing.T) {
	for _, test := range []struct {
		goals   []string
		raw     int
		because string
		offers  []record.TopicID
	}{
		{[]string{"Draw a chart that a skipper understands"}, 100, "the mentee's goals share the word “chart” with “Charts”", ids("charts")},
		{[]string{"Speak in public", "Give presentations"}, 0, "the mentee's goals and the mentor's topics have no words in common", ids("charts")},
		{[]string{"Charts", "Write"}, 50, "the mentee's goals share the word “Charts” with “Charts”; the rest would need “Write”", ids("charts")},
		{[]string{"Numbers"}, 100, "the mentee's goals share the word “Numbers” with “Working with numbers”, which “Charts” lies within", ids("charts")},
		{[]string{"Numbers, charts"}, 100,
			"the mentee's goals share the word “charts” with “Charts”; the word “Numbers” with “Working with numbers”, which “Charts” lies within", ids("charts")},
		{[]string{"Draw a chart"}, 100, "the mentee's goals share the word “chart” with “Charts”", ids("charts", "speaking")},
		{[]string{"Give presentations"}, 100, "the mentee's goals share the word “presentations” with “presentations”, another name of “Public speaking”", ids("charts", "speaking")},
		{nil, 0, "no goals of the mentee are written down yet", ids("charts")},
	} {
		p := pairOf(t, record.Criterion{Kind: "goals"}, func(w *sketch.World, ana, ben *record.Enrolment) {
			ana.Mentee.Goals, ben.Mentor.Offers = test.goals, test.offers
			_, other := w.Mentor("cai")
			other.Mentor.Offers = ids("writing")
		})
		if got := p.Explain(0, 0)[0]; got.Raw != test.raw || got.Because != test.because {
			t.Errorf("%q: %d %q, want %d %q", test.goals, got.Raw, got.Because, test.raw, test.because)
		}
	}
}

func TestPersonalCriteria(t *testing.T) {
	type change = func(w *sketch.World, ana, ben *record.Enrolment)
	levels := func(a, b string) change {
		return func(w *sketch.World, _, _ *record.Enrolment) { w.Person("ana").Level, w.Person("ben").Level = a, b }
	}
	speak := func(a, b []string) change {
		return func(w *sketch.World, _, _ *record.Enrolment) {
			w.Person("ana").Languages, w.Person("ben").Languages = a, b
		}
	}
	units := func(a, b string) change {
		return func(w *sketch.World, _, _ *record.Enrolment) { w.Person("ana").Unit, w.Person("ben").Unit = a, b }
	}
	prefer := func(a, b record.PersonID) change {
		return func(_ *sketch.World, ana, ben *record.Enrolment) {
			ana.Prefers, ben.Prefers = []record.PersonID{a}, []record.PersonID{b}
		}
	}
	zones := func(a, b when.Zone) change {
		return func(w *sketch.World, _, _ *record.Enrolment) {
			w.Person("ana").TimeZone, w.Person("ben").TimeZone = a, b
		}
	}
	level, peers := record.Criterion{Kind: "level", Target: 2, Tolerance: 1}, record.Criterion{Kind: "level", Tolerance: 1}
	met := func(w *sketch.World, _, _ *record.Enrolment) {
		w.Before["otter"] = &record.Pairing{ID: "otter", Mentors: sketch.Members("ana"), Mentees: sketch.Members("ben"), State: record.Completed, Started: 9, Ended: 99}
	}
	for _, test := range []struct {
		criterion record.Criterion
		change    change
		raw       int
		because   string
	}{
		{level, levels("student", "experienced"), 100, "the mentor is 2 levels further on than the mentee; the programme looks for 1 to 3"},
		{level, levels("student", "early"), 100, "the mentor is 1 level further on than the mentee; the programme looks for 1 to 3"},
		{level, levels("student", "lead"), 50, "the mentor is 4 levels further on than the mentee; the programme looks for 1 to 3"},
		{level, levels("early", "Early"), 50, "the two are at the same level; the programme looks for 1 to 3"},
		{level, levels("senior", "early"), 0, "the mentee is 2 levels further on than the mentor; the programme looks for 1 to 3"},
		{peers, levels("early", "experienced"), 100, "the mentor is 1 level further on than the mentee; the programme looks for 1 level apart at most"},
		{record.Criterion{Kind: "level"}, levels("early", "early"), 100, "the two are at the same level; the programme looks for the same level"},
		{record.Criterion{Kind: "level", Target: 2}, levels("early", "senior"), 100, "the mentor is 2 levels further on than the mentee; the programme looks for 2"},
		{record.Criterion{Kind: "level", Target: 1, Tolerance: 2}, levels("early", "student"), 100,
			"the mentee is 1 level further on than the mentor; the programme looks for a mentor from 1 level behind to 3 further on"},
		{level, levels("senior", "wizard"), 50, "not known: the mentor's level; it counts half, as it is known of no pair"},
		{level, levels("student", "wizard"), 50, "not known: the mentor's level; it counts half, as it is known of no pair"},
		{level, levels("wizard", "student"), 50, "not known: the mentee's level; it counts half, as it is known of no pair"},
		{level, levels("", "wizard"), 50, "not known: both people's level; it counts half, as it is known of no pair"},
		{record.Criterion{Kind: "languages"}, speak([]string{"en", "fr"}, []string{"fr", "de"}), 80, "both speak French; the rest would need a second language in common"},
		{record.Criterion{Kind: "languages"}, speak([]string{"en-GB", "fr"}, []string{"fr", "EN"}), 100, "both speak English and French"},
		{record.Criterion{Kind: "languages"}, speak([]string{"tlh"}, []string{"tlh"}), 80, "both speak Klingon; the rest would need a second language in common"},
		{record.Criterion{Kind: "languages"}, speak([]string{"en"}, []string{"de"}), 0, "no language in common is written down"},
		{record.Criterion{Kind: "languages"}, speak(nil, nil), 50, "not known: both people's languages; it counts half, as it is known of no pair"},
		{record.Criterion{Kind: "unit"}, units("Tides", "tides "), 0, "both are of the same unit; the programme looks for different ones"},
		{record.Criterion{Kind: "unit"}, units("Tides", "Clouds"), 100, "the two are of different units"},
		{record.Criterion{Kind: "unit", Same: true}, units("Tides", "Tides"), 100, "both are of the same unit"},
		{record.Criterion{Kind: "unit", Same: true}, units("Tides", ""), 50, "not known: the mentor's unit; it counts half, as it is known of no pair"},
		{record.Criterion{Kind: "preference"}, prefer("ben", "ana"), 100, "each named the other"},
		{record.Criterion{Kind: "preference"}, prefer("ben", "cai"), 60, "the mentee named the mentor; the rest would need that the mentor named the mentee, too"},
		{record.Criterion{Kind: "preference"}, prefer("cai", "ana"), 60, "the mentor named the mentee; the rest would need that the mentee named the mentor, too"},
		{record.Criterion{Kind: "preference"}, prefer("cai", "cai"), 0, "neither named the other"},
		{record.Criterion{Kind: "unit", Same: true}, units("Tides", "Clouds"), 0, "the two are of different units; the programme looks for the same one"},
		{record.Criterion{Kind: "met-before"}, units("", ""), 100, "the two have not met before"},
		{record.Criterion{Kind: "met-before", Wish: "avoid"}, met, 0, "the two were together in earlier/otter; the programme looks for two who have not"},
		{record.Criterion{Kind: "met-before", Wish: "prefer"}, met, 100, "the two were together in earlier/otter"},
		{record.Criterion{Kind: "met-before", Wish: "prefer"}, units("", ""), 0, "the two have not met before; the programme looks for two who have"},
		{record.Criterion{Kind: "time-zone"}, zones("Europe/London", "+00:00"), 100, "the hours from 09:00 to 17:00 on weekdays are the same for both"},
		{record.Criterion{Kind: "time-zone"}, zones("Europe/London", "Asia/Kolkata"), 31, "of the 40 h from 09:00 to 17:00 on weekdays, 12 h 30 min are the same for both"},
		{record.Criterion{Kind: "time-zone"}, zones("Europe/London", "America/Los_Angeles"), 0, "the hours from 09:00 to 17:00 on weekdays never meet"},
		{record.Criterion{Kind: "time-zone"}, zones("Pacific/Auckland", "Pacific/Honolulu"), 70, "of the 40 h from 09:00 to 17:00 on weekdays, 28 h are the same for both"},
		{record.Criterion{Kind: "time-zone"}, zones("", "+01:00"), 50, "not known: the mentee's time zone; it counts half, as it is known of no pair"},
	} {
		p := pairOf(t, test.criterion, test.change)
		if got := p.Explain(0, 0)[0]; got.Raw != test.raw || got.Because != test.because {
			t.Errorf("%s: %d %q, want %d %q", test.criterion.Kind, got.Raw, got.Because, test.raw, test.because)
		}
	}
}

func TestAvailability(t *testing.T) {
	for _, test := range []struct {
		mentee, mentor string // a zone and a slot
		raw            int
		because        string
	}{
		{"Europe/London Tue 15:00-18:00", "Africa/Nairobi Tue 18:00-22:00", 100, "both are free for 3 h on Tuesdays"},
		{"Europe/London Tue 15:00-16:30", "Europe/London Tue 14:00-15:45", 38, "both are free for 45 min on Tuesdays; the rest would need 2 h in every week"},
		{"Pacific/Auckland Wed 08:00-10:00", "America/Los_Angeles Tue 11:00-12:30", 75, "both are free for 1 h 30 min: Wednesdays for the mentee, Tuesdays for the mentor; the rest would need 2 h in every week"},
		{"Pacific/Auckland Mon 08:00-10:00", "America/Los_Angeles Sun 11:00-12:30", 75, "both are free for 1 h 30 min: Mondays for the mentee, Sundays for the mentor; the rest would need 2 h in every week"},
		{"Europe/London Tue 09:00-10:00", "Europe/London Wed 09:00-10:00", 0, "the hours that the two wrote down do not meet"},
		{"Europe/London ", "Europe/London Wed 09:00-10:00", 50, "not known: the mentee's free hours or time zone; it counts half, as it is known of no pair"},
		{" Tue 09:00-10:00", " Wed 09:00-10:00", 50, "not known: both people's free hours or time zone; it counts half, as it is known of no pair"},
	} {
		p := pairOf(t, record.Criterion{Kind: "availability"}, func(w *sketch.World, ana, ben *record.Enrolment) {
			w.Person("ana").TimeZone, ana.Availability = sketch.ZoneAndSlot(t, test.mentee)
			w.Person("ben").TimeZone, ben.Availability = sketch.ZoneAndSlot(t, test.mentor)
		})
		if got := p.Explain(0, 0)[0]; got.Raw != test.raw || got.Because != test.because {
			t.Errorf("%s and %s: %d %q, want %d %q", test.mentee, test.mentor, got.Raw, got.Because, test.raw, test.because)
		}
	}
}

// Clocks change in the course of a cohort, and the hours with them. Whatever the day
// of the matching, the cohort's own weeks count.
func TestSeasons(t *testing.T) {
	slot := func(text string) func(w *sketch.World, who string) {
		return func(w *sketch.World, who string) {
			w.Person(who).TimeZone, w.Enrolment(who).Availability = sketch.ZoneAndSlot(t, text)
		}
	}
	for _, test := range []struct {
		kind           record.CriterionKind
		mentee, mentor string
		from, until    when.Date
		raw            int
		because        string
	}{
		// From 9 November to 1 June are 30 weeks, the last 12 of them in American summer time.
		{"availability", "America/Phoenix Tue 09:00-10:00", "America/New_York Tue 12:00-13:00", when.Day(2026, 11, 9), when.Day(2027, 6, 1), 20,
			"both are free on Tuesdays, for 1 h from 15 Mar 2027; the rest would need 2 h in every week"},
		{"availability", "Europe/London Tue 12:00-14:00", "America/New_York Tue 08:00-11:00", when.Day(2027, 3, 8), when.Day(2027, 4, 4), 75,
			"both are free on Tuesdays, for 1 h until 14 Mar 2027, 2 h from 15 Mar 2027 to 28 Mar 2027 and 1 h from 29 Mar 2027; the rest would need 2 h in every week"},
		{"availability", "Europe/London Tue 12:00-14:00", "America/New_York Tue 08:00-11:00", when.Day(2027, 3, 16), when.Day(2027, 3, 25), 100, "both are free for 2 h on Tuesdays"},
		{"availability", "Pacific/Auckland Wed 08:00-09:00", "Europe/London Tue 20:00-21:00", when.Day(2027, 3, 15), when.Day(2027, 4, 11), 13,
			"both are free for 1 h from 29 Mar 2027 to 4 Apr 2027: Wednesdays for the mentee, Tuesdays for the mentor; the rest would need 2 h in every week"},
		{"time-zone", "Europe/London", "America/New_York", when.Day(2027, 3, 8), when.Day(2027, 4, 4), 44,
			"of the 40 h from 09:00 to 17:00 on weekdays, 15 h until 14 Mar 2027, 20 h from 15 Mar 2027 to 28 Mar 2027 and 15 h from 29 Mar 2027 are the same for both"},
		{"time-zone", "Europe/London", "America/New_York", when.Day(2027, 1, 1), when.Day(2029, 1, 1), 38,
			"of the 40 h from 09:00 to 17:00 on weekdays, 15 h to 20 h are the same for both"},
	} {
		w := sketch.New(record.Criterion{ID: "it", Kind: test.kind, Weight: 1})
		w.Mentee("ana")
		w.Mentor("ben")
		slot(test.mentee)(w, "ana")
		slot(test.mentor)(w, "ben")
		w.Cohort.Starts, w.Cohort.Ends = test.from, test.until
		for _, day := range []when.Date{when.Day(2026, 10, 20), when.Day(2026, 11, 10)} {
			if got := poolOf(t, w, Options{AsOf: day}).Explain(0, 0)[0]; got.Raw != test.raw || got.Because != test.because {
				t.Errorf("on %v, %s and %s from %v to %v:\n%d %s, want\n%d %s", day, test.mentee, test.mentor, test.from, test.until, got.Raw, got.Because, test.raw, test.because)
			}
		}
	}
}

func TestShares(t *testing.T) {
	for _, test := range []struct{ weights, want []int }{
		{[]int{5, 2, 2, 2, 1, 1, 2, 1}, []int{31, 13, 13, 13, 6, 6, 12, 6}},
		{[]int{1, 1, 1}, []int{34, 33, 33}},
		{[]int{0, 7}, []int{0, 100}},
		{[]int{0, 0}, []int{0, 0}},
		{nil, []int{}},
	} {
		if got := shares(test.weights); !slices.Equal(got, test.want) {
			t.Errorf("shares(%v) = %v, want %v", test.weights, got, test.want)
		}
	}
}

// What is not known of a pair counts as the mean of the pairs of which it is, so that
// nobody gains or loses by it.
func TestUnknownCountsAsTheMean(t *testing.T) {
	w := sketch.New(record.Criterion{ID: "level", Kind: "level", Weight: 1, Target: 1}, record.Criterion{ID: "unit", Kind: "unit", Weight: 1})
	for _, id := range []string{"ana", "eli"} {
		w.Mentee(id)
	}
	for _, id := range []string{"ana", "ben", "cai", "dee"} {
		w.Mentor(id)
	}
	// Ana has 100 with Ben and 50 with Cai; Eli has 100 with Ana, 50 with Ben and 0 with Cai.
	// That Ana would have 50 with herself is left out.
	w.Person("ana").Level, w.Person("eli").Level = "early", "student"
	w.Person("ben").Level, w.Person("cai").Level = "experienced", "senior"
	p := poolOf(t, w, Options{})
	for _, test := range []struct {
		mentee, mentor, raw int
		known               bool
		because             string
	}{
		{0, 1, 100, true, "the mentor is 1 level further on than the mentee; the programme looks for 1"},
		{0, 3, 60, false, "not known: the mentor's level; it counts 60 of 100, the mean where it is known"},
		{1, 0, 100, true, "the mentor is 1 level further on than the mentee; the programme looks for 1"},
	} {
		got := p.Explain(test.mentee, test.mentor)
		if got[0].Raw != test.raw || got[0].Known != test.known || got[0].Because != test.because {
			t.Errorf("%+v, want %+v", got[0], test)
		}
		if got[1].Raw != 50 || got[1].Known || got[1].Because != "not known: both people's unit; it counts half, as it is known of no pair" {
			t.Errorf("%+v, though no unit is known", got[1])
		}
		want := map[bool]string{true: "1 of 2 criteria unknown", false: "2 of 2 criteria unknown"}[test.known]
		if words := UnknownOf(got); words != want {
			t.Errorf("%q, want %q", words, want)
		}
	}
}
