package issue

import (
	"flag"
	"html"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"pairbook/generator/internal/record"
)

var update = flag.Bool("update", false, "write the forms to .github")

// The forms of this repository, and those that init writes, are what is made here.
func TestFormsAreTheRecords(t *testing.T) {
	for _, folder := range []string{"../../../.github/ISSUE_TEMPLATE", "../starter/files/dot-github/ISSUE_TEMPLATE"} {
		for _, f := range Forms() {
			path := filepath.Join(folder, f.File)
			if *update {
				if err := os.MkdirAll(folder, 0o777); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, []byte(f.YAML()), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			if is, err := os.ReadFile(path); err != nil || string(is) != f.YAML() {
				t.Errorf("%s is not as it is made (%v); run go test ./generator/internal/issue -run TestFormsAreTheRecords -update", path, err)
			}
		}
	}
}

// GitHub takes the forms: what it asks of one is written in its form schema.
func TestGitHubTakesTheForms(t *testing.T) {
	kinds := map[string]string{"input": "label description placeholder", "textarea": "label description placeholder", "dropdown": "label description options", "checkboxes": "label description options"}
	for _, f := range Forms() {
		var is struct {
			Name, Description, Title string
			Body                     []struct {
				Type        string
				ID          string
				Attributes  map[string]any
				Validations map[string]bool
			}
		}
		dec := yaml.NewDecoder(strings.NewReader(f.YAML()))
		dec.KnownFields(true)
		if err := dec.Decode(&is); err != nil || is.Name != f.Name || is.Description != f.Description || is.Title == "" || len(is.Body) != len(f.Fields)+1 {
			t.Fatalf("%s: %v: %+v", f.File, err, is)
		}
		if lead := is.Body[0]; lead.Type != "markdown" || !strings.Contains(lead.Attributes["value"].(string), "Everyone who can read this repository can read what you write here") {
			t.Errorf("%s does not say first who can read it", f.File)
		}
		labels, ids := map[string]bool{}, map[string]bool{}
		for i, field := range is.Body[1:] {
			want := f.Fields[i]
			if labels[want.Label] || ids[want.ID] || !regexp.MustCompile(`^[a-z]+$`).MatchString(want.ID) {
				t.Errorf("%s: the label or the id of %s is not its own", f.File, want.ID)
			}
			labels[want.Label], ids[want.ID] = true, true
			if field.ID != want.ID || field.Attributes["label"] != want.Label || field.Validations["required"] != want.Required {
				t.Errorf("%s: %+v is not %+v", f.File, field, want)
			}
			for name := range field.Attributes {
				if !slices.Contains(strings.Fields(kinds[field.Type]), name) {
					t.Errorf("%s: GitHub knows no %s of a field of type %q", f.File, name, field.Type)
				}
			}
		}
	}
}

// notAsked are the keys that a form does not ask for: they want ids that one has to
// know, say what others know, or are the coordinators'.
var notAsked = map[string]string{
	"we-met.yml": "session.goals session.done session.dropped session.confirmed session.told_by",
	"join.yml": "person.github person.github_id person.accounts person.languages person.about person.pronouns person.links person.formerly person.level person.unit person.manager " +
		"person.training person.left mentor.capacity mentee.mentors",
}

// A form asks for what the grammar has: each key or none of it for a reason, what
// it requires, and its choices.
func TestFormsAskWhatTheGrammarHas(t *testing.T) {
	asked := map[string]bool{}
	for _, f := range Forms() {
		for _, key := range strings.Fields(notAsked[f.File]) {
			asked[key] = true
		}
		for _, field := range f.Fields {
			key, known := grammar()[field.Key]
			if known == (field.Key == "") || asked[field.Key] && field.Key != "" {
				t.Errorf("%s: the grammar has no %s, or it is there twice", f.File, field.Key)
			}
			asked[field.Key] = true
			if known && key.Required != field.Required {
				t.Errorf("%s: %s is required: %v", f.File, field.Key, key.Required)
			}
			if key.Value.Form == record.Choice && !slices.Equal(values(field), key.Value.Choices) || len(field.Choices) > 0 && !field.Many && key.Value.Form != record.Choice {
				t.Errorf("%s: the choices of %s are %q", f.File, field.ID, key.Value.Choices)
			}
			if field.ID == "as" && !slices.Equal(values(field), []string{string(record.Mentors), string(record.Mentees), string(record.Peers)}) {
				t.Errorf("the parts are %q", values(field))
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(grammar())) {
		if !asked[key] {
			t.Errorf("no form asks for %s, and notAsked does not have it", key)
		}
	}
}

func values(f Field) (all []string) {
	for _, c := range f.Choices {
		all = append(all, c.Value)
	}
	return all
}

// pageOnly are fields of the site's forms that an issue has no need of: ways to choose
// a day or a length, parts of what is agreed, the account, and goals.
var pageOnly = map[string]string{
	"log.html":  "day length what whose whose-id by due goal",
	"join.html": "step account party",
}

var (
	aName = regexp.MustCompile(` name="([a-z-]+)"`)
	words = regexp.MustCompile(`>([^<>]+)</(?:label|legend|option|summary)>`)
)

// The forms speak as the site's, and ask for what those ask for.
func TestFormsSpeakAsTheSite(t *testing.T) {
	for page, f := range map[string]Form{"log.html": WeMet(), "join.html": Join()} {
		text := themeFile(t, "templates/"+page) + themeFile(t, "assets/join.js")
		said := map[string]bool{}
		for _, m := range words.FindAllStringSubmatch(text, -1) {
			said[strings.TrimSpace(html.UnescapeString(m[1]))] = true
		}
		said["I do not want to appear on the site"] = strings.Contains(text, `name="hide"> I do not want to appear on the site</label>`)
		for _, party := range []string{"mentor", "mentee", "peer"} { // those of the cohort
			said["as a "+party] = strings.Contains(text, `tick("party", p, "as a " + p,`)
		}
		ids := map[string]bool{}
		for _, field := range f.Fields {
			ids[field.ID] = true
			if !said[field.Label] && field.ID != "pairing" && field.ID != "hide" {
				t.Errorf("%s does not say %q", page, field.Label)
			}
			for _, c := range field.Choices {
				if !said[c.Words] {
					t.Errorf("%s does not say %q", page, c.Words)
				}
			}
		}
		for _, m := range aName.FindAllStringSubmatch(themeFile(t, "templates/"+page), -1) {
			if !ids[m[1]] && !slices.Contains(strings.Fields(pageOnly[page]), m[1]) {
				t.Errorf("%s asks for %s, and the issue does not", page, m[1])
			}
		}
	}
}

func themeFile(t *testing.T, name string) string {
	text, err := os.ReadFile(filepath.Join("../../../themes/default", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
