package record

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"time"

	"pairbook/generator/internal/text"
	"pairbook/generator/internal/when"
)

// dateHint returns a hint for a text that is not a date.
func dateHint(s string) string {
	parts := strings.Split(s, "-")
	if len(s) != len("2026-11-12") || len(parts) != 3 {
		return DateHint
	}
	year, errYear := strconv.Atoi(parts[0])
	month, errMonth := strconv.Atoi(parts[1])
	_, errDay := strconv.Atoi(parts[2])
	switch {
	case errYear != nil || errMonth != nil || errDay != nil:
		return DateHint
	case year < when.FirstYear || year > when.LastYear:
		return YearHint
	case month < 1 || month > 12:
		return "the month comes second, 01 to 12, and the day last"
	}
	last := when.Day(year, time.Month(month)+1, 0).Time().Day()
	return fmt.Sprintf("%s %d has %d days", time.Month(month), year, last)
}

// unquoted matches a value that begins with a character reserved by YAML.
var unquoted = text.Pattern("(?:^|[:,\\[{-])[ \t]*([@`%][^,\\]}#\"]*)")

// tabbed reports whether a line is indented with a tab.
func tabbed(line string) bool { return strings.HasPrefix(strings.TrimLeft(line, " "), "\t") }

// syntaxHint returns a hint for a line that is not YAML.
func syntaxHint(line string) string {
	if tabbed(line) {
		return "indent the line with spaces; a tab indents nothing in YAML"
	}
	if m := unquoted().FindStringSubmatch(line); m != nil {
		return fmt.Sprintf("a text that begins with %c needs quotes; quote it: %q", m[1][0], strings.TrimSpace(m[1]))
	}
	return "look at the indentation, the colons and the quotes here and in the line above"
}

// conflict matches the first line of what git leaves of a merge. The line in
// its middle underlines a heading in notes.
var (
	conflict       = text.Pattern(`(?m)^(<{7}|>{7}|={7})( .*)?$`)
	conflictInText = text.Pattern(`(?m)^(<{7}|>{7})( .*)?$`)
)

// conflictLine returns the line of a text on which an unresolved merge conflict
// begins, 0 for none.
func conflictLine(path string, text []byte) int {
	if !bytes.Contains(text, []byte("<<<<<<<")) && !bytes.Contains(text, []byte(">>>>>>>")) && !bytes.Contains(text, []byte("=======")) {
		return 0 // a pattern takes far longer to say so, and it is asked of every file
	}
	form := conflict
	if strings.HasSuffix(path, ".md") {
		form = conflictInText
	}
	at := form().FindIndex(text)
	if at == nil {
		return 0
	}
	return bytes.Count(text[:at[0]], []byte("\n")) + 1
}

// returnsAlone reports whether all lines of a text end in a carriage return alone.
func returnsAlone(text []byte) bool {
	return bytes.IndexByte(text, '\r') >= 0 && bytes.IndexByte(text, '\n') < 0
}

// unopened returns the message and the hint for a log without front matter.
func unopened(text []byte) (message, hint string) {
	first, rest, _ := bytes.Cut(text, []byte("\n"))
	switch {
	case isFence(first):
		return "the front matter has no last line ---", "write a line --- between the fields and the notes"
	case len(bytes.TrimSpace(first)) == 0 && bytes.HasPrefix(bytes.TrimSpace(rest), []byte("---")):
		return "the first line is empty, and a log begins with ---", "delete it"
	}
	return "the log does not begin with its front matter", "begin the file with a line ---, then date: …, then a line ---"
}
