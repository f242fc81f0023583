package life

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"pairbook/generator/internal/edit"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
)

// words are what a person is called, and what is to stand there instead. Phrases can mean
// nobody else; a bare word, such as a first name, may also be another's, or a word of the
// language, so that it is replaced only in what is about the person.
type words struct {
	phrases, bare []naming
	kept          map[string]bool // ids that are not theirs
}

type naming struct {
	pattern *regexp.Regexp
	plain   string
	instead string
	part    bool // of a name, or an alias
}

// wordsFor gathers what a person is called.
func wordsFor(repo *record.Repository, who *record.Person, names []string, id record.PersonID) *words {
	w := &words{kept: notTheirs(repo, who)}
	add := func(called string, part bool) {
		called = strings.TrimSpace(called)
		if called == "" || called == string(id) || part && strings.EqualFold(called, "somebody") {
			return
		}
		var parts []string
		for _, part := range strings.Fields(called) {
			parts = append(parts, regexp.QuoteMeta(part))
		}
		fold := "(?i)"
		if part {
			fold = ""
		}
		n := naming{regexp.MustCompile(fold + strings.Join(parts, `[\s#>*_]+`)), called, string(id), part}
		if len(parts) > 1 || strings.ContainsAny(called, "-0123456789") {
			w.phrases = append(w.phrases, n)
		} else if utf8.RuneCountInString(called) > 1 {
			w.bare = append(w.bare, n)
		}
	}
	for _, called := range names {
		add(called, false)
	}
	for _, called := range slices.Concat([]string{string(who.ID)}, slices.Sorted(maps.Values(who.AllAccounts())), prose.Strings(who.Formerly)) {
		add(called, false)
	}
	add(who.Alias, true)
	for _, called := range names {
		for _, part := range strings.FieldsFunc(called, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(".,()\"", r) }) {
			if utf8.RuneCountInString(part) > 2 {
				add(part, true)
			}
		}
	}
	return w
}

// notTheirs are the ids of other people, of topics, and of pairings called like an alias.
func notTheirs(repo *record.Repository, who *record.Person) map[string]bool {
	kept := map[string]bool{}
	for _, p := range repo.People.All() {
		if p.ID != who.ID {
			kept[string(p.ID)] = true
		}
	}
	for _, t := range repo.Topics.IDs() {
		kept[string(t)] = true
	}
	for _, c := range repo.Cohorts.All() {
		for _, p := range c.Pairings.IDs() {
			kept[string(p)] = kept[string(p)] || strings.EqualFold(string(p), who.Alias)
		}
	}
	return kept
}

// in replaces the words in a text, the bare ones only if all is true. An id of
// something else that has such a word in it stays as it is.
func (w *words) in(text string, all bool) string {
	for _, n := range w.phrases {
		text = w.replace(text, n)
	}
	for _, n := range w.bare {
		if all {
			text = w.replace(text, n)
		}
	}
	return text
}

func (w *words) replace(text string, n naming) string {
	var b strings.Builder
	last := 0
	for _, at := range n.pattern.FindAllStringIndex(text, -1) {
		if !alone(text, at) || w.kept[idAround(text, at)] {
			continue
		}
		b.WriteString(text[last:at[0]])
		b.WriteString(n.instead)
		last = at[1]
	}
	b.WriteString(text[last:])
	return b.String()
}

// alone reports whether no letter or digit adjoins a place.
func alone(text string, at []int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at[0]])
	after, _ := utf8.DecodeRuneInString(text[at[1]:])
	inWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) }
	return !inWord(before) && !inWord(after)
}

// idAround returns the place with the hyphens, letters and digits that adjoin it.
func idAround(text string, at []int) string {
	inID := func(c byte) bool { return c == '-' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' }
	from, to := at[0], at[1]
	for from > 0 && inID(text[from-1]) {
		from--
	}
	for to < len(text) && inID(text[to]) {
		to++
	}
	return text[from:to]
}

// likely reports whether a text has one of the words, in any case.
func (w *words) likely(text string) bool {
	return slices.ContainsFunc(slices.Concat(w.phrases, w.bare), func(n naming) bool {
		n.pattern = regexp.MustCompile("(?i)" + n.pattern.String())
		return w.replace(text, n) != text
	})
}

// whole are the words without an alias and parts of a name, and bare ones only as they
// are written: an id is often somebody else's name in small letters.
func (w *words) whole() *words {
	whole := &words{kept: w.kept}
	for _, n := range w.phrases {
		if !n.part {
			whole.phrases = append(whole.phrases, n)
		}
	}
	for _, n := range w.bare {
		if !n.part {
			n.pattern = regexp.MustCompile(regexp.QuoteMeta(n.plain))
			whole.bare = append(whole.bare, n)
		}
	}
	return whole
}

// called adds an id that has theirs in it, of something that has another one now.
func (w *words) called(id, instead string) {
	w.phrases = append([]naming{{regexp.MustCompile(regexp.QuoteMeta(id)), id, instead, false}}, w.phrases...)
}

// inPath replaces the words in the names of a path.
func (w *words) inPath(file string) string {
	parts := strings.Split(file, "/")
	for i, part := range parts {
		ext := path.Ext(part)
		parts[i] = w.in(strings.TrimSuffix(part, ext), true) + ext
	}
	return strings.Join(parts, "/")
}

// expressions are the words as git filter-repo replaces them, without an alias and
// parts of a name, which may be words of the language.
func (w *words) expressions() (all []string) {
	whole := w.whole()
	for _, n := range slices.Concat(whole.phrases, whole.bare) {
		all = append(all, fmt.Sprintf(`regex:\b%s\b==>%s`, regexp.QuoteMeta(n.plain), n.instead))
	}
	return all
}

// forgetTexts replaces the words in all texts of the repository, comments included, and
// lists where bare ones are left.
func (d *Draft) forgetTexts(w *words, id record.PersonID, r *Remains) error {
	return eachFile(edit.Overlay(d.Files, d.Changes()), func(file string) error { return d.forgetText(w, file, d.own(file, id), r) })
}

// eachFile visits the files that may name somebody.
func eachFile(files fs.FS, visit func(file string) error) error {
	for _, top := range []string{"program", "content", "private"} {
		err := fs.WalkDir(files, top, func(file string, entry fs.DirEntry, err error) error {
			switch {
			case errors.Is(err, fs.ErrNotExist) && file == top:
				return nil
			case err != nil:
				return err
			case entry.IsDir() && file == "private/site":
				return fs.SkipDir // it is built anew
			case entry.IsDir() || !entry.Type().IsRegular():
				return nil
			}
			return visit(file)
		})
		if err != nil {
			return fmt.Errorf("look for their name: %w", err)
		}
	}
	return nil
}

func (d *Draft) forgetText(w *words, file string, own bool, r *Remains) error {
	f, err := d.read(file)
	if err != nil || f.after == nil {
		return err
	}
	if !utf8.Valid(f.after) {
		return nil
	}
	// What is left in the other private files is about other people.
	after := string(f.after)
	if file == avoidFile || !strings.HasPrefix(file, "private/") {
		after = w.in(after, own)
	}
	for i, line := range strings.Split(after, "\n") {
		if w.likely(line) {
			r.Places = append(r.Places, fmt.Sprintf("%s:%d", file, i+1))
		}
	}
	f.after = []byte(after)
	if to := w.inPath(file); own && strings.HasSuffix(path.Dir(file), "/actions") {
		return d.move(file, to)
	}
	return nil
}
