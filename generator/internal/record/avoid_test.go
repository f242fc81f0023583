package record

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/diag"
)

// acquainted is a repository of people with the ids that they have or had.
func acquainted() *Repository {
	return &Repository{People: NewTable(map[PersonID]*Person{
		"ada": {ID: "ada", Formerly: []PersonID{"ada-lee", "ada-first"}}, "bob": {ID: "bob"}, "cy": {ID: "cy"}, "di": {ID: "di"},
	})}
}

func TestDecodeAvoid(t *testing.T) {
	repo := acquainted()
	for text, want := range map[string][][2]PersonID{
		"- [ada, bob]\n- [cy, di]\n":                          {{"ada", "bob"}, {"cy", "di"}},
		"pairs:\n  - [ada, bob]\n  - - cy\n    - di\n":        {{"ada", "bob"}, {"cy", "di"}},
		"---\r\n- [ada-first, bob] # asked in May\r\n...\r\n": {{"ada", "bob"}},
		"- [\"bob\", ada-lee]":                                {{"bob", "ada"}},
		"# nobody\n":                                          nil,
		"":                                                    nil,
		"[]":                                                  nil,
	} {
		list, problems := DecodeAvoid("avoid.yaml", []byte(text), repo)
		if diff := cmp.Diff(want, list.In(repo)); diff != "" || len(problems) > 0 {
			t.Errorf("%q: %v\n%s", text, problems, diff)
		}
	}
}

func TestDecodeAvoidRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"- [ada, bob]\n- [secret]\n":                   "2:3 this is no pair of ids",
		"- [ada, bob]\n- [secret one, bob]\n":          "2:4 this is no id",
		"- [ada, bob]\n- [bob, secret]\n":              "2:9 nobody has this id",
		"- [Ada, bob]\n":                               "1:4 this is no id",
		"- [\u0430da, bob]\n":                          "1:4 this is no id",
		"- [ada, null]\n":                              "1:9 nobody has this id",
		"- [ada, bob, secret]\n":                       "1:3 this is no pair of ids",
		"- &secret [ada, bob]\n- *secret\n":            "2:3 this is no pair of ids",
		"- [ada, ada-lee]\n":                           "1:3 these are one person",
		"- [bob, bob]\n":                               "1:3 these are one person",
		"secret\n":                                     "1:1 the file is a list of pairs of ids",
		"pairs: [[ada, bob]]\nmore: [[ada, secret]]\n": "1:1 the file is a list of pairs of ids",
		"- [ada, bob]\n- {a: secret, b: bob}\n":        "2:3 this is no pair of ids",
		"- [ada, secret\n":                             "1:1 this is not YAML",
		"- [ada, bob]\n---\n- [ada, secret]\n":         "2:1 a second document begins here",
		"- [ada, bob]\n...\nsecret\n":                  "3:1 a second document begins here",
	} {
		_, problems := DecodeAvoid("avoid.yaml", []byte(text), acquainted())
		got := said(problems)
		if !strings.HasPrefix(got, "avoid.yaml:"+strings.Replace(want, " ", " error ", 1)) || len(problems) != 1 || strings.Contains(got, "secret") {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
	_, problems := DecodeAvoid("avoid.yaml", []byte("- [ada, bob]\n- [x, bob]\n- [bob, ada-lee]\n"), acquainted())
	if got := said(problems); got != "avoid.yaml:2:4 error nobody has this id; avoid.yaml:3:3 warning this pair is there already" {
		t.Errorf("of three pairs it is said: %s", got)
	}
}

func said(problems diag.List) string {
	var all []string
	for _, p := range problems.Sorted() {
		all = append(all, p.Position.String()+" "+p.Severity.String()+" "+p.Message)
	}
	return strings.Join(all, "; ")
}

// TestAvoidThen finds two people under the ids that they had in other records.
func TestAvoidThen(t *testing.T) {
	list, problems := DecodeAvoid("avoid.yaml", []byte("- [ada, bob]\n- [cy, di]\n"), acquainted())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	then := &Repository{People: NewTable(map[PersonID]*Person{"ada-lee": {ID: "ada-lee"}, "bob": {ID: "bob"}, "cy": {ID: "cy"}})}
	if diff := cmp.Diff([][2]PersonID{{"ada-lee", "bob"}}, list.In(then)); diff != "" {
		t.Error(diff)
	}
	if list, problems := DecodeAvoid("avoid.yaml", []byte("- [ada, eve]\n"), acquainted(),
		&Repository{People: NewTable(map[PersonID]*Person{"eve": {ID: "eve"}})}); len(problems) > 0 || len(list) != 1 {
		t.Errorf("who is in the second repository alone: %v, %v", list, problems)
	}
}
