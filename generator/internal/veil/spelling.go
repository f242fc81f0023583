package veil

import (
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/text"
)

// spelling places the files of the handbook so that no two of the site's files
// and folders have names that a system takes for one.
type spelling struct {
	folders map[string]string       // folded, from the root → the last name as the site has it
	pages   map[*record.Page]string // paths in the site
	former  map[*record.Page][]string
}

// ownFolders are written as the site writes them.
var ownFolders = []string{"api", "assets", "attention", "calendar", "cohorts", "exports", "handbook", "log", "network", "people", "people/index", "programs", "roles", "search"}

// newSpelling settles the folders: of several spellings the one of most files
// holds, and of several such the first.
func newSpelling(repo *record.Repository) *spelling {
	files := map[string]int{} // folder → the files below it
	for _, p := range repo.Pages {
		for dir := path.Dir(p.Output); dir != "."; dir = path.Dir(dir) {
			files[dir]++
		}
	}
	for _, m := range repo.Moves {
		for dir := path.Dir(m.Output); dir != "." && m.Wrong == ""; dir = path.Dir(dir) {
			files[dir]++
		}
	}
	for _, a := range repo.Assets {
		for dir := path.Dir(assetOutput(a)); dir != "."; dir = path.Dir(dir) {
			files[dir]++
		}
	}
	for _, dir := range ownFolders {
		files[dir] += len(repo.Pages) + len(repo.Assets)
	}
	best := map[string]string{}
	for _, dir := range slices.Sorted(maps.Keys(files)) {
		key := text.Fold(dir)
		if other, known := best[key]; !known || files[dir] > files[other] {
			best[key] = dir
		}
	}
	s := &spelling{folders: map[string]string{}, pages: map[*record.Page]string{}, former: map[*record.Page][]string{}}
	for key, dir := range best {
		s.folders[key] = folderName(path.Base(dir))
	}
	s.placePages(repo.Pages)
	for _, m := range repo.Moves {
		if m.Wrong == "" {
			s.former[m.Page] = append(s.former[m.Page], s.of(m.Output))
		}
	}
	return s
}

func (s *spelling) placePages(pages []*record.Page) {
	taken := map[string]bool{}
	for _, p := range pages {
		to := s.of(p.Output)
		stem := strings.TrimSuffix(to, ".html")
		for n := 2; taken[text.Fold(to)]; n++ {
			to = stem + "-" + strconv.Itoa(n) + ".html"
		}
		taken[text.Fold(to)] = true
		s.pages[p] = to
	}
}

// of writes a path with the folders as the site has them.
func (s *spelling) of(file string) string {
	to := path.Base(file)
	for dir := path.Dir(file); dir != "."; dir = path.Dir(dir) {
		to = path.Join(s.folders[text.Fold(dir)], to)
	}
	return to
}

// folderName keeps a folder from the name that a file of the site may have.
func folderName(name string) string {
	ending := strings.ToLower(path.Ext(name))
	if slices.Contains([]string{".html", ".json", ".xml", ".txt"}, ending) || record.IsFileKind(ending) {
		return name + "-2"
	}
	return name
}
