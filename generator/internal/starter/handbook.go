package starter

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"pairbook/generator/internal/text"
)

// short is what there always is of the handbook, from content/ on.
var short = text.Pattern(`^(meeting|messages|roles)/|^programme/(evidence|networks|records(-[a-z]+)?|under-eighteen)\.md$`)

// withHandbook adds the pages of the handbook to the other files: all, in the place of
// the pages that stand for what is not there, or the short one.
func withHandbook(all, pages []File, whole bool) []File {
	if whole {
		all = slices.DeleteFunc(all, func(f File) bool { return f.Path == "content/index.md" || f.Path == "content/taking-part.md" })
	} else {
		pages = slices.DeleteFunc(pages, func(f File) bool { return !short().MatchString(f.Path) })
	}
	for _, f := range pages {
		f.Path = "content/" + f.Path
		all = append(all, f)
	}
	if whole {
		return all
	}
	there := map[string]bool{}
	for _, f := range all {
		there[f.Path] = true
	}
	other := strings.NewReplacer(instead...)
	for i, f := range all {
		if strings.HasPrefix(f.Path, "content/") {
			all[i].Data = unlinked(f.Path, other.Replace(string(f.Data)), there)
		}
	}
	return all
}

// instead is what the short handbook says for a way to a page that it does not have, text by text.
var instead = []string{
	"](../programme/coordinating.md)", "](../coordinating.md)",
	"](../programme/commands.md)", "](../coordinating.md#when-something-changes)",
	"](../joining.md#the-enrolment)", "](../taking-part.md#how-to-join)",
	"](../programme/measuring.md)", "](../metrics.html)",
	"; [formats](../programme/formats.md) explains what is and isn't expected", "",
	"; see [inclusion](../programme/inclusion.md)", "",
	"What is known of it is under [benefits](../programme/benefits.md#for-mentors).\n", "",
}

var toPage = text.Pattern(`\[([^\]\n]*)\]\(([^)#\s]+\.md)(#[^)\s]*)?\)`)

// unlinked is a page that leads only to pages that are there: any other link is its words.
func unlinked(at, page string, there map[string]bool) []byte {
	return toPage().ReplaceAllFunc([]byte(page), func(link []byte) []byte {
		found := toPage().FindSubmatch(link)
		if there[path.Join(path.Dir(at), string(found[2]))] {
			return link
		}
		return found[1]
	})
}

// named writes whose the programme is into its pages and records.
func named(all []File, organisation string) []File {
	name := organisation
	if name == "" {
		name = "our organisation"
	}
	for i, f := range all {
		if !strings.HasPrefix(f.Path, "content/") && !strings.HasPrefix(f.Path, "program/") {
			continue
		}
		all[i].Data = bytes.ReplaceAll(f.Data, []byte("ORGANISATION"), []byte(name))
		if f.Path == "program/site.yaml" && organisation != "" {
			all[i].Data = bytes.Replace(f.Data, []byte("\ntitle: Mentoring\n"), []byte("\ntitle: Mentoring at "+organisation+"\n"), 1)
		}
	}
	return all
}
