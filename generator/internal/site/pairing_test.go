package site

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"pairbook/generator/internal/veil"
	"pairbook/generator/test/mini"
)

// together gives two people of the miniature hours that meet: 09:15 to 10:00
// in Nairobi are 07:15 to 08:00 in Lisbon.
func together(t *testing.T, site string) fstest.MapFS {
	t.Helper()
	files := mini.Files(site)
	files["program/people/idbob.yaml"] = &fstest.MapFile{Data: []byte("name: Namebob Firthbob\ntime_zone: Europe/Lisbon\n")}
	files["program/cohorts/spring/enrolments/idbob.yaml"] = &fstest.MapFile{Data: []byte("mentee: {}\navailability: [\"Mon 07:15-12:00\"]\n")}
	return files
}

// TestTogetherIsForThoseWhoMayKnow shows common hours, and so people's zones
// and free time, to coordinators and where people are named.
func TestTogetherIsForThoseWhoMayKnow(t *testing.T) {
	const lapwing = "cohorts/spring/pairings/lapwing.html"
	for _, c := range []struct {
		people   string
		audience veil.Audience
		shown    bool
	}{
		{"aliases", veil.Public, false}, {"handles", veil.Public, false}, {"names", veil.Public, true},
		{"aliases", veil.Coordinators, true},
	} {
		site := render(t, input(t, together(t, defaults+"publish: {people: "+c.people+"}\n"), c.audience))
		for _, word := range []string{"Mon 6 Apr, 09:15–10:00", "Mon 6 Apr, 07:15–08:00", ">Nairobi<", ">Lisbon<"} {
			if got := strings.Contains(site[lapwing], word); got != c.shown {
				t.Errorf("%s, %v: %q is there: %t", c.people, c.audience, word, got)
			}
		}
		for file, body := range site {
			if file != lapwing && strings.Contains(body, "09:15") {
				t.Errorf("%s tells free hours", file)
			}
		}
	}
}

// TestTogetherByPeople puts each person above their own clock, people of one zone
// together, and leads from a time to a calendar with a meeting of an hour at most.
func TestTogetherByPeople(t *testing.T) {
	site := render(t, input(t, together(t, everything), veil.Public))
	page := site["cohorts/spring/pairings/lapwing.html"]
	for _, want := range []string{
		`Nameada Firthada</a></span><br><span class="muted">Nairobi</span></th>`,
		`Namebob Firthbob</a></span><br><span class="muted">Lisbon</span></th>`,
		`<td><a href="../../../calendar/spring-lapwing-2026-04-06-0615.ics">Mon 6 Apr, 09:15–10:00</a></td><td>Mon 6 Apr, 07:15–08:00</td>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not there", want)
		}
	}
	if got := site["calendar/spring-lapwing-2026-04-06-0615.ics"]; !strings.Contains(got, "DTSTART:20260406T061500Z\r\nDTEND:20260406T070000Z\r\nSUMMARY:Meeting: Nameada Firthada and Namebob Firthbob\r\n") {
		t.Errorf("the calendar of a time is %q", got)
	}

	files := together(t, everything)
	files["program/people/idbob.yaml"] = &fstest.MapFile{Data: []byte("name: Namebob Firthbob\ntime_zone: Africa/Nairobi\n")}
	files["program/cohorts/spring/enrolments/idbob.yaml"] = &fstest.MapFile{Data: []byte("mentee: {}\navailability: [\"Mon 09:15-10:00\"]\n")}
	site = render(t, input(t, files, veil.Public))
	if page := site["cohorts/spring/pairings/lapwing.html"]; strings.Count(page, ">Nairobi<") != 1 || strings.Count(page, "Mon 6 Apr, 09:15") != 1 {
		t.Error("people of one zone have a column each")
	}

	files["program/cohorts/spring/enrolments/idbob.yaml"] = &fstest.MapFile{Data: []byte("mentee: {}\navailability: [\"Mon 07:00-12:00\"]\n")}
	files["program/cohorts/spring/enrolments/idada.yaml"] = &fstest.MapFile{Data: []byte("mentor: {capacity: 3}\navailability: [\"Mon 08:00-12:00\"]\n")}
	site = render(t, input(t, files, veil.Public))
	if got := site["calendar/spring-lapwing-2026-04-06-0500.ics"]; !strings.Contains(got, "DTEND:20260406T060000Z") {
		t.Errorf("a meeting takes up four hours: %q", got)
	}
}

// TestPairingInTheOrderOfAMeeting looks for the parts of a pairing's page: the people as
// its title, what is open, what comes next, and the figures folded at the end.
func TestPairingInTheOrderOfAMeeting(t *testing.T) {
	page := render(t, input(t, together(t, everything), veil.Public))["cohorts/spring/pairings/lapwing.html"]
	at := 0
	for _, part := range []string{"<title>Nameada Firthada and Namebob Firthbob, lapwing · ", "<li>Nameada Firthada and Namebob Firthbob</li>",
		`<h1><bdi>Nameada Firthada and Namebob Firthbob</bdi> <span class="code">lapwing</span></h1>`, ">We met</a>", "Next meeting: ", `id="pb-actions"`, "actiontextword", `id="pb-agenda"`,
		`id="pb-together"`, `id="pb-goals"`, `id="pb-way"`, `id="pb-meetings"`, `<details class="fold" id="pb-figures">`, `id="pb-figure-sessions_held"`, `id="pb-figure-cadence_kept"`,
		`id="pb-figure-follow_through"`, `id="pb-figure-goal_progress"`, `id="pb-figure-days_since_last"`, `id="pb-figure-milestones_kept"`} {
		i := strings.Index(page[at:], part)
		if i < 0 {
			t.Fatalf("%q is not there, or above what it belongs below", part)
		}
		at += i
	}
}

// TestTogetherKeepsConsent tells no hours of a pairing of which one member
// withheld consent.
func TestTogetherKeepsConsent(t *testing.T) {
	files := together(t, everything)
	files["program/people/idada.yaml"] = &fstest.MapFile{Data: []byte("name: Nameada Firthada\ntime_zone: Africa/Nairobi\npublish: false\n")}
	for file, body := range render(t, input(t, files, veil.Public)) {
		if strings.Contains(body, "07:15") || strings.Contains(body, "Nairobi") {
			t.Errorf("%s tells the hours of somebody who withheld consent", file)
		}
	}
}

func TestTogetherWords(t *testing.T) {
	page := func(files fstest.MapFS) string {
		return render(t, input(t, files, veil.Coordinators))["cohorts/spring/pairings/lapwing.html"]
	}
	files := together(t, defaults)
	files["program/cohorts/spring/enrolments/idbob.yaml"] = &fstest.MapFile{Data: []byte("mentee: {}\n")}
	files["program/people/idbob.yaml"] = &fstest.MapFile{Data: []byte("name: Bob\ntime_zone: +03:00\n")}
	if got := page(files); !strings.Contains(got, "1 hour in the week to come. Where nobody wrote down free hours, 9 to 17 on weekdays is taken") || !strings.Contains(got, "UTC&#43;03:00") {
		t.Error("working hours do not stand in for hours that are not written down")
	}
	files["program/cohorts/spring/enrolments/idbob.yaml"] = &fstest.MapFile{Data: []byte("mentee: {}\navailability: [\"Tue 20:00-22:00\"]\n")}
	if !strings.Contains(page(files), "The hours that are written down do not meet.") {
		t.Error("it is not said that the hours do not meet")
	}
	files["program/people/idbob.yaml"] = &fstest.MapFile{Data: []byte("name: Bob\n")}
	if !strings.Contains(page(files), "not everybody’s time zone is written down") {
		t.Error("it is not said that a zone is missing")
	}
}

// TestAgenda leaves out of the suggestions what is not published, and finds
// the section of the handbook that fits.
func TestAgenda(t *testing.T) {
	const lapwing = "cohorts/spring/pairings/lapwing.html"
	for _, c := range []struct {
		goals, actions bool
		has, lacks     []string
	}{
		{false, false, []string{"Carry on with, or let go: 1 action whose day has passed"}, []string{"actiontextword", "goaltextword", "Not talked about lately"}},
		{true, false, []string{"Not talked about lately: goaltextword"}, []string{"actiontextword", "donegoaltext</li>"}},
		{false, true, []string{"Carry on with, or let go: actiontextword"}, []string{"goaltextword"}},
	} {
		files := mini.Files(defaults + fmt.Sprintf("publish: {goals: %t, actions: %t}\n", c.goals, c.actions))
		files["content/meeting/when-it-stalls.md"] = &fstest.MapFile{Data: []byte("# When it stalls\n\n## The meeting after a gap\n\nTalk.\n")}
		site := render(t, input(t, files, veil.Public))
		words := strings.NewReplacer("<bdi>", "", "</bdi>", "")
		site[lapwing] = words.Replace(site[lapwing])
		for _, word := range append(c.has, `<a href="../../../meeting/when-it-stalls.html#the-meeting-after-a-gap">The meeting after a gap</a>`) {
			if !strings.Contains(site[lapwing], word) {
				t.Errorf("%+v: %q is not there", c, word)
			}
		}
		for _, word := range c.lacks {
			if strings.Contains(site[lapwing], word) {
				t.Errorf("%+v: %q is there", c, word)
			}
		}
		if !strings.Contains(site[lapwing], "A question to each other: “") || strings.Contains(site["cohorts/spring/pairings/tern.html"], "For next time") {
			t.Error("a pair that goes on has no question, or one that ended has an agenda")
		}
	}
}

// TestClosing says what came of a completed pairing; what its people wish for
// next time is for coordinators.
func TestClosing(t *testing.T) {
	files := mini.Files(defaults)
	files["program/cohorts/spring/pairings/lapwing/pairing.yaml"] = &fstest.MapFile{Data: []byte("mentors: [idada]\nmentees: [idbob]\nstate: completed\nstarted: 2026-03-02\nended: 2026-03-20\n")}
	files["program/cohorts/spring/enrolments/idbob.yaml"] = &fstest.MapFile{Data: []byte("mentee: {}\nagain: mentor\n")}
	for audience, private := range map[veil.Audience]bool{veil.Public: false, veil.Coordinators: true} {
		page := render(t, input(t, files, audience))["cohorts/spring/pairings/lapwing.html"]
		for _, word := range []string{"2 meetings from 2 Mar 2026 to 20 Mar 2026, 0.8 hours in all.", "1 of 3 goals reached.", "Mentor next time?", "Thank you"} {
			if !strings.Contains(page, word) {
				t.Errorf("%v: %q is not there", audience, word)
			}
		}
		for _, word := range []string{"would like to mentor", "would take part again"} {
			if strings.Contains(page, word) != private {
				t.Errorf("%v: %q is there: %t", audience, word, !private)
			}
		}
		if strings.Contains(page, "For next time") {
			t.Errorf("%v: what is over has an agenda", audience)
		}
	}
}
