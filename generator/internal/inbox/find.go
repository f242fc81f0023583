package inbox

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"

	normal "pairbook/generator/internal/text"
)

var (
	quoteMarks = normal.Pattern(`^(> ?)*`)
	// aField is a line of front matter that begins a value; others go on with one.
	aField = normal.Pattern(`^ *(- |-$|[a-z_]+:( |$))`)
	// aClient is the line that a telephone puts below what somebody writes.
	aClient = normal.Pattern(`^(Sent (from|with)|Get Outlook|Von meinem|Gesendet (von|mit)|Envoyé (de|depuis)|Enviado (desde|do|de)) .{1,60}$`)
	// anOlder is the line between a text and the older mail below it, where no mark says
	// which is which.
	anOlder = normal.Pattern(`^(-{5,} ?\pL.{2,40}? ?-{5,}|_{20,})$`)
	// aWriter begins the header of such a mail, and aHeader is another line of it.
	aWriter = normal.Pattern(`^\*?(From|Von|De|Da) ?:\*? .`)
	aHeader = normal.Pattern(`^\*?(Sent|Date|To|Cc|Subject|Gesendet|Datum|An|Betreff|Envoyé|À|Objet|Enviado|Fecha|Data|Para|Asunto|Assunto|Inviato|A|Oggetto) ?:\*? `)
)

// maxFront is how many lines the front matter of a log has at most.
const maxFront = 200

// whole returns a file as the log that it is: its text is nobody's but the form's.
func whole(text string) []string {
	if text = string(normal.Normalise([]byte(text))); !strings.HasPrefix(text, "---\n") {
		return nil
	}
	return []string{text}
}

// find returns the logs in the text of a mail.
func find(text string, flowed bool) (logs []string) {
	text = strings.ReplaceAll(string(normal.Normalise([]byte(text))), "\u00a0", " ")
	lines := strings.Split(text, "\n")
	if flowed {
		lines = unflow(lines)
	}
	for i := 0; i < len(lines); {
		log, read := logAt(lines[i:])
		if read > 0 {
			logs = append(logs, log)
		}
		i += max(read, 1)
	}
	return logs
}

// logAt returns the log that begins at the first line, and how many lines it takes; 0
// if there is none.
func logAt(lines []string) (log string, read int) {
	marks := quoteMarks().FindString(lines[0])
	rest := lines[0][len(marks):]
	indent := len(rest) - len(strings.TrimLeft(rest, " "))
	if strings.TrimSpace(rest) != "---" {
		return "", 0
	}
	depth := strings.Count(marks, ">")
	own := func(line string) (string, bool) { return unquoted(line, depth, indent) }
	front, end := frontMatter(lines, own)
	if end == 0 {
		return "", 0
	}
	notes, end := notesAfter(lines, end, depth, own)
	log = "---\n" + strings.Join(front, "\n") + "\n---\n"
	if notes != "" {
		log += "\n" + notes + "\n"
	}
	return log, end
}

// frontMatter returns the lines between two lines ---, each value in one line, and the
// number of the line after; 0 if it is not the front matter of a log.
func frontMatter(lines []string, own func(string) (string, bool)) (front []string, end int) {
	said := false
	for i := 1; i < len(lines) && i < maxFront; i++ {
		line, ok := own(lines[i])
		line = strings.TrimRight(line, " \t")
		switch {
		case !ok:
			return nil, 0
		case line == "---" && said:
			return front, i + 1
		case line == "---":
			return nil, 0
		case line == "": // mail programs put empty lines between those of a text
		case aField().MatchString(line) || len(front) == 0:
			said = said || strings.HasPrefix(line, "date: ") || strings.HasPrefix(line, "person: ") // an empty form is nothing
			front = append(front, line)
		default:
			front[len(front)-1] += " " + strings.TrimLeft(line, " ")
		}
	}
	return nil, 0
}

// notesAfter returns the notes that follow the front matter, without a signature and
// without what the mail quotes, and the number of the line after them.
func notesAfter(lines []string, from, depth int, own func(string) (string, bool)) (notes string, end int) {
	var kept []string
	end = from
	for ; end < len(lines); end++ {
		line, ok := own(lines[end])
		if !ok || strings.TrimRight(line, " ") == "--" {
			break
		}
		if line == "---" {
			if _, more := frontMatter(lines[end:], own); more > 0 {
				break
			}
		}
		if isOlder(lines[end:], own) {
			break
		}
		if depth == 0 && isQuoted(lines[end:]) {
			kept, end = withoutWriter(kept), len(lines)
			break
		}
		kept = append(kept, strings.TrimRight(line, " \t"))
	}
	notes = strings.TrimSpace(strings.Join(kept, "\n"))
	before, last := "", notes
	if i := strings.LastIndex(notes, "\n"); i >= 0 {
		before, last = notes[:i], notes[i+1:]
	}
	if aClient().MatchString(last) {
		notes = strings.TrimSpace(before)
	}
	return notes, end
}

// isOlder reports whether an older mail begins here without a mark.
func isOlder(lines []string, own func(string) (string, bool)) bool {
	first, _ := own(lines[0])
	if !aWriter().MatchString(first) {
		return anOlder().MatchString(strings.TrimSpace(first))
	}
	headers := 0
	for _, line := range lines[1:min(5, len(lines))] {
		if line, _ = own(line); aHeader().MatchString(line) {
			headers++
		}
	}
	return headers > 1
}

// withoutWriter takes off the line that says who wrote what is quoted below: it ends with
// a colon. A program that wraps lines makes a paragraph of it, with an address.
func withoutWriter(kept []string) []string {
	n := len(kept)
	for n > 0 && kept[n-1] == "" {
		n--
	}
	if n == 0 || !strings.HasSuffix(kept[n-1], ":") {
		return kept
	}
	from := n - 1
	for from > 0 && kept[from-1] != "" {
		from--
	}
	if n-from > 3 || !strings.Contains(strings.Join(kept[from:n], " "), "@") {
		from = n - 1
	}
	return kept[:from]
}

// isQuoted reports whether all that follows is quoted and was a log: notes may end
// with a quotation of their own.
func isQuoted(lines []string) bool {
	wasLog := false
	for _, line := range lines {
		if line = strings.TrimSpace(line); line != "" && line[0] != '>' {
			return false
		}
		wasLog = wasLog || strings.TrimLeft(line, "> ") == "---"
	}
	return wasLog
}

// unquoted takes the marks of a reply and the indentation of the log off a line. It
// returns false for a line that is quoted less than the log.
func unquoted(line string, depth, indent int) (string, bool) {
	for range depth {
		trimmed, ok := strings.CutPrefix(strings.TrimLeft(line, " "), ">")
		if !ok {
			return "", false
		}
		line = strings.TrimPrefix(trimmed, " ")
	}
	for range indent {
		line = strings.TrimPrefix(line, " ")
	}
	return line, true
}

// unflow joins the lines of a text in format=flowed (RFC 3676): one that ends with a
// space goes on in the next, and one that began with a space has another before it.
func unflow(lines []string) (joined []string) {
	goesOn := false
	for _, line := range lines {
		marks := quoteMarks().FindString(line)
		body := line[len(marks):]
		if !strings.HasSuffix(marks, " ") {
			body = strings.TrimPrefix(body, " ")
		}
		if goesOn {
			joined[len(joined)-1] += body
		} else {
			joined = append(joined, strings.Repeat("> ", strings.Count(marks, ">"))+body)
		}
		goesOn = strings.HasSuffix(body, " ") && body != "-- "
	}
	return joined
}

// plainText returns the text of HTML, line by line.
func plainText(page []byte) string {
	var out strings.Builder
	tokens := html.NewTokenizer(bytes.NewReader(page))
	unseen, exact, quoted := 0, 0, 0
	fresh := true // at the beginning of a line
	breakLine := func() {
		out.WriteString("\n" + strings.Repeat("> ", quoted))
		fresh = true
	}
	for {
		kind := tokens.Next()
		if kind == html.ErrorToken {
			return out.String()
		}
		name, _ := tokens.TagName()
		step := map[html.TokenType]int{html.StartTagToken: 1, html.EndTagToken: -1}[kind]
		switch tag := string(name); {
		case kind == html.TextToken && unseen > 0:
		case kind == html.TextToken:
			text := string(tokens.Text())
			if exact == 0 {
				if text = spaces().ReplaceAllString(text, " "); fresh {
					text = strings.TrimPrefix(text, " ")
				}
			} else {
				text = strings.ReplaceAll(text, "\n", "\n"+strings.Repeat("> ", quoted))
			}
			out.WriteString(text)
			fresh = fresh && text == ""
		case tag == "style" || tag == "script" || tag == "head" || tag == "title":
			unseen = max(unseen+step, 0)
		case tag == "pre":
			exact = max(exact+step, 0)
			breakLine()
		case tag == "blockquote":
			quoted = max(quoted+step, 0)
			breakLine()
		case tag == "br" || !fresh && (tag == "p" || tag == "div" || tag == "li" || tag == "tr"):
			breakLine()
		}
	}
}

// spaces are what HTML shows as one space.
var spaces = normal.Pattern(`[ \t\r\n\f]+`)
