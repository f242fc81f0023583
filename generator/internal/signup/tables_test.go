package signup

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/table"
)

// rich is a form in which each column is there and each kind of row.
const rich = `Timestamp,Full name,Email,Mentor or mentee?,What can you help with?,What do you want to learn?,Why do you want a mentor?,How many mentees?,How many mentors?,Time zone,Languages,When are you free?,Department,Grade,Line manager,Preferred mentor,GitHub,Publish my name?,About you,Pronouns,LinkedIn,Shoe size
2026-01-05,Ada Lark,ada@example.org,Mentor,"Maps, Sea ice",,To teach,1-3,,Europe/Oslo,"English, German",Mon 09:00-12:00,North,G7,Bo Finch,,ada-lark,yes,I sail,she/her,linkedin.com/in/ada,38
2026-01-06,Bo Finch,BO@example.org,Mentee,,"Maps, Tides",To see the sea,,2,GMT,English,soon,South,,Gil Tern,"Ada Lark, Zed Stork",,no,,,,40
2026-01-07,Cy Wren,cy@example.org,Both,Tides,Sea ice,Write to cy@example.org,2,1,Europe/Paris,,Tue 10:00-11:00,,,Gil Tern,bo@example.org,cywren,,,they/them,,Ask Bo Finch
2026-01-08,Cy Wren,cy@example.org,Mentee,,Maps,To learn,,1,,,,West,,,,,,,,,
2026-01-09,,none@example.org,Mentor,Maps,,,,,,,,,,,,,,,,,
2026-01-10,Dee Teal,dee@example.org,,Maps,,,,,,,,,,,,,,,,,
`

// told are the rows of a table as KEY=VALUE, without empty cells.
func told(sheet *table.Table) (rows []string) {
	for _, row := range sheet.Rows {
		var cells []string
		for i, cell := range row.Cells {
			text := cell.Text
			if cell.Lines != nil {
				text = strings.Join(cell.Lines, "|")
			}
			if text != "" {
				cells = append(cells, sheet.Header[i].Text+"="+text)
			}
		}
		rows = append(rows, fmt.Sprintf("%d: %s", row.Line, strings.Join(cells, " ")))
	}
	return rows
}

// all is what is read of a form: both tables, who is left out, and what stays private.
func all(p *Proposal) []string {
	rows := slices.Concat(told(p.PersonRows), told(p.EnrolmentRows))
	for _, l := range p.LeftOut {
		rows = append(rows, fmt.Sprintf("left out: %d: %s", l.Line, l.Reason))
	}
	for _, m := range []map[string]string{p.Names, p.Addresses} {
		line := ""
		for _, id := range slices.Sorted(maps.Keys(m)) {
			line += id + "=" + m[id] + " "
		}
		rows = append(rows, line)
	}
	return rows
}

// TestTablesOfAForm compares all that is made of a form where nobody has answered
// anything yet.
func TestTablesOfAForm(t *testing.T) {
	p := read(t, rich)
	want := []string{
		"2: id=ada-lark name=Ada Lark github=ada-lark time_zone=Europe/Oslo languages=en|de unit=North level=G7 publish=yes about=I sail pronouns=she/her links=https://linkedin.com/in/ada manager=bo-finch",
		"3: id=bo-finch name=Bo Finch time_zone=Europe/London languages=en unit=South publish=no",
		"5: id=cy-wren name=Cy Wren github=cywren time_zone=Europe/Paris unit=West pronouns=they/them",
		"2: person=ada-lark role=mentor capacity=3 topics=Maps|Sea ice availability=Mon 09:00-12:00",
		"3: person=bo-finch role=mentee mentors=2 topics=Maps|Tides goals=To see the sea prefers=ada-lark",
		"4: person=cy-wren role=mentor capacity=2 topics=Tides availability=Tue 10:00-11:00 prefers=bo-finch",
		"5: person=cy-wren role=mentee mentors=1 topics=Maps goals=To learn availability=Tue 10:00-11:00 prefers=bo-finch",
		"left out: 6: there is no name",
		"left out: 7: it does not say which part somebody wants to take",
		"ada-lark=Ada Lark bo-finch=Bo Finch cy-wren=Cy Wren ",
		"ada-lark=ada@example.org bo-finch=BO@example.org cy-wren=cy@example.org ",
	}
	if diff := cmp.Diff(want, all(p)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got, want := fmt.Sprint(p.People), "[{ada-lark Ada Lark [mentor] [2] false} {bo-finch Bo Finch [mentee] [3] false} {cy-wren Cy Wren [mentor mentee] [4 5] false}]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestHowAFormIsRead says of each column what it is taken for and how, and asks what the
// form does not say.
func TestHowAFormIsRead(t *testing.T) {
	p := read(t, rich)
	got := []string{}
	for _, c := range p.Columns {
		got = append(got, fmt.Sprint(c.Header, ": ", c.Field, "; ", c.Reads, "; ", c.NotRead))
	}
	for _, q := range p.Questions {
		got = append(got, fmt.Sprint(q.Key, ": ", q.About, "; ", q.Choices, "; ", q.Default))
	}
	want := []string{
		"Timestamp: signed up; the latest row of a person counts; []",
		"Full name: name; ; []",
		"Email: email; kept in private/ alone; []",
		"Mentor or mentee?: part; mentee: 2; mentor: 2; both: 1; []",
		"What can you help with?: offers; 3 values, cut at commas, outside of brackets; []",
		"What do you want to learn?: seeks; 3 values, cut at commas, outside of brackets; []",
		"Why do you want a mentor?: goals; of mentees; [{4 }]",
		`How many mentees?: capacity; 2: 1; 3 or 1: 1 ("1-3"); []`,
		"How many mentors?: mentors; 1: 2; 2: 1; []",
		`Time zone: zone; Europe/London: 1 ("GMT"); Europe/Oslo: 1; Europe/Paris: 1; []`,
		`Languages: languages; en: 1 ("English"); en and de: 1 ("English, German"); []`,
		"When are you free?: hours; 2 of 3 answers understood; [{3 soon}]",
		"Department: unit; ; []",
		"Grade: level; ; []",
		"Line manager: manager; ; [{3 Gil Tern} {4 Gil Tern}]",
		"Preferred mentor: prefers; ; [{3 Zed Stork}]",
		"GitHub: github; ; []",
		"Publish my name?: publish; no: 1; yes: 1; []",
		"About you: about; ; []",
		"Pronouns: pronouns; ; []",
		"LinkedIn: links; ; []",
		"Shoe size: ; it names people: read line 4; []",
		`zone:GMT: 1 row says "GMT"; [Europe/London UTC not-known]; Europe/London`,
		"same:Cy Wren: lines 4 and 5 have this name and the same address: one person, or a person each; [one each]; one",
		`ids: 3 ids are made, of names such as "ada-lark" or of numbers; [name number]; name`,
		`managers: 1 manager has no record, such as "Gil Tern": leave them out, or make one of the name alone; [leave-out make]; leave-out`,
		"capacity: 1 number is a range such as 1-2: the most of it or the least; [most least]; most",
		"links: 1 person gives links, which a site shows where it names people: keep them, or leave them out; [keep leave-out]; keep",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestDefaultsAreSettled takes the default for what nobody has answered.
func TestDefaultsAreSettled(t *testing.T) {
	p := read(t, rich)
	settled := map[string]string{"capacity": "most", "ids": "name", "links": "keep", "managers": "leave-out", "zone:GMT": "Europe/London"}
	if diff := cmp.Diff(settled, p.Settled); diff != "" || p.Unused != nil {
		t.Errorf("%v (-want +got):\n%s", p.Unused, diff)
	}
}

// TestPrivateNamesStayOutOfTheTables gives ids in place of names, and neither links nor
// what people say of themselves; managers have a record of their id alone.
func TestPrivateNamesStayOutOfTheTables(t *testing.T) {
	o := options("managers=make", "capacity=least", "zone:GMT=UTC", "nothing=asked")
	o.Private = true
	p, err := Read(sheet(t, rich), o)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"2: id=person-1 name=person-1 github=ada-lark time_zone=Europe/Oslo languages=en|de unit=North level=G7 publish=yes pronouns=she/her manager=person-2",
		"3: id=person-2 name=person-2 time_zone=UTC languages=en unit=South publish=no manager=manager",
		"5: id=person-3 name=person-3 github=cywren time_zone=Europe/Paris unit=West pronouns=they/them manager=manager",
		"1: id=manager name=manager",
		"2: person=person-1 role=mentor capacity=1 topics=Maps|Sea ice availability=Mon 09:00-12:00",
		"3: person=person-2 role=mentee mentors=2 topics=Maps|Tides goals=To see the sea prefers=person-1",
		"4: person=person-3 role=mentor capacity=2 topics=Tides availability=Tue 10:00-11:00 prefers=person-2",
		"5: person=person-3 role=mentee mentors=1 topics=Maps goals=To learn availability=Tue 10:00-11:00 prefers=person-2",
		"left out: 6: there is no name",
		"left out: 7: it does not say which part somebody wants to take",
		"manager=Gil Tern person-1=Ada Lark person-2=Bo Finch person-3=Cy Wren ",
		"person-1=ada@example.org person-2=BO@example.org person-3=cy@example.org ",
	}
	if diff := cmp.Diff(want, all(p)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, c := range p.Columns {
		if out := c.Field == About || c.Field == Links; out != (c.Reads == "left out, as names are private") {
			t.Errorf("%s: %q", c.Header, c.Reads)
		}
	}
	settled := map[string]string{"capacity": "least", "ids": "number", "links": "keep", "managers": "make", "zone:GMT": "UTC"}
	if diff := cmp.Diff(settled, p.Settled) + cmp.Diff([]string{"nothing"}, p.Unused); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Somebody with a record keeps its name, and links are left out where that is answered.
func TestKnownPeopleKeepTheirNames(t *testing.T) {
	o := options("links=leave-out", "managers=make")
	o.Known = []Known{{"ada", "Ada Lark", "ada@example.org"}}
	o.Taken = func(id string) bool { return id == "ada" || id == "gil-tern" }
	p, err := Read(sheet(t, rich), o)
	if err != nil {
		t.Fatal(err)
	}
	got := told(p.PersonRows)
	want := []string{
		"2: id=ada github=ada-lark time_zone=Europe/Oslo languages=en|de unit=North level=G7 publish=yes about=I sail pronouns=she/her manager=bo-finch",
		"1: id=gil-tern-2 name=Gil Tern",
	}
	if diff := cmp.Diff(want, []string{got[0], got[len(got)-1]}); diff != "" || !p.People[0].Known || p.People[1].Known {
		t.Errorf("%+v (-want +got):\n%s", p.People, diff)
	}
}

// What a form does not ask is settled for the next one, which may.
func TestAFormSettlesWhatItDoesNotAsk(t *testing.T) {
	want := map[string]string{"capacity": "most", "ids": "name", "links": "keep", "managers": "leave-out"}
	if diff := cmp.Diff(want, read(t, "Name,Part\nAda Lark,mentor\n").Settled); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	want["links"] = "leave-out"
	if diff := cmp.Diff(want, read(t, "Name,Part,Website\nAda Lark,mentor,ada.example\n", "links=leave-out").Settled); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestWhoIsWishedFor finds people by their name in either order, their address and their
// id, and nobody where two are called so, or in somebody's own words for themself.
func TestWhoIsWishedFor(t *testing.T) {
	o := options()
	o.Known = []Known{{"gil", "Gil Tern", "gil@example.org"}, {"gil-2", "Gil Tern", ""}, {"hal", "Hal Rook", "hal@example.org"}}
	for said, want := range map[string]string{
		"Bo Finch": "bo-finch", "bo  FINCH": "bo-finch", "Finch, Bo": "bo-finch", "bo-finch": "bo-finch", "BO@example.org": "bo-finch", "Hal Rook; Bo Finch": "hal|bo-finch",
		"HAL@example.org": "hal", "hal": "hal", "Gil Tern": "", "gil@example.org": "gil", "Ada Lark": "", "Zed Stork": "", "Bo": "", "Bo Finch, Zed Stork": "bo-finch", "Rook, Hal": "hal",
	} {
		p, err := Read(sheet(t, "Name,Email,Part,Preferred mentor\nAda Lark,ada@example.org,mentee,\""+said+"\"\nBo Finch,bo@example.org,mentor,\n"), o)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.EnrolmentRows.Rows[0].Cells[slices.Index(ofEnrolments, "prefers")].Text; got != want {
			t.Errorf("%q: got %q, want %q", said, got, want)
		}
	}
}

// TestWhatRowsSay reads names and parts from the columns that a form has for them.
func TestWhatRowsSay(t *testing.T) {
	for _, c := range []struct{ csv, answer, want string }{
		{"First name,Last name,Part\nAda,Lark,mentor\nBo,,mentee\n,Wren,both\n,,mentor\n", "", "Ada Lark [mentor]; Bo [mentee]; Wren [mentor mentee]; 5: there is no name"},
		{"Name (last name and first name),Part\nLark Ada,mentor\n", "", "Ada Lark [mentor]"},
		{"Name,Part\n\"Lark, Ada\",mentor\n\"Finch, Bo\",mentee\n", "", "Ada Lark [mentor]; Bo Finch [mentee]"},
		{"Name,I would like to be a mentor,I would like to be a mentee\nAda Lark,yes,no\nBo Finch,no,yes\nCy Wren,yes,yes\nDee Teal,no,no\n", "", "Ada Lark [mentor]; Bo Finch [mentee]; Cy Wren [mentor mentee]; 5: it does not say which part somebody wants to take"},
		{"Name,What can you teach,What do you want to learn\nAda Lark,Maps,\nBo Finch,,Maps\nCy Wren,Maps,Ice\nDee Teal,,\n", "", "Ada Lark [mentor]; Bo Finch [mentee]; Cy Wren [mentor mentee]; 5: it does not say which part somebody wants to take"},
		{"Name,Topics\nAda Lark,Maps\nBo Finch,Ice\n", "part=mentee", "Ada Lark [mentee]; Bo Finch [mentee]"},
		{"Name,Topics\nAda Lark,Maps\nBo Finch,Ice\n", "part=both", "Ada Lark [mentor mentee]; Bo Finch [mentor mentee]"},
	} {
		var answers []string
		if c.answer != "" {
			answers = append(answers, c.answer)
		}
		p := read(t, c.csv, answers...)
		var got []string
		for _, who := range p.People {
			got = append(got, fmt.Sprint(who.Name, " ", who.Parts))
		}
		for _, l := range p.LeftOut {
			got = append(got, fmt.Sprintf("%d: %s", l.Line, l.Reason))
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.csv, strings.Join(got, "; "), c.want)
		}
	}
}

// TestAListIsCutAtCommas: where nothing else parts the words of a list, a comma does if
// more than a fifth of the answers have one, the last answer too.
func TestAListIsCutAtCommas(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		answers []string
		mark    string
		want    bool
	}{
		{[]string{"Maps", "Tides", "", "Maps, Tides"}, "", true},
		{[]string{"a", "b", "c", "d", "e, f"}, "", true},
		{[]string{"a", "b", "c", "d", "e", "f, g"}, "", false},
		{[]string{"a; b", "c, d"}, "", false},
		{[]string{"a, b", "c, d", "e; f"}, "", true},
		{[]string{"a"}, "comma", true},
		{[]string{"a, b"}, "whole", false},
	} {
		var cells []table.Cell
		for _, answer := range test.answers {
			cells = append(cells, table.Cell{Text: answer})
		}
		if got := newCutter(cells, test.mark, map[string]int{}, map[string]string{}).comma; got != test.want {
			t.Errorf("%q, %q: a comma cuts: %t, want %t", test.answers, test.mark, got, test.want)
		}
	}
}
