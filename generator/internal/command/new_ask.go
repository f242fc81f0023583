package command

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/pflag"
	"golang.org/x/term"
)

// collect takes the values of the flags. At a terminal it asks for the others
// when no flag gives a value, and with --ask it asks wherever it is.
func (w *writing) collect(a *app, kind newRecord, flags *pflag.FlagSet) error {
	given := false
	for _, f := range kind.fields {
		flag := flags.Lookup(f.name)
		if !flag.Changed {
			continue
		}
		given = given || f.holds != aSwitch
		if list, ok := flag.Value.(pflag.SliceValue); ok {
			w.values[f.name] = append([]string{}, list.GetSlice()...)
		} else {
			w.values[f.name] = []string{flag.Value.String()}
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
	w.answers = newAnswers(a.stdin, a.stderr, terminal)
	if !ask {
		return nil // but a question may come up
	}
	w.answers.expected = true
	for _, f := range kind.fields {
		if f.holds == aSwitch || flags.Changed(f.name) {
			continue
		}
		values, err := w.answers.ask(f)
		if err != nil {
			return err
		}
		if len(values) > 0 {
			w.values[f.name] = values
		}
	}
	return nil
}

// isTerminal tells whether somebody sits at the other end of a stream.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// answers are lines of standard input. A nil one answers nothing.
type answers struct {
	lines    *bufio.Scanner
	prompts  io.Writer
	terminal bool
	expected bool   // every line that comes is an answer
	last     string // the question asked last
}

// longestAnswer is far above what any field may hold.
const longestAnswer = 1 << 20

func newAnswers(from io.Reader, prompts io.Writer, terminal bool) *answers {
	lines := bufio.NewScanner(from)
	lines.Buffer(nil, longestAnswer)
	return &answers{lines: lines, prompts: prompts, terminal: terminal}
}

// errNoAnswer says that standard input ended before an answer.
var errNoAnswer = errors.New("there are no more answers")

// next puts a question and returns its line.
func (a *answers) next(name, question string) (string, error) {
	fmt.Fprint(a.prompts, question+" ")
	there := a.lines.Scan()
	if !there || !a.terminal {
		fmt.Fprintln(a.prompts) // where no Enter ends the line
	}
	switch err := a.lines.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		return "", usagef("the answer to %q has more than %d KiB; nothing was written", name, longestAnswer>>10)
	case err != nil:
		return "", fmt.Errorf("read the answer to %q: %w", name, err)
	case !there:
		return "", errNoAnswer
	}
	return strings.TrimSpace(a.lines.Text()), nil
}

// ask puts the question of a field, for texts until one is empty.
func (a *answers) ask(f newField) ([]string, error) {
	a.last = f.name
	var values []string
	for {
		answer, err := a.next(f.name, fmt.Sprintf("%s? (%s; Enter for none)", f.name, f.usage))
		switch {
		case errors.Is(err, errNoAnswer) && values != nil:
			return nil, usagef("the answers end after %q of %s; an empty line ends them. Nothing was written", values[len(values)-1], f.name)
		case errors.Is(err, errNoAnswer):
			return nil, usagef("the answers end before %s: give each question a line, an empty one for none. Nothing was written", f.name)
		case err != nil, answer == "":
			return values, err
		case f.holds == oneValue:
			return []string{answer}, nil
		case f.holds == someIDs:
			for part := range strings.SplitSeq(answer, ",") {
				values = append(values, strings.TrimSpace(part))
			}
			return values, nil
		}
		values = append(values, answer)
	}
}

// confirm asks a question that came up. Silence is no.
func (a *answers) confirm(question string) bool {
	if a == nil {
		return false
	}
	answer, err := a.next(question, question+" (yes; Enter for no)")
	answer = strings.ToLower(answer)
	return err == nil && (answer == "y" || answer == "yes")
}

// end refuses answers to questions that were not asked: a line may be missing
// before them, and then all are those of other questions.
func (a *answers) end() error {
	if a == nil || a.terminal || !a.expected {
		return nil
	}
	for a.lines.Scan() {
		if extra := strings.TrimSpace(a.lines.Text()); extra != "" {
			return usagef("%.40q comes after the answer to the last question, %s. Nothing was written", extra, a.last)
		}
	}
	if err := a.lines.Err(); err != nil {
		return fmt.Errorf("read to the end of the answers: %w", err)
	}
	return nil
}
