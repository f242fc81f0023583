package veil

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"path"
	"strings"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/text"
	"pairbook/generator/internal/view"
)

// published are the kinds of files of content/ that the site carries: pictures
// and documents that a browser shows and does not run.
var published = []string{".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".pdf", ".csv", ".ods", ".odt", ".docx", ".xlsx"}

// addAssets finds the files of content/ that the site carries, and where they
// go. A drawing that could run a script is not carried.
func (p *places) addAssets(files fs.FS, assets []*record.Asset) []view.Asset {
	if files == nil {
		return nil
	}
	taken := map[string]bool{}
	var all []view.Asset
	for _, a := range assets {
		to := p.spelled.of(assetOutput(a))
		key := text.Fold(to)
		if taken[key] || len(to) > 200 || !carried(files, a.Path) {
			continue
		}
		taken[key] = true
		p.assets[a.Path] = to
		all = append(all, view.Asset{File: a.Path, Path: to})
	}
	return all
}

// assetOutput is the place in the site that a file's path asks for.
func assetOutput(a *record.Asset) string {
	to := strings.TrimPrefix(a.Path, "content/")
	if record.ReservedOutput(to) {
		return "handbook/" + to
	}
	return to
}

func carried(files fs.FS, file string) bool {
	kind := strings.ToLower(path.Ext(file))
	known := false
	for _, k := range published {
		known = known || k == kind
	}
	if !known || kind != ".svg" {
		return known
	}
	body, err := fs.ReadFile(files, file)
	return err == nil && inert(body)
}

// inert reports whether an SVG drawing has nothing that runs or loads: no script,
// no handler, no foreign markup, no animation of a link, no address but #ids.
func inert(svg []byte) bool {
	d := xml.NewDecoder(bytes.NewReader(svg))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return true
		}
		if err != nil {
			return false
		}
		switch t := token.(type) {
		case xml.Directive:
			return false // a document type may define entities
		case xml.ProcInst:
			if t.Target != "xml" {
				return false
			}
		case xml.StartElement:
			if !inertElement(t) {
				return false
			}
		}
	}
}

func inertElement(e xml.StartElement) bool {
	switch strings.ToLower(e.Name.Local) {
	case "script", "foreignobject", "iframe", "object", "embed", "style", "set", "handler", "listener":
		return false
	}
	if strings.HasPrefix(strings.ToLower(e.Name.Local), "animate") {
		return false
	}
	for _, a := range e.Attr {
		name := strings.ToLower(a.Name.Local)
		switch {
		case strings.HasPrefix(name, "on"):
			return false
		case (name == "href" || name == "src") && !strings.HasPrefix(a.Value, "#") && !strings.HasPrefix(a.Value, "data:image/png"):
			return false
		}
	}
	return true
}
