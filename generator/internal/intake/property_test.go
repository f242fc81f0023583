package intake

import (
	"encoding/csv"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pairbook/generator/test/here"
)

func TestMain(m *testing.M) { os.Exit(here.Draws(m, 100, 1000)) }

// sound are the contents of columns, where a row may have them; wrong are those that no
// row may have.
var (
	sound = map[string][]string{
		"outcome": {"", "Delivered"}, "title": {"", "The almanac", "=1"}, "summary": {"", "All of\nit"}, "about": {"", "Sails, at weekends"}, "pronouns": {"", "she/her"}, "links": {"", "https://example.org/", "The issue <https://example.org/1>|meeting.md"},
		"id": {"ada", "bo", "cy", "di", "em"}, "person": {"ada", "bo", "cy", "di"}, "manager": {"", "ada", "di", "em"},
		"cohort": {"one", "one", "two", "2027"}, "pairing": {"otter", "otter", "wren"},
		"structure": {"", "flash"}, "continues": {"", "otter", "2025/otter"}, "formerly": {"", "beaver|mink"}, "cadence": {"", "", "2w", "2w|1mo from 2026-03-01"},
		"pauses": {"", "", "from 2026-02-10 until 2026-02-20|from 2026-04-01"}, "accepted": {"", "ada on 2026-01-05|Cy on 2026-01-06"}, "score": {"", "", "72"}, "lot": {"", "", "yes"}, "because": {"", "both know Go, and Rust|free on Mondays"}, "training": {"", "first-aid on 2026-01-02"},
		"role": {"mentor", "mentee", "peer"}, "capacity": {"", "", "2"},
		"mentors": {"ada", "ada|bo", "ada until 2026-03-01|bo from 2026-03-02|ada from 2026-04-01"}, "co_mentors": {"", "", "bo"}, "advisers": {"", "", "em", "ada from 2026-03-02 until 2026-03-31"}, "backups": {"", "", "em", "di"}, "mentees": {"cy", "cy|di", "cy until 2026-02-03"}, "peers": {"em|di"},
		"state": {"open", "active", "completed", "ended", "proposed", "declined"}, "declined": {"", "2026-01-10"}, "declined_by": {"", "mentee"}, "reason": {"", "time"},
		"started": {"2026-02-01", ""}, "ended": {"", "2026-05-01", "2026-09-01"},
		"date": {"2026-01-14", "2026-01-14", "2026-02-02"}, "duration": {"", "45m", "1h"},
		"attended": {"", "ada|cy", "cy|em", "bo", "[]"}, "publish": {"", "no"}, "left": {"", "2026-03-01"}, "status": {"", "waiting"}, "prefers": {"", "bo|cy"}, "availability": {"", "Tue 10:00-12:00|Mon 09:00-10:00", "Mon am"},
		"goals": {"", "Weld|Sing, loudly"}, "introductions": {"", "The harbour"}, "next": {"", "2026-03-03"}, "notes": {"", "- One\n- Two", "=1+1", "'=1"}, "guests": {"", "The team"}, "actions": {"", "Cy: Weld by 2026-03-01|Read: all of it", "[weld] ada: Weld", "weld|Weld"}, "done": {"", "weld|read-all-of-it on 2026-02-03"}, "dropped": {"", "weld"}, "confirmed": {"", "cy"}, "cleared": {"", "references on 2026-01-02|talk on 2026-01-03 by bo"}, "again": {"", "mentor"}, "format": {"", "video"}, "told_by": {"", "mail"},
		"topics": {"", "Go", "go|sea ice", "Sea-ice", "C++|C"}, "name": {"", "Ada", "=Name\n B"},
	}
	wrong = map[string][]string{
		"links": {"no link"}, "id": {"Em"}, "person": {"nobody"}, "pairing": {"No"}, "structure": {"duel"}, "continues": {"a/b/c"}, "formerly": {"Mink"}, "cadence": {"2w until 2026-03-01"},
		"pauses": {"until 2026-02-01"}, "accepted": {"ada"}, "training": {"first-aid"}, "role": {"boss"}, "mentors": {""}, "mentees": {"ada", "cy until 2026-02-30"}, "declined_by": {"they"}, "started": {"2026-02-30"}, "date": {"2026-06-31"},
		"actions": {"x by 2026-02-31"}, "done": {"Weld"}, "cleared": {"references"},
	}
)

// cells draws the contents of a column, good and now and then bad.
func cells(field string) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		from := append(sound[field], "")[:max(1, len(sound[field]))]
		if wrong[field] != nil && rapid.IntRange(0, 19).Draw(t, "luck") == 0 {
			from = wrong[field]
		}
		return rapid.SampledFrom(from).Draw(t, field)
	})
}

// tabled draws a spreadsheet of a kind, as rows with a header.
func tabled(t *rapid.T, kind Kind) [][]string {
	rows := [][]string{kind.Fields()}
	for i := range rapid.IntRange(0, 8).Draw(t, "rows") {
		var row []string
		for _, field := range kind.Fields() {
			row = append(row, cells(field).Draw(t, fmt.Sprintf("%s %d", field, i)))
		}
		if rapid.IntRange(0, 9).Draw(t, "agrees with itself") > 0 {
			agree(kind, row)
		}
		rows = append(rows, row)
	}
	return rows
}

// agree gives a row the cells that go with its part or state, and takes out the others.
func agree(kind Kind, row []string) {
	cell := func(field string) *string { return &row[slices.Index(kind.Fields(), field)] }
	clean := func(fields ...string) {
		for _, field := range fields {
			*cell(field) = ""
		}
	}
	switch kind {
	case Enrolments:
		if *cell("role") != "mentor" {
			clean("capacity")
		}
		if *cell("role") != "mentee" {
			clean("mentors", "goals")
		} else if *cell("mentors") != "" {
			*cell("mentors") = "2"
		}
	case Pairings:
		if *cell("pairing") == "wren" && *cell("state") != "open" && *cell("structure") == "flash" {
			clean("mentors", "co_mentors", "advisers", "backups", "mentees")
		} else {
			clean("peers")
		}
		if *cell("backups") == *cell("advisers") || *cell("mentees") == "cy|di" {
			clean("backups")
		}
		if *cell("co_mentors") != "" && *cell("mentors") != "ada" {
			clean("co_mentors")
		}
		if *cell("mentors") != "" && *cell("mentors") != "ada until 2026-03-01|bo from 2026-03-02|ada from 2026-04-01" && strings.HasPrefix(*cell("advisers"), "ada") {
			clean("advisers")
		}
		switch state := *cell("state"); state {
		case "open", "declined", "proposed":
			clean("started", "ended", "reason", "declined", "declined_by")
			if state == "open" {
				clean("mentees")
			}
			if state == "declined" {
				*cell("declined"), *cell("declined_by") = "2026-01-10", "mentee"
			}
		case "active", "completed", "ended":
			clean("declined", "declined_by", "ended")
			*cell("started"), *cell("reason") = "2026-02-01", "time"
			if state != "active" {
				*cell("ended") = "2026-05-01"
			}
		}
	}
}

func written(rows [][]string) string {
	var b strings.Builder
	w := csv.NewWriter(&b)
	if err := w.WriteAll(rows); err != nil {
		panic(err)
	}
	return b.String()
}

func TestImportTwiceIsImportOnce(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		kind := rapid.SampledFrom(Kinds()).Draw(rt, "kind")
		files := repository(cohort())
		s := spec{kind: kind, text: written(tabled(rt, kind)), newPeople: rapid.Bool().Draw(rt, "new people")}
		first := mustPlan(t, files, s)
		files.apply(first)
		load(t, files)
		second := mustPlan(t, files, s)
		if len(second.Files) > 0 {
			f := second.Files[0]
			rt.Fatalf("the second run changes %s from\n%s\nto\n%s", f.Path, f.Before, f.After)
		}
	})
}

// Rows without repetition or contradiction may be in any order.
func TestOrderOfRowsDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		kind := rapid.SampledFrom(Kinds()).Draw(rt, "kind")
		rows := distinct(kind, tabled(rt, kind))
		shuffled := slices.Concat(rows[:1], rapid.Permutation(rows[1:]).Draw(rt, "order"))
		newPeople := rapid.Bool().Draw(rt, "new people")

		a, b := repository(cohort()), repository(cohort())
		a.apply(mustPlan(t, a, spec{kind: kind, text: written(rows), newPeople: newPeople}))
		b.apply(mustPlan(t, b, spec{kind: kind, text: written(shuffled), newPeople: newPeople}))
		if !equal(a, b) {
			rt.Fatalf("the order of these rows matters:\n%s", written(rows))
		}
	})
}

// Sorting a spreadsheet between imports changes nothing, even if a pairing met
// several times a day.
func TestSortedSessionsChangeNothing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		rows := tabled(rt, Sessions)
		shuffled := slices.Concat(rows[:1], rapid.Permutation(rows[1:]).Draw(rt, "order"))
		files := repository(cohort())
		files.apply(mustPlan(t, files, spec{kind: Sessions, text: written(rows)}))
		if again := mustPlan(t, files, spec{kind: Sessions, text: written(shuffled)}); len(again.Files) > 0 {
			f := again.Files[0]
			rt.Fatalf("the same rows in another order change %s from\n%s\nto\n%s", f.Path, f.Before, f.After)
		}
	})
}

// Only one of several meetings on a day has a topic, and may be in any row after
// sorting: a row that says less must not take its log.
func TestSortedDayChangesNothing(t *testing.T) {
	rows := func(with int) string {
		text := "cohort,pairing,date,topics\n"
		for row := range 5 {
			text += "one,otter,2026-01-14," + map[bool]string{true: "Go"}[row == with] + "\n"
		}
		return text
	}
	for first := range 5 {
		files := repository(cohort())
		files.apply(mustPlan(t, files, spec{kind: Sessions, text: rows(first)}))
		for with := range 5 {
			if again := mustPlan(t, files, spec{kind: Sessions, text: rows(with)}); len(again.Files) > 0 {
				t.Errorf("row %d moved to %d: %s changes to\n%s", first, with, again.Files[0].Path, again.Files[0].After)
			}
		}
	}
}

// distinct keeps the first row of each record. What is of an enrolment and not of a
// part in it is the same in both rows of a person.
func distinct(kind Kind, rows [][]string) [][]string {
	keys := map[Kind]int{People: 1, Enrolments: 3, Pairings: 2, Sessions: 3, Gatherings: 2}[kind]
	seen, first := map[string]bool{}, map[string][]string{}
	var kept [][]string
	for _, row := range rows {
		key := strings.Join(row[:keys], "\n")
		if kind == Enrolments {
			of, shared := strings.Join(row[:2], "\n"), slices.Index(rows[0], "availability")
			if first[of] == nil {
				first[of] = row
			}
			row = slices.Concat(row[:shared], first[of][shared:])
		}
		if !seen[key] {
			kept = append(kept, row)
		}
		seen[key] = true
	}
	return kept
}

// Every planned record comes from a good row, and the counts agree with the
// lists.
func TestBadRowsLeaveNoTrace(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		kind := rapid.SampledFrom(Kinds()).Draw(rt, "kind")
		rows := tabled(rt, kind)
		files := repository(cohort())
		p := mustPlan(t, files, spec{kind: kind, text: written(rows)})

		bad := map[int]bool{}
		for _, problem := range p.Bad {
			bad[problem.Line] = true
		}
		good, line := [][]string{rows[0]}, 2
		for _, row := range rows[1:] {
			length := strings.Count(written([][]string{row}), "\n")
			sound := true
			for i := range length {
				sound = sound && !bad[line+i]
			}
			if line += length; sound {
				good = append(good, row)
			}
		}
		if p.Planned != len(good)-1 {
			rt.Fatalf("%d rows are sound, and %d have no problem", p.Planned, len(good)-1)
		}
		alone := mustPlan(t, files, spec{kind: kind, text: written(good)})
		if len(alone.Bad) > 0 {
			rt.Fatalf("without the bad rows %v is bad", alone.Bad)
		}
		a, b := clone(files), clone(files)
		a.apply(p)
		b.apply(alone)
		if !equal(a, b) {
			rt.Fatal("the bad rows changed what the others come to")
		}
	})
}

// FuzzImport feeds any text to every kind of import. The planned records must
// load.
func FuzzImport(f *testing.F) {
	f.Add(uint8(0), "id,name,topics\nada,Ada,Go|go\n")
	f.Add(uint8(1), "cohort,person,role,capacity\none,ada,mentor,2\nnew,bo,mentee,\n")
	f.Add(uint8(2), "cohort,pairing,mentors,mentees,state,started\none,x,ada,bo,active,2026-01-01\n")
	f.Add(uint8(3), "cohort,pairing,date,attended,guests\none,otter,2026-01-14,\"ada|cy\",\"a\nb\"\n")
	f.Add(uint8(0), "\uFEFFid;name\n\"")
	f.Fuzz(func(t *testing.T, n uint8, text string) {
		files := repository(cohort())
		p, err := plan(t, files, spec{kind: Kinds()[int(n)%len(Kinds())], text: text, newPeople: n > 127})
		if err != nil {
			return
		}
		files.apply(p)
		load(t, files)
		for _, file := range p.Files {
			if len(file.Rows) == 0 {
				t.Errorf("no row accounts for %s", file.Path)
			}
		}
	})
}
