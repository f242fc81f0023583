package fit

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/topic"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/here"
	"pairbook/generator/test/sketch"
)

// scoresPage reads the handbook's page about what a match weighs.
func scoresPage(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(here.Example(t), "content", "programme", "scores.md"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestPageSaysWhatCounts expects every kind on the page with the words that the schema
// has for it.
func TestPageSaysWhatCounts(t *testing.T) {
	page := scoresPage(t)
	for _, kind := range sketch.Criteria {
		if row := fmt.Sprintf("\n| `%s` | %s |\n", kind, kind.Meaning()); !strings.Contains(page, row) {
			t.Errorf("the page lacks %s", row)
		}
	}
	for _, kind := range sketch.Constraints {
		if row := fmt.Sprintf("\n| `%s` | %s |\n", kind, kind.Meaning()); !strings.Contains(page, row) {
			t.Errorf("the page lacks %s", row)
		}
	}
}

// worked is the page's example: its people, its criteria and what they give.
type worked struct {
	*sketch.World
	text string
}

// cells reads the rows of the first table below a line, without its head.
func (e *worked) cells(below string) (rows [][]string) {
	_, text, _ := strings.Cut(e.text, below)
	for _, line := range strings.Split(text, "\n") {
		if strings.HasPrefix(line, "|") {
			row := strings.Split(strings.Trim(line, "|"), "|")
			for i := range row {
				row[i] = strings.Trim(row[i], " `")
			}
			rows = append(rows, row)
		} else if len(rows) > 0 {
			break
		}
	}
	return rows
}

// named returns a list of topics; each is made where it is named first.
func (e *worked) named(names string) (ids []record.TopicID) {
	for _, name := range list(names) {
		id := topic.ID(name)
		if e.Topics[id] == nil {
			e.Topics[id] = &record.Topic{ID: id, Name: name}
		}
		ids = append(ids, id)
	}
	return ids
}

func list(cell string) []string {
	return slices.DeleteFunc(strings.Split(cell, ", "), func(s string) bool { return s == "" })
}

// enrol makes the people of the table.
func (e *worked) enrol(t *testing.T) {
	rows := e.cells("two have room.")
	for column, name := range rows[0][1:] {
		id := strings.ToLower(name)
		for _, row := range rows[2:] {
			who, enrolment, cell := e.Person(id), e.Enrolment(id), row[1+column]
			switch what := row[0]; what {
			case "takes part as":
				if cell == "mentee" {
					e.Mentee(id)
				} else {
					e.Mentor(id)
				}
			case "topics":
				if enrolment.Mentee != nil {
					enrolment.Mentee.Seeks = e.named(cell)
				} else {
					enrolment.Mentor.Offers = e.named(cell)
				}
			case "goals":
				if cell != "" {
					enrolment.Mentee.Goals = []string{cell}
				}
			case "level":
				who.Level = cell
			case "time zone":
				who.TimeZone = when.Zone(cell)
			case "free":
				_, enrolment.Availability = sketch.ZoneAndSlot(t, " "+cell)
			case "languages":
				who.Languages = list(cell)
			case "names":
				for _, other := range list(cell) {
					enrolment.Prefers = append(enrolment.Prefers, record.PersonID(strings.ToLower(other)))
				}
			case "unit":
				who.Unit = cell
			default:
				t.Fatalf("%q is no part of a person", what)
			}
		}
	}
}

// TestPageWorksOutAScore reads the worked example of the page, makes its people and
// its criteria, and compares every number.
func TestPageWorksOutAScore(t *testing.T) {
	_, text, found := strings.Cut(scoresPage(t), "\n## A score, worked out\n")
	if !found {
		t.Fatal("the page has no worked example")
	}
	text, _, _ = strings.Cut(text, "\n## ")
	e := &worked{sketch.New(), text}
	e.enrol(t)
	within := regexp.MustCompile(`“([^”]+)” lies within “([^”]+)”, the levels are ([^.]+), and the cohort runs from (\S+) to (\S+)\.`).FindStringSubmatch(text)
	e.Topics[topic.ID(within[1])].Within = e.named(within[2])
	e.Program.Levels = list(strings.ReplaceAll(within[3], " and ", ", "))
	for i, on := range []*when.Date{&e.Cohort.Starts, &e.Cohort.Ends} {
		day, err := when.ParseDate(within[4+i])
		if err != nil {
			t.Fatal(err)
		}
		*on = day
	}
	rows := e.cells("of 100:\n")[2:]
	var want []Points
	for _, row := range rows {
		number := func(cell string) int {
			n, err := strconv.Atoi(cell)
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
		c := record.Criterion{ID: record.CriterionID(row[0]), Kind: record.CriterionKind(row[0]), Weight: number(row[2])}
		if target, set := strings.CutPrefix(row[1], "target "); set {
			c.Target = number(target)
		}
		e.Program.Matching.Criteria = append(e.Program.Matching.Criteria, c)
		want = append(want, Points{Criterion: c.ID, Raw: number(row[3]), Points: number(row[4]), Of: number(row[5])})
	}
	p := poolOf(t, e.World, Options{})
	mentor, _ := p.Mentor("sol")
	for i, got := range p.Explain(0, mentor) {
		if got.Criterion != want[i].Criterion || got.Raw != want[i].Raw || got.Points != want[i].Points || got.Of != want[i].Of {
			t.Errorf("%+v, and the page has %+v", got, want[i])
		}
	}
	score, _ := p.Score(0, mentor)
	rarities := p.criteria[0].criterion.(*topics)
	var said []string
	for _, name := range []string{"Public speaking", "Statistics"} {
		said = append(said, fmt.Sprintf(" %d", rarities.rarity[rarities.number[topic.ID(name)]]))
	}
	words := p.criteria[1].criterion.(*goals)
	for _, word := range []string{"public", "statistic"} {
		n, _ := slices.BinarySearch(words.words, word)
		said = append(said, fmt.Sprintf(" %d", words.rarity[n]))
	}
	near := int(rarities.mentors[mentor].near[rarities.number["statistics"]])
	for _, number := range append(said, fmt.Sprintf("have %d of 100", score), fmt.Sprintf("· %d)", near), " 1792.", "is 772 of 1000", "29.41", "11.76", "5.88") {
		if !strings.Contains(text, number) {
			t.Errorf("the page does not say %q", number)
		}
	}
}
