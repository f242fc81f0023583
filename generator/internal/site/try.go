package site

import (
	"cmp"
	"io"
	"io/fs"
	"slices"
	"strconv"

	"pairbook/generator/internal/text"
	"pairbook/generator/internal/view"
)

// Fault is what is wrong with a template of a theme.
type Fault struct {
	File         string // from the theme's root, such as templates/home.html; "" when it is not known
	Line, Column int    // from 1; 0 when they are not known
	Message      string
}

// Try makes every page of a site in memory and returns what is wrong with the
// templates, a fault at each place once, sorted. A theme of which a template cannot
// be read has that one fault.
func Try(p *view.Programme, theme, files fs.FS) []Fault {
	outputs, err := Build(p, theme, files)
	if err != nil {
		return []Fault{faultOf(err, theme)}
	}
	var all []Fault
	for _, o := range outputs {
		if err := o.Render(io.Discard); err != nil {
			all = append(all, faultOf(err, theme))
		}
	}
	slices.SortFunc(all, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Message, b.Message))
	})
	return slices.CompactFunc(all, func(a, b Fault) bool { return a.File == b.File && a.Line == b.Line && a.Column == b.Column })
}

// templateError is what the template library writes: its name, a line, perhaps a
// column, and what is wrong.
var templateError = text.Pattern(`template: ([^:\s]+):(\d+)(?::(\d+))?: (.*)`)

func faultOf(err error, theme fs.FS) Fault {
	found := templateError().FindStringSubmatch(err.Error())
	if found == nil {
		return Fault{Message: err.Error()}
	}
	fault := Fault{File: "templates/" + found[1], Message: found[4]}
	if _, err := fs.Stat(theme, fault.File); err != nil {
		fault.File = "templates/parts/" + found[1]
	}
	fault.Line, _ = strconv.Atoi(found[2])
	fault.Column, _ = strconv.Atoi(found[3])
	if fault.Column > 0 {
		fault.Column++ // the library counts from 0
	}
	return fault
}
