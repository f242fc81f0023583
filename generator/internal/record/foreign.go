package record

import (
	"fmt"
	"strings"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/prose"
)

// ForeignField is a field of a page's front matter that another generator reads.
type ForeignField struct {
	Name string
	At   diag.Position
}

// draft is what stands for a field that keeps a page off another generator's site.
const draft = "draft"

// foreignFields are the fields that other generators read, by what to write instead;
// "" for nothing.
var foreignFields = byName(map[string]string{
	"title":           "sidebar_label sidebar_title sidebarTitle nav_title linkTitle linktitle menu_title name label",
	"order":           "sidebar_position position weight nav_order sort priority menu_order",
	"title and order": "sidebar nav menu",
	"summary":         "description excerpt abstract subtitle lead",
	"moved_from":      "aliases redirect_from redirectFrom redirects",
	draft:             "draft published unlisted hidden publishDate expiryDate",
	"": "permalink slug url path id layout template theme type kind class cssclass cssclasses pageClass body_class hero banner head icon image cover " +
		"toc has_toc tableOfContents hide_table_of_contents outline parent grand_parent has_children prev next pagination_prev pagination_next hide " +
		"displayed_sidebar nav_exclude search_exclude hide_title cascade sitemap robots tags categories category keywords date lastmod lastUpdated " +
		"last_modified_at updated author authors comments math mathjax editUrl custom_edit_url editLink language lang locale params taxonomies status",
})

func byName(instead map[string]string) map[string]string {
	fields := map[string]string{}
	for ours, names := range instead {
		for name := range strings.FieldsSeq(names) {
			fields[name] = ours
		}
	}
	return fields
}

// ForeignHint returns what to write instead of fields of other generators.
func ForeignHint(fields []ForeignField) string {
	var hints, useless []string
	hidden := false
	for _, f := range fields {
		switch ours := foreignFields[f.Name]; ours {
		case "":
			useless = append(useless, f.Name)
		case draft:
			hidden = true
			useless = append(useless, f.Name)
		default:
			hints = append(hints, fmt.Sprintf("write %s for %s", ours, f.Name))
		}
	}
	if len(useless) > 0 {
		hints = append(hints, "delete "+prose.List(useless))
	}
	if hidden {
		hints = append(hints, "keep a page that nobody should read yet outside content/")
	}
	return strings.Join(hints, "; ")
}
