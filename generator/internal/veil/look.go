package veil

import (
	"pairbook/generator/internal/markdown"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
)

// start is where the paths of site.yaml begin.
const start = "content/index.md"

// appearance shows what site.yaml says of the site's looks. What a page cannot show is left
// out.
func (r *revealer) appearance() view.Appearance {
	look := r.repo.Site.Look
	shown := view.Appearance{Logo: r.lookPicture(look.Logo), Icon: r.lookPicture(look.Favicon), Accent: string(look.Accent)}
	for _, line := range look.Footer {
		text, _ := markdown.Parse(markdown.Source{Path: r.repo.Site.Path, Text: []byte(line), Kind: markdown.Log})
		if text != nil && text.IsParagraph() {
			shown.Footer = append(shown.Footer, view.Line{Text: text, Links: r.links(start, text)})
		}
	}
	return shown
}

// lookPicture finds a picture among the files that the site carries.
func (p *places) lookPicture(address record.Address) view.Asset {
	file := p.pictureFile(address)
	if to, carried := p.assets[file]; carried {
		return view.Asset{File: file, Path: to}
	}
	return view.Asset{}
}

// pictureFile is the picture of content/ that a path of site.yaml names, "" for none.
func (p *places) pictureFile(address record.Address) string {
	if address == "" {
		return ""
	}
	t := p.records.Resolve(start, string(address))
	if t.Kind != record.TargetAsset || !p.records.Asset(t.Path).IsPicture() {
		return ""
	}
	return t.Path
}
