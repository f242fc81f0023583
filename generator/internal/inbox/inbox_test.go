package inbox

import (
	"encoding/base64"
	"errors"
	"fmt"
	"html"
	"mime/quotedprintable"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"pgregory.net/rapid"
)

// aLog draws a log as the form makes it.
func aLog(t *rapid.T) string {
	words := rapid.StringMatching(`[A-Za-zéüß][a-zéüß,]{1,9}( [a-zéüß'&<]{2,12}){0,12}[.?]`)
	var b strings.Builder
	fmt.Fprintf(&b, "---\npairing: 2026-spring/otter\ndate: 2026-0%d-1%d\n", rapid.IntRange(1, 9).Draw(t, "month"), rapid.IntRange(0, 9).Draw(t, "day"))
	if rapid.Bool().Draw(t, "duration") {
		b.WriteString("duration: 45m\nattended: [amy-lee, bo]\n")
	}
	for i := range rapid.IntRange(0, 2).Draw(t, "actions") {
		if i == 0 {
			b.WriteString("actions:\n")
		}
		fmt.Fprintf(&b, "  - id: action-%d\n    who: bo\n    what: %q\n", i+1, words.Draw(t, "what"))
	}
	b.WriteString("---\n")
	for i := range rapid.IntRange(0, 3).Draw(t, "notes") {
		if i == 0 {
			b.WriteString("\n")
		}
		if rapid.Bool().Draw(t, "item") {
			b.WriteString("- ")
		}
		b.WriteString(words.Draw(t, "notes") + "\n")
	}
	return b.String()
}

const headers = "From: Amy Lee <Amy.Lee@example.org>\r\nSubject: =?utf-8?q?We_met?=\r\nMIME-Version: 1.0\r\n"

func quotedPrintable(text string) string {
	var b strings.Builder
	w := quotedprintable.NewWriter(&b)
	_, _ = w.Write([]byte(text))
	_ = w.Close()
	return b.String()
}

func inLines(text string) string {
	encoded := base64.StdEncoding.EncodeToString([]byte(text))
	var b strings.Builder
	for len(encoded) > 76 {
		b.WriteString(encoded[:76] + "\r\n")
		encoded = encoded[76:]
	}
	return b.String() + encoded + "\r\n"
}

// inHTML writes each line in an element of its own; spaces that count do not break.
func inHTML(text, open, end string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		rest := strings.TrimLeft(line, " ")
		b.WriteString(open + strings.Repeat("&nbsp;", len(line)-len(rest)) + html.EscapeString(rest) + end + "\r\n")
	}
	return "<html><head><style>p {margin: 0}</style></head><body>" + b.String() + "</body></html>"
}

func crlf(text string) string { return strings.ReplaceAll(text, "\n", "\r\n") }

// quoted is a text in a reply.
func quoted(text string) string {
	return "> " + strings.ReplaceAll(strings.TrimSuffix(text, "\n"), "\n", "\n> ") + "\n"
}

// flow breaks lines as format=flowed does, after a space.
func flow(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, " ") || strings.HasPrefix(line, ">") {
			line = " " + line
		}
		for len(line) > 60 && strings.Contains(line[40:60], " ") {
			at := 40 + strings.LastIndex(line[40:60], " ") + 1
			b.WriteString(line[:at] + "\n")
			line = line[at:]
		}
		b.WriteString(line)
	}
	return b.String()
}

// shapes are what mail programs make of a text.
var shapes = map[string]func(log string) string{
	"plain, with a signature": func(log string) string {
		return headers + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + quotedPrintable(crlf("Hello,\n\n"+log+"\n-- \nAmy Lee\nSomewhere\n"))
	},
	"alternatives in base64": func(log string) string {
		part := "--x\r\nContent-Type: text/%s; charset=\"utf-8\"\r\nContent-Transfer-Encoding: base64\r\n\r\n%s"
		return headers + "Content-Type: multipart/alternative; boundary=x\r\n\r\n" + fmt.Sprintf(part, "plain", inLines(crlf(log))) + fmt.Sprintf(part, "html", inLines(inHTML(log, "<p>", "</p>"))) + "--x--\r\n"
	},
	"HTML alone, in Latin": func(log string) string {
		page, err := charmap.ISO8859_1.NewEncoder().String(inHTML(log, "<div>", "</div>"))
		if err != nil {
			panic(err)
		}
		return headers + "Content-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + quotedPrintable(page)
	},
	"HTML with breaks": func(log string) string {
		return headers + "Content-Type: text/html; charset=utf-8\r\n\r\n" + inHTML(log, "", "<br>")
	},
	"a reply that quotes it": func(log string) string {
		return headers + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + crlf("Done, see below.\n\nOn 3 May 2026 at 10:00, Grace wrote:\n"+quoted("Please fill this in:\n\n"+log))
	},
	"above a quoted form": func(log string) string {
		return headers + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + crlf(log+"\nOn 3 May 2026 at 10:00, Grace wrote:\n"+quoted("---\npairing:\ndate:\n---\n"))
	},
	"flowed": func(log string) string {
		return headers + "Content-Type: text/plain; charset=utf-8; format=flowed\r\n\r\n" + crlf(flow(log)+"\nSent from my telephone\n")
	},
	"an attachment": func(log string) string {
		return headers + "Content-Type: multipart/mixed; boundary=\"=_x\"\r\n\r\n--=_x\r\nContent-Type: text/plain\r\n\r\nSee the file.\r\n--=_x\r\n" +
			"Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename*=UTF-8''2026-spring.otter.2026-05-04.md\r\nContent-Transfer-Encoding: base64\r\n\r\n" + inLines(log) + "--=_x--\r\n"
	},
	"forwarded": func(log string) string {
		return "From: grace@example.org\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n--y\r\nContent-Type: message/rfc822\r\n\r\n" + headers + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + crlf(log) + "\r\n--y--\r\n"
	},
}

// TestMailsOfEveryShape finds each log as the form made it.
func TestMailsOfEveryShape(t *testing.T) {
	for name, shape := range shapes {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				log := aLog(t)
				logs, err := Read("a.eml", []byte(shape(log)))
				if err != nil || len(logs) != 1 {
					t.Fatalf("%d logs, %v, in:\n%s", len(logs), err, shape(log))
				}
				if logs[0].Text != log {
					t.Fatalf("got:\n%s\nwant:\n%s\nin:\n%s", logs[0].Text, log, shape(log))
				}
			})
		})
	}
}

func TestReadNamesWhereAndWho(t *testing.T) {
	log := "---\ndate: 2026-05-04\n---\n"
	logs, err := Read("in/a.eml", []byte(shapes["an attachment"](log)))
	if want := (Log{Where: "a.eml, 2026-spring.otter.2026-05-04.md", Name: "2026-spring.otter.2026-05-04.md", From: "amy.lee@example.org", Text: log}); err != nil || len(logs) != 1 || logs[0] != want {
		t.Errorf("%+v, %v", logs, err)
	}
	logs, err = Read("in/2026-05-04.md", []byte("\uFEFF---\r\ndate: 2026-05-04\r\n---\r\n\r\n-- \r\nkept\r\n"))
	if want := (Log{Where: "2026-05-04.md", Name: "2026-05-04.md", Text: log + "\n-- \nkept\n"}); err != nil || len(logs) != 1 || logs[0] != want {
		t.Errorf("%+v, %v", logs, err)
	}
	two := "---\ndate: 2026-05-04\n---\n\nOne.\n\n---\ndate: 2026-05-05\nwhat: a line that\n was wrapped\nby hand\n---\n"
	logs, err = Read("a.eml", []byte(headers+"\r\n"+two+"\n"+two))
	if err != nil || len(logs) != 2 || logs[0].Text != "---\ndate: 2026-05-04\n---\n\nOne.\n" || logs[1].Text != "---\ndate: 2026-05-05\nwhat: a line that was wrapped by hand\n---\n" {
		t.Errorf("%+v, %v", logs, err)
	}
}

func TestReadRefuses(t *testing.T) {
	deep := strings.Repeat("Content-Type: message/rfc822\r\n\r\n", 30)
	many := headers + "Content-Type: multipart/mixed; boundary=x\r\n\r\n" + strings.Repeat("--x\r\n\r\na\r\n", 300) + "--x--\r\n"
	for name, mail := range map[string]string{
		"no header": "no header", "no log": headers + "\r\nHello.", "deep": deep, "many": many,
		"cut off":   headers + "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n",
		"base64":    headers + "Content-Transfer-Encoding: base64\r\n\r\n!!!",
		"no end":    headers + "\r\n---\r\ndate: 2026-05-04\r\n",
		"undated":   headers + "\r\n---\r\na: b\r\n---\r\n",
		"a program": headers + "Content-Type: application/x-sh\r\n\r\n---\r\ndate: 2026-05-04\r\n---\r\n",
	} {
		if logs, err := Read("a.eml", []byte(mail)); err == nil {
			t.Errorf("%s: %+v", name, logs)
		}
	}
	if _, err := Read("a.md", []byte("Hello")); !errors.Is(err, ErrNoLog) {
		t.Error(err)
	}
}

func FuzzRead(f *testing.F) {
	for _, shape := range shapes {
		f.Add([]byte(shape("---\ndate: 2026-05-04\n---\n\nWords: é.\n")))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		logs, err := Read("a.eml", data)
		if (err == nil) != (len(logs) > 0) {
			t.Errorf("%d logs, %v", len(logs), err)
		}
		for _, l := range logs {
			if !strings.HasPrefix(l.Text, "---\n") || strings.Contains(l.Name, "/") {
				t.Errorf("%+v", l)
			}
		}
	})
}

// TestOlderMailHasHeaders takes a line that names a writer for an older mail where two
// headers follow it, and for the reader's own words where one does.
func TestOlderMailHasHeaders(t *testing.T) {
	own := func(line string) (string, bool) { return line, true }
	for lines, want := range map[string]bool{
		"From: Ada\nSent: Monday\nTo: Bo\n": true, "From: Ada\nTo: Bo\nwith thanks\n": false, "From: Ada\nwith thanks\n": false,
	} {
		if got := isOlder(strings.Split(lines, "\n"), own); got != want {
			t.Errorf("%q: %t", lines, got)
		}
	}
}
