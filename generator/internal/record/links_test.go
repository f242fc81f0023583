package record

import (
	"slices"
	"testing"

	"pairbook/generator/internal/when"
)

// TestLinks reads a link in a line, and writes it as it is read.
func TestLinks(t *testing.T) {
	for line, want := range map[string]NamedLink{
		"https://example.org/a":                 {URL: "https://example.org/a"},
		"The project <https://example.org/a>":   {"The project", "https://example.org/a"},
		"a < b <help/index.md>":                 {"a < b", "help/index.md"},
		"Write to her <mailto:ada@example.org>": {"Write to her", "mailto:ada@example.org"},
	} {
		got, err := ParseLink(line)
		if err != nil || got != want || got.String() != line {
			t.Errorf("%q is read as %+v, %v, and written %q", line, got, err, got)
		}
	}
	if got, err := ParseLink("<https://example.org/a>"); err != nil || got.String() != "https://example.org/a" {
		t.Errorf("without words: %+v, %v", got, err)
	}
	for _, line := range []string{"", "no link", "a <javascript:alert(1)>", "The project <https://example.org", "<>", ">https://example.org<"} {
		if got, err := ParseLink(line); err == nil || got != (NamedLink{}) || err.Error() != `"`+line+`" is no link` {
			t.Errorf("%q is read as %+v, %v", line, got, err)
		}
	}
}

// TestSafeAddresses lets a page link to people and to pages, and to nothing that runs or that
// hides where it leads.
func TestSafeAddresses(t *testing.T) {
	for address, want := range map[string]bool{
		"http://a.example": true, "https://a.example/b?c#d": true, "https://": false, "https://ada@a.example": false, "https://ada:pw@a.example/": false,
		"mailto:ada@a.example": true, "mailto:ada": false, "mailto://ada@a.example": false,
		"tel:+441632960123": true, "tel:112": true, "tel:one": false, "tel:112?x=y": false, "tel:112#x": false,
		"help/index.md": true, "../a.md#b": true, "?a": true, "//a.example/b": false, "/a.md": false,
		"javascript:x": false, "data:text/html,x": false, "ftp://a.example": false, "": false,
		"a b": false, "a\tb": false, "a\nb": false, `a\b`: false, "a<b": false, `a"b`: false, "a`b": false, "a{b}": false, "a|b": false, "a^b": false,
		"https://a.example/\u202eb": false, "https://a.example/%zz": false,
	} {
		if SafeAddress(address) != want {
			t.Errorf("%q is safe: %t", address, !want)
		}
	}
}

// TestAddressesOfContacts has a link to a mailbox and to a telephone, as one dials it from abroad.
func TestAddressesOfContacts(t *testing.T) {
	for number, want := range map[Telephone]Address{
		"+44 (0)1632 960-123": "tel:+441632960123", "01632 960/123": "tel:01632960123", "(0)1632.90": "tel:0163290", "112": "tel:112",
	} {
		if got := number.Address(); got != want {
			t.Errorf("%s is dialled as %s, want %s", number, got, want)
		}
	}
	all := Contact{Page: "https://example.org/help", Mail: "safe@harbour.example", Tel: "112"}
	for name, x := range map[string]struct {
		contact Contact
		want    []Address
		given   bool
	}{
		"all":                    {all, []Address{"mailto:safe@harbour.example", "tel:112", "https://example.org/help"}, true},
		"a page of the handbook": {Contact{Page: "help/index.md"}, nil, true},
		"a page elsewhere":       {Contact{Page: "https://example.org/help"}, []Address{"https://example.org/help"}, true},
		"a mailbox":              {Contact{Mail: "a@b.example"}, []Address{"mailto:a@b.example"}, true},
		"a telephone":            {Contact{Tel: "112"}, []Address{"tel:112"}, true},
		"hours alone":            {Contact{Hours: "9 to 5"}, nil, false},
	} {
		if got := x.contact.Reach(); !slices.Equal(got, x.want) || x.contact.Given() != x.given {
			t.Errorf("%s: %v, given: %t", name, got, x.contact.Given())
		}
	}
	p := &Program{Help: all, Safeguarding: Contact{Tel: "999"}}
	if got := p.Contacts(); len(got) != 2 || got["help"] != all || got["safeguarding"].Tel != "999" {
		t.Errorf("a programme's contacts are %+v", got)
	}
}

// TestTheDayOfAMilestone is some time after the start, and for a last meeting not after the
// cohort's last day.
func TestTheDayOfAMilestone(t *testing.T) {
	start := when.Day(2026, 1, 1)
	for _, x := range []struct {
		by   ProvenBy
		last when.Date
		want when.Date
	}{
		{ByHand, start.Add(10), start.Add(30)},
		{ByLastMeeting, start.Add(10), start.Add(10)},
		{ByLastMeeting, start, start},
		{ByLastMeeting, start.Add(40), start.Add(30)},
		{ByLastMeeting, start - 1, start.Add(30)},
		{ByLastMeeting, 0, start.Add(30)},
	} {
		m := &Milestone{After: when.Interval{N: 30, Unit: when.Days}, By: x.by}
		if got := m.Day(start, x.last); got != x.want {
			t.Errorf("by %s, in a cohort until %s: %s, want %s", x.by, x.last, got, x.want)
		}
	}
}

func TestWordsOfMentors(t *testing.T) {
	for as, want := range map[MemberAs]string{"": "", Adviser: "an adviser", Backup: "a backup", CoMentor: "a co-mentor"} {
		if got := as.Words(); got != want {
			t.Errorf("%q is called %q, want %q", as, got, want)
		}
	}
}

// TestEvidenceOfNothing is evidence without any key, which the word none stands for.
func TestEvidenceOfNothing(t *testing.T) {
	least := 0.5
	for _, e := range []Evidence{{Metric: "m"}, {Survey: "s"}, {Question: "q"}, {AtLeast: &least}} {
		if e.None() {
			t.Errorf("%+v is none", e)
		}
	}
	role := &Role{}
	const text = "name: Mentor\nexpectations:\n  - id: a\n    statement: A\n    evidence: none\n  - id: b\n    statement: B\n    evidence:\n      metric: reach\n"
	if problems := decodeAs(role, []byte(text)); len(problems) > 0 || len(role.Expectations) != 2 || !role.Expectations[0].Evidence.None() || role.Expectations[1].Evidence.None() {
		t.Errorf("%v: %+v", problems, role.Expectations)
	}
	if problems := decodeAs(&Role{}, []byte("name: Mentor\nexpectations: [{id: a, statement: A, evidence: some}]\n")); len(problems) != 1 || problems[0].Rule != "wrong-shape" {
		t.Errorf("another word: %v", problems)
	}
}
