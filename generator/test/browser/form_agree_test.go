package browser

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"pairbook/generator/internal/check"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/text"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/here"
)

// formLog is a log as the page's composer takes it. Attended is nil when the
// log does not say.
type formLog struct {
	Date     string       `json:"date"`
	Duration string       `json:"duration"`
	Attended *[]string    `json:"attended,omitempty"`
	Format   string       `json:"format"`
	Topics   []string     `json:"topics"`
	Guests   []string     `json:"guests"`
	Goals    []formEntry  `json:"goals"`
	Actions  []formAction `json:"actions"`
	Done     []formEntry  `json:"done"`
	Meant    []string     `json:"introductions"`
	Next     string       `json:"next"`
	Notes    string       `json:"notes"`
}

// formEntry is an id, and what else is said of it.
type formEntry struct {
	ID      string `json:"id"`
	Percent *int   `json:"percent,omitempty"`
	On      string `json:"on,omitempty"`
}

type formAction struct {
	ID   string `json:"id"`
	Who  string `json:"who"`
	What string `json:"what"`
	Due  string `json:"due"`
}

// composed is what the page makes of a log, and says of it.
type composed struct {
	Text     string   `json:"text"`
	Problems []string `json:"problems"`
}

var someNotes = rapid.OneOf(rapid.Just(""), rapid.String(), rapid.StringMatching(`[ \n\t\x{85}\x{a0}\x{2028}]*(---)?\n?[a-zé:#"'&%+<>]{0,9}[ \n\x{3000}]*`),
	rapid.SampledFrom([]string{"two\n\nlines\n", "zero\u200bwidth", "\ufeff", "a\u200db", "👩\u200d🚀", "क\u200dष", "\u202eoverride", "bell\a", "soft\u00adhyphen"}))

// someWords are what the page makes of something typed into a line: without what nobody
// sees, with single spaces.
var someWords = rapid.Custom(func(t *rapid.T) string {
	typed := rapid.OneOf(rapid.String(), rapid.StringMatching(`[-?:#,\[\]{}&*!|>'"%@\x60.~ ]{0,3}[a-z: #'"\\,?]{1,8}[-:# ]{0,2}`), rapid.StringMatching(`[-+.0-9_:TZexob]{1,8}( [0-9:]{1,5})?`),
		rapid.SampledFrom([]string{"no", "Null", "<<", "---", "2026-11-12 10:00:00", "a colleague from planning", "Zoë: \"yes\"", "👩‍🚀 to the moon", strings.Repeat("long ", 25)})).Draw(t, "typed")
	words := strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if text.HasUnseen("a" + string(r)) {
			return -1
		}
		return r
	}, typed)), " ")
	if text.HasUnseen(words) || text.Blank(words) {
		return "something"
	}
	return words
})

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
		Guests:   rapid.SliceOfN(someWords, 0, 5).Draw(t, "guests"),
		Meant:    rapid.SliceOfN(someWords, 0, 3).Draw(t, "introductions"),
		Next:     rapid.SampledFrom([]string{"", "2026-12-01", "2026-11-12", "2026-02-30", "2199-12-31", "2200-01-01", "12/11/2026", "2026-13-01", "2100-02-29"}).Draw(t, "next"),
		Notes:    someNotes.Draw(t, "notes"),
	}
	for _, id := range ids("done") {
		log.Done = append(log.Done, formEntry{ID: id, On: rapid.SampledFrom([]string{"", "", "", "2026-11-10"}).Draw(t, "on")})
	}
	for _, id := range ids("goals") {
		goal := formEntry{ID: id}
		if rapid.IntRange(0, 3).Draw(t, "moved") == 0 {
			percent := rapid.IntRange(0, 100).Draw(t, "percent")
			goal.Percent = &percent
		}
		log.Goals = append(log.Goals, goal)
	}
	for range rapid.IntRange(0, 3).Draw(t, "actions") {
		log.Actions = append(log.Actions, formAction{rapid.StringMatching(`[a-z0-9][a-z0-9-]{0,9}`).Draw(t, "action"), rapid.SampledFrom([]string{"", "sigrun", "12"}).Draw(t, "who"),
			rapid.OneOf(someWords, rapid.Just("")).Draw(t, "what"), rapid.SampledFrom([]string{"", "2026-11-26", "2026-11-11", "2026-02-30"}).Draw(t, "due")})
	}
	if rapid.Bool().Draw(t, "says who") {
		who := ids("attended")
		log.Attended = &who
	}
	return log
}

// record makes the record that the log is, with what can be read of it.
func (l formLog) record() *record.Session {
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
	s.Guests, s.Introductions = l.Guests, l.Meant
	for _, goal := range l.Goals {
		s.Goals = append(s.Goals, record.GoalTouched{ID: record.GoalID(goal.ID), Percent: goal.Percent})
	}
	for _, a := range l.Actions {
		due, _ := when.ParseDate(a.Due)
		s.Actions = append(s.Actions, record.Action{ID: record.ActionID(a.ID), Who: record.PersonID(a.Who), What: a.What, Due: due})
	}
	for _, done := range l.Done {
		on, _ := when.ParseDate(done.On)
		s.Done = append(s.Done, record.ActionDone{ID: record.ActionID(done.ID), On: on})
	}
	return s
}

// sound tells whether every field can be read.
func (l formLog) sound() bool {
	_, err := when.ParseDuration(l.Duration)
	_, badNext := when.ParseDate(l.Next)
	unsound := func(a formAction) bool {
		_, bad := when.ParseDate(a.Due)
		return a.What == "" || bad != nil && a.Due != ""
	}
	return (err == nil || l.Duration == "") && (badNext == nil || l.Next == "") && !slices.ContainsFunc(l.Actions, unsound)
}

// pageRules are the rules of check that the page knows.
var pageRules = []string{"date", "duration", "required", "id", "session-after-end", "not-counted", "future", "planned-back", "hidden-character", "control-character", "oversize"}

// fixedNotes are notes of every class of character, in its place and out of it.
var fixedNotes = []string{
	"A\r\nA", "A\rA", "\rA\r", "A\r\r\nA", "A\r\r\r\r\r\r\r\r\r\r\r\rA", "\r\n\r\nA\r\n", "A\n\rA", "\ufeffA", "A\ufeff", " \ufeffA", "\ufeff\r\nA", "\ufeff\ufeff",
	"a\tb", "bell\a", "a\x00b", "a\x7fb", "next\u0085line", "a\u2028b", "a\u2029b", "\u2028", "a\vb\fc",
	"soft\u00adhyphen", "a\u034fb", "a\u061cb", "\u115f", "\u1160", "a\u17b4b", "zero\u200bwidth", "\u200ea", "\u202eoverride", "a\u2060b", "a\u2066b\u2069",
	"\u3164", "\uffa0", "\u2800", "a\ufff0b", "a\ufff9b\ufffac\ufffb", "a\U0001bca0b", "a\U0001d173b", "a\U000e0001b", "hi\U000e0041\U000e007f", "a\U000e01f0b",
	"a\u200cb", "a\u200db", "می\u200cخواهم", "क\u094d\u200dष", "👩\u200d🚀", "❤\ufe0f\u200d🔥", "👩\u200d\u200d🚀", "😀\u200d", "a\ufe0fb", "☀\ufe0f", "☀\ufe0f\ufe0f",
	"葛\U000e0100", "x\U000e0100", "ᠠ\u180b", "a\u180eb", "1\ufe0f\u20e3", "1\ufe0f", "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", "\U0001f3f4\U000e0067",
	"one\u200btwo\x07", "one\x07two\u200b", "fine\nthen\u200b", "\ufffd", "\U0010ffff", "\ue000",
}

// TestComposerAgrees composes logs in the page and in the program: the bytes
// are the same, and so is what is said of them. Some are fixed, the others are
// drawn.
func TestComposerAgrees(t *testing.T) {
	t.Parallel()
	a := agreement{f: openForm(t, clubsSite(t), "log.html?pairing=2026-autumn/kestrel"), base: pairingAlone(t)}
	var fixed []formLog
	for _, notes := range fixedNotes {
		fixed = append(fixed, formLog{Date: "2026-11-12", Notes: notes})
	}
	a.compare(t, fixed)
	a.compared = 0
	rapid.Check(t, func(t *rapid.T) {
		a.compare(t, rapid.SliceOfN(rapid.Custom(drawLog), 1, 6).Draw(t, "logs"))
	})
	if a.compared < 200 || a.refused == 0 || a.refused == a.compared {
		t.Errorf("%d logs were compared, and of %d something was amiss", a.compared, a.refused)
	}
}

// agreement compares a page with the program.
type agreement struct {
	f                 *form
	base              fstest.MapFS
	compared, refused int
}

func (a *agreement) compare(t rapid.TB, logs []formLog) {
	made := evaluate[[]composed](a.f, script(logs)+`.map((log) => {
		const length = pairbookForm.duration(log.duration);
		const written = { ...log, duration: length.text || log.duration };
		const problems = pairbookForm.sessionProblems(written, pairbookForms.pairings["2026-autumn/kestrel"], "`+today+`");
		return { text: pairbookForm.session(written), problems: problems.map((p) => p.message) };
	})`)
	for i, log := range logs {
		a.compared++
		if log.sound() {
			text, err := record.MarshalLog(log.record(), log.Notes)
			if err != nil || string(text) != made[i].Text {
				t.Fatalf("of %s the page makes\n%q, and the program\n%q (%v)", script(log), made[i].Text, text, err)
			}
		}
		said := slices.Sorted(slices.Values(made[i].Problems))
		if want := saidByCheck(t, a.base, log.Date, made[i].Text); !slices.Equal(said, want) {
			t.Fatalf("of\n%q\nthe page says\n%q, and check\n%q", made[i].Text, said, want)
		}
		if len(said) > 0 {
			a.refused++
		}
	}
}

// TestFormAlphabet asks the page about every code point, and about every two of
// those at which the alphabet's spans begin and end.
func TestFormAlphabet(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	f := openForm(t, clubsSite(t), "log.html?pairing=2026-autumn/kestrel")
	edges := alphabetEdges()
	words := evaluate[string](f, `(() => {
		const rules = { control: "c", hidden: "h" }, said = [];
		const ask = (...codes) => said.push((pairbookForm.characterProblem(String.fromCodePoint(...codes)) || { rule: "" }).rule);
		for (let c = 0; c <= 0x10FFFF; c++) if (c < 0xD800 || c > 0xDFFF) ask(0x61, c);
		const edges = `+script(edges)+`;
		edges.forEach((a) => edges.forEach((b) => ask(a, b, 0x20E3)));
		return said.map((rule) => rules[rule] || ".").join("");
	})()`)
	i := 0
	ask := func(codes ...rune) {
		want := byte('.')
		for c := range text.Unseen([]byte(string(codes))) {
			want = map[bool]byte{true: 'c', false: 'h'}[c.Control]
			break
		}
		if i >= len(words) || words[i] != want {
			t.Fatalf("of %U the page says %q, and the program %q", codes, words[i:min(i+1, len(words))], want)
		}
		i++
	}
	for c := rune(0); c <= unicode.MaxRune; c++ {
		if utf8.ValidRune(c) {
			ask('a', c)
		}
	}
	for _, a := range edges {
		for _, b := range edges {
			ask(a, b, 0x20E3)
		}
	}
	if i != len(words) {
		t.Errorf("the page was asked %d times, and the program %d", len(words), i)
	}
}

func alphabetEdges() []rune {
	var edges []rune
	for _, h := range text.TheAlphabet().Hidden {
		for _, s := range append(slices.Clone(h.After), h.Span) {
			edges = append(edges, s[0]-1, s[0], s[1], s[1]+1)
		}
	}
	for _, s := range text.TheAlphabet().Sequences {
		edges = append(append(edges, []rune(s.Before)...), s.Rest...)
	}
	slices.Sort(edges)
	return slices.DeleteFunc(slices.Compact(edges), func(r rune) bool { return !utf8.ValidRune(r) || r == '\n' })
}

// pairingAlone is the programme without what no rule about a log looks at.
func pairingAlone(t *testing.T) fstest.MapFS {
	t.Helper()
	root, alone := clubs(t), fstest.MapFS{}
	for _, file := range []string{"program/site.yaml", "program/programs/career-mentoring.yaml", "program/people/sigrun.yaml", "program/people/bronwen.yaml",
		"program/cohorts/2026-autumn/cohort.yaml", "program/cohorts/2026-autumn/pairings/kestrel/pairing.yaml"} {
		text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(file)))
		if err != nil {
			t.Fatal(err)
		}
		alone[file] = &fstest.MapFile{Data: text}
	}
	return alone
}

// saidByCheck is what check says of one log, by the rules that the page knows.
// A character is spoken of once a place, and the page stops at the first.
func saidByCheck(t rapid.TB, base fstest.MapFS, day, text string) (messages []string) {
	file := "program/cohorts/2026-autumn/pairings/kestrel/sessions/" + day + ".md"
	base[file] = &fstest.MapFile{Data: []byte(text)}
	defer delete(base, file)
	repo, problems, err := record.Load(base)
	if err != nil {
		t.Fatal(err)
	}
	today, err := when.ParseDate(today)
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
