package main

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"pairbook/generator/internal/check"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// formLog is a log as the page's composer takes it. Attended is nil when the
// log does not say.
type formLog struct {
	Date     string    `json:"date"`
	Duration string    `json:"duration"`
	Attended *[]string `json:"attended,omitempty"`
	Format   string    `json:"format"`
	Topics   []string  `json:"topics"`
	Done     []string  `json:"done"`
	Next     string    `json:"next"`
	Notes    string    `json:"notes"`
}

// composed is what the page makes of a log, and says of it.
type composed struct {
	Text     string   `json:"text"`
	Problems []string `json:"problems"`
}

var someNotes = rapid.OneOf(rapid.Just(""), rapid.String(), rapid.StringMatching(`[ \n\t\x{85}\x{a0}\x{2028}]*(---)?\n?[a-zé:#"'&%+<>]{0,9}[ \n\x{3000}]*`),
	rapid.SampledFrom([]string{"two\n\nlines\n", "zero\u200bwidth", "\ufeff", "a\u200db", "👩\u200d🚀", "क\u200dष", "\u202eoverride", "bell\a", "soft\u00adhyphen"}))

func drawLog(t *rapid.T) formLog {
	ids := func(label string) []string {
		if rapid.IntRange(0, 4).Draw(t, "as long as a line") == 0 {
			six := strings.Split(strings.Repeat("eleven-long ", 6), " ")[:6]
			return append(six, strings.Repeat("x", rapid.IntRange(8, 13).Draw(t, "the last")))
		}
		return rapid.SliceOfN(rapid.StringMatching(`[a-z0-9][a-z0-9-]{0,9}`), 0, 12).Draw(t, label)
	}
	log := formLog{
		Date:     rapid.SampledFrom([]string{"2026-11-12", "2026-11-21", "2026-11-22", "2026-08-01", "2027-03-07", "2027-03-08", "2028-02-29"}).Draw(t, "date"),
		Duration: rapid.SampledFrom([]string{"", "45m", "1h", "90m", "1h30m", "99h59m", "600m", "0m", "99h60m", "1.5h", "90"}).Draw(t, "duration"),
		Format:   rapid.SampledFrom([]string{"", "video", "in-person", "chat"}).Draw(t, "format"),
		Topics:   ids("topics"),
		Done:     ids("done"),
		Next:     rapid.SampledFrom([]string{"", "2026-12-01", "2026-11-12", "2026-02-30", "2199-12-31", "2200-01-01", "12/11/2026", "2026-13-01", "2100-02-29"}).Draw(t, "next"),
		Notes:    someNotes.Draw(t, "notes"),
	}
	if rapid.Bool().Draw(t, "says who") {
		who := ids("attended")
		log.Attended = &who
	}
	return log
}

// record makes the record that the log is, with what can be read of it.
func (l formLog) record(t *rapid.T) *record.Session {
	s := &record.Session{Format: record.Medium(l.Format)}
	s.Date, _ = when.ParseDate(l.Date)
	s.Next, _ = when.ParseDate(l.Next)
	s.Duration, _ = when.ParseDuration(l.Duration)
	if l.Attended != nil {
		who := []record.PersonID{}
		for _, id := range *l.Attended {
			who = append(who, record.PersonID(id))
		}
		s.Attended = &who
	}
	for _, id := range l.Topics {
		s.Topics = append(s.Topics, record.TopicID(id))
	}
	for _, id := range l.Done {
		s.Done = append(s.Done, record.ActionDone{ID: record.ActionID(id)})
	}
	return s
}

// sound tells whether every field can be read.
func (l formLog) sound() bool {
	_, err := when.ParseDuration(l.Duration)
	_, badNext := when.ParseDate(l.Next)
	return (err == nil || l.Duration == "") && (badNext == nil || l.Next == "")
}

// pageRules are the rules of check that the page knows.
var pageRules = []string{"date", "duration", "required", "id", "session-after-end", "not-counted", "future", "planned-back", "hidden-character", "control-character", "oversize"}

// TestComposerAgrees composes random logs in the page and in the program: the
// bytes are the same, and so is what is said of them.
func TestComposerAgrees(t *testing.T) {
	f := openForm(t, browser(t), buildOf(t, exampleCopy(t)), "log.html?pairing=2026-autumn/kestrel")
	base := pairingAlone(t)
	compared, refused := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		logs := rapid.SliceOfN(rapid.Custom(drawLog), 1, 6).Draw(t, "logs")
		made := evaluate[[]composed](f, script(logs)+`.map((log) => {
			const length = pairbookForm.duration(log.duration);
			const written = { ...log, duration: length.text || log.duration };
			const problems = pairbookForm.sessionProblems(written, pairbookForms.pairings["2026-autumn/kestrel"], "`+formDay+`");
			return { text: pairbookForm.session(written), problems: problems.map((p) => p.message) };
		})`)
		for i, log := range logs {
			compared++
			if log.sound() {
				text, err := record.MarshalSession(log.record(t), log.Notes)
				if err != nil || string(text) != made[i].Text {
					t.Fatalf("of %s the page makes\n%q, and the program\n%q (%v)", script(log), made[i].Text, text, err)
				}
			}
			said := slices.Sorted(slices.Values(made[i].Problems))
			if want := saidByCheck(t, base, log.Date, made[i].Text); !slices.Equal(said, want) {
				t.Fatalf("of\n%s\nthe page says\n%q, and check\n%q", made[i].Text, said, want)
			}
			if len(said) > 0 {
				refused++
			}
		}
	})
	if compared < 200 || refused == 0 || refused == compared {
		t.Errorf("%d logs were compared, and of %d something was amiss", compared, refused)
	}
}

// pairingAlone is the example without what no rule about a log looks at.
func pairingAlone(t *testing.T) fstest.MapFS {
	t.Helper()
	alone := fstest.MapFS{}
	for _, file := range []string{"program/site.yaml", "program/programs/career-mentoring.yaml", "program/people/sigrun.yaml", "program/people/bronwen.yaml",
		"program/cohorts/2026-autumn/cohort.yaml", "program/cohorts/2026-autumn/pairings/kestrel/pairing.yaml"} {
		text, err := fs.ReadFile(os.DirFS(".."), file)
		if err != nil {
			t.Fatal(err)
		}
		alone[file] = &fstest.MapFile{Data: text}
	}
	return alone
}

// saidByCheck is what check says of one log, by the rules that the page knows.
// A character is spoken of once a place, and the page stops at the first.
func saidByCheck(t *rapid.T, base fstest.MapFS, day, text string) (messages []string) {
	file := "program/cohorts/2026-autumn/pairings/kestrel/sessions/" + day + ".md"
	base[file] = &fstest.MapFile{Data: []byte(text)}
	defer delete(base, file)
	repo, problems, err := record.Load(base)
	if err != nil {
		t.Fatal(err)
	}
	today, err := when.ParseDate(formDay)
	if err != nil {
		t.Fatal(err)
	}
	characters := 0
	for _, p := range append(problems, check.Run(repo, today)...).Sorted() {
		if p.Position.Path != file || !slices.Contains(pageRules, p.Rule) {
			continue
		}
		if p.Rule == "hidden-character" || p.Rule == "control-character" {
			if characters++; characters > 1 {
				continue
			}
		}
		messages = append(messages, p.Message)
	}
	slices.Sort(messages)
	return messages
}
