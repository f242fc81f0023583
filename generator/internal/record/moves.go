package record

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/text"
)

// Move is a path that a page had before, as moved_from in its front matter says it:
// from content/ on.
type Move struct {
	Page   *Page
	Index  int    // in MovedFrom
	File   string // the path in the repository, such as content/old.md
	Output string // the path that the page had in the site

	// Wrong says why nothing leads on from there, and Hint what to write instead. A
	// sound move has neither.
	Wrong, Hint string
}

// mostMoves is the number of paths that one page may have had.
const mostMoves = 100

const movedHint = "write the path that the file had, from content/ on, such as old/page.md"

// nameMoves reads the former paths of all pages, whose own paths must be known.
func (r *Repository) nameMoves() {
	r.moved = map[string]*Page{}
	places, claims := map[string]*Page{}, map[string]*Page{}
	for _, p := range r.Pages {
		places[text.Fold(p.Output)] = p
	}
	for _, p := range r.Pages {
		for i, from := range p.MovedFrom {
			if from == "" {
				continue // it was refused
			}
			m := Move{Page: p, Index: i, File: "content/" + from}
			m.form(from)
			if m.Wrong == "" {
				r.judge(&m, places, claims)
			}
			r.Moves = append(r.Moves, m)
		}
	}
}

// form says what is wrong with a path as it is written, or else sets its place in the
// site.
func (m *Move) form(from string) {
	m.Hint = movedHint
	switch {
	case m.Index >= mostMoves:
		m.Wrong, m.Hint = fmt.Sprintf("these are more than %d paths", mostMoves), "leave out the oldest"
	case strings.HasPrefix(from, "/") || strings.HasPrefix(path.Clean(from), ".."):
		m.Wrong = "the path leaves content/"
	case strings.HasPrefix(from, "content/"):
		m.Wrong, m.Hint = "the path begins at content/ already", "leave content/ out: "+strings.TrimPrefix(from, "content/")
	case !isPage(from) || !fs.ValidPath(from) || !couldLie(from):
		m.Wrong = "this is no path that a page can have"
	default:
		p := Page{Source: Source{Path: m.File}}
		p.claim(map[string]bool{})
		m.Output, m.Hint = p.Output, ""
	}
}

// couldLie reports whether a file at a path below content/ would have been read.
func couldLie(file string) bool {
	for at := file; at != "."; at = path.Dir(at) {
		if strings.HasPrefix(path.Base(at), ".") || !portable(at, &diag.List{}) {
			return false
		}
	}
	return true
}

// judge says what stands at a former place today, if anything does.
func (r *Repository) judge(m *Move, places, claims map[string]*Page) {
	key := text.Fold(m.Output)
	switch there, claim := places[key], claims[key]; {
	case there == m.Page:
		m.Wrong, m.Hint = "this is where the page is", "delete it"
	case there != nil:
		m.Wrong, m.Hint = there.Path+" is there today", "delete it, or move that page away"
	case r.ownPage(m.Output):
		m.Wrong, m.Hint = "the site has its own "+m.Output, "delete it"
	case claim != nil:
		m.Wrong, m.Hint = claim.Path+" says so, too", "keep it in one place"
	default:
		claims[key], r.moved[m.File] = m.Page, m.Page
	}
}
