package fit

import (
	"encoding/csv"
	"maps"
	"math"
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

// data is where the tables of a real programme lie, from this folder.
// The proposed pairs of a real programme are near the best that there are, by a
// measure that shares nothing with the criterion: the share of the weight of the
// sought words, by TF-IDF, that the mentor's words have. By the cosine, which takes
// off for each further word of a mentor, the best and those that people made by hand
// are the figures that others found, and ours are far from by hand.
func TestRealProgramme(t *testing.T) {
	tables := readTables(t)
	cosines := tables.cosines()
	for _, want := range []struct {
		cohort      string
		best, hands float64
	}{{"ols-3", 0.145, 0.078}, {"ols-4", 0.215, 0.059}, {"ols-5", 0.183, 0.052}, {"ols-6", 0.162, 0.069}} {
		pool, hand := tables.pool(t, want.cohort)
		cosine, covered, score := make([][]float64, len(pool.Mentees)), make([][]float64, len(pool.Mentees)), make([][]float64, len(pool.Mentees))
		for i, mentee := range pool.Mentees {
			sought := cosines.vector(tables.keywords[want.cohort+" "+string(mentee.Enrolment.Person)])
			for j, mentor := range pool.Mentors {
				offered := cosines.vector(tables.expertise[string(mentor.Enrolment.Person)])
				like, share := dot(sought, offered), 0.0
				for w, x := range sought {
					if offered[w] > 0 {
						share += x * x
					}
				}
				points, allowed := pool.Score(i, j)
				if !allowed {
					like, share, points = -9, -9, -900
				}
				cosine[i], covered[i], score[i] = append(cosine[i], like), append(covered[i], share), append(score[i], float64(points))
			}
		}
		pairs := solve(score, pool.Mentors)
		best, ours := mean(cosine, solve(cosine, pool.Mentors)), mean(cosine, pairs)
		most, has := mean(covered, solve(covered, pool.Mentors)), mean(covered, pairs)
		hands := 0.0
		for i, mentors := range hand {
			for _, j := range mentors {
				hands += max(0, cosine[i][j]) / float64(len(mentors)*len(hand))
			}
		}
		t.Logf("%s: %d mentees; by hand %.3f, ours %.3f, the best %.3f: %.0f %%; covered %.3f, the most %.3f: %.0f %%; points %.0f",
			want.cohort, len(cosine), hands, ours, best, 100*ours/best, has, most, 100*has/most, mean(score, pairs))
		if math.Abs(best-want.best) > 0.0006 || math.Abs(hands-want.hands) > 0.0006 {
			t.Errorf("%s: the best is %.4f and by hand %.4f, want %.3f and %.3f: the measure is another", want.cohort, best, hands, want.best, want.hands)
		}
		if has < 0.8*most || ours < 1.5*hands {
			t.Errorf("%s: the proposed pairs cover %.3f of at most %.3f, and their cosine is %.3f", want.cohort, has, most, ours)
		}
	}
}

// tables are the rows of the real programme, lists taken apart.
type tables struct {
	expertise map[string][]string // by person
	keywords  map[string][]string // by cohort and person
	enrolled  []map[string]string
	pairings  []map[string]string
}

func readTables(t *testing.T) *tables {
	all := &tables{expertise: map[string][]string{}, keywords: map[string][]string{}}
	for _, row := range rows(t, "open-seeds-people.csv") {
		all.expertise[row["person"]] = values(row["expertise"])
	}
	all.enrolled, all.pairings = rows(t, "open-seeds-enrolments.csv"), rows(t, "open-seeds-pairings.csv")
	for _, row := range all.enrolled {
		if row["role"] == "mentee" {
			all.keywords[row["cohort"]+" "+row["person"]] = values(row["keywords"])
		}
	}
	return all
}

func rows(t *testing.T, name string) []map[string]string {
	t.Helper()
	f, err := os.Open(filepath.Join(here.Tables(t), name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	cells, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []map[string]string
	for _, line := range cells[1:] {
		row := map[string]string{}
		for i, cell := range line {
			row[cells[0][i]] = cell
		}
		all = append(all, row)
	}
	return all
}

func values(cell string) []string {
	return slices.DeleteFunc(strings.Split(cell, "|"), func(s string) bool { return strings.TrimSpace(s) == "" })
}

// pool makes a cohort of the tables: its mentors, and the first mentee of each
// project that had a mentor; hand is the mentors that each had, by index.
func (all *tables) pool(t *testing.T, cohort string) (pool *Pool, hand [][]int) {
	var spellings []string
	for _, person := range slices.Sorted(maps.Keys(all.expertise)) {
		spellings = append(spellings, all.expertise[person]...)
	}
	for _, key := range slices.Sorted(maps.Keys(all.keywords)) {
		spellings = append(spellings, all.keywords[key]...)
	}
	ids, made := topic.NewVocabulary(record.Table[record.TopicID, *record.Topic]{}).Unify(spellings)
	w := sketch.New(record.Criterion{ID: "topics", Kind: "topics", Weight: 1})
	for _, made := range made {
		w.Topics[made.ID] = made
	}
	named := func(words []string) (all []record.TopicID) {
		for _, s := range words {
			if id, ok := ids[s]; ok && !slices.Contains(all, id) {
				all = append(all, id)
			}
		}
		return all
	}
	for person, words := range all.expertise {
		w.People[record.PersonID(person)] = &record.Person{ID: record.PersonID(person), Topics: named(words)}
	}
	for _, row := range all.enrolled {
		if capacity, err := strconv.Atoi(row["capacity"]); row["cohort"] == cohort && row["role"] == "mentor" && err == nil {
			w.Enrolment(row["person"]).Mentor = &record.AsMentor{Capacity: capacity}
		}
	}
	by := map[string][]string{}
	for _, row := range all.pairings {
		if mentors := values(row["mentors"]); row["cohort"] == cohort && len(mentors) > 0 {
			first := values(row["mentees"])[0]
			by[first] = mentors
			w.Enrolment(first).Mentee = &record.AsMentee{Mentors: 1, Seeks: named(all.keywords[cohort+" "+first])}
		}
	}
	pool = poolOf(t, w, Options{AsOf: when.Day(2022, 1, 1)})
	for _, mentee := range pool.Mentees {
		var mentors []int
		for _, id := range by[string(mentee.Enrolment.Person)] {
			if j, ok := pool.Mentor(record.PersonID(id)); ok {
				mentors = append(mentors, j)
			}
		}
		hand = append(hand, mentors)
	}
	return pool, hand
}

// cosines weighs the words of all people's topics.
type cosines struct {
	people float64
	having map[string]float64
}

var word = regexp.MustCompile(`[\pL\pN_]+`)

func split(topics []string) []string {
	stop := strings.Fields("a an and the of in on for to with by at or as is are from using via")
	return slices.DeleteFunc(word.FindAllString(strings.ToLower(strings.Join(topics, " ")), -1), func(w string) bool { return slices.Contains(stop, w) })
}

func (all *tables) cosines() cosines {
	c := cosines{float64(len(all.expertise)), map[string]float64{}}
	for _, topics := range all.expertise {
		for _, w := range slices.Compact(slices.Sorted(slices.Values(split(topics)))) {
			c.having[w]++
		}
	}
	return c
}

// vector gives each word (1 + ln tf) · ln((n + ½)/(df + ½)), scaled to length 1.
func (c cosines) vector(topics []string) map[string]float64 {
	v, length := map[string]float64{}, 0.0
	for _, w := range split(topics) {
		v[w]++
	}
	for w, times := range v {
		v[w] = (1 + math.Log(times)) * math.Log((c.people+0.5)/(c.having[w]+0.5))
		length += v[w] * v[w]
	}
	for w := range v {
		v[w] /= math.Sqrt(length)
	}
	return v
}

func dot(a, b map[string]float64) float64 {
	sum := 0.0
	for w, x := range a {
		sum += x * b[w]
	}
	return sum
}

func mean(of [][]float64, mentors []int) float64 {
	sum := 0.0
	for i, j := range mentors {
		sum += of[i][j]
	}
	return sum / float64(len(mentors))
}

// solve gives each row a column so that the sum is the highest, with as many
// rows for a mentor's column as there is room, by shortest augmenting paths
// (Bellman-Ford, so that nothing of it is clever).
func solve(worth [][]float64, mentors []Giver) []int {
	of, used := make([]int, len(worth)), make([]int, len(mentors))
	for i := range of {
		of[i] = -1
	}
	for start := range worth {
		far, from := make([]float64, len(mentors)), make([]int, len(mentors))
		for j := range mentors {
			far[j], from[j] = -worth[start][j], start
		}
		for changed := true; changed; {
			changed = false
			for i, j := range of {
				for k := range mentors {
					if j >= 0 && far[j]+worth[i][j]-worth[i][k] < far[k]-1e-9 {
						far[k], from[k], changed = far[j]+worth[i][j]-worth[i][k], i, true
					}
				}
			}
		}
		end := -1
		for j, g := range mentors {
			if used[j] < g.Room && (end < 0 || far[j] < far[end]) {
				end = j
			}
		}
		used[end]++
		for i := -1; i != start; {
			i = from[end]
			of[i], end = end, of[i]
		}
	}
	return of
}
