package life

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/table"
)

// Takeout returns the files of what is recorded of a person, by path: README.md, which
// explains it, and below records/ each file that is about them. Of other files it has
// the lines that name them; of private ones, which are about others, too, only their
// own lines, and where else they may be named; of the private list how many pairs they
// are in.
func (d *Draft) Takeout(who *record.Person) (map[string][]byte, error) {
	w := wordsFor(d.Repo, who, []string{who.Name}, "somebody")
	files := map[string][]byte{}
	var own, lines []string
	apart := ""
	err := eachFile(d.Files, func(file string) error {
		if !strings.HasPrefix(file, "private/") && d.own(file, who.ID) {
			text, err := fs.ReadFile(d.Files, file)
			files["records/"+file] = text
			own = append(own, fmt.Sprintf("- [`%s`](records/%s): %s", file, file, d.about(file)))
			return err
		}
		found, err := d.naming(w, who.ID, file)
		if file == avoidFile {
			apart = d.apart(who.ID, len(found))
			return err
		}
		lines = append(lines, found...)
		return err
	})
	if err != nil {
		return nil, err
	}
	files["README.md"] = []byte(d.takeoutPage(who, own, lines, apart))
	return files, nil
}

// apart says how a person is in the list of people who are kept apart, of which so many
// lines hold their name; nothing if none does.
func (d *Draft) apart(id record.PersonID, lines int) string {
	raw, _ := fs.ReadFile(d.Files, avoidFile)
	list, _ := record.DecodeAvoid(avoidFile, raw, d.Repo)
	pairs := 0
	for _, two := range list.In(d.Repo) {
		if slices.Contains(two[:], id) {
			pairs++
		}
	}
	var said []string
	if pairs > 0 {
		said = append(said, fmt.Sprintf("You are in %s of `%s`, the list of people who are kept apart.", prose.Count(pairs, "pair"), avoidFile))
	}
	if lines > pairs {
		said = append(said, fmt.Sprintf("A comment in `%s` may name you, or a line there that cannot be read.", avoidFile))
	}
	return strings.Join(said, " ")
}

// naming lists the lines of a file that name a person.
func (d *Draft) naming(w *words, id record.PersonID, file string) (lines []string, err error) {
	raw, err := fs.ReadFile(d.Files, file)
	if err != nil || strings.ContainsRune(string(raw), 0) {
		return nil, err
	}
	if strings.HasPrefix(file, "program/") {
		w = w.whole() // a part of a name is another's there
	}
	private, own := strings.HasPrefix(file, "private/"), ownLines(file, raw, id)
	for i, line := range strings.Split(string(raw), "\n") {
		switch {
		case private && own[i+1], !private && w.in(line, true) != line:
			lines = append(lines, fmt.Sprintf("- `%s`, line %d:\n\n      %s\n", file, i+1, strings.TrimRight(line, "\r")))
		case private && own == nil && w.in(line, true) != line:
			lines = append(lines, fmt.Sprintf("- `%s`, line %d\n", file, i+1))
		}
	}
	return lines, nil
}

// ownLines are the lines of a person's own in the private files that have some, nil for
// other files.
func ownLines(file string, raw []byte, id record.PersonID) map[int]bool {
	own := map[int]bool{}
	switch file {
	case namesFile:
		for i, line := range strings.Split(string(raw), "\n") {
			own[i+1] = namesLine(id).MatchString(line)
		}
	case contactsFile:
		t, _ := table.Read(contactsFile, raw, table.Dialect{})
		if t == nil {
			break // it is no table
		}
		column, _ := t.Column("person")
		for _, row := range t.Rows {
			own[row.Line] = column >= 0 && row.Fault == nil && row.Cells[column].Text == string(id)
		}
	default:
		return nil
	}
	return own
}

// about says what a file of a person's is.
func (d *Draft) about(file string) string {
	switch parts := strings.Split(file, "/"); {
	case parts[1] == "people":
		return "you: your name, what you know, when and where you can meet"
	case parts[3] == "enrolments":
		return "your place in the cohort " + parts[2]
	case parts[3] == "attention":
		return "a coordinator's note that your pairing was looked after"
	case parts[3] == "gatherings":
		return "a gathering of the cohort that you came to"
	case strings.HasSuffix(file, "/pairing.yaml"):
		return "whom you met, since when and until when"
	case strings.HasSuffix(file, "/plan.yaml"):
		return "your goals and what you two agreed"
	case strings.Contains(file, "/sessions/"):
		return "a meeting, as one of you wrote it down"
	}
	return "what became of something that you two agreed"
}

func (d *Draft) takeoutPage(who *record.Person, own, lines []string, apart string) string {
	var b strings.Builder
	site := "On the site, the page about it says what everybody is shown."
	if base := strings.TrimSuffix(string(d.Repo.Site.BaseURL), "/"); base != "" {
		site = fmt.Sprintf("What the site shows of it to everybody is on %s/about.html.", base)
	}
	fmt.Fprintf(&b, "# What %s keeps about %s\n\nAs of %s, these are all the places that name you, by your name, your id (`%s`) or your account.\n\n", d.Repo.Site.Title, who.Name, d.Day.Long(), who.ID)
	fmt.Fprintf(&b, "## Who sees it\n\nEverybody with access to the repository can read the files below, except those in `private/`, which a coordinator has on their own machine. %s\n\n", site)
	fmt.Fprintf(&b, "## Files about you\n\nThey are here as they are, %s. Others are in some of them, too: please keep that to yourself.\n\n%s\n\n", prose.Count(len(own), "file"), strings.Join(own, "\n"))
	if len(lines) > 0 {
		fmt.Fprintf(&b, "## Lines elsewhere\n\nEach has your name, or a word that is written like it. Lines of a coordinator’s own files are not shown, as they may speak of others.\n\n%s\n", strings.Join(lines, "\n"))
	}
	if apart != "" {
		fmt.Fprintf(&b, "## The private list\n\n%s Ask a coordinator what it says; who else is in it is not told here.\n\n", apart)
	}
	b.WriteString("## What is not in this folder\n\nGit keeps earlier versions of these files. Letters that were sent to you, and comments on the forge, are no part of the repository.\n\n")
	terms := ""
	for _, p := range d.Repo.Programs.All() {
		if !p.Retention.IsZero() {
			terms += fmt.Sprintf("%s keeps names for %s after your last cohort. ", p.Name, p.Retention.Long())
		}
	}
	fmt.Fprintf(&b, "## What you can ask for\n\n%sYou can have anything corrected, and you can be forgotten: ask a coordinator. Your name then goes out of every file; that two people met stays, without saying who.\n", terms)
	return b.String()
}
