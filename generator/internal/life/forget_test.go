package life

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/record"
	"pairbook/generator/test/mini"
)

// gone applies a person's leaving, if they take part, which is no part of what is tried,
// and their forgetting.
func gone(t *testing.T, w world, id record.PersonID) (before, after_ fstest.MapFS, r *Remains) {
	t.Helper()
	before = w.files
	for again := false; ; again = true {
		d := NewDraft(load(t, before), before, w.day)
		r, err := d.Forget(d.Repo.People.Get(id))
		switch {
		case err == nil:
			return before, after(before, d.Changes()), r
		case strings.Contains(err.Error(), "coordinator"):
			return before, nil, nil
		case again || !strings.Contains(err.Error(), "person leave"):
			t.Fatal(id, err)
		}
		out := NewDraft(load(t, before), before, w.day)
		if err := out.Leave(out.Repo.People.Get(id), record.MovedOn); err != nil {
			t.Fatal(err)
		}
		before = after(before, out.Changes())
	}
}

// TestForgottenIsNowhere forgets people: their names and ids are in no byte and no path,
// check finds nothing more, and the figures are the same.
func TestForgottenIsNowhere(t *testing.T) {
	for name, w := range worlds(t) {
		if name == "mini" {
			w.files["program/cohorts/spring/pairings/lapwing/sessions/2026-03-10.md"] = mini.File("---\ndate: 2026-03-10\nguests: [ideve]\ndone: [done-action]\nactions: [{id: ask-idada, what: Ask Nameada}]\n---\nNameada\nFirthada rang; idada-iddot knows, and NAMEADA FIRTHADA.\n")
			w.files["program/cohorts/spring/pairings/lapwing/actions/ask-idada.yaml"] = mini.File("done: 2026-03-12 # by Nameada\n")
			w.files["program/cohorts/spring/attention/idada-iddot-2026-03-20.yaml"] = mini.File("until: 2026-04-01\n")
			w.files["program/cohorts/spring/pairings/lapwing/pairing.yaml"].Data = append(w.files["program/cohorts/spring/pairings/lapwing/pairing.yaml"].Data, "continues: idada-iddot\n"...)
			w.files["program/cohorts/spring/gatherings/2026-03-19.md"].Data = append(w.files["program/cohorts/spring/gatherings/2026-03-19.md"].Data, "Nameada spoke. # idada\n"...)
			w.files["content/thanks.md"] = mini.File("# Thanks\n\nTo **Nameada Firthada** and [her](https://github.com/handleada).\nAs nameada said.\n")
		}
		tried := 0
		for _, id := range some(load(t, w.files)) {
			before, now, r := gone(t, w, id)
			if now == nil {
				continue // a coordinator
			}
			if tried++; id == "idada" && !slices.Contains(r.Places, "content/thanks.md:4") {
				t.Errorf("a word that may be her name is not listed: %v", r.Places)
			}
			who := load(t, before).People.Get(id)
			called := append(strings.Fields(who.Name), who.Name, string(id), who.GitHub)
			for file, f := range now {
				for _, word := range called {
					about := strings.HasPrefix(file, "program/") || strings.HasPrefix(file, "private/") || strings.ContainsAny(word, " -")
					if word != "" && len([]rune(word)) > 2 && about && named(file+"\n"+string(f.Data), word) {
						t.Errorf("%s: %s names %s, forgotten:\n%s", name, file, word, f.Data)
					}
				}
			}
			found := problems(t, before, w.day)
			for rule, n := range problems(t, now, w.day) {
				if n > found[rule] {
					t.Errorf("%s: when %s is forgotten, check finds %d of %s, not %d", name, id, n, rule, found[rule])
				}
			}
			same := func(path string) string {
				if strings.Contains("idada-iddot", string(id)) {
					path = strings.ReplaceAll(path, "idada-iddot", "pair-01")
				}
				return strings.ReplaceAll(path, string(id), "somebody-1")
			}
			if diff := cmp.Diff(figures(t, load(t, before), w.day, same), figures(t, load(t, now), w.day, same)); diff != "" {
				t.Errorf("%s: other figures when %s is forgotten:\n%s", name, id, diff)
			}
		}
		if tried < 3 {
			t.Errorf("%s: only %d were tried", name, tried)
		}
	}
}

// named reports whether a word stands in a text, case aside, by itself.
func named(text, word string) bool {
	text, word = " "+strings.ToLower(text)+" ", strings.ToLower(word)
	for at := strings.Index(text, word); at >= 0; {
		letter := func(c byte) bool { return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 0x80 }
		if !letter(text[at-1]) && !letter(text[at+len(word)]) {
			return true
		}
		next := strings.Index(text[at+1:], word)
		if next < 0 {
			return false
		}
		at += next + 1
	}
	return false
}

// TestTakeout finds every file that names a person, each whole or by its lines.
func TestTakeout(t *testing.T) {
	for name, w := range worlds(t) {
		d := NewDraft(load(t, w.files), w.files, w.day)
		for _, id := range some(d.Repo) {
			who := d.Repo.People.Get(id)
			files, err := d.Takeout(who)
			if err != nil {
				t.Fatal(err)
			}
			page := string(files["README.md"])
			for file, f := range w.files {
				if !named(string(f.Data), string(id)) && !named(string(f.Data), who.Name) || file == avoidFile {
					continue
				}
				if files["records/"+file] == nil && !strings.Contains(page, "`"+file+"`") {
					t.Errorf("%s: %s names %s, and is not there", name, file, id)
				}
			}
			for file, text := range files {
				if was, err := fs.ReadFile(w.files, strings.TrimPrefix(file, "records/")); file != "README.md" && (err != nil || !slices.Equal(was, text)) {
					t.Errorf("%s is not the record: %v", file, err)
				}
			}
			if strings.Contains(page, "mateo]") || path.IsAbs(page) {
				t.Errorf("the private list is told:\n%s", page)
			}
		}
	}
}

// TestTheListIsCountedByPairs tells how many pairs somebody is in, whatever else names
// them, and by a former id too.
func TestTheListIsCountedByPairs(t *testing.T) {
	for list, want := range map[string]string{
		"- [idada, idbob]\n- [idboss, idada]\n":                          "You are in 2 pairs of `private/avoid.yaml`, the list of people who are kept apart. Ask",
		"pairs: [[idada, idbob], [idboss, idada]]\n":                     "You are in 2 pairs of `private/avoid.yaml`, the list of people who are kept apart. Ask",
		"- [wasada, idbob]\n":                                            "You are in 1 pair of `private/avoid.yaml`, the list of people who are kept apart. Ask",
		"# idada asked\n- [idbob, idboss]\n":                             "\n\nA comment in `private/avoid.yaml` may name you, or a line there that cannot be read. Ask",
		"# Who asked: idada, in May\n- [idada, idboss] # idada's boss\n": "kept apart. A comment in `private/avoid.yaml` may name you, or a line there that cannot be read. Ask",
		"- [idbob, idboss]\n":                                            "",
	} {
		files := mini.Files("")
		files["private/avoid.yaml"] = mini.File("%s", list)
		person := files["program/people/idada.yaml"]
		files["program/people/idada.yaml"] = mini.File("%sformerly: [wasada]\n", person.Data)
		d := NewDraft(load(t, files), files, mini.Day)
		told, err := d.Takeout(d.Repo.People.Get("idada"))
		if err != nil {
			t.Fatal(err)
		}
		_, section, there := strings.Cut(string(told["README.md"]), "## The private list")
		if there != (want != "") || !strings.Contains(section, want) {
			t.Errorf("%s: %.200s, want %s", list, section, want)
		}
	}
}
