package command

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/pflag"
	"golang.org/x/term"

	"pairbook/generator/internal/progress"
)

// collect takes the values from the flags. It asks for the others that many records
// have, at a terminal when no flag gives a value, and with --ask anywhere.
func (d *draft) collect(a *app, kind newRecord, flags *pflag.FlagSet) error {
	given := false
	for _, f := range kind.fields {
		flag := flags.Lookup(f.name)
		if !flag.Changed {
			continue
		}
		given = given || f.kind != switchField
		if list, ok := flag.Value.(pflag.SliceValue); ok {
			d.values[f.name] = append([]string{}, list.GetSlice()...)
		} else {
			d.values[f.name] = []string{flag.Value.String()}
		}
	}
	terminal := isTerminal(a.stdin)
	ask := !given && terminal
	if flags.Changed("ask") {
		var err error
		if ask, err = flags.GetBool("ask"); err != nil {
			return err
		}
	}
	if !ask && !terminal {
		return nil
	}
	d.prompter = newPrompter(a.stdin, a.stderr, terminal)
	if !ask {
		return nil // freeName may still ask to confirm
	}
	d.prompter.expected = true
	for _, f := range kind.fields {
		if f.kind == switchField || flags.Changed(f.name) || slices.Contains(kind.unasked, f.name) {
			continue
		}
		values, err := d.prompter.ask(f)
		if err != nil {
			return err
		}
		if len(values) > 0 {
			d.values[f.name] = values
		}
	}
	return nil
}

// isTerminal reports whether a stream is a terminal.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// newMeter returns a meter that shows progress on stderr, nil if that is no terminal.
func newMeter(stderr io.Writer) *progress.Meter {
	if !isTerminal(stderr) {
		return nil
	}
	width, _, err := term.GetSize(int(stderr.(*os.File).Fd()))
	if err != nil || width <= 0 {
		width = 80
	}
	return progress.New(stderr, width, time.Now)
}

// prompter asks questions and reads the answers from lines of standard input. A
// nil prompter confirms nothing.
type prompter struct {
	lines    *bufio.Scanner
	prompts  io.Writer
	terminal bool
	expected bool   // every line of input answers a question
	last     string // the last question
}

// longestAnswer, in bytes, is far above what any field may hold.
const longestAnswer = 1 << 20

func newPrompter(from io.Reader, prompts io.Writer, terminal bool) *prompter {
	lines := bufio.NewScanner(from)
	lines.Buffer(nil, longestAnswer)
	return &prompter{lines: lines, prompts: prompts, terminal: terminal}
}

// errNoAnswer reports that standard input ended before an answer.
var errNoAnswer = errors.New("there are no more answers")

// readLine prints a question and returns the next line.
func (p *prompter) readLine(name, question string) (string, error) {
	fmt.Fprint(p.prompts, question+" ")
	there := p.lines.Scan()
	if !there || !p.terminal {
		fmt.Fprintln(p.prompts) // no Enter ended the line
	}
	switch err := p.lines.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		return "", usagef("the answer to %q has more than %d KiB; nothing was written", name, longestAnswer>>10)
	case err != nil:
		return "", fmt.Errorf("read the answer to %q: %w", name, err)
	case !there:
		return "", errNoAnswer
	}
	return strings.TrimSpace(p.lines.Text()), nil
}

// ask asks for a field: one value, one list of ids, or texts until an empty line.
func (p *prompter) ask(f newField) ([]string, error) {
	p.last = f.name
	var values []string
	for {
		answer, err := p.readLine(f.name, fmt.Sprintf("%s? (%s; Enter for none)", f.name, f.usage))
		switch {
		case errors.Is(err, errNoAnswer) && values != nil:
			return nil, usagef("the answers end after %q of %s; an empty line ends them. Nothing was written", values[len(values)-1], f.name)
		case errors.Is(err, errNoAnswer):
			return nil, usagef("the answers end before %s: give each question a line, an empty one for none. Nothing was written", f.name)
		case err != nil, answer == "":
			return values, err
		case f.kind == valueField:
			return []string{answer}, nil
		case f.kind == idsField:
			for part := range strings.SplitSeq(answer, ",") {
				values = append(values, strings.TrimSpace(part))
			}
			return values, nil
		}
		values = append(values, answer)
	}
}

// confirm asks a yes-or-no question. No answer is no.
func (p *prompter) confirm(question string) bool {
	if p == nil {
		return false
	}
	answer, err := p.readLine(question, question+" (yes; Enter for no)")
	answer = strings.ToLower(answer)
	return err == nil && (answer == "y" || answer == "yes")
}

// finish refuses input after the last answer: a missing line further up would
// have shifted all answers to other questions.
func (p *prompter) finish() error {
	if p == nil || p.terminal || !p.expected {
		return nil
	}
	for p.lines.Scan() {
		if extra := strings.TrimSpace(p.lines.Text()); extra != "" {
			return usagef("%.40q comes after the answer to the last question, %s. Nothing was written", extra, p.last)
		}
	}
	if err := p.lines.Err(); err != nil {
		return fmt.Errorf("read to the end of the answers: %w", err)
	}
	return nil
}
