package intake

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/table"
)

func sheetOf(t *testing.T, text string) *table.Table {
	t.Helper()
	sheet, problems := table.Read("contacts.csv", []byte(text), table.Dialect{})
	if sheet == nil {
		t.Fatal(problems)
	}
	return sheet
}

// TestContacts reads addresses, who lets others have theirs, and all that is wrong.
func TestContacts(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       map[record.PersonID]Contact
		problems   []string
	}{
		{"addresses alone", "person,email\nada,ada@example.org\nbo,\n", map[record.PersonID]Contact{"ada": {Email: "ada@example.org"}}, nil},
		{"all columns in another order", "share,name,email,person,note\nyes,Ada L.,ada@example.org,ada,x\nno,,bo@example.org,bo,\n,Cy,cy@example.org,cy,\n",
			map[record.PersonID]Contact{"ada": {"ada@example.org", "Ada L.", true}, "bo": {"bo@example.org", "", false}, "cy": {"cy@example.org", "Cy", false}}, nil},
		{"a column twice", "person,email,email\nada,ada@example.org,other@example.org\n", map[record.PersonID]Contact{"ada": {Email: "ada@example.org"}}, nil},
		{"no columns", "who,mail\nada,ada@example.org\n", nil, []string{"1: there is no column person", "1: there is no column email"}},
		{"one column", "person,mail\nada,ada@example.org\n", nil, []string{"1: there is no column email"}},
		{"what is wrong", "person,email,share\nAda,ada@example.org,\nbo,bo@example.org,\nbo,b@example.org,\ncy,cy at home,\ndee,dee@example.org,perhaps\neve,\"a@b.org,c@d.org\",\nbo,bo@example.org,\n", map[record.PersonID]Contact{"bo": {Email: "bo@example.org"}}, []string{
			`2: person: "Ada" is no id`, "4: bo has a contact in line 3 already", "5: email: this is no e-mail address", `6: share: "perhaps" is neither`, "7: email: this is no e-mail address", "8: bo has a contact in line 4 already",
		}},
		{"a row of another length", "person,email\nada\nbo,bo@example.org\n", map[record.PersonID]Contact{"bo": {Email: "bo@example.org"}}, []string{"2: the row has 1 cell, and the header 2"}},
	} {
		contacts, problems := Contacts(sheetOf(t, c.text))
		var said []string
		for _, p := range problems {
			said = append(said, string(rune('0'+p.Line))+": "+p.Message)
		}
		if diff := cmp.Diff(c.want, contacts) + cmp.Diff(c.problems, said); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// TestWithAddresses adds addresses to a table of contacts: its rows and columns stay.
func TestWithAddresses(t *testing.T) {
	for _, c := range []struct {
		name, was string
		addresses map[string]string
		want      string
	}{
		{"no table", "", map[string]string{"bo": "bo@example.org", "ada": "ada@example.org"}, "person,email\nada,ada@example.org\nbo,bo@example.org\n"},
		{"no table and nobody", "", nil, ""},
		{"the same in capitals", "person,email\nada,Ada@Example.org\n", map[string]string{"ada": "ada@example.org"}, ""},
		{"another address", "email,share,person\nada@example.org,yes,ada\nbo@example.org,,bo\n", map[string]string{"ada": "lark@example.org"}, "email,share,person\nlark@example.org,yes,ada\nbo@example.org,,bo\n"},
		{"one more", "email,share,person\nada@example.org,yes,ada\n", map[string]string{"ada": "ada@example.org", "bo": "bo@example.org"}, "email,share,person\nada@example.org,yes,ada\nbo@example.org,,bo\n"},
	} {
		var sheet *table.Table
		if c.was != "" {
			sheet = sheetOf(t, c.was)
		}
		if got, err := WithAddresses(sheet, c.addresses); err != nil || string(got) != c.want || (got == nil) != (c.want == "") {
			t.Errorf("%s: got %q, %v, want %q", c.name, got, err, c.want)
		}
	}
}

// TestAnswersOfAForm keeps what was answered before, and what nobody asked this time.
func TestAnswersOfAForm(t *testing.T) {
	const was = "# Of May.\nanswers:\n  - key: column:Email\n    value: Mail # the second\n  - key: order\n    value: first\n"
	known, err := Answers("spring", nil, map[string]string{"order": "first", "column:Email": "Mail"})
	if want := "answers:\n  - key: column:Email\n    value: Mail\n  - key: order\n    value: first\n"; err != nil || string(known) != want {
		t.Errorf("got %v\n%s\nwant\n%s", err, known, want)
	}
	answered := func(text string) *record.Signup {
		return load(t, repository(map[string]string{record.SignupPath("spring"): text})).Signups.Get("spring")
	}
	form := answered(was)
	for _, c := range []struct {
		settled map[string]string
		want    string
	}{
		{map[string]string{}, ""},
		{map[string]string{"order": "first"}, ""},
		{map[string]string{"ORDER": "last"}, "[{ORDER last} {column:Email Mail}]"},
		{map[string]string{"zone": "GMT"}, "[{column:Email Mail} {order first} {zone GMT}]"},
	} {
		got, err := Answers("spring", form, c.settled)
		if err != nil || (got == nil) != (c.want == "") {
			t.Errorf("%v: %v\n%s", c.settled, err, got)
		}
		if got == nil {
			continue
		}
		if now := fmt.Sprint(answered(string(got)).Answers); now != c.want || !strings.HasPrefix(string(got), "# Of May.\n") {
			t.Errorf("%v: got %s in\n%s\nwant %s", c.settled, now, got, c.want)
		}
	}
}
