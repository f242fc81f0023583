package review

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"strings"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/prose"
)

// Marker is the first line of every comment; it identifies the comment later.
const Marker = "<!-- pairbook report -->"

// Limits on the lines of a list in a comment, and on the bytes of each list. A
// comment can hold 65,536 characters.
const (
	maxListed    = 60
	problemBytes = 24 << 10
	fileBytes    = 14 << 10
	reasonBytes  = 8 << 10
	effectBytes  = 8 << 10
	pageBytes    = 6 << 10
)

// Markdown writes the report for a comment: first the verdict and the next step.
func (r *Report) Markdown(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n### %s\n\n**Next:** %s\n", Marker, r.Verdict, r.Next.markdown())
	r.problems(&b)
	section(&b, "What it changes", r.Effects, effectBytes)
	section(&b, whoMerges(r.Lane), r.Reasons, reasonBytes)
	if n := len(r.Changes); n > 0 {
		fmt.Fprintf(&b, "\n<details><summary>%s</summary>\n\n", prose.Count(n, "file"))
		lines := r.files()
		list(&b, len(lines), fileBytes, func(k int) string { return lines[k] })
		b.WriteString("\n</details>\n")
	}
	if n := len(r.Pages); n > 0 {
		fmt.Fprintf(&b, "\n<details><summary>%s of the site</summary>\n\n", prose.Count(n, "page"))
		list(&b, n, pageBytes, func(k int) string { return Code(r.Pages[k]) })
		b.WriteString("\n</details>\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// groupFrom is the number of like files from which they share a line.
const groupFrom = 6

// files says whose each file is; groups of like files share a line.
func (r *Report) files() (lines []string) {
	type kind struct{ change, whose string }
	var order []kind
	of := map[kind][]Judged{}
	for _, c := range r.Changes {
		k := kind{c.Change, c.Whose.markdown()}
		if of[k] == nil {
			order = append(order, k)
		}
		of[k] = append(of[k], c)
	}
	for _, k := range order {
		if n := len(of[k]); n >= groupFrom {
			lines = append(lines, fmt.Sprintf("%s %s and %d more, which belong to %s", k.change, Code(of[k][0].Path), n-1, k.whose))
			continue
		}
		for _, c := range of[k] {
			lines = append(lines, fmt.Sprintf("%s %s, which belongs to %s", k.change, Code(c.Path), k.whose))
		}
	}
	return lines
}

func whoMerges(l Lane) string {
	if l == Routine {
		return "Who may merge it: anybody, and the repository itself where it is set up so"
	}
	return "Who may merge it: a coordinator"
}

func (r *Report) problems(b *strings.Builder) {
	errors, warnings := r.Problems.Count()
	switch {
	case errors+warnings == 0 && r.Known > 0:
		fmt.Fprintf(b, "\nNothing new is wrong: %s.\n", knownBefore(r.Known, "problem"))
		return
	case errors+warnings == 0:
		return
	}
	fmt.Fprintf(b, "\n**%s**", countProblems(errors, warnings))
	if r.Known > 0 {
		fmt.Fprintf(b, " (%s)", knownBefore(r.Known, "other problem"))
	}
	b.WriteString("\n\n")
	list(b, len(r.Problems), problemBytes, func(k int) string {
		p := r.Problems[k]
		line := fmt.Sprintf("%s: %s", r.link(p), Code(p.Message))
		if p.Hint != "" {
			line += "; " + Code(p.Hint)
		}
		return line
	})
}

func countProblems(errors, warnings int) string {
	switch {
	case warnings == 0:
		return prose.Count(errors, "mistake")
	case errors == 0:
		return prose.Count(warnings, "warning")
	}
	return prose.Count(errors, "mistake") + " and " + prose.Count(warnings, "warning")
}

func knownBefore(n int, noun string) string {
	if n == 1 {
		return "1 " + noun + " was there before, and holds nothing up"
	}
	return prose.Count(n, noun) + " were there before, and hold nothing up"
}

// link returns a link to the problem's line, if the repository's address and the
// commit are known.
func (r *Report) link(p diag.Problem) string {
	words := Code(fmt.Sprintf("%s:%d", p.Path, p.Line))
	if r.repository == "" || r.head == "" {
		return words
	}
	address := strings.TrimSuffix(r.repository, "/") + "/blob/" + r.head
	for _, part := range strings.Split(p.Path, "/") {
		address += "/" + url.PathEscape(part)
	}
	return fmt.Sprintf("[%s](%s#L%d)", words, address, p.Line)
}

func section(b *strings.Builder, title string, lines []Phrase, room int) {
	if len(lines) == 0 {
		return
	}
	fmt.Fprintf(b, "\n**%s**\n\n", title)
	list(b, len(lines), room, func(k int) string { return lines[k].markdown() })
}

// list writes as many of n lines as fit into room bytes, and how many are
// missing.
func list(b *strings.Builder, n, room int, line func(k int) string) {
	for k := range n {
		text := "- " + line(k) + "\n"
		if room -= len(text); k == maxListed || room < 0 {
			fmt.Fprintf(b, "- and %d more\n", n-k)
			return
		}
		b.WriteString(text)
	}
}

// MarshalJSON writes lane, reasons, problems, changes and owner, none of them null, and
// what else the comment says. The result contains nothing that GitHub's runner
// takes for a command.
func (r *Report) MarshalJSON() ([]byte, error) {
	text, err := json.Marshal(struct {
		Lane     Lane           `json:"lane"`
		Reasons  []Phrase       `json:"reasons"`
		Problems []diag.Problem `json:"problems"`
		Changes  []Judged       `json:"changes"`
		Owner    Owner          `json:"owner"`
		Effects  []Phrase       `json:"effects"`
		Pages    []string       `json:"pages"`
		Verdict  string         `json:"verdict"`
		Next     Phrase         `json:"next"`
	}{r.Lane, nonNil(r.Reasons), nonNil(r.Problems), nonNil(r.Changes), r.Owner, nonNil(r.Effects), nonNil(r.Pages), r.Verdict, r.Next})
	return bytes.ReplaceAll(text, []byte("##["), []byte(`##\u005b`)), err
}

func nonNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
