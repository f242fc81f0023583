package command

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/spf13/cobra"

	"pairbook/generator/internal/record"
	"pairbook/generator/test/here"
)

// called is a line of a code block that calls the program, and what it is called with.
var called = regexp.MustCompile(`(?m)^(?:go run \./generator|pairbook) ?([^\n>]*)(?:>.*)?$`)

// Every command in a code block of the handbook runs in a copy of the example, on the
// day on which its records end.
func TestHandbookCommandsRun(t *testing.T) {
	leaves, root := handbook(t), t.TempDir()
	for _, top := range []string{"program", "content", "themes"} {
		if err := os.CopyFS(filepath.Join(root, top), os.DirFS(filepath.Join(here.Example(t), top))); err != nil {
			t.Fatal(err)
		}
	}
	// What the handbook takes for granted: a table of answers, and the settings that setup asks for.
	writeText(t, filepath.Join(root, "private", "answers.csv"), "there,listened,not-judged,trust,useful\n5,4,5,4,5\n4,4,3,5,5\n")
	writeText(t, filepath.Join(root, "settings.json"), `{"full_name": "harbour-example/mentoring", "private": true, "default_branch": "main"}`)
	t.Chdir(root)
	ends := map[string]int{"setup": statusUsage, "setup --check settings.json": statusProblems} // the first says what to do
	run := 0
	for _, l := range leaves {
		for _, c := range l.code {
			for _, m := range called.FindAllStringSubmatch(c.text, -1) {
				line := strings.TrimSpace(m[1])
				run++
				status, stdout, stderr := pairbook(t, time.Now(), append(fields(line), "--as-of", exampleDay)...)
				if status != ends[line] {
					t.Errorf("%s: pairbook %s: status %d\n%s%s", l.path, line, status, stdout, stderr)
				}
			}
		}
	}
	if run < 10 {
		t.Errorf("only %d commands are found", run)
	}
}

// fields are the words of a command line, with quotes as a shell takes them.
func fields(line string) (words []string) {
	for _, m := range regexp.MustCompile(`"([^"]*)"|'([^']*)'|(\S+)`).FindAllStringSubmatch(line, -1) {
		words = append(words, m[1]+m[2]+m[3])
	}
	return words
}

// Every command and flag that a sentence names is there.
func TestHandbookNamesCommandsThatAreThere(t *testing.T) {
	root, named := (&app{}).command(), 0
	for _, l := range handbook(t) {
		for _, m := range span.FindAllString(l.text, -1) {
			if why := isCommand(root, strings.Trim(m, "`")); why == "" {
				named++
			} else if why != "none" {
				t.Errorf("%s names %s: %s", l.path, m, why)
			}
		}
	}
	if named < 30 {
		t.Errorf("only %d commands are named", named)
	}
	for text, want := range map[string]string{"match COHORT --write": "", "match COHORT --wriet": "no flag", "pairing stop COHORT/PAIRING": "no command", "private/avoid.yaml": "none", "go run ./generator macth": "no command", "topics: [planning]": "none"} {
		if why := isCommand(root, text); !strings.HasPrefix(why, want) || want == "" && why != "" {
			t.Errorf("of %q is said %q", text, why)
		}
	}
}

// isCommand says why a text is no command of ours, "" if it is one, and "none" if it
// does not look like one.
func isCommand(root *cobra.Command, text string) string {
	rest, sure := strings.CutPrefix(text, "go run ./generator")
	if !sure {
		rest, sure = strings.CutPrefix(text, "pairbook ")
	}
	words := fields(rest)
	if sure && len(words) == 0 {
		return ""
	}
	if len(words) == 0 || !sure && !slices.Contains(commandNames(root), words[0]) {
		return "none"
	}
	found, args, err := root.Find(words)
	if words[0] == "help" {
		found, args, err = root.Find(words[1:])
	}
	if err != nil || found == root || found.HasSubCommands() && len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		return "no command " + rest
	}
	for _, w := range args {
		name, _, _ := strings.Cut(strings.TrimPrefix(w, "--"), "=")
		if strings.HasPrefix(w, "--") && name != "help" && found.Flags().Lookup(name) == nil && found.InheritedFlags().Lookup(name) == nil {
			return "no flag --" + name
		}
	}
	return ""
}

// Every record that the handbook shows is read without a problem, as the kind that its
// first line tells, where the rest of it stands.
func TestHandbookRecordsAreRead(t *testing.T) {
	const cohort = "program: p\nname: C\nstarts: 2026-01-01\nends: 2026-12-31\nstate: open\n"
	const pairing = "mentors: [grace]\nmentees: [noor]\nstate: active\nstarted: 2026-09-07\n"
	kinds := map[string]struct{ path, more string }{
		"name": {"program/people/noor.yaml", ""}, "mentee": {"program/cohorts/c/enrolments/noor.yaml", ""},
		"mentor": {"program/cohorts/c/enrolments/noor.yaml", ""}, "peer": {"program/cohorts/c/enrolments/noor.yaml", ""},
		"agreement": {"program/cohorts/c/pairings/p/plan.yaml", ""}, "goals": {"program/cohorts/c/pairings/p/plan.yaml", ""},
		"mentors": {"program/cohorts/c/pairings/p/pairing.yaml", "state: active\nstarted: 2026-09-07\n"},
		"events":  {"program/cohorts/c/cohort.yaml", cohort}, "changes": {"program/cohorts/c/cohort.yaml", cohort}, "look": {"program/site.yaml", "format: 1\ntitle: T\n"},
		"publish": {"program/site.yaml", "format: 1\ntitle: T\n"}, "---": {"program/cohorts/c/pairings/p/sessions/2026-11-12.md", ""},
	}
	read := 0
	for _, l := range handbook(t) {
		for _, c := range l.code {
			first, _, _ := strings.Cut(strings.TrimLeft(strings.TrimSpace(c.text), " "), ":")
			first, _, _ = strings.Cut(first, "\n")
			kind, known := kinds[first]
			if c.language != "yaml" && c.language != "markdown" || strings.HasPrefix(first, "#") {
				continue
			}
			if !known {
				t.Errorf("%s shows a record that begins with %q, and no kind is known by it", l.path, first)
				continue
			}
			read++
			files := fstest.MapFS{}
			for path, text := range map[string]string{"program/site.yaml": "format: 1\ntitle: T\n", "program/cohorts/c/cohort.yaml": cohort, "program/cohorts/c/pairings/p/pairing.yaml": pairing, kind.path: dedent(c.text) + kind.more} {
				files[path] = &fstest.MapFile{Data: []byte(text)}
			}
			if _, problems, err := record.Load(files); err != nil || len(problems) > 0 {
				t.Errorf("%s shows a record that is refused: %v %v\n%s", l.path, err, problems, c.text)
			}
		}
	}
	if read < 8 {
		t.Errorf("only %d records are shown", read)
	}
}

// dedent takes a block of a list out of its list.
func dedent(text string) string {
	indent := text[:len(text)-len(strings.TrimLeft(text, " "))]
	return strings.TrimPrefix(strings.ReplaceAll("\n"+text, "\n"+indent, "\n"), "\n")
}
