package diag

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"pairbook/generator/internal/prose"
)

// Format is an output format for a [List].
type Format string

// Text is for people, JSON for programs, GitHub for the annotations of a workflow
// step, SARIF for tools that collect findings, CodeQuality for GitLab's merge requests.
const (
	Text   Format = "text"
	JSON   Format = "json"
	GitHub Format = "github"
	SARIF  Format = "sarif"

	CodeQuality Format = "codequality"
)

// Formats lists every format, the default first.
func Formats() []Format { return []Format{Text, JSON, GitHub, SARIF, CodeQuality} }

// ParseFormat parses the name of a format.
func ParseFormat(s string) (Format, error) {
	if f := Format(s); slices.Contains(Formats(), f) {
		return f, nil
	}
	return "", fmt.Errorf("the format %q is unknown; choose text, json, github, sarif or codequality", s)
}

// Limits on the printed problems; the rest is counted. A step on GitHub shows ten
// annotations, of which the tenth is the count.
const (
	textLimit   = 50
	githubLimit = 9
)

// Print writes a list, sorted and without duplicates. JSON, SARIF and
// CodeQuality are never truncated. source returns the text of a file, for a problem's line, or nil;
// only Text uses it.
func Print(w io.Writer, f Format, list List, source func(path string) []byte) error {
	list = list.Sorted()
	var out bytes.Buffer
	var err error
	switch f {
	case Text:
		printText(&out, list, source)
	case JSON:
		err = printJSON(&out, list)
	case GitHub:
		printGitHub(&out, list)
	case SARIF:
		err = printSARIF(&out, list)
	case CodeQuality:
		err = printCodeQuality(&out, list)
	default:
		err = fmt.Errorf("unknown format %q", f)
	}
	if err != nil {
		return fmt.Errorf("print the problems as %s: %w", f, err)
	}
	if _, err := w.Write(out.Bytes()); err != nil {
		return fmt.Errorf("print the problems as %s: %w", f, err)
	}
	return nil
}

// first returns at most limit problems of a sorted list, in its order, and the
// rest. It takes errors before warnings and known problems last, because a hidden
// error stops a build for no visible reason.
func (l List) first(limit int) (shown, rest List) {
	var room [ranks]int
	for _, p := range l {
		room[p.rank()]++
	}
	for i := range room {
		room[i] = min(room[i], limit)
		limit -= room[i]
	}
	for _, p := range l {
		if room[p.rank()] == 0 {
			rest = append(rest, p)
			continue
		}
		room[p.rank()]--
		shown = append(shown, p)
	}
	return shown, rest
}

// rank returns the priority of a problem for being shown, from 0.
func (p Problem) rank() int {
	if p.Known {
		return 2 + int(p.Severity)
	}
	return int(p.Severity)
}

const ranks = 4

// Comparison says in a line why a check against a base passes or fails.
func (l List) Comparison(base string) string {
	all, _ := l.Count()
	fresh, _ := l.New().Count()
	return fmt.Sprintf("%s known already in %s, %d new", prose.Count(all-fresh, "error"), visible(base), fresh)
}

// tally formats "3 errors and 1 warning"; "no problems" when there are none.
func (l List) tally() string {
	errors, warnings := l.Count()
	var parts []string
	if errors > 0 {
		parts = append(parts, prose.Count(errors, "error"))
	}
	if warnings > 0 {
		parts = append(parts, prose.Count(warnings, "warning"))
	}
	if len(parts) == 0 {
		return "no problems"
	}
	return strings.Join(parts, " and ")
}

// files counts the files with problems.
func (l List) files() int {
	paths := map[string]bool{}
	for _, p := range l {
		paths[p.Path] = true
	}
	return len(paths)
}
