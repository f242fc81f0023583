package signup

import (
	"fmt"
	"strings"
	"testing"
)

// TestListsSayWhereTheyAreCut names all marks at which something of the column is cut, and no other.
func TestListsSayWhereTheyAreCut(t *testing.T) {
	for _, c := range []struct {
		cells []string
		want  string
	}{
		{[]string{"Data Analysis, Public Speaking", "Data Analysis; SQL", "SQL; Public Speaking"}, "3 values, cut at semicolons and commas, outside of brackets"},
		{[]string{"Python; SQL", "SQL, R", "R, Python"}, "3 values, cut at semicolons and commas, outside of brackets"},
		{[]string{"Python", "SQL;"}, "2 values, and nothing to cut"},
		{[]string{"Python|SQL\n- R"}, "3 values, cut at lines and bars, outside of brackets"},
		{[]string{"Python / SQL", "Python and R", "SQL", "Python", "R"}, "3 values, cut at slashes and words such as “and”, outside of brackets"},
		{[]string{"Python • SQL"}, "2 values, cut at bullets, outside of brackets"},
		{[]string{"Leading (people, teams), SQL", "SQL, R"}, "3 values, cut at commas, outside of brackets"},
	} {
		csv := "Name,Part,What do you want to learn?\n"
		for i, cell := range c.cells {
			csv += fmt.Sprintf("Ada L%d,mentee,\"%s\"\n", i, cell)
		}
		if got := read(t, csv).Columns[2].Reads; got != c.want {
			t.Errorf("%q: %q, want %q", c.cells, got, c.want)
		}
	}
}

// TestNumbersThatCannotBe keeps how many somebody takes as not known where it is no number of people.
func TestNumbersThatCannotBe(t *testing.T) {
	p := read(t, "Name,Part,How many mentees?\nAda Lark,mentor,2\nBo Finch,mentor,1\nCy Stork,mentor,-5\nDee Wren,mentor,1.5\n")
	if c := p.Columns[2]; c.Reads != "1: 1; 2: 1" || fmt.Sprint(c.NotRead) != "[{4 -5} {5 1.5}]" {
		t.Errorf("%q, not understood: %v", c.Reads, c.NotRead)
	}
	if p := read(t, "foo,bar\n1,2-3\n4,5-6"); p.Columns[0].Field != "" || p.Columns[1].Field != "" {
		t.Errorf("%+v", p.Columns)
	}
}

// TestLeftAsideNamesPeople tells which lines of a column that is left aside name somebody else, of the sheet or with a
// record, by their whole name or the first one.
func TestLeftAsideNamesPeople(t *testing.T) {
	const form = "Name,Part,Anything else we should know?\n" +
		"Ada Lark,mentor,I do not want to be with Malik Rahman.\n" +
		"Malik Rahman,mentee,\"I am Malik, and I love malt\"\n" +
		"Bo Finch,mentor,\"nothing but, please, not MALIK RAHMAN\"\n" +
		"Cy Stork,mentee,Malik and I share a desk\n" +
		"Dee Wren,mentee,Zoë Öz is my sister\n" +
		"Eli Crane,mentee,the ladder of Maliks\n"
	sheet := sheet(t, form)
	o := options()
	o.Known = []Known{{"zoe", "Zoe Oz", ""}}
	p, err := Read(sheet, o)
	if err != nil {
		t.Fatal(err)
	}
	if c := p.Columns[2]; c.Field != "" || c.Reads != "it names people: read lines 2, 4, 5 and 6" {
		t.Errorf("%q: %q", c.Field, c.Reads)
	}
	if c := read(t, strings.ReplaceAll(form, "Malik", "Grace")+"Fay Moss,mentor,\n").Columns[2]; c.Reads != "it names people: read lines 2 and 5" {
		t.Errorf("without records: %q", c.Reads)
	}
	if c := read(t, "Name,Part,Shoe size\nAda Lark,mentor,41\n").Columns[2]; c.Reads != "" {
		t.Errorf("of nobody: %q", c.Reads)
	}
}

// TestChoicesAreFewAndShort takes eight kinds of words for choices, however often they are there, and
// nothing longer than sixty bytes.
func TestChoicesAreFewAndShort(t *testing.T) {
	var cells []string
	for i := range 8 {
		cells = append(cells, fmt.Sprint("Choice ", i), fmt.Sprint("choice ", i))
	}
	for _, c := range []struct {
		cells []string
		want  bool
	}{{nil, true}, {cells, true}, {append(cells[:16:16], "one more"), false}, {[]string{strings.Repeat("a", 60)}, true}, {[]string{strings.Repeat("a", 61)}, false}} {
		if few(c.cells) != c.want {
			t.Errorf("%q are choices: %t", c.cells, !c.want)
		}
	}
}
