package record

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"pairbook/generator/internal/text"
)

// Asset is any other file under content/, such as a picture.
type Asset struct {
	Path  string
	Size  int64
	Alive bool // a drawing that could run a script or load something
}

// pictures are the kinds of images that browsers show; documents are kinds that the
// site always carries, and attachments those that it carries when a page links to one.
// A browser shows or saves all of them, and runs none.
var (
	pictures    = []string{".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"}
	documents   = []string{".pdf", ".csv", ".ods", ".odt", ".docx", ".xlsx"}
	attachments = []string{
		".txt", ".tsv", ".sql", ".yaml", ".yml", ".json", ".ics", ".tex", ".bib", ".rtf", ".epub", ".zip",
		".ppt", ".pptx", ".potx", ".odp", ".odg", ".ott", ".doc", ".dotx", ".xls",
		".mp3", ".m4a", ".ogg", ".opus", ".wav", ".flac", ".mp4", ".webm", ".mov", ".vtt", ".srt",
	}
)

// IsFileKind reports whether the site may carry files whose names end so.
func IsFileKind(ending string) bool {
	ending = strings.ToLower(ending)
	return slices.Contains(pictures, ending) || slices.Contains(documents, ending) || slices.Contains(attachments, ending)
}

func (a *Asset) ending() string { return strings.ToLower(path.Ext(a.Path)) }

// Carried reports whether the site carries the file; linked is whether a page links to
// it.
func (a *Asset) Carried(linked bool) bool {
	ending := a.ending()
	return !a.Alive && (slices.Contains(pictures, ending) || slices.Contains(documents, ending) || linked && slices.Contains(attachments, ending))
}

// IsPicture reports whether browsers show the file as an image.
func (a *Asset) IsPicture() bool { return !a.Alive && slices.Contains(pictures, a.ending()) }

// Unfit returns why the site does not carry the file even if a page links to it, and
// what to do; both are empty for a file that it carries.
func (a *Asset) Unfit() (why, hint string) {
	switch ending := a.ending(); {
	case a.Carried(true):
		return "", ""
	case a.Alive:
		return "is a drawing with a script, a style or an address in it, or is no drawing", "export it again as plain SVG, or as .png"
	case slices.Contains([]string{".markdown", ".mdown", ".mkd", ".mdx", ".rst", ".adoc", ".org"}, ending):
		return "is no page, because its name does not end in .md", "call it " + strings.TrimSuffix(path.Base(a.Path), path.Ext(a.Path)) + ".md"
	case slices.Contains([]string{".htm", ".html", ".xhtml", ".xht", ".shtml", ".js", ".mjs", ".css", ".xml", ".xsl", ".swf"}, ending):
		return "could run in the reader's browser", "write it as a page, or pack it as .zip"
	case slices.Contains([]string{".heic", ".heif", ".tif", ".tiff", ".bmp", ".psd", ".raw"}, ending):
		return "is an image that most browsers do not show", "save it as .jpg or .png"
	case ending == "" || strings.HasPrefix(path.Base(a.Path), "."):
		return "has a name without an ending, so no browser knows what it is", "call it " + path.Base(a.Path) + ".txt, if it is a text"
	}
	return "is of a kind that the site does not carry", "save it as .pdf, .txt or .zip"
}

// svgLimit is the largest drawing that is read.
const svgLimit = 8 << 20

// inspect finds the drawings that are alive.
func inspect(fsys fs.FS, assets []*Asset) error {
	for _, a := range assets {
		switch {
		case a.ending() != ".svg":
		case a.Size > svgLimit:
			a.Alive = true
		default:
			body, err := fs.ReadFile(fsys, a.Path)
			if err != nil {
				return fmt.Errorf("read %s: %w", a.Path, err)
			}
			a.Alive = !inert(body)
		}
	}
	return nil
}

// Asset returns the file of content/ at a path that is no page, or nil.
func (r *Repository) Asset(file string) *Asset {
	i, found := slices.BinarySearchFunc(r.Assets, file, func(a *Asset, p string) int { return strings.Compare(a.Path, p) })
	if !found {
		return nil
	}
	return r.Assets[i]
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

// elsewhere matches CSS that may load something: an address other than #id, or an
// escape, which could spell one.
var elsewhere = text.Pattern(`(?i)url\(\s*["']?\s*[^#"'\s]|(?:src|image|image-set)\(|\\`)

func inertElement(e xml.StartElement) bool {
	if e.Name.Space == "http://www.w3.org/1999/xhtml" {
		return false
	}
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
		case a.Name.Space == "" && elsewhere().MatchString(a.Value): // attributes such as fill are CSS
			return false
		}
	}
	return true
}
