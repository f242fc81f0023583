package command

import (
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/internal/record"
	"pairbook/generator/test/here"
)

// sourcesPage says what is known, and from where.
const sourcesPage = "programme/evidence.md"

// research are words of a sentence that says what somebody found out.
var research = regexp.MustCompile(`(?i)\b(stud(y|ies) (of|that|have|has|show|found|find)|in the studies|research (shows?|finds?|found|says?)|evidence (shows?|suggests?)|experiments?|meta-anal\w+|on average|(was|were|been) found|foretold|scientifically|statistically|correlat\w+|\d+ ?% of (people|mentees|mentors|pairs))\b`)

// source is a line of the list of sources: authors, a year, a title, where it stands.
var source = regexp.MustCompile(`(?m)^- ([^(\n]+) \((\d{4})\), ([^,\n]+), .+$`)

// Nobody is told what research found without a footnote that leads to its source, and
// each that a footnote names is in the list.
func TestHandbookRestsOnSources(t *testing.T) {
	leaves := handbook(t)
	at := slices.IndexFunc(leaves, func(l leaf) bool { return l.path == sourcesPage })
	if at < 0 {
		t.Fatalf("there is no %s", sourcesPage)
	}
	listed := source.FindAllStringSubmatch(leaves[at].text, -1)
	if len(listed) < 8 {
		t.Fatalf("%s lists %d sources, and eight are the least", sourcesPage, len(listed))
	}
	text, list, _ := strings.Cut(leaves[at].text, "## Sources")
	if n := strings.Count(list, "\n- "); n != len(listed) {
		t.Errorf("of %d lines below Sources, %d have authors, a year in brackets, a title and where it stands", n, len(listed))
	}
	for _, m := range listed {
		if first, _, _ := strings.Cut(strings.Fields(m[1])[0], ","); !strings.Contains(text, first) || !strings.Contains(text, m[2]) {
			t.Errorf("%s lists %s (%s), and does not say what it found", sourcesPage, m[1], m[2])
		}
	}
	footnote := regexp.MustCompile(`(?m)^\[\^([a-z]+)\]: (.*)$`)
	for _, l := range leaves {
		if l.path == sourcesPage {
			continue
		}
		for _, b := range l.blocks() {
			if !strings.HasPrefix(b, "[^") && research.MatchString(b) && !strings.Contains(b, "[^") {
				t.Errorf("%s says what research found, and has no footnote for it:\n%s", l.path, b)
			}
		}
		for _, m := range footnote.FindAllStringSubmatch(l.text, -1) {
			cited(t, l.path, m[2], listed)
		}
	}
}

// cited compares the names and years of a footnote with the list.
func cited(t *testing.T, from, note string, listed [][]string) {
	t.Helper()
	if !strings.Contains(note, path.Base(sourcesPage)) {
		return
	}
	named := regexp.MustCompile(`(\p{Lu}[\pL-]+)[^()]* \((\d{4})\)`)
	found := named.FindAllStringSubmatch(note, -1)
	if len(found) == 0 {
		t.Errorf("%s: the footnote names no source: %s", from, note)
	}
	for _, m := range found {
		if !slices.ContainsFunc(listed, func(s []string) bool { return strings.HasPrefix(s[1], m[1]) && s[2] == m[2] }) {
			t.Errorf("%s: %s (%s) is not in the list of %s", from, m[1], m[2], sourcesPage)
		}
	}
}

// A page that says what research found is noticed, and one that gives advice is not.
func TestResearchIsRecognised(t *testing.T) {
	for _, told := range []string{"Studies have shown that it helps.", "Research finds a small effect.", "On average people gain.", "It was found to help 80 % of people.", "In an experiment they sold more."} {
		if !research.MatchString(told) {
			t.Errorf("%q says what was found, and nobody notices", told)
		}
	}
	for _, told := range []string{"You are studying.", "Somebody knows the research side.", "Each has evidence.", "Ask three people."} {
		if research.MatchString(told) {
			t.Errorf("%q says nothing of research", told)
		}
	}
}

// No link leads to the heading that it stands below: who follows it would stay.
func TestHandbookLinksLeadOn(t *testing.T) {
	for _, l := range handbook(t) {
		below := ""
		for line := range strings.Lines(l.text) {
			if title, ok := strings.CutPrefix(strings.TrimLeft(line, "#"), " "); ok && strings.HasPrefix(line, "#") {
				below = fragment(title)
			}
			for _, m := range address.FindAllStringSubmatch(line, -1) {
				to, part, _ := strings.Cut(m[1], "#")
				own := to == "" || path.Join(path.Dir(l.path), to) == l.path
				if own && !strings.Contains(to, ":") && (part == "" || part == below) {
					t.Errorf("%s: a link below %q leads to where it stands: %s", l.path, below, line)
				}
			}
		}
	}
}

// fragment is what the address of a heading ends in.
func fragment(title string) string {
	title = regexp.MustCompile(`[^\pL\pN _-]`).ReplaceAllString(strings.ToLower(strings.TrimSpace(title)), "")
	return strings.ReplaceAll(title, " ", "-")
}

// From the home page, from every role and from the pages for who begins, one click
// leads to the people to go to when something is wrong.
func TestHandbookLeadsToHelp(t *testing.T) {
	repo, _, err := record.Load(os.DirFS(here.Example(t)))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]bool{}
	for _, program := range repo.Programs.All() {
		if page := program.Safeguarding.Page; page != "" {
			want[string(page)] = true
		}
	}
	for _, l := range handbook(t) {
		if l.path != "index.md" && path.Dir(l.path) != "roles" && path.Dir(l.path) != "ten-minutes" || l.path == "ten-minutes/README.md" {
			continue
		}
		for page := range want {
			if !slices.ContainsFunc(address.FindAllStringSubmatch(l.text, -1), func(m []string) bool { return path.Join(path.Dir(l.path), m[1]) == page }) {
				t.Errorf("%s does not lead to %s", l.path, page)
			}
		}
	}
}
