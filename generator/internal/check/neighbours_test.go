package check

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"pairbook/generator/internal/diag"
)

// TestTheDayItself takes the example of a rule that compares days to both
// sides of the edge: the last day on which nothing is said, and the next.
func TestTheDayItself(t *testing.T) {
	pairing := func(text string) string {
		return "-- program/cohorts/autumn/pairings/otter/pairing.yaml --\nmentors: [ines]\nmentees: [tomo]\nstarted: 2026-09-14\n" + text
	}
	const kofi = "-- program/cohorts/autumn/pairings/heron/pairing.yaml --\nmentors: [zuri]\nmentees: [{person: kofi, until: 2026-10-30}]\nstate: proposed\n"
	for _, test := range []struct {
		rule, lay, old string
		new            []string // each is one day further than the one before
		want           []int    // problems, all of the rule
	}{
		{"date-order", "", "until: 2026-10-05", []string{"until: 2026-10-12", "until: 2026-10-11"}, []int{0, 1}},
		{"date-order", "-- program/cohorts/autumn/cohort.yaml --\nprogram: mentoring\nname: Autumn 2026\nstarts: 2026-09-07\nends: 2027-03-05\nstate: running\napplications: {opens: 2026-08-20, closes: 2026-08-20}\n",
			"closes: 2026-08-20", []string{"closes: 2026-08-20", "closes: 2026-08-19"}, []int{1, 2}},
		{"date-order", "-- program/cohorts/autumn/attention/otter-2026-11-09.yaml --\nuntil: 2026-11-09\n",
			"until: 2026-11-09", []string{"until: 2026-11-09", "until: 2026-11-08"}, []int{1, 2}},
		{"goal-dates", "", "done: 2026-09-12", []string{"done: 2026-09-14", "done: 2026-09-13"}, []int{1, 2}},
		{"session-after-end", "", "2026-11-02", []string{"2026-10-30", "2026-10-31"}, []int{0, 1}},
		{"not-counted", "", "2026-09-10", []string{"2026-09-14", "2026-09-13"}, []int{0, 1}},
		{"not-counted", pairing("state: completed\nended: 2026-10-30\n"), "2026-09-10", []string{"2026-10-30", "2026-10-31"}, []int{0, 1}},
		{"future", "", "2026-12-07", []string{"2026-11-20", "2026-11-21", "2026-11-22"}, []int{0, 0, 1}},
		{"planned-back", "", "next: 2026-11-09", []string{"next: 2026-11-17", "next: 2026-11-16"}, []int{1, 2}},
		{"planned-back", "", "due: 2026-01-11", []string{"due: 2026-11-16", "due: 2026-11-15"}, []int{1, 2}},
		{"pauses", "", "2026-10-12", []string{"2026-10-20", "2026-10-19"}, []int{1, 2}},
		{"pauses", pairing("state: paused\npauses: [{from: 2026-09-14}]\n"), "from: 2026-09-14", []string{"from: 2026-09-14", "from: 2026-09-13"}, []int{0, 1}},
		{"pauses", pairing("state: completed\nended: 2026-10-30\npauses: [{from: 2026-10-30}]\n"), "from: 2026-10-30", []string{"from: 2026-10-30", "from: 2026-10-31"}, []int{0, 1}},
		{"cadence-order", "", "from: 2026-10-05", []string{"from: 2026-11-03", "from: 2026-11-02"}, []int{0, 1}},
		{"member-twice", "", "- ines\n", []string{"- {person: ines, until: 2026-10-04}\n", "- {person: ines, until: 2026-10-05}\n"}, []int{0, 1}},
		{"left", kofi, "until: 2026-10-30", []string{"until: 2026-10-30", "until: 2026-10-31"}, []int{0, 1}},
		{"over-capacity", "", "[ines]\nmentees: [kofi]", []string{"[zuri, {person: ines, until: 2026-11-19}]\nmentees: [kofi]", "[zuri, {person: ines, until: 2026-11-20}]\nmentees: [kofi]"}, []int{0, 1}},
		{"outsider", pairing("state: active\n"), "tomo]\nstarted", []string{"tomo, {person: zuri, until: 2026-10-05}]\nstarted", "tomo, {person: zuri, until: 2026-10-04}]\nstarted"}, []int{0, 1}},
		{"outsider", pairing("state: active\n"), "tomo]\nstarted", []string{"tomo, {person: zuri, from: 2026-10-05}]\nstarted", "tomo, {person: zuri, from: 2026-10-06}]\nstarted"}, []int{0, 1}},
	} {
		for i, fresh := range test.new {
			name := test.rule + ", " + strings.ReplaceAll(fresh, "\n", " ")
			archive := example(t, test.rule)
			archive.Files = append(archive.Files, txtar.Parse([]byte(test.lay)).Files...)
			if n := replace(archive, test.old, fresh); n == 0 {
				t.Errorf("%s: the example has no %q", name, test.old)
			}
			files := repository(t, archive)
			problems := slices.DeleteFunc(problemsIn(t, files, today), func(p diag.Problem) bool {
				return p.Rule == "not-enrolled" && test.rule == "outsider" // zuri, as a second mentee
			})
			if len(problems) != test.want[i] || slices.ContainsFunc(problems, func(p diag.Problem) bool { return p.Rule != test.rule }) {
				t.Errorf("%s: not %d problems:\n%s", name, test.want[i], printed(t, files, problems))
			}
		}
	}
}

// example is a rule's example, without what it wants to find.
func example(t *testing.T, rule string) *txtar.Archive {
	t.Helper()
	archive, err := txtar.ParseFile(filepath.Join("testdata/rules", rule+".txtar"))
	if err != nil {
		t.Fatal(err)
	}
	archive.Files = slices.DeleteFunc(archive.Files, func(f txtar.File) bool { return f.Name == "want" })
	return archive
}

// replace writes something else into an archive's texts and names.
func replace(archive *txtar.Archive, old, fresh string) (places int) {
	for i, f := range archive.Files {
		places += strings.Count(string(f.Data)+f.Name, old)
		archive.Files[i].Name = strings.ReplaceAll(f.Name, old, fresh)
		archive.Files[i].Data = []byte(strings.ReplaceAll(string(f.Data), old, fresh))
	}
	return places
}

// TestWhoComesLastDoesNotMatter renames everybody and everything so that the
// first is the last: as much is found, of the same kinds, as before.
func TestWhoComesLastDoesNotMatter(t *testing.T) {
	var words []string
	for _, p := range [][2]string{{"ines", "zuri"}, {"kofi", "tomo"}, {"otter", "heron"}, {"writing", "careers"}, {"amber", "delta"}, {"cedar", "birch"}, {"circle", "zircle"}, {"lunches", "zlunches"}} {
		a, b := strings.ToUpper(p[0][:1])+p[0][1:], strings.ToUpper(p[1][:1])+p[1][1:]
		words = append(words, p[0], p[1], p[1], p[0], a, b, b, a)
	}
	other := strings.NewReplacer(words...)
	examples, err := filepath.Glob("testdata/*/*.txtar")
	if err != nil || len(examples) < len(Rules()) {
		t.Fatalf("%d examples, %v", len(examples), err)
	}
	for _, file := range examples {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		files, turned := repository(t, archive), fstest.MapFS{}
		before := kinds(problemsIn(t, files, today))
		for name, f := range files {
			turned[other.Replace(name)] = &fstest.MapFile{Data: []byte(other.Replace(string(f.Data))), Mode: f.Mode}
		}
		if diff := cmp.Diff(before, kinds(problemsIn(t, turned, today))); diff != "" {
			t.Errorf("%s: by other names (-before +then):\n%s", file, diff)
		}
	}
}

// kinds counts problems by rule and severity.
func kinds(problems diag.List) map[string]int {
	by := map[string]int{}
	for _, p := range problems {
		by[p.Rule+", "+p.Severity.String()]++
	}
	return by
}

// TestAHintListsThirty cuts a list short only when it is longer.
func TestAHintListsThirty(t *testing.T) {
	of := strings.Split(strings.Repeat("x ", 31), " ")
	for n, want := range map[int]string{0: "", 1: "x", 30: strings.Repeat("x, ", 29) + "x", 31: strings.Repeat("x, ", 30) + "…"} {
		if got := list(of[:n]); got != want {
			t.Errorf("%d: %q, not %q", n, got, want)
		}
	}
}
