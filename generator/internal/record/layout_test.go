package record

import (
	"slices"
	"strings"
	"testing"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/when"
)

// TestPathsOfRecords gives each record its path, which tells its kind and its ids again.
func TestPathsOfRecords(t *testing.T) {
	day := when.Day(2026, 11, 12)
	for _, x := range []struct{ got, want, kind, ids string }{
		{SitePath, "program/site.yaml", "site", ""},
		{TopicPath("sql"), "program/topics/sql.yaml", "topic", "sql"},
		{ProgramPath("p"), "program/programs/p.yaml", "program", "p"},
		{RolePath("mentor"), "program/roles/mentor.yaml", "role", "mentor"},
		{PersonPath("ada"), "program/people/ada.yaml", "person", "ada"},
		{SignupPath("form"), "program/imports/form.yaml", "signup", "form"},
		{CohortPath("c"), "program/cohorts/c/cohort.yaml", "cohort", "c"},
		{EnrolmentPath("c", "ada"), "program/cohorts/c/enrolments/ada.yaml", "enrolment", "c ada"},
		{PairingPath("c", "x"), "program/cohorts/c/pairings/x/pairing.yaml", "pairing", "c x"},
		{PlanPath("c", "x"), "program/cohorts/c/pairings/x/plan.yaml", "plan", "c x"},
		{SessionPath("c", "x", "2026-11-12-2"), "program/cohorts/c/pairings/x/sessions/2026-11-12-2.md", "session", "c x 2026-11-12-2"},
		{ActionPath("c", "x", "a"), "program/cohorts/c/pairings/x/actions/a.yaml", "action", "c x a"},
		{SurveyPath("c", day, "pulse"), "program/cohorts/c/surveys/2026-11-12-pulse.yaml", "survey", "c 2026-11-12-pulse"},
		{GatheringPath("c", "2026-11-12"), "program/cohorts/c/gatherings/2026-11-12.md", "gathering", "c 2026-11-12"},
	} {
		if x.got != x.want {
			t.Errorf("the path of a %s is %s, want %s", x.kind, x.got, x.want)
		}
		if k, stars := match(x.want); k == nil || k.name != x.kind || strings.Join(stars, " ") != x.ids || k.isLog() != strings.HasSuffix(x.want, ".md") {
			t.Errorf("%s is a %+v of %q", x.want, k, stars)
		}
	}
	for _, file := range []string{"program/people/.yaml", "program/people/ada.yml", "program/persons/ada.yaml", "program/site.yaml/x", "people/ada.yaml", "program/cohorts//cohort.yaml"} {
		if k, _ := match(file); k != nil {
			t.Errorf("%s is a %s", file, k.name)
		}
	}
}

func TestLogDate(t *testing.T) {
	for name, want := range map[string]when.Date{
		"2026-11-12": when.Day(2026, 11, 12), "2026-11-12-2": when.Day(2026, 11, 12), "2026-11-12-99": when.Day(2026, 11, 12),
		"2026-11-12-1": 0, "2026-11-12-100": 0, "2026-11-12-02": 0, "2026-02-30": 0, "2026-11-12.md": 0, "": 0,
	} {
		if got, err := LogDate(name); got != want || (err == nil) != (want != 0) {
			t.Errorf("%q stands for %s, %v", name, got, err)
		}
	}
}

// TestNamesThatNoSystemStores says why a name cannot be stored everywhere, and what to do.
func TestNamesThatNoSystemStores(t *testing.T) {
	device := func(name string) string { return `Windows keeps the name "` + name + `" for a device` }
	const mark, invisible = "the name holds a character that not every system allows", "the name holds an invisible character"
	const ends = "the name begins or ends with a space or ends with a dot, which not every system allows"
	for name, want := range map[string]string{
		"con": device("con"), "CON.yaml": device("CON.yaml"), "com1.md": device("com1.md"), "lpt9": device("lpt9"), "nul.a.b": device("nul.a.b"),
		"co": "", "cons": "", "con1": "", "com": "", "com10": "", "console.md": "", "icon.md": "",
		"a:b": mark, "a*b": mark, "a?b": mark, `a"b`: mark, "a<b": mark, "a>b": mark, "a|b": mark, `a\b`: mark, "a\nb": mark, "a\tb": mark, "a\x01b": mark, "a\x7fb": mark,
		"a\u200bb": invisible, "a.": ends, "a ": ends, " a": ends, "a b": "", ".a": "", "café.md": "",
		"a\xff":                  `the name "a\xff" is not UTF-8, and nothing was read from it`,
		strings.Repeat("a", 192): "", strings.Repeat("a", 193): "the path has 201 bytes, and 200 are the most",
	} {
		if got := Unportable("content/" + name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
		var problems diag.List
		if ok := portable("content/"+name, &problems); ok != (want == "") || len(problems) != map[bool]int{true: 0, false: 1}[ok] {
			t.Errorf("%q is portable: %t, %v", name, ok, problems)
		}
	}
}

// TestALongPathIsCutInAMessage cuts the path of a file whose path is too long, and that of no other.
func TestALongPathIsCutInAMessage(t *testing.T) {
	for n, want := range map[int]string{
		300: "content/" + strings.Repeat("a", 192) + "…",
		100: "content/" + strings.Repeat("a", 100) + ":b",
	} {
		var problems diag.List
		portable("content/"+strings.Repeat("a", n)+":b", &problems)
		if len(problems) != 1 || problems[0].Path != want || problems[0].Line != 1 || problems[0].Column != 1 {
			t.Errorf("%v, want %s", problems, want)
		}
	}
}

// TestKindsOfRecords describes a record as its type does: keys in order, with what each may be.
func TestKindsOfRecords(t *testing.T) {
	all := map[string]KindOfRecord{}
	var names []string
	for _, k := range Kinds() {
		all[k.Name] = k
		names = append(names, k.Name)
	}
	if want := strings.Fields("site topic program role person signup cohort enrolment pairing plan session action survey gathering attention page"); !slices.Equal(names, want) {
		t.Errorf("the kinds are %v, want %v", names, want)
	}
	for name, want := range map[string]struct {
		pattern string
		limit   int64
		lenient bool
	}{
		"person": {"program/people/*.yaml", 64 << 10, false}, "session": {"program/cohorts/*/pairings/*/sessions/*.md", 16 << 10, false}, "page": {"content/**.md", 256 << 10, true},
	} {
		if k := all[name]; k.Pattern != want.pattern || k.Limit != want.limit || k.Lenient != want.lenient {
			t.Errorf("a %s is %+v, want %+v", name, k, want)
		}
	}
}

// key returns the key of a shape by its path, such as links.url: the keys of the elements of a
// list are those of the list.
func key(t *testing.T, s *Shape, path string) Key {
	t.Helper()
	name, rest, more := strings.Cut(path, ".")
	i := slices.IndexFunc(s.Keys, func(k Key) bool { return k.Name == name })
	if i < 0 {
		t.Fatalf("%s has no key %s", s.Name, name)
	}
	k := s.Keys[i]
	if !more {
		return k
	}
	v := k.Value
	for v.Of != nil {
		v = *v.Of
	}
	return key(t, v.Shape, rest)
}

// TestFormsOfValues looks at a key of each form.
func TestFormsOfValues(t *testing.T) {
	shapes := map[string]*Shape{}
	for _, k := range Kinds() {
		shapes[k.Name] = k.Shape
	}
	for path, want := range map[string]Value{
		"person name": {Form: Text}, "person publish": {Form: YesNo}, "person left": {Form: Date}, "person time_zone": {Form: TimeZone},
		"person manager":                    {Form: ID, Pattern: `^[a-z0-9][a-z0-9-]{0,63}$`},
		"pairing continues":                 {Form: ID, Pattern: `^[a-z0-9][a-z0-9-]{0,63}(/[a-z0-9][a-z0-9-]{0,63})?$`},
		"role expectations.evidence.metric": {Form: ID, Pattern: `^[a-z0-9][a-z0-9_-]{0,63}$`},
		"program cadence":                   {Form: Interval}, "session duration": {Form: Duration}, "program events.at": {Form: Time}, "site base_url": {Form: Link},
		"program help.mail": {Form: Mail, Pattern: mailboxForm().String()}, "program help.tel": {Form: Phone, Pattern: telephoneForm().String()},
		"site look.accent":    {Form: Paint, Pattern: `^#[0-9A-Fa-f]{6}$`},
		"program roi.tooling": {Form: Number}, "program matching.minimum": {Form: Whole, Max: 1_000_000_000},
		"program surveys.questions.scale": {Form: Whole, Min: 2, Max: 10},
		"session goals.percent":           {Form: Whole, Max: 100},
	} {
		kind, keys, _ := strings.Cut(path, " ")
		got := key(t, shapes[kind], keys).Value
		if got.Form != want.Form || got.Pattern != want.Pattern || got.Min != want.Min || got.Max != want.Max {
			t.Errorf("%s is %+v, want %+v", path, got, want)
		}
	}
	if v := key(t, shapes["enrolment"], "availability").Value; v.Form != List || v.Of.Form != Availability {
		t.Errorf("availability is %+v", v)
	}
	if v := key(t, shapes["survey"], "counts").Value; v.Form != Tabled || v.Keys.Form != ID || v.Of.Form != Tabled || v.Of.Keys.Form != Whole || v.Of.Of.Form != Whole || v.Of.Of.Max != 1_000_000_000 {
		t.Errorf("counts is %+v", v)
	}
	if v := key(t, shapes["cohort"], "health").Value; v.Form != Mapping || v.Shape.Name != "Health" || v.Shape.Keys[2].Name != "too_early" || v.Shape.Keys[2].Standard != "3" {
		t.Errorf("health is %+v", v)
	}
}

// TestWordsOfShapes has the words for choices, and the short forms of mappings.
func TestWordsOfShapes(t *testing.T) {
	shapes := map[string]*Shape{}
	for _, k := range Kinds() {
		shapes[k.Name] = k.Shape
	}
	kind := key(t, shapes["program"], "matching.constraints.kind")
	if i := slices.Index(kind.Value.Choices, "manager"); kind.Value.Form != Choice || i != 0 || len(kind.Value.Meanings) != len(kind.Value.Choices) || kind.Value.Meanings[0] != ConstraintKind("manager").Meaning() || !kind.Required {
		t.Errorf("the kind of a constraint is %+v", kind)
	}
	for i, words := range kind.Value.Meanings {
		if words == "" {
			t.Errorf("%s has no meaning", kind.Value.Choices[i])
		}
	}
	for i, words := range key(t, shapes["program"], "matching.criteria.kind").Value.Meanings {
		if words == "" {
			t.Errorf("criterion %d has no meaning", i)
		}
	}
	state := key(t, shapes["cohort"], "state").Value
	if want := []string{"open", "matching", "running", "closed"}; !slices.Equal(state.Choices, want) || state.Meanings != nil {
		t.Errorf("the states are %+v, want %v", state, want)
	}
	if s := key(t, shapes["program"], "matching.criteria").Value.Of.Shape; s.Meaning != (Criterion{}).Meaning() || s.Short != "" {
		t.Errorf("a criterion is %+v", s)
	}
	if s := key(t, shapes["pairing"], "mentors").Value.Of.Shape; s.Short != "person" || s.None != "" || s.Meaning != "" {
		t.Errorf("a member is %+v", s)
	}
	if s := key(t, shapes["role"], "expectations.evidence").Value.Shape; s.None != "none" || s.Short != "" {
		t.Errorf("evidence is %+v", s)
	}
	if k := key(t, shapes["pairing"], "cadence"); !k.Single || k.Required || k.Value.Form != List {
		t.Errorf("a pairing's cadence is %+v", k)
	}
}

// TestDescriptionsAreTheCallersOwn changes one description, and not the next.
func TestDescriptionsAreTheCallersOwn(t *testing.T) {
	choices := func() []string { return key(t, Kinds()[6].Shape, "state").Value.Choices }
	choices()[0] = "changed"
	if got := choices()[0]; got != "open" {
		t.Errorf("the first state is %q", got)
	}
}
