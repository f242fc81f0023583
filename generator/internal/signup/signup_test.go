package signup

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/internal/table"
)

func read(t testing.TB, csv string, answers ...string) *Proposal {
	t.Helper()
	p, err := Read(sheet(t, csv), options(answers...))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func sheet(t testing.TB, csv string) *table.Table {
	t.Helper()
	s, problems := table.Read("form.csv", []byte(csv), table.Dialect{})
	if s == nil {
		t.Fatal(problems)
	}
	return s
}

func options(answers ...string) Options {
	o := Options{Answers: map[string]string{}, Taken: func(string) bool { return false }}
	for _, answer := range answers {
		key, value, _ := strings.Cut(answer, "=")
		o.Answers[key] = value
	}
	return o
}

// TestColumns finds the fields of forms in four languages, by header and by cells.
func TestColumns(t *testing.T) {
	for _, form := range []struct{ csv, want string }{
		{"Full name,E-mail,Mentor or mentee?,Topics,How many mentees?\nAda Lark,a@example.org,Mentor,Maps,1", "name,email,part,topics,capacity"},
		{"Vorname,Name,Mail,Rolle,Themen,Stadt\nAda,Lark,a@example.org,Mentorin,Karten,Bonn", "first name,last name,email,part,topics,zone"},
		{"Nom,Prénom,Courriel,Vous souhaitez être mentor ou mentoré ?,Sujets,Fuseau horaire,Disponibilités\nLark,Ada,a@example.org,mentor,Cartes,Paris,lundi matin", "last name,first name,email,part,topics,zone,hours"},
		{"Nombre,Apellidos,Correo electrónico,¿Mentora o mentee?,Temas,Idiomas\nAda,Lark,a@example.org,mentora,Mapas,español", "first name,last name,email,part,topics,languages"},
		{"Q1,Q2,Q3,Q4,Q5\nAda Lark,a@example.org,Mentee,Europe/Paris,\"fr, en\"\nBo Finch,b@example.org,Mentor,London,en", "name,email,part,zone,languages"},
		{"Name,I would like to be a mentor,I would like to be a mentee,What can you teach,What do you want to learn\nAda Lark,yes,no,Maps,", "name,as mentor,as mentee,offers,seeks"},
		{"Name,What could you help others with?,Where could others help you?\nAda Lark,\"Maps, Tides\",Ice", "name,offers,"},
		{"Name,I would be happy to share what I know about\nAda Lark,Maps", "name,offers"},
		{"Q1,Q2,Q3\na@example.org,Mentor,Ada Lark\nb@example.org,Mentee,Bo Finch", "email,part,name"},
		{"Name,Line manager,Manager's e-mail,Email,Why do you want a mentor?\nAda Lark,Bo Finch,b@example.org,a@example.org,To learn", "name,manager,,email,goals"},
		{"Nom,Prénom,Je souhaite être,Pays\nLark,Ada,mentore,Mexique\nFinch,Bo,mentoré,Québec", "last name,first name,part,zone"},
		{"Name,Part,Pronouns,About you,LinkedIn,Website,Do you have a website?\nAda Lark,mentor,she/her,\"I sail, and write\",linkedin.com/in/ada,https://ada.example,yes", "name,part,pronouns,about,links,links,publish"},
		{"Name,Rolle,Pronomen,Stell dich kurz vor,Webseite,GitHub-Link\nAda Lark,Mentorin,sie/ihr,Ich segle,www.ada.example,https://github.com/ada", "name,part,pronouns,about,links,github"},
		{"Nom,Je souhaite être,Pronoms,À propos de vous,Site web\nAda Lark,mentore,elle,Je navigue,ada.example", "name,part,pronouns,about,links"},
		{"Nombre,Papel,Pronombres,Sobre ti,Enlaces\nAda Lark,mentora,ella,Navego,ada.example/yo", "name,part,pronouns,about,links"},
		{"Name,Part,What would you like to learn about?,Preferred name and pronouns\nAda Lark,mentee,Maps,Ada", "name,part,seeks,"},
		{"Name,Would you like to publish your name?,Role\nAda Lark,yes,Engineer", "name,publish,"},
	} {
		var fields []string
		for _, c := range read(t, form.csv).Columns {
			fields = append(fields, string(c.Field))
		}
		if got := strings.Join(fields, ","); got != form.want {
			t.Errorf("%s\n%s, want %s", form.csv, got, form.want)
		}
	}
}

// TestLists cuts topics as a person would who sees them all.
func TestLists(t *testing.T) {
	for _, c := range []struct {
		cells []string
		want  string // of the first cell
	}{
		{[]string{"Grant writing, Python, Work/life balance", "UX, Python"}, "Grant writing|Python|Work/life balance"},
		{[]string{"Leading (people, teams), SQL", "SQL, UX"}, "Leading (people, teams)|SQL"},
		{[]string{"Reading, writing and maths; Python", "UX; Python"}, "Reading, writing and maths|Python"},
		{[]string{"Python, SQL", "Python; UX", "SQL; UX", "R; SQL"}, "Python|SQL"},
		{[]string{"- Python\n- SQL\n3. UX.", "UX"}, "Python|SQL|UX"},
		{[]string{"Python / SQL", "Python, R", "SQL, R"}, "Python|SQL"},
		{[]string{"Python and SQL", "Python, R", "SQL, R"}, "Python|SQL"},
		{[]string{"Research and development", "Python, R"}, "Research and development"},
		{[]string{"C++, C#, C", "C, Go"}, "C++|C#|C"},
		{[]string{"python, none, etc.", "Python, R"}, "python"},
		{[]string{"R, python", "Python, R"}, "R|python"},
		{[]string{"R, 1,000 users, scale", "R, scale"}, "R|1,000 users|scale"},
		{[]string{"Maps (old, SQL", "SQL, R"}, "Maps (old|SQL"},
	} {
		csv := "Name,Part,Topics\n"
		for i, cell := range c.cells {
			csv += fmt.Sprintf("Ada L%d,mentor,\"%s\"\n", i, cell)
		}
		rows := read(t, csv).EnrolmentRows
		if got := strings.Join(rows.Rows[0].Cells[slices.Index(ofEnrolments, "topics")].Lines, "|"); got != c.want {
			t.Errorf("%q: %s, want %s", c.cells, got, c.want)
		}
	}
}

// TestWho tells people with one name apart, and finds who has a record.
func TestWho(t *testing.T) {
	const two = "Name,Email,Part,City\nAda Lark,%s,mentor,%s\nada lark,%s,mentee,%s\n"
	for _, c := range []struct {
		csv     string
		known   []Known
		answers []string
		want    string // ids and questions
	}{
		{fmt.Sprintf(two, "a@example.org", "Bonn", "A@example.org", ""), nil, nil, "ada-lark same:Ada Lark=one"},
		{fmt.Sprintf(two, "a@example.org", "Bonn", "a@example.org", "Oslo"), nil, nil, "ada-lark ada-lark-2 same:Ada Lark=each"},
		{fmt.Sprintf(two, "a@example.org", "Bonn", "b@example.org", "Bonn"), nil, nil, "ada-lark ada-lark-2 same:Ada Lark=each"},
		{fmt.Sprintf(two, "", "Bonn", "", "Bonn"), nil, []string{"same:ada lark=one"}, "ada-lark"},
		{fmt.Sprintf(two, "a@example.org", "", "b@example.org", ""), []Known{{"b", "Ada Lark", "b@example.org"}, {"a", "Ada Lark", "a@example.org"}}, nil, "a b"},
		{fmt.Sprintf(two, "a@example.org", "", "a@example.org", ""), []Known{{"ada", "Ada Lark", "a@example.org"}}, nil, "ada"},
		{fmt.Sprintf(two, "", "", "", ""), []Known{{"ada-2", "Ada Lark", ""}, {"ada", "Ada Lark", ""}}, nil, "ada ada-2"},
		{"Name,Email,Part\nAda Lark,new@example.org,mentor", []Known{{"ada", "Ada Lark", "old@example.org"}}, nil, "ada-lark who:Ada Lark=new"},
		{"Name,Email,Part\nAda Lark,new@example.org,mentor", []Known{{"ada", "Ada Lark", "old@example.org"}}, []string{"who:Ada Lark=ada"}, "ada"},
		{"Name,Email,Part\nAda Finch,a@example.org,mentor", []Known{{"ada", "Ada Lark", "a@example.org"}}, nil, "ada who:Ada Finch=ada"},
		{"Name,Part\nAda Lark,mentor", []Known{{"ada", "Ada Lark", "a@example.org"}}, nil, "ada"},
		{"Name,Part\n李四,mentor\nAda Lark,mentor", nil, []string{"ids=number"}, "person-1 person-2"},
	} {
		o := options(c.answers...)
		o.Known = c.known
		p, err := Read(sheet(t, c.csv), o)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, who := range p.People {
			got = append(got, who.ID)
		}
		for _, q := range p.Questions {
			if ofSomebody(q.Key) {
				got = append(got, q.Key+"="+q.Default)
			}
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s%v: %s, want %s", c.csv, c.known, s, c.want)
		}
	}
}

// TestWhoHasAnotherName writes the name of the form into a record that was found by its
// address, and into no other.
func TestWhoHasAnotherName(t *testing.T) {
	for known, want := range map[Known]string{{"ada", "Ada Lark", "a@example.org"}: "Ada Finch", {"ada", "Ada Finch", "b@example.org"}: ""} {
		o := options("who:Ada Finch=ada")
		o.Known = []Known{known}
		p, err := Read(sheet(t, "Name,Email,Part\nAda Finch,a@example.org,mentor"), o)
		if err != nil {
			t.Fatal(err)
		}
		name := slices.IndexFunc(p.PersonRows.Header, func(c table.Cell) bool { return c.Text == "name" })
		if got := p.PersonRows.Rows[0].Cells[name].Text; got != want || p.People[0].ID != "ada" {
			t.Errorf("%v: %q of %s, want %q", known, got, p.People[0].ID, want)
		}
	}
}

// TestAnswers answers each kind of question and finds it gone.
func TestAnswers(t *testing.T) {
	const form = "Date,Name,Part,Zone,Mentees,Manager,When are you free?\n1/2/2026,Ada Lark,coach?,GMT,1-2,Bo Finch,Mon pm\n2/3/2026,Ada Lark,mentor,IST,3,Bo Finch,early\n3/3/2026,Cy Wren,x,GMT,,,Tue 9-11"
	answers := []string{"same:Ada Lark=one", "part:x=mentee", "zone:gmt=UTC", "zone:IST=Dublin", "capacity=least", "managers=make", "days=mdy", "ids=name", "hours:early=Mon 07:00-08:00"}
	open := read(t, form)
	var keys []string
	for _, q := range open.Questions {
		keys = append(keys, q.Key)
	}
	if got, want := strings.Join(keys, " "), "part:x zone:GMT zone:IST same:Ada Lark ids managers capacity"; got != want {
		t.Errorf("the questions are %s, want %s", got, want)
	}
	p := read(t, form, answers...)
	if len(p.Questions) > 0 || len(p.Unused) > 0 || len(p.LeftOut) > 0 {
		t.Errorf("questions %v, unused %v, left out %v", p.Questions, p.Unused, p.LeftOut)
	}
	for _, bad := range []string{"zone:GMT=IST", "part:x=chair", "capacity=5", "column:zone=Nowhere", "ids=hair"} {
		if _, err := Read(sheet(t, form), options(bad)); err == nil {
			t.Errorf("%s is an answer", bad)
		}
	}
	if p := read(t, form, "part:y=mentor"); !slices.Equal(p.Unused, []string{"part:y"}) {
		t.Errorf("unused: %v", p.Unused)
	}
}

// TestDaysAreAskedWhereTheyDecide asks whether the day or the month comes first where a date
// can be read both ways and somebody signed up twice, and nowhere else.
func TestDaysAreAskedWhereTheyDecide(t *testing.T) {
	for _, c := range []struct{ first, second, day1, day2, want string }{
		{"Ada Lark", "Ada Lark", "1/2/2026", "2/3/2026", "2 dates can be read with the day or the month first"},
		{"Ada Lark", "Bo Finch", "1/2/2026", "2/3/2026", ""},
		{"Ada Lark", "Ada Lark", "1/2/2026", "25/3/2026", ""},
		{"Ada Lark", "Ada Lark", "1/2/2026", "3/25/2026", ""},
		{"Ada Lark", "Ada Lark", "2026-02-01", "2026-03-02", ""},
		{"Ada Lark", "Ada Lark", "2026-02-01", "2/3/2026", "1 date can be read with the day or the month first"},
	} {
		got := ""
		for _, q := range read(t, fmt.Sprintf("Date,Name,Part\n%s,%s,mentor\n%s,%s,mentor", c.day1, c.first, c.day2, c.second), "same:Ada Lark=one").Questions {
			if q.Key == "days" {
				got = q.About
			}
		}
		if got != c.want {
			t.Errorf("%s on %s and %s on %s: %q, want %q", c.first, c.day1, c.second, c.day2, got, c.want)
		}
	}
}

// TestLinks keeps the links that people give, unless that or their name is to be
// private.
func TestLinks(t *testing.T) {
	const form = "Name,Part,Bio,LinkedIn,Website\nAda Lark,mentor,\"I sail,\nat weekends\",linkedin.com/in/ada,\"Mine: https://ada.example/a?b, www.lark.example\"\nBo Finch,mentor,Mail me at bo@example.org,I have none,bo@example.org\n"
	for _, c := range []struct {
		private bool
		answers []string
		want    string
	}{
		{false, nil, "I sail, at weekends https://linkedin.com/in/ada|https://ada.example/a?b|https://www.lark.example; "},
		{false, []string{"links=leave-out"}, "I sail, at weekends ; "},
		{true, nil, "; "},
	} {
		o := options(c.answers...)
		o.Private = c.private
		p, err := Read(sheet(t, form), o)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, row := range p.PersonRows.Rows {
			got = append(got, strings.TrimSpace(row.Cells[slices.Index(ofPeople, "about")].Text)+" "+row.Cells[slices.Index(ofPeople, "links")].Text)
		}
		if s := strings.TrimLeft(strings.Join(got, ";"), " "); strings.TrimRight(s, " ") != strings.TrimRight(c.want, " ") {
			t.Errorf("%v: %q, want %q", c.answers, s, c.want)
		}
		asked := slices.ContainsFunc(p.Questions, func(q Question) bool { return q.Key == "links" })
		if asked != (!c.private && c.answers == nil) {
			t.Errorf("%v: asked about links: %t", c.answers, asked)
		}
	}
}

// TestColumnsOfOneHeader chooses the second of two columns that are called the same.
func TestColumnsOfOneHeader(t *testing.T) {
	const form = "Name,Part,Email,email,Email (2)\nAda Lark,mentor,home@example.org,work@example.org,\nBo Finch,mentee,b@example.org,bo@example.org,x"
	asked := read(t, form).Questions
	if len(asked) == 0 || asked[0].Key != "column:email" || !slices.Equal(asked[0].Choices, []string{"Email", "email (2)"}) {
		t.Fatalf("asked %+v", asked)
	}
	var got []string
	for _, c := range read(t, form, "column:email=email (2)").Columns {
		got = append(got, c.Header+": "+string(c.Field))
	}
	if want := "Name: name,Part: part,Email: ,email (2): email,Email (2) (2): "; strings.Join(got, ",") != want {
		t.Errorf("%s, want %s", strings.Join(got, ","), want)
	}
}

// TestForms reads random forms: every row is one person's or left out, ids are
// different, no address is anywhere but among the addresses, and the order of the
// columns is nothing.
func TestForms(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 1))
		columns := []string{"Full name", "E-mail", "Mentor or mentee?", "Topics", "Time zone", "Line manager", "Goals", "When are you free?"}
		words := [][]string{
			{"Ada Lark", "Bo Finch", "ada lark", "Cy Wren", "", "李四", "Dee O'Dell"}, {"a@example.org", "b@example.org", "", "none", "A@example.org"},
			{"Mentor", "mentee", "both", "", "perhaps"}, {"Maps, Sea ice", "Maps", "mail me: a@example.org", ""}, {"GMT", "Oslo", "here", "", "a@example.org"},
			{"Ada Lark", "Bo Finch", "Zed Stork", "", "b@example.org"}, {"To learn", "Write to c@example.org", ""}, {"Mon pm", "soon", ""},
		}
		rows := [][]string{columns}
		for range 1 + r.IntN(12) {
			row := make([]string, len(columns))
			for i := range row {
				row[i] = words[i][r.IntN(len(words[i]))]
			}
			rows = append(rows, row)
		}
		p := read(t, lay(rows, r.Perm(len(columns))))
		hold(t, p)
		q := read(t, lay(rows, r.Perm(len(columns))))
		if a, b := fmt.Sprint(p.People, p.LeftOut, p.Questions, p.Addresses), fmt.Sprint(q.People, q.LeftOut, q.Questions, q.Addresses); a != b {
			t.Errorf("seed %d, by the order of columns:\n%s\n%s", seed, a, b)
		}
	}
}

func lay(rows [][]string, order []int) string {
	var out strings.Builder
	for _, row := range rows {
		var cells []string
		for _, i := range order {
			cells = append(cells, `"`+row[i]+`"`)
		}
		out.WriteString(strings.Join(cells, ",") + "\n")
	}
	return out.String()
}

// hold checks what is true of every proposal.
func hold(t *testing.T, p *Proposal) {
	t.Helper()
	lines, ids := map[int]int{}, map[string]bool{}
	for _, who := range p.People {
		if ids[who.ID] {
			t.Errorf("two people are %s", who.ID)
		}
		ids[who.ID] = true
		for _, line := range who.Lines {
			lines[line]++
		}
	}
	for _, l := range p.LeftOut {
		lines[l.Line]++
	}
	for line, n := range lines {
		if n != 1 {
			t.Errorf("line %d is somebody's or left out %d times", line, n)
		}
	}
	if len(lines) != p.Rows {
		t.Errorf("%d of %d rows are somebody's or left out", len(lines), p.Rows)
	}
	for _, rows := range []*table.Table{p.PersonRows, p.EnrolmentRows} {
		for _, row := range rows.Rows {
			if len(row.Cells) != len(rows.Header) {
				t.Errorf("%d cells under %d headers", len(row.Cells), len(rows.Header))
			}
			for i, cell := range row.Cells {
				if rows.Header[i].Text != "name" && anAddress().MatchString(cell.Text) {
					t.Errorf("%s: %q has an address", rows.Header[i].Text, cell.Text)
				}
			}
		}
	}
}

// FuzzRead reads any file as a form.
func FuzzRead(f *testing.F) {
	f.Add("Name,Email,Mentor or mentee?,Topics\nAda Lark,a@example.org,Mentor,\"Maps, Sea ice\"\n")
	f.Add("Nachname, Vorname;Mail;Ich möchte;Wann hast du Zeit? [Montag]\nLark, Ada;a@example.org;beides;ab 15 Uhr\n")
	f.Add("Date\tName\tZone\tMentees\n1/2/2026\tAda\tGMT\t1-2\n1/2/2026\tAda\tGMT\t1-2\n")
	f.Add("(,[,\"\n\n\"\n,,\n")
	f.Fuzz(func(t *testing.T, csv string) {
		s, _ := table.Read("form.csv", []byte(csv), table.Dialect{})
		if s == nil {
			return
		}
		p, err := Read(s, options())
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(p.Questions, func(q Question) bool { return q.Key == "part" }) {
			hold(t, p)
		}
		if _, err := json.Marshal(p); err != nil {
			t.Fatal(err)
		}
	})
}

// TestAccents tells a French mentor from a mentee, who differ in an accent alone.
func TestAccents(t *testing.T) {
	p := read(t, "Nom,Je souhaite être\nAda Lark,mentore\nBo Finch,mentoré\nCy Wren,mentorée")
	if got := fmt.Sprint(p.People[0].Parts, p.People[1].Parts, p.People[2].Parts); got != "[mentor] [mentee] [mentee]" {
		t.Error(got)
	}
}
