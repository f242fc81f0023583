package review

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/diag"
	"pairbook/generator/test/here"
)

var update = flag.Bool("update", false, "write the expected reports anew")

const autumn, spring = "program/cohorts/2026-autumn/", "program/cohorts/2027-spring/"

// linked returns a copy of files in which one has another mode.
func linked(files fstest.MapFS, path string, mode fs.FileMode) fstest.MapFS {
	copied := maps.Clone(files)
	copied[path] = &fstest.MapFile{Data: []byte("../plan.yaml"), Mode: mode}
	return copied
}

// many is a base with 35 more pairings.
func many(t tester) fstest.MapFS {
	base := theBase(t)
	for k := range 35 {
		base = with(base, fmt.Sprintf("%spairings/pair-%02d/pairing.yaml", autumn, k), "mentors: [tomo]\nmentees: [noor]\nstate: active\nstarted: 2026-09-14\n")
	}
	return base
}

// TestReports compares whole reports, as comment and as JSON, with testdata.
func TestReports(t *testing.T) {
	day := "---\ndate: 2026-11-20\n---\n"
	spoilt := with(theBase(t), "program/people/kofi.yaml", "nam: Kofi\nalias: Elder\ngithub: kofi-k\n", "content/more.md", "# More\n\n[Nowhere](gone.md)\n")
	for name, test := range map[string]struct {
		author Author
		base   fstest.MapFS // theBase, unless another is given
		head   func(base fstest.MapFS) fstest.MapFS
	}{
		"log": {author: Author{"noor-reads", 5}, head: func(base fstest.MapFS) fstest.MapFS {
			return with(base, november, logOf("2026-11-20", "duration: 50m", "done: [library]")+"We read the opening aloud.\n", otter+"plan.yaml", strings.Replace(string(base[otter+"plan.yaml"].Data), "2026-09-14}", "2026-09-14, done: 2026-11-19}", 1)+"milestones: [{id: agreement, done: 2026-09-20}]\n")
		}},
		"emptied": {author: Author{"noor-reads", 0}, head: func(base fstest.MapFS) fstest.MapFS {
			return with(base, october, logOf("2026-10-05", "attended: [noor]"))
		}},
		"yesterday": {author: Author{"zuriz", 0}, head: func(base fstest.MapFS) fstest.MapFS {
			return with(base, heron+"sessions/2026-11-19.md", logOf("2026-11-19"))
		}},
		"coordinator": {author: Author{"wren-coordinates", 1001}, head: func(base fstest.MapFS) fstest.MapFS {
			head := with(base, autumn+"pairings/finch/pairing.yaml", "mentors: [tomo]\nmentees: [bram]\nstate: active\nstarted: 2026-11-16\n", autumn+"pairings/finch/sessions/2026-11-18.md", logOf("2026-11-18"),
				autumn+"enrolments/bram.yaml", "mentee: {}\n", autumn+"enrolments/wren.yaml", "mentor: {}\n", heron+"pairing.yaml", "", heron+"plan.yaml", "", heron+"sessions/2026-09-28.md", "",
				"program/cohorts/2027-autumn/cohort.yaml", "program: mentoring\nname: Autumn 2027\nstarts: 2027-09-06\nends: 2028-03-03\nstate: open\n", "program/people/pia.yaml", "name: Pia\nalias: Hazel\n",
				otter+"sessions/2026-11-12.md", logOf("2026-11-12"), "content/help.md", "", "content/people.md", "# People\n", "content/index.md", "# Welcome\n\n[People](people.md)\n", "program/roles/mentor.yaml", "name: The mentor\n", "go.mod", "module m\n", "program/topics/reading.yaml", "name: Reading\n")
			head = edited(head, "program/programs/mentoring.yaml", "name: Mentoring", "name: Mentoring for all")
			return edited(head, otter+"pairing.yaml", "state: active", "state: paused\npauses: [{from: 2026-11-16}]")
		}},
		"cohorts-coordinator": {author: Author{"ineslooksafter", 0}, head: func(base fstest.MapFS) fstest.MapFS {
			head := edited(base, autumn+"cohort.yaml", "Autumn 2026", "Autumn")
			return edited(edited(head, spring+"cohort.yaml", "Spring 2027", "Spring"), "program/programs/mentoring.yaml", "[wren]", "[ines]")
		}},
		"mistakes": {author: Author{"noor-reads", 0}, base: spoilt, head: func(base fstest.MapFS) fstest.MapFS {
			return with(base, november, logOf("20.11.2026"), otter+"sessions/2026-11-19.md", logOf("2026-11-19", "topics: [writng]", "confirmed: [wren]", "next: 2026-11-18"), otter+"sessions/2026-11-18.md", day)
		}},
		"one-mistake": {author: Author{"noor-reads", 0}, head: func(base fstest.MapFS) fstest.MapFS {
			return with(base, november, logOf("2026-11-20", "attended: [noor, grace, noor]", "goals: [tlk]"))
		}},
		"warning": {author: Author{"noor-reads", 0}, base: with(theBase(t), "program/people/kofi.yaml", "nam: Kofi\nalias: Elder\ngithub: kofi-k\n"), head: func(base fstest.MapFS) fstest.MapFS {
			return with(base, november, logOf("2026-11-20", "next: 2026-11-18"))
		}},
		"known":   {author: Author{"noor-reads", 0}, base: spoilt, head: func(base fstest.MapFS) fstest.MapFS { return with(base, november, day) }},
		"nothing": {author: Author{"noor-reads", 0}, head: func(base fstest.MapFS) fstest.MapFS { return base }},
		"two-long-logs": {author: Author{"noor-reads", 0}, head: func(base fstest.MapFS) fstest.MapFS {
			return with(base, otter+"sessions/2026-11-19.md", logOf("2026-11-19")+strings.Repeat("words ", 1500), november, day+strings.Repeat("words ", 2000))
		}},
		"no-place": {author: Author{"noor-reads", 0}, head: func(base fstest.MapFS) fstest.MapFS {
			head := with(base, otter+"sessions/README.md", "# x\n", autumn+"pairings/mine/sessions/2026-11-20.md", day, heron+"sessions/2026-11-20.md", day, september, "", heron+"sessions/2026-09-28.md", "", otter+"sessions/2026-09-28.md", string(base[heron+"sessions/2026-09-28.md"].Data),
				otter+"sessions/2026-11-18.md", day+"<b>We</b>\n")
			return linked(linked(head, october, fs.ModeSymlink|0o777), otter+"sessions/2026-11-19.md", 0o755)
		}},
		"of-oneself": {author: Author{"noor-reads", 0}, head: func(base fstest.MapFS) fstest.MapFS {
			head := edited(base, "program/people/noor.yaml", "[writing]", "[writing, careers]")
			return with(head, spring+"enrolments/noor.yaml", "mentee: {}\n", autumn+"enrolments/bram.yaml", "mentee: {}\n", autumn+"enrolments/noor.yaml", "mentee: {seeks: [writing]}\n", "program/people/bram.yaml", "", "program/people/kofi.yaml", "name: K\n", "program/people/n00r.yaml", "name: Nour\ngithub: noor-reads\n", spring+"enrolments/n00r.yaml", "mentee: {}\n")
		}},
		"cleared-by-oneself": {author: Author{"bram-waits", 0}, head: func(base fstest.MapFS) fstest.MapFS {
			return with(base, spring+"enrolments/bram.yaml", "mentee: {}\ncleared: [{requirement: talk, on: 2026-11-01}]\n", autumn+"enrolments/bram.yaml", "mentee: {}\n", "program/people/bram.yaml", "name: Bram\nalias: Gorse\ngithub: bram-waits\nlevel: early\n")
		}},
		"left-by-oneself": {author: Author{"bram-waits", 0}, head: func(base fstest.MapFS) fstest.MapFS {
			return with(base, spring+"enrolments/bram.yaml", "mentee: {}\nleft: 2026-11-01\n", "program/people/bram.yaml", "name: Bram\ngithub: somebody\n")
		}},
		"unreadable": {author: Author{"bram-waits", 0}, head: func(base fstest.MapFS) fstest.MapFS {
			return with(base, spring+"enrolments/bram.yaml", "mentee: [\n", "program/people/bram.yaml", "name: [\n")
		}},
		"newcomer": {author: Author{"pia-new", 41}, head: func(base fstest.MapFS) fstest.MapFS {
			return with(base, "program/people/pia.yaml", "name: Pia\nalias: Hazel\ngithub: pia-new\n", spring+"enrolments/pia.yaml", "mentee: {}\n", "program/people/pia-two.yaml", "name: Pia\ngithub: her-friend\n", "program/people/pia-three.yaml", "name: Pia\ngithub: pia-new\nunit: all\n")
		}},
		"without-a-repository": {author: Author{"noor-reads", 0}, base: with(theBase(t), "program/site.yaml", ""), head: func(base fstest.MapFS) fstest.MapFS {
			return with(base, november, logOf("20.11.2026"))
		}},
	} {
		t.Run(name, func(t *testing.T) {
			base := test.base
			if base == nil {
				base = theBase(t)
			}
			r := Of(input(t, base, test.head(base), test.author))
			var b strings.Builder
			if err := r.Markdown(&b); err != nil {
				t.Fatal(err)
			}
			machines, err := json.MarshalIndent(r, "", " ")
			if err != nil {
				t.Fatal(err)
			}
			expect(t, name+".txt", b.String()+"\n-- JSON --\n"+string(machines)+"\n")
		})
	}
}

// A file that is moved is found, whichever of its places comes first.
func TestMoves(t *testing.T) {
	for _, places := range [][2]string{{"a", "b"}, {"b", "a"}} {
		changes := []Change{{Path: places[0], Gone: true, Was: "x"}, {Path: places[1], Added: true, Is: "x"},
			{Path: "new", Added: true, Is: "y"}, {Path: "edited", Was: "y", Is: "x"}}
		for _, changes := range [][]Change{changes, changes[:2]} {
			for range 2 {
				if got := moves(changes); len(got) != 1 || got[places[1]] != places[0] {
					t.Errorf("of %+v: %v", changes, got)
				}
				slices.Reverse(changes)
			}
		}
	}
}

// A comment that cannot be written is an error.
func TestCommentThatCannotBeWritten(t *testing.T) {
	r, w := io.Pipe()
	r.Close()
	if err := (&Report{}).Markdown(w); !errors.Is(err, io.ErrClosedPipe) {
		t.Error(err)
	}
}

// Of many pairings only some are listed, with the number of the others.
func TestManyPairings(t *testing.T) {
	base := many(t)
	for n, more := range map[int]string{maxEffects: "", maxEffects + 1: "and 1 pairing more", maxEffects + 5: "and 5 pairings more"} {
		head := base
		for k := range n {
			head = with(head, fmt.Sprintf("%spairings/pair-%02d/sessions/2026-11-20.md", autumn, k), logOf("2026-11-20"))
		}
		r := Of(input(t, base, head, Author{"wren-coordinates", 1001}))
		told := min(n, maxEffects)
		if more != "" {
			if last := r.Effects[len(r.Effects)-1].String(); last != more {
				t.Errorf("%d pairings: the last line is %q", n, last)
			}
			told++
		}
		if want := "2026-autumn/pair-29: 0 → 1 session, the last one today"; len(r.Effects) != told || r.Effects[maxEffects-1].String() != want {
			t.Errorf("%d pairings: %d lines, and %q", n, len(r.Effects), r.Effects[maxEffects-1])
		}
	}
}

func expect(t *testing.T, name, got string) {
	t.Helper()
	here.Golden(t, filepath.Join("testdata", name), got, *update)
}

// A change is plain if it is of an ordinary file that stays one.
func TestPlainChanges(t *testing.T) {
	const file, program, link = fs.FileMode(0o644), fs.FileMode(0o755), fs.ModeSymlink | 0o777
	for _, test := range []struct {
		change Change
		want   bool
	}{
		{Change{Before: file, After: file}, true},
		{Change{After: file, Added: true}, true},
		{Change{After: link, Added: true}, false},
		{Change{After: program, Added: true}, false},
		{Change{Before: file, After: link}, false},
		{Change{Before: file, After: program}, false},
		{Change{Before: link, After: file}, false},
		{Change{Before: program, After: file}, false},
		{Change{Before: fs.ModeIrregular, After: file}, false},
	} {
		if got := test.change.plain(); got != test.want {
			t.Errorf("%+v: %v", test.change, got)
		}
	}
	for _, was := range []fs.FileMode{0o755, fs.ModeSymlink | 0o777, fs.ModeIrregular} { // and so the lane says
		base := theBase(t)
		r := Of(input(t, linked(base, october, was), edited(base, october, "better", "better still"), Author{"noor-reads", 0}))
		if r.Lane != Careful || r.Changes[0].Allowed || !strings.Contains(fmt.Sprint(r.Reasons), "no ordinary file") {
			t.Errorf("%v becomes a file: lane %s, %v", was, r.Lane, r.Reasons)
		}
	}
}

// It needs a coordinator if one of its files does.
func TestOneFileIsEnough(t *testing.T) {
	base := theBase(t)
	const needs = "It changes what is not the author's, so it needs a coordinator."
	for also, want := range map[string]string{"go.mod": needs, "themes/x.css": needs, "program/people/noor.yaml": "All is well, and a coordinator reads it before it is merged."} {
		head := with(edited(base, "program/people/noor.yaml", "[writing]", "[]"), november, logOf("2026-11-20"))
		if also != "program/people/noor.yaml" {
			head = with(head, also, "x\n")
		}
		if r := Of(input(t, base, head, Author{"noor-reads", 0})); r.Verdict != want {
			t.Errorf("with %s: %s", also, r.Verdict)
		}
	}
	link := linked(base, october, fs.ModeSymlink|0o777)
	if r := Of(input(t, link, with(link, october, ""), Author{"noor-reads", 0})); !strings.Contains(fmt.Sprint(r.Reasons), "deleting what was logged") {
		t.Errorf("a link is deleted: %v", r.Reasons)
	}
}

// The pages of deleted records change, too.
func TestPagesOfACohortThatIsGone(t *testing.T) {
	base := theBase(t)
	r := Of(input(t, base, with(base, spring+"cohort.yaml", "", spring+"enrolments/tomo.yaml", ""), Author{"wren-coordinates", 1001}))
	if diff := cmp.Diff([]string{"cohorts/2027-spring/index.html"}, r.Pages); diff != "" {
		t.Errorf("pages (-want +got):\n%s", diff)
	}
}

// A path tells of a pairing, and of a page, only where it is one of its files; pages are
// told in order.
func TestWhatPathsTell(t *testing.T) {
	base := theBase(t)
	in := input(t, base, base, Author{"wren-coordinates", 1001})
	in.Changes = nil
	for _, path := range []string{
		"content/cohorts/2026-autumn/pairings/otter/page.md", "content/help.md", "go.mod", "program/cohorts", autumn + "cohort.yaml", autumn + "gatherings/otter/plan.yaml",
		heron + "pairing.yaml", autumn + "pairings/notes", strings.TrimSuffix(spring, "/"), otter + "plan.yaml", otter + "sessions/2026-11-20.md", "program/cohorts/notes.md", "program/people/noor.yaml", "program/roles/x/y/z.yaml",
	} {
		in.Changes = append(in.Changes, Change{Path: path, Added: true})
	}
	if got := fmt.Sprint(pairings(in.Changes)); got != "[2026-autumn/heron 2026-autumn/otter]" {
		t.Errorf("the pairings are %s", got)
	}
	const of = "cohorts/2026-autumn/"
	want := []string{of + "gatherings.html", of + "index.html", of + "pairings/heron.html", of + "pairings/otter.html", "help.html", "people/index.html"}
	if diff := cmp.Diff(want, pages(in)); diff != "" {
		t.Errorf("pages (-want +got):\n%s", diff)
	}
}

// A routine pull request has a size limit.
func TestMostRoutine(t *testing.T) {
	base := theBase(t)
	first, second := logOf("2026-11-19"), logOf("2026-11-20")
	for more, want := range map[int]Lane{-1: Routine, 0: Routine, 1: Careful} {
		head := with(base, otter+"sessions/2026-11-19.md", first+strings.Repeat("x", maxRoutine/2-len(first)), november, second+strings.Repeat("x", maxRoutine/2-len(second)+more))
		if r := Of(input(t, base, head, Author{"noor-reads", 0})); r.Lane != want {
			t.Errorf("%d bytes more: lane %s, %v", more, r.Lane, r.Reasons)
		}
	}
}

// Each of the coordinators' fields is theirs.
func TestCoordinatorsLine(t *testing.T) {
	base := edited(theBase(t), "program/programs/mentoring.yaml", "levels:", "training: [{id: safety, name: Safety}]\nlevels:")
	for _, line := range []string{"level: senior", "unit: North", "manager: wren", "left: 2027-01-01", "training: [{module: safety, completed: 2026-11-01}]", "formerly: [nour]", "github: noor-two", "github_id: 77"} {
		text := "name: Noor\nalias: Birch\ntopics: [writing]\n"
		for _, own := range []string{"github: Noor-Reads", "level: early", "manager: ines"} {
			if key, _, _ := strings.Cut(own, ":"); !strings.HasPrefix(line, key+":") {
				text += own + "\n"
			}
		}
		for path, author := range map[string]Author{"noor": {"noor-reads", 77}, "pia": {"pia-new", 41}} {
			record := text + line + "\n"
			if path == "pia" {
				if strings.HasPrefix(line, "github") {
					continue
				}
				record = "name: Pia\ngithub: pia-new\n" + line + "\n"
			}
			r := Of(input(t, base, with(base, "program/people/"+path+".yaml", record), author))
			if r.Changes[0].Allowed || !strings.Contains(fmt.Sprint(r.Reasons), "are for the coordinators") && !strings.Contains(fmt.Sprint(r.Reasons), "change of account") {
				t.Errorf("%s, %s: %v", path, line, r.Reasons)
			}
		}
	}
}

// Ids of the base that look alike are accepted; a new one that looks like them is
// not.
func TestLookAlikes(t *testing.T) {
	base := with(theBase(t), "program/people/n0or.yaml", "name: Nour\nalias: Iris\n", autumn+"pairings/0tter/pairing.yaml", "mentors: [tomo]\nmentees: [bram]\nstate: proposed\n",
		spring+"pairings/swift/pairing.yaml", "mentors: [tomo]\nmentees: [bram]\nstate: proposed\n",
		spring+"pairings/swlft/pairing.yaml", "mentors: [tomo]\nmentees: [bram]\nstate: proposed\n")
	if r := Of(input(t, base, with(base, november, logOf("2026-11-20")), Author{"noor-reads", 0})); r.Lane != Routine {
		t.Errorf("lane %s: %v", r.Lane, r.Reasons)
	}
	for path, want := range map[string]string{
		"program/people/n00r.yaml":                 "the new id n00r looks like n",
		"program/people/zur1.yaml":                 "the new id zur1 looks like zuri",
		autumn + "pairings/otter-/pairing.yaml":    "the new id otter- looks like",
		autumn + "pairings/her0n/pairing.yaml":     "the new id her0n looks like heron",
		autumn + "pairings/h-e-r-o-n/pairing.yaml": "the new id h-e-r-o-n looks like heron",
		spring + "pairings/sw1ft/pairing.yaml":     "the new id sw1ft looks like sw", // the last ids of all
		spring + "pairings/her0n/pairing.yaml":     "",
		"program/people/otter.yaml":                "",
		"program/people/heron-and-otter.yaml":      "",
		autumn + "pairings/noor/pairing.yaml":      "",
		"program/topics/wr1ting.yaml":              "",
	} {
		r := Of(input(t, base, with(base, path, "name: X\nstate: proposed\n"), Author{"wren-coordinates", 1001}))
		if reasons := fmt.Sprint(r.Reasons); want == "" == strings.Contains(reasons, "looks like") || !strings.Contains(reasons, want) {
			t.Errorf("%s: %s", path, reasons)
		}
	}
}

// A list uses its room to the last byte.
func TestListsEndWhereTheRoomDoes(t *testing.T) {
	for _, test := range []struct {
		n, room int
		want    string
	}{
		{0, 10, ""}, {1, 4, "- x\n"}, {1, 3, "- and 1 more\n"}, {2, 8, "- x\n- x\n"}, {2, 7, "- x\n- and 1 more\n"}, {3, 4, "- x\n- and 2 more\n"},
		{maxListed, 4 * maxListed, strings.Repeat("- x\n", maxListed)},
		{maxListed + 2, 1000, strings.Repeat("- x\n", maxListed) + "- and 2 more\n"},
	} {
		var b strings.Builder
		list(&b, test.n, test.room, func(int) string { return "x" })
		if b.String() != test.want {
			t.Errorf("%d in %d bytes:\n%s", test.n, test.room, b.String())
		}
	}
}

// A link to a line is escaped, and omitted without a commit.
func TestLinksToLines(t *testing.T) {
	p := diag.Problem{Position: diag.Position{Path: "content/a b (c)/é.md", Line: 7}}
	for want, r := range map[string]*Report{
		"`content/a b (c)/é.md:7`": {repository: "https://github.com/example/x"},
		"[`content/a b (c)/é.md:7`](https://github.com/example/x/blob/abc/content/a%20b%20%28c%29/%C3%A9.md#L7)": {repository: "https://github.com/example/x/", head: "abc"},
	} {
		if got := r.link(p); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	if got := (&Report{head: "abc"}).link(p); strings.Contains(got, "](") {
		t.Errorf("a link to nowhere: %s", got)
	}
}

// Names are cut.
func TestLongNames(t *testing.T) {
	for n, more := range map[int]string{longestText - 1: "", longestText: "", longestText + 1: "…", 2 * longestText: "…"} {
		if got, want := Code(strings.Repeat("é", n)), "`"+strings.Repeat("é", min(n, longestText))+more+"`"; got != want {
			t.Errorf("%d characters are %s", n, got)
		}
	}
}

// Many files of one kind share a line, few do not.
func TestFilesOfOneKind(t *testing.T) {
	files := func(n int, change, whose string) (all []Judged) {
		for k := range n {
			all = append(all, Judged{Path: fmt.Sprintf("%s%d", change[:1], k), Change: change, Whose: phrase(whose)})
		}
		return all
	}
	r := &Report{Changes: append(append(files(groupFrom, "added", "A"), files(groupFrom-1, "edited", "A")...), files(groupFrom+1, "deleted", "B")...)}
	want := []string{"added `a0` and 5 more, which belong to A", "edited `e0`, which belongs to A", "edited `e1`, which belongs to A", "edited `e2`, which belongs to A", "edited `e3`, which belongs to A", "edited `e4`, which belongs to A", "deleted `d0` and 6 more, which belong to B"}
	if diff := cmp.Diff(want, r.files()); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}
