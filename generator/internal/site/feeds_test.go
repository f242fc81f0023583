package site

import (
	"encoding/xml"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/internal/veil"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/mini"
)

// aCohort is a cohort of the programme in miniature with dates of its own.
const aCohort = `program: p
name: Dated
starts: 2026-09-01
ends: 2027-02-28
state: running
applications: {opens: 2026-07-01, closes: 2026-08-01}
events:
  - {id: info, name: Info session, on: 2026-10-28}
  - {id: closing, name: Closing, on: 2027-02-20}
`

// readFeed builds a site with a cohort and reads its feed.
func readFeed(t *testing.T, cohort string) atomFeed {
	t.Helper()
	files := mini.Files("format: 1\ntitle: Mini\nbase_url: https://mentoring.example/m/\n")
	files["program/cohorts/dated/cohort.yaml"] = mini.File("%s", cohort)
	return feedOf(t, files)
}

func feedOf(t *testing.T, files fs.FS) (feed atomFeed) {
	t.Helper()
	in := input(t, files, veil.Public)
	in.AsOf = when.Day(2026, 11, 20)
	if err := xml.Unmarshal([]byte(render(t, in, "feed.xml")["feed.xml"]), &feed); err != nil {
		t.Fatal(err)
	}
	return feed
}

// entryOf finds the entry whose id ends so.
func entryOf(t *testing.T, f atomFeed, ending string) atomEntry {
	t.Helper()
	i := slices.IndexFunc(f.Entries, func(e atomEntry) bool { return strings.HasSuffix(e.ID, ending) })
	if i < 0 {
		t.Fatalf("no entry of the feed is %s: %v", ending, f.Entries)
	}
	return f.Entries[i]
}

// TestEntriesKeepTheirIDs changes the name and the day of an event: its entry has
// the same id, and another time at which it was updated.
func TestEntriesKeepTheirIDs(t *testing.T) {
	before := entryOf(t, readFeed(t, aCohort), "#dated/event/info")
	for _, change := range []*strings.Replacer{
		strings.NewReplacer("Info session", "Info sesion"),
		strings.NewReplacer("2026-10-28", "2026-10-29"),
		strings.NewReplacer("name: Dated", "name: Autumn"),
	} {
		after := entryOf(t, readFeed(t, change.Replace(aCohort)), "#dated/event/info")
		if after.ID != before.ID {
			t.Errorf("the id was %s and is %s", before.ID, after.ID)
		}
		if after.Updated == before.Updated {
			t.Errorf("%s says other things than %s, and is of the same time, %s", after.Title, before.Title, after.Updated)
		}
	}
}

// TestEntriesAreNews has an entry for what happens to a cohort, and none for a day
// on which somebody met.
func TestEntriesAreNews(t *testing.T) {
	feed := readFeed(t, strings.Replace(aCohort, "2027-02-28", "2026-11-01", 1))
	for _, ending := range []string{"#dated/applications", "#dated/starts", "#dated/ends", "#dated/event/info", "#dated/event/closing"} {
		entryOf(t, feed, ending)
	}
	ids := map[string]bool{}
	for _, e := range feed.Entries {
		if strings.Contains(e.ID, "/met/") {
			t.Errorf("%s is news: %s", e.Title, e.Summary)
		}
		if ids[e.ID] {
			t.Errorf("two entries are %s", e.ID)
		}
		ids[e.ID] = true
	}
}

// TestNewPagesAreNews has an entry for a page of the handbook whose day is known, which
// keeps its id under another title and on another day, and none for others.
func TestNewPagesAreNews(t *testing.T) {
	entry := func(title string, came when.Date) *atomEntry {
		files := mini.Files("format: 1\ntitle: Mini\nbase_url: https://mentoring.example/m/\n")
		files["content/new.md"] = mini.File("# %s\n\nWhat it's about.\n", title)
		files["content/old.md"] = mini.File("# Old\n")
		files["content/moved.md"] = mini.File("---\nmoved_from: [before.md]\n---\n# Moved\n")
		files["content/ours.md"] = mini.File("---\nfor: coordinators\n---\n# Ours\n")
		in := input(t, files, veil.Public)
		in.Came = map[string]when.Date{"content/new.md": came, "content/moved.md": came, "content/ours.md": came, "content/gone.md": came}
		var feed atomFeed
		if err := xml.Unmarshal([]byte(render(t, in, "feed.xml")["feed.xml"]), &feed); err != nil {
			t.Fatal(err)
		}
		var found []atomEntry
		for _, e := range feed.Entries {
			if strings.Contains(e.ID, "#page/") {
				found = append(found, e)
			}
		}
		if len(found) == 0 {
			return nil
		}
		if len(found) > 1 || !strings.HasSuffix(found[0].ID, "#page/new.html") || found[0].Link.Href != "https://mentoring.example/m/new.html" || found[0].Summary != "What it’s about." {
			t.Errorf("the new pages are %v", found)
		}
		return &found[0]
	}
	before := entry("New", miniDay)
	if before.Title != "New in the handbook: New" || !strings.HasPrefix(before.Updated, miniDay.String()) {
		t.Errorf("the entry is %v", before)
	}
	for _, after := range []*atomEntry{entry("Newer", miniDay), entry("New", miniDay.Add(-3))} {
		if after.ID != before.ID || after.Updated == before.Updated {
			t.Errorf("%v became %v", before, after)
		}
	}
	for _, never := range []when.Date{0, miniDay.Add(1)} {
		if e := entry("New", never); e != nil {
			t.Errorf("on %s, there is an entry of %s: %v", miniDay, never, e)
		}
	}
}

// TestFeedWithoutAddressKeepsItsIDs gives the site another title: where it has an
// address of its repository, the ids stay.
func TestFeedWithoutAddressKeepsItsIDs(t *testing.T) {
	ids := func(title string) (ids []string) {
		files := mini.Files("format: 1\ntitle: " + title + "\nrepository: https://github.example/o/mini\n")
		files["program/cohorts/dated/cohort.yaml"] = mini.File("%s", aCohort)
		for _, e := range feedOf(t, files).Entries {
			ids = append(ids, e.ID)
		}
		slices.Sort(ids)
		return ids
	}
	if before, after := ids("Mini"), ids("Midi"); len(before) == 0 || !slices.Equal(before, after) {
		t.Errorf("another title gives other ids:\n%v\n%v", before, after)
	}
}
