// Package calendar writes calendars for the programs that people keep their dates in,
// as RFC 5545 describes them (.ics).
//
// A [Calendar] holds [Event]s, each of whole days or of moments. Moments are written
// in UTC: no event repeats, so its moment is known in full when it is written. Every
// reader shows it by the clock of whoever looks, and none has to know the name
// of a zone, or its rules in that year, as with a VTIMEZONE. Days are written without
// a zone, because they are the same day everywhere.
//
// Texts may hold anything. Nothing here reads the clock: a calendar is as of a day.
package calendar

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"pairbook/generator/internal/when"
)

// Calendar is a list of events, as they are known on the day AsOf.
type Calendar struct {
	Name, About string
	AsOf        when.Date
	Events      []Event
}

// Event is something on whole days, from the day On to the day Until, or else from
// the moment Starts to the moment Ends. A zero Until or Ends means that only the
// beginning is known.
type Event struct {
	UID          string // the same for ever, whatever else changes
	Title, About string
	URL          string
	On, Until    when.Date
	Starts, Ends time.Time
}

var (
	errEmpty  = errors.New("a calendar holds at least one event")
	errNoUID  = errors.New("an event has a UID")
	errNoDay  = errors.New("an event has either a day or a moment")
	errEnding = errors.New("an event does not end before it begins")
)

// Write writes a calendar. The error says that it has no events, that a UID is
// missing or there twice, that an event has no time or ends before it begins, or it
// is the writer's.
func Write(w io.Writer, c Calendar) error {
	if len(c.Events) == 0 {
		return errEmpty
	}
	known := map[string]bool{}
	for _, e := range c.Events {
		if err := e.check(); err != nil {
			return fmt.Errorf("write the event %q of a calendar: %w", e.UID, err)
		}
		if known[e.UID] {
			return fmt.Errorf("write a calendar: two events have the UID %q", e.UID)
		}
		known[e.UID] = true
	}
	l := lines{w: bufio.NewWriter(w)}
	l.add("BEGIN", "VCALENDAR")
	l.add("VERSION", "2.0")
	l.add("PRODID", "-//pairbook//calendar//EN")
	l.text("NAME", c.Name) // RFC 7986; the older readers know the X- names
	l.text("X-WR-CALNAME", c.Name)
	l.text("DESCRIPTION", c.About)
	l.text("X-WR-CALDESC", c.About)
	for _, e := range c.Events {
		l.event(e, moment(c.AsOf.Time()))
	}
	l.add("END", "VCALENDAR")
	if l.err != nil {
		return l.err
	}
	return l.w.Flush()
}

func (e Event) check() error {
	switch {
	case e.UID == "":
		return errNoUID
	case (e.On == 0) == e.Starts.IsZero():
		return errNoDay
	case e.Until != 0 && (e.On == 0 || e.Until < e.On), !e.Ends.IsZero() && (e.Starts.IsZero() || e.Ends.Before(e.Starts)):
		return errEnding
	}
	return nil
}

// lines writes content lines until the first error.
type lines struct {
	w   *bufio.Writer
	err error
}

func (l *lines) event(e Event, stamp string) {
	l.add("BEGIN", "VEVENT")
	l.text("UID", e.UID)
	l.add("DTSTAMP", stamp)
	if e.On != 0 {
		l.add("DTSTART;VALUE=DATE", day(e.On))
		l.add("DTEND;VALUE=DATE", day(max(e.On, e.Until).Add(1))) // the first day after it
		l.add("TRANSP", "TRANSPARENT")                            // nobody is busy all day
	} else {
		l.add("DTSTART", moment(e.Starts))
		if !e.Ends.IsZero() {
			l.add("DTEND", moment(e.Ends))
		}
	}
	l.text("SUMMARY", e.Title)
	l.text("DESCRIPTION", e.About)
	if e.URL != "" {
		l.add("URL", uri(e.URL))
	}
	l.add("END", "VEVENT")
}

func day(d when.Date) string { return d.Time().Format("20060102") }

func moment(t time.Time) string { return t.UTC().Format("20060102T150405Z") }

// text adds a property unless it says nothing.
func (l *lines) text(name, value string) {
	if value != "" {
		l.add(name, escape(value))
	}
}

// longest is how many bytes a line has at most, without its end.
const longest = 75

// add adds a property, cut into lines that a reader puts together again. No cut goes
// through a character.
func (l *lines) add(name, value string) {
	rest, room := name+":"+value, longest
	for len(rest) > room {
		at := room
		for !utf8.RuneStart(rest[at]) {
			at--
		}
		l.put(rest[:at], "\r\n ")
		rest, room = rest[at:], longest-1
	}
	l.put(rest, "\r\n")
}

func (l *lines) put(parts ...string) {
	for _, s := range parts {
		if l.err == nil {
			_, l.err = l.w.WriteString(s)
		}
	}
}

// breaks are the characters that a reader may take for the end of a line, as they
// are written within a text.
var breaks = strings.NewReplacer("\r\n", `\n`, "\r", `\n`, "\n", `\n`, "\v", `\n`, "\f", `\n`, "\u0085", `\n`, "\u2028", `\n`, "\u2029", `\n`,
	`\`, `\\`, `;`, `\;`, `,`, `\,`)

// escape writes a text so that it is one value, whatever it holds: breaks of lines as
// \n, and other control characters, which no text may hold, as spaces.
func escape(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r < ' ' || r >= 0x7f || strings.ContainsRune(`\;,`, r) }) < 0 {
		return s // as most are, and sooner than by looking for each of the breaks
	}
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' || r == 0x7f || 0x80 <= r && r < 0xa0 {
			return ' '
		}
		return r
	}, breaks.Replace(strings.ToValidUTF8(s, "\uFFFD")))
}

// uri writes an address without what may not stand in one.
func uri(address string) string {
	var b strings.Builder
	for _, c := range []byte(address) {
		if c <= ' ' || c >= 0x7f || strings.IndexByte("\"<>\\^`{|}", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}
