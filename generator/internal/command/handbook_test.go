package command

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/test/here"
)

// leaf is a page of the example's handbook.
type leaf struct {
	path string // from content/ on
	text string // without front matter and code blocks
	code []fence
}

// fence is a code block with the word after its opening line.
type fence struct{ language, text string }

var (
	fenced  = regexp.MustCompile("(?ms)^[ \t]*```([a-z]*)\n(.*?)^[ \t]*```[ \t]*\n?")
	front   = regexp.MustCompile(`(?s)\A---\n.*?\n---\n`)
	span    = regexp.MustCompile("`[^`\n]*`")
	address = regexp.MustCompile(`\]\(([^)\s]*)\)`)
	spelled = regexp.MustCompile(`[\pL\pN]`)
)

// handbook reads the pages of the example's handbook, and skips the test where
// another programme is here.
func handbook(t *testing.T) (leaves []leaf) {
	t.Helper()
	content := filepath.Join(here.Example(t), "content")
	for _, pattern := range []string{"*.md", "*/*.md"} {
		names, err := filepath.Glob(filepath.Join(content, filepath.FromSlash(pattern)))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			at, err := filepath.Rel(content, name)
			if err != nil {
				t.Fatal(err)
			}
			leaves = append(leaves, leafOf(filepath.ToSlash(at), string(data)))
		}
	}
	return leaves
}

func leafOf(at, page string) leaf {
	page = front.ReplaceAllString(page, "")
	l := leaf{path: at, text: fenced.ReplaceAllString(page, "")}
	for _, m := range fenced.FindAllStringSubmatch(page, -1) {
		l.code = append(l.code, fence{m[1], m[2]})
	}
	return l
}

// words counts what is read: no code, and no addresses of links.
func (l leaf) words() (n int) {
	text := address.ReplaceAllString(span.ReplaceAllString(l.text, " "), "]")
	for _, w := range strings.Fields(text) {
		if spelled.MatchString(w) {
			n++
		}
	}
	return n
}

// blocks are paragraphs, and the entries of lists and tables one by one.
func (l leaf) blocks() (blocks []string) {
	begins := regexp.MustCompile(`^(- |\d+\. |\||#|> |\[\^|: )`)
	for paragraph := range strings.SplitSeq(l.text, "\n\n") {
		start := len(blocks)
		for line := range strings.Lines(paragraph) {
			if len(blocks) == start || begins.MatchString(line) {
				blocks = append(blocks, "")
			}
			blocks[len(blocks)-1] += line
		}
	}
	return blocks
}

// folder reports whether a page is that of its folder.
func (l leaf) folder() bool {
	return path.Base(l.path) == "README.md" || path.Base(l.path) == "index.md"
}

// Pages have the length of one sitting. What is looked up a word or a line at a time
// may be longer, letters and one-pagers shorter.
func TestHandbookPagesAreOfOneLength(t *testing.T) {
	others := []string{"glossary.md", "faq.md"}
	for _, l := range handbook(t) {
		n := l.words()
		switch {
		case l.folder() || slices.Contains(others, l.path) || path.Dir(l.path) == "messages" || path.Dir(l.path) == "ten-minutes":
		case n < 400 || n > 1100:
			t.Errorf("%s has %d words, and 400 to 1,100 are right: divide it, or put it into another", l.path, n)
		}
		if n > 400 && path.Dir(l.path) == "ten-minutes" {
			t.Errorf("%s has %d words; 400 can be read in two minutes and done in ten", l.path, n)
		}
	}
}

// What a mentor is asked to have read before the first meeting takes a quarter of an hour.
func TestWhatAMentorReadsFirstIsShort(t *testing.T) {
	sizes := map[string]int{}
	var first leaf
	for _, l := range handbook(t) {
		sizes[l.path] = l.words()
		if l.path == "ten-minutes/mentor.md" {
			first = l
		}
	}
	_, list, ok := strings.Cut(first.text, "## A checklist")
	if !ok {
		t.Fatal("ten-minutes/mentor.md has no checklist")
	}
	all, seen := sizes[first.path], map[string]bool{}
	for _, m := range address.FindAllStringSubmatch(list[:strings.LastIndex(list, "- [ ]")], -1) {
		to, _, _ := strings.Cut(m[1], "#")
		if to = path.Join("ten-minutes", to); !seen[to] {
			seen[to] = true
			all += sizes[to]
		}
	}
	if len(seen) < 5 || all > 3500 {
		t.Errorf("the checklist asks to read %d pages of %d words together, and 3,500 are enough", len(seen)+1, all)
	}
}

// One word for one thing: what a record calls otherwise is said in people's words, nobody
// is made to say what they were not asked, and pages speak as people do.
func TestHandbookWords(t *testing.T) {
	stiff := regexp.MustCompile(`(?i)\b((is|are|was|were|do|does|did|has|have|had|will|would|should|could|need) not|cannot)\b`)
	quoted := regexp.MustCompile(`"[^"]*"`)
	never := regexp.MustCompile(`(?i)\b(cadences?|sessions?|intervals?|paused|inactive|rejected|proteges?|protégés?|empower\w*|unlock\w*|seamless\w*|journeys?)\b`)
	testimony := regexp.MustCompile(`(?i)\b((many|most|mentors|mentees|people) (will )?say (that )?(it|they|three)|who are now professors|ask for again|in nearly every|most pairs (have|that)|everybody knows)\b`)
	for _, l := range handbook(t) {
		if strings.HasPrefix(l.path, "programme/records") {
			continue
		}
		for _, b := range l.blocks() {
			plain := address.ReplaceAllString(span.ReplaceAllString(b, ""), "]")
			if found := stiff.FindString(quoted.ReplaceAllString(plain, "")); found != "" {
				t.Errorf("%s says %q, and other pages have one word for it, such as isn't:\n%s", l.path, found, b)
			}
			if l.path == "glossary.md" || l.path == "programme/evidence.md" {
				continue
			}
			if found := never.FindString(plain); found != "" {
				t.Errorf("%s says %q; the glossary has another word:\n%s", l.path, found, b)
			}
			if found := testimony.FindString(plain); found != "" {
				t.Errorf("%s has people say something who were not asked, %q:\n%s", l.path, found, b)
			}
		}
	}
}

// Sentences are short, page by page.
func TestHandbookSentencesAreShort(t *testing.T) {
	ends := regexp.MustCompile(`[.!?:][")’”*]*(\s|$)`)
	for _, l := range handbook(t) {
		words, sentences := 0, 0
		for _, b := range l.blocks() {
			if strings.ContainsRune("|#[", rune((strings.TrimSpace(b) + "#")[0])) {
				continue
			}
			plain := address.ReplaceAllString(span.ReplaceAllString(b, "x"), "]")
			words += leaf{text: plain}.words()
			sentences += max(1, len(ends.FindAllString(plain, -1)))
		}
		if mean := float64(words) / float64(max(1, sentences)); mean > 15 {
			t.Errorf("%s has %.1f words in a sentence; 15 are the most", l.path, mean)
		}
	}
}
