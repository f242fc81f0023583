package calendar_test

import (
	"bytes"
	"errors"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/emersion/go-ical"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"pairbook/generator/internal/calendar"
	"pairbook/generator/internal/when"
)

var asOf = when.Day(2026, 11, 20)

func write(t interface{ Fatal(...any) }, events ...calendar.Event) string {
	var b bytes.Buffer
	if err := calendar.Write(&b, calendar.Calendar{Name: "Autumn", About: "Dates", AsOf: asOf, Events: events}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// read reads a calendar with another's parser, and writes it with that again, which
// checks what properties a component has to have, and how often.
func read(t interface{ Fatal(...any) }, written string) []ical.Event {
	c, err := ical.NewDecoder(strings.NewReader(written)).Decode()
	if err != nil {
		t.Fatal(err)
	}
	if err := ical.NewEncoder(&bytes.Buffer{}).Encode(c); err != nil {
		t.Fatal(err)
	}
	return c.Events()
}

func TestWrittenForm(t *testing.T) {
	got := write(t,
		calendar.Event{UID: "a", Title: "Opening; with cake, and \\ tea\nBring a cup", On: when.Day(2026, 12, 31), URL: "https://mentoring.example/a b"},
		calendar.Event{UID: "b", Title: "Half-way", On: when.Day(2027, 2, 27), Until: when.Day(2027, 2, 28)},
		calendar.Event{UID: "c", About: strings.Repeat("é", 50), Starts: time.Date(2026, 12, 1, 17, 0, 0, 0, time.FixedZone("", 3600)), Ends: time.Date(2026, 12, 1, 17, 30, 0, 0, time.UTC)})
	want := `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//pairbook//calendar//EN
NAME:Autumn
X-WR-CALNAME:Autumn
DESCRIPTION:Dates
X-WR-CALDESC:Dates
BEGIN:VEVENT
UID:a
DTSTAMP:20261120T000000Z
DTSTART;VALUE=DATE:20261231
DTEND;VALUE=DATE:20270101
TRANSP:TRANSPARENT
SUMMARY:Opening\; with cake\, and \\ tea\nBring a cup
URL:https://mentoring.example/a%20b
END:VEVENT
BEGIN:VEVENT
UID:b
DTSTAMP:20261120T000000Z
DTSTART;VALUE=DATE:20270227
DTEND;VALUE=DATE:20270301
TRANSP:TRANSPARENT
SUMMARY:Half-way
END:VEVENT
BEGIN:VEVENT
UID:c
DTSTAMP:20261120T000000Z
DTSTART:20261201T160000Z
DTEND:20261201T173000Z
DESCRIPTION:` + strings.Repeat("é", 31) + "\n " + strings.Repeat("é", 19) + `
END:VEVENT
END:VCALENDAR
`
	if diff := cmp.Diff(strings.ReplaceAll(want, "\n", "\r\n"), got); diff != "" {
		t.Error(diff)
	}
}

// TestClocksChange reads the moments of meetings at 17:00, by the clock of zones on
// both sides of their changes in two years, with the parser and its own idea of UTC.
func TestClocksChange(t *testing.T) {
	for _, zone := range []when.Zone{"Europe/London", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kolkata"} {
		place, err := zone.Location()
		if err != nil {
			t.Fatal(err)
		}
		offsets := map[int]bool{}
		for d := when.Day(2026, 1, 1); d < when.Day(2028, 1, 1); d = d.Add(1) {
			y, m, n := d.Time().Date()
			starts := time.Date(y, m, n, 17, 0, 0, 0, place)
			events := read(t, write(t, calendar.Event{UID: "a", Starts: starts, Ends: starts.Add(time.Hour)}))
			got, err := events[0].DateTimeStart(time.UTC)
			if err != nil {
				t.Fatal(err)
			}
			if local := got.In(place); local.Hour() != 17 || local.Minute() != 0 || when.DateOf(local) != d {
				t.Errorf("%s: 17:00 on %s is read as %s", zone, d, local)
			}
			_, offset := starts.Zone()
			offsets[offset] = true
		}
		if (len(offsets) > 1) == (zone == "Asia/Kolkata") {
			t.Errorf("%s has the offsets %v", zone, offsets)
		}
	}
}

// anyText is a text with much of what means something to a calendar.
func anyText(t *rapid.T, label string) string {
	return strings.Join(rapid.SliceOf(rapid.OneOf(
		rapid.SampledFrom([]string{"\r\n", "\n", "\r", "\nEND:VEVENT\nBEGIN:VEVENT\n", ";", ",", `\`, `\n`, ":", `"`, "\u2028", "\u0085", "\x00", "\xff", "\t", " ", "👩‍🏫", "é"}),
		rapid.String())).Draw(t, label), "")
}

// plain is what a reader is to find of a text, put together rune by rune.
func plain(s string) string {
	var b strings.Builder
	runes := []rune(strings.ToValidUTF8(s, "\uFFFD"))
	for i, r := range runes {
		switch {
		case r == '\r' && i+1 < len(runes) && runes[i+1] == '\n':
		case strings.ContainsRune("\r\n\v\f\u0085\u2028\u2029", r):
			b.WriteByte('\n')
		case r != '\t' && (r < 32 || r >= 127 && r < 160):
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// TestAnyTextIsReadAsWritten writes any events and reads them with another's parser:
// no text becomes anything but a text, and no line is too long or cut in a character.
func TestAnyTextIsReadAsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var events []calendar.Event
		for i := range rapid.IntRange(1, 4).Draw(t, "events") {
			e := calendar.Event{UID: string(rune('a'+i)) + anyText(t, "uid"), Title: anyText(t, "title"), About: anyText(t, "about"), URL: "https://" + anyText(t, "url")}
			e.On = when.Day(2026, 1, 1).Add(rapid.IntRange(0, 900).Draw(t, "day"))
			e.Until = e.On.Add(rapid.IntRange(0, 9).Draw(t, "days"))
			events = append(events, e)
		}
		written := write(t, events...)
		lines := strings.Split(written, "\r\n")
		for _, line := range lines {
			if len(line) > 75 || strings.ContainsAny(line, "\r\n") || !utf8.ValidString(line) {
				t.Fatalf("the line %q is no line of a calendar", line)
			}
		}
		got := read(t, written)
		if len(got) != len(events) {
			t.Fatalf("%d events were written, and %d are read", len(events), len(got))
		}
		for i, e := range events {
			text := func(name string) string {
				s, err := got[i].Props.Text(name)
				if err != nil {
					t.Fatal(err)
				}
				return s
			}
			for name, want := range map[string]string{"UID": e.UID, "SUMMARY": e.Title, "DESCRIPTION": e.About} {
				if text(name) != plain(want) {
					t.Fatalf("%s is %q, and was %q", name, text(name), plain(want))
				}
			}
			starts, _ := got[i].DateTimeStart(time.UTC)
			ends, _ := got[i].DateTimeEnd(time.UTC)
			if when.DateOf(starts) != e.On || when.DateOf(ends) != e.Until.Add(1) {
				t.Fatalf("from %s to %s, and was from %s to %s", starts, ends, e.On, e.Until)
			}
		}
	})
}

func FuzzText(f *testing.F) {
	f.Add("BEGIN:VEVENT\r\nUID:x", "https://example.org/\r\nUID:x")
	f.Add(strings.Repeat("\xf0\x9f\x91", 40), "\\")
	f.Fuzz(func(t *testing.T, text, address string) {
		got := read(t, write(t, calendar.Event{UID: "a", Title: "t" + text, URL: "u" + address, On: asOf}))
		if len(got) != 1 {
			t.Fatalf("one event is read as %d", len(got))
		}
		if title, err := got[0].Props.Text("SUMMARY"); err != nil || title != plain("t"+text) {
			t.Fatalf("the title is %q, and was %q (%v)", title, text, err)
		}
	})
}

// brokenWriter fails once so many bytes are written.
type brokenWriter struct{ room int }

var errFull = errors.New("the disk is full")

func (w *brokenWriter) Write(b []byte) (int, error) {
	if w.room -= len(b); w.room < 0 {
		return 0, errFull
	}
	return len(b), nil
}

// TestAFullDiskIsTold whether it is full in the middle of a calendar or at its end.
func TestAFullDiskIsTold(t *testing.T) {
	t.Parallel()
	for _, room := range []int{0, 5000} {
		for _, about := range []string{"short", strings.Repeat("long ", 2000)} {
			events := []calendar.Event{{UID: "a", On: asOf, About: about}, {UID: "b", On: asOf}}
			err := calendar.Write(&brokenWriter{room}, calendar.Calendar{AsOf: asOf, Events: events})
			if fits := room > 0 && about == "short"; errors.Is(err, errFull) == fits {
				t.Errorf("%d bytes fit, and the error is %v", room, err)
			}
		}
	}
}

// TestOnlyTheBeginningIsKnown writes a moment without an end, and nothing that is not known.
func TestOnlyTheBeginningIsKnown(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	noon := time.Date(2026, 12, 1, 12, 0, 0, 0, time.UTC)
	if err := calendar.Write(&b, calendar.Calendar{AsOf: asOf, Events: []calendar.Event{{UID: "a", Starts: noon}, {UID: "b", Starts: noon, Ends: noon}, {UID: "c", On: asOf, Until: asOf}}}); err != nil {
		t.Fatal(err)
	}
	want := `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//pairbook//calendar//EN
BEGIN:VEVENT
UID:a
DTSTAMP:20261120T000000Z
DTSTART:20261201T120000Z
END:VEVENT
BEGIN:VEVENT
UID:b
DTSTAMP:20261120T000000Z
DTSTART:20261201T120000Z
DTEND:20261201T120000Z
END:VEVENT
BEGIN:VEVENT
UID:c
DTSTAMP:20261120T000000Z
DTSTART;VALUE=DATE:20261120
DTEND;VALUE=DATE:20261121
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR
`
	if diff := cmp.Diff(strings.ReplaceAll(want, "\n", "\r\n"), b.String()); diff != "" {
		t.Error(diff)
	}
}

// TestLinesAreAsLongAsTheyMayBe cuts a line of more than 75 bytes, and what continues it
// after 74, which follow a space.
func TestLinesAreAsLongAsTheyMayBe(t *testing.T) {
	t.Parallel()
	for length, want := range map[int]string{67: "67", 68: "67 1", 141: "67 74", 142: "67 74 1"} {
		_, after, _ := strings.Cut(write(t, calendar.Event{UID: "a", On: asOf, Title: strings.Repeat("x", length)}), "SUMMARY:")
		title, _, _ := strings.Cut(after, "\r\nEND")
		var got []string
		for part := range strings.SplitSeq(title, "\r\n ") {
			got = append(got, strconv.Itoa(len(part)))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%d letters are cut into %v, not %s", length, got, want)
		}
	}
}

// TestAddressesKeepTheirSigns escapes what may not stand in an address, and nothing else.
func TestAddressesKeepTheirSigns(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"https://a.example/!~'()*;,?b=c&d#e%20": "https://a.example/!~'()*;,?b=c&d#e%20",
		"a b\x7f\x1fé":                          "a%20b%7F%1F%C3%A9",
		"\"<>\\^`{|}":                           "%22%3C%3E%5C%5E%60%7B%7C%7D",
	} {
		if got := write(t, calendar.Event{UID: "a", On: asOf, URL: address}); !strings.Contains(got, "\r\nURL:"+want+"\r\n") {
			t.Errorf("%q is not %q in %s", address, want, got)
		}
	}
}

func TestRefused(t *testing.T) {
	day, noon := when.Day(2026, 12, 1), time.Date(2026, 12, 1, 12, 0, 0, 0, time.UTC)
	for what, events := range map[string][]calendar.Event{
		"no event":                  nil,
		"no UID":                    {{On: day}},
		"one UID twice":             {{UID: "a", On: day}, {UID: "a", On: day}},
		"no time":                   {{UID: "a"}},
		"a day and a moment":        {{UID: "a", On: day, Starts: noon}},
		"an end before the day":     {{UID: "a", On: day, Until: day.Add(-1)}},
		"an end before the moment":  {{UID: "a", Starts: noon, Ends: noon.Add(-1)}},
		"the end of a day, at noon": {{UID: "a", On: day, Ends: noon}},
		"the day of a moment's end": {{UID: "a", Starts: noon, Until: day}},
		"the second without a UID":  {{UID: "a", On: day}, {On: day}},
	} {
		var b bytes.Buffer
		if err := calendar.Write(&b, calendar.Calendar{AsOf: asOf, Events: events}); err == nil || b.Len() > 0 {
			t.Errorf("%s is written: %v\n%s", what, err, b.String())
		}
	}
}
