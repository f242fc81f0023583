package review

import (
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"strings"

	"pairbook/generator/internal/diag"
)

// Marker is the first line of every comment, by which it is found again.
const Marker = "<!-- pairbook report -->"

// The most of each that a comment lists; it may hold 65,536 characters.
const (
	mostProblems = 40
	mostListed   = 60
	longestText  = 300 // of what a record says
)

// Markdown writes the report for a comment: the verdict and the one thing to do
// first.
func (r *Report) Markdown(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n### %s\n\n**Next:** %s\n", Marker, r.sentence(r.Verdict), r.sentence(r.Next))
	r.problems(&b)
	section(&b, "What it changes", r.Effects, plain)
	section(&b, whoMerges(r.Lane), r.Reasons, code)
	if n := len(r.Changes); n > 0 {
		fmt.Fprintf(&b, "\n<details><summary>%s</summary>\n\n", count(n, "file"))
		for k, c := range r.Changes {
			if k == mostListed {
				fmt.Fprintf(&b, "- and %d more\n", n-k)
				break
			}
			fmt.Fprintf(&b, "- %s %s, which belongs to %s\n", c.Change, code(c.Path), code(c.Whose))
		}
		b.WriteString("\n</details>\n")
	}
	if len(r.Pages) > 0 {
		var pages []string
		for _, p := range r.Pages[:min(len(r.Pages), mostListed)] {
			pages = append(pages, code(p))
		}
		fmt.Fprintf(&b, "\nPages that change: %s\n", strings.Join(pages, ", "))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// sentence writes a sentence of ours, which may hold a path.
func (r *Report) sentence(s string) string {
	for _, p := range r.Problems {
		s = strings.ReplaceAll(s, p.Path, code(p.Path))
		break
	}
	return s
}

func whoMerges(l Lane) string {
	if l == Routine {
		return "Who may merge it: anybody, and the repository itself where it is set up so"
	}
	return "Who may merge it: a coordinator"
}

func (r *Report) problems(b *strings.Builder) {
	errors, warnings := r.Problems.Count()
	if errors+warnings == 0 && r.Known == 0 {
		return
	}
	fmt.Fprintf(b, "\n%s, %s", count(errors, "mistake"), count(warnings, "warning"))
	if r.Known > 0 {
		fmt.Fprintf(b, "; %s there before and hold nothing up", was(r.Known))
	}
	b.WriteString("\n\n")
	for k, p := range r.Problems {
		if k == mostProblems {
			fmt.Fprintf(b, "- and %d more\n", len(r.Problems)-k)
			break
		}
		fmt.Fprintf(b, "- %s: %s", r.link(p), code(p.Message))
		if p.Hint != "" {
			fmt.Fprintf(b, " %s", code(p.Hint))
		}
		b.WriteByte('\n')
	}
}

func was(n int) string {
	if n == 1 {
		return "1 other was"
	}
	return fmt.Sprintf("%d others were", n)
}

// link leads to the line, if the repository's address and the commit are known.
func (r *Report) link(p diag.Problem) string {
	words := code(fmt.Sprintf("%s:%d", p.Path, p.Line))
	if r.repository == "" || r.head == "" {
		return words
	}
	address := strings.TrimSuffix(r.repository, "/") + "/blob/" + r.head
	for _, part := range strings.Split(p.Path, "/") {
		address += "/" + url.PathEscape(part)
	}
	address = strings.NewReplacer("(", "%28", ")", "%29").Replace(address)
	return fmt.Sprintf("[%s](%s#L%d)", words, address, p.Line)
}

// plain is for lines of ids and counts, in which nothing is hostile.
func plain(text string) string { return text }

func section(b *strings.Builder, title string, lines []string, write func(string) string) {
	if len(lines) == 0 {
		return
	}
	fmt.Fprintf(b, "\n**%s**\n\n", title)
	for k, line := range lines {
		if k == mostListed {
			fmt.Fprintf(b, "- and %d more\n", len(lines)-k)
			break
		}
		fmt.Fprintf(b, "- %s\n", write(line))
	}
}

// code writes a text so that it is shown as it is: in a comment nothing in a
// code span is a link, a mention or HTML.
func code(text string) string {
	text = strings.Join(strings.Fields(strings.Map(func(c rune) rune {
		if c < ' ' || c == 0x7f || c == 0x2028 || c == 0x2029 {
			return ' '
		}
		return c
	}, text)), " ")
	if r := []rune(text); len(r) > longestText {
		text = string(r[:longestText]) + "…"
	}
	longest, run := 0, 0
	for _, c := range text {
		if c == '`' {
			run++
		} else {
			run = 0
		}
		longest = max(longest, run)
	}
	fence := strings.Repeat("`", longest+1)
	if longest > 0 || text == "" {
		text = " " + text + " "
	}
	return fence + text + fence
}

// MarshalJSON writes lane, reasons, problems and changes, none of them null,
// and what the comment says beside.
func (r *Report) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Lane     Lane           `json:"lane"`
		Reasons  []string       `json:"reasons"`
		Problems []diag.Problem `json:"problems"`
		Changes  []Judged       `json:"changes"`
		Effects  []string       `json:"effects"`
		Pages    []string       `json:"pages"`
		Verdict  string         `json:"verdict"`
		Next     string         `json:"next"`
	}{r.Lane, some(r.Reasons), some(r.Problems), some(r.Changes), some(r.Effects), some(r.Pages), r.Verdict, r.Next})
}

func some[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
