package veil

import (
	"io/fs"
	"strings"

	"pairbook/generator/internal/markdown"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/text"
	"pairbook/generator/internal/view"
)

// addAssets finds the files of content/ that the site carries, and where they go.
func (p *places) addAssets(files fs.FS, assets []*record.Asset, linked map[string]bool) []view.Asset {
	if files == nil {
		return nil
	}
	taken := map[string]bool{}
	var all []view.Asset
	for _, a := range assets {
		to := p.spelled.of(assetOutput(a))
		key := text.Fold(to)
		if taken[key] || len(to) > 200 || !a.Carried(linked[a.Path]) {
			continue
		}
		taken[key] = true
		p.assets[a.Path] = to
		all = append(all, view.Asset{File: a.Path, Path: to})
	}
	return all
}

// linked returns the files of content/ that pages link to.
func (p *places) linked(pages []*view.Page) map[string]bool {
	linked := map[string]bool{}
	for _, page := range pages {
		if page.Text == nil {
			continue
		}
		for _, l := range page.Text.Links {
			if l.Kind != markdown.Relative {
				continue
			}
			if t := p.records.Resolve(page.File, l.Destination); t.Kind == record.TargetAsset {
				linked[t.Path] = true
			}
		}
	}
	return linked
}

// assetOutput is the place in the site that a file's path asks for.
func assetOutput(a *record.Asset) string {
	to := strings.TrimPrefix(a.Path, "content/")
	if record.ReservedOutput(to) {
		return "handbook/" + to
	}
	return to
}
