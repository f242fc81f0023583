package site

import (
	"fmt"
	"html/template"
	"strings"

	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
)

// Proof writes how the figure that is It was counted: its definition, the numbers again,
// and the records. A page of a pairing has fourteen, which take a template most of its
// time. It fails of what is no figure.
func (i In) Proof() (template.HTML, error) {
	var f *view.Figure
	switch it := i.It.(type) {
	case *view.Figure:
		f = it
	case view.Figure:
		f = &it
	default:
		return "", fmt.Errorf("write a proof: it is of a figure, not of %T", it)
	}
	html := append(i.frame.room[:0], "<p>"...)
	html = appendEscaped(html, f.Metric.Definition)
	html = append(html, ` <a href="`...)
	html = appendEscaped(html, i.Metric(f.Metric.ID))
	html = append(html, `">`...)
	html = appendEscaped(html, f.Metric.Name)
	html = append(html, ", among all definitions</a></p>\n<p class=\"sum\">"...)
	if f.Value != nil {
		html = append(html, "Here: "...)
		html = appendEscaped(html, f.Sum())
		html = append(html, ", "...)
	} else {
		html = appendEscaped(html, f.Unavailable)
		html = append(html, " Counted "...)
	}
	html = append(html, forDays(f.From, f.AsOf)...)
	if likely := f.Likely(); likely != "" {
		html = append(html, ", "...)
		html = appendEscaped(html, likely)
	}
	html = append(html, ".</p>"...)
	if len(f.Groups) > 0 {
		html = i.appendRecords(append(html, '\n'), f.Groups)
	}
	i.frame.room = html
	return template.HTML(html), nil
}

// forDays says of which days a figure is.
func forDays(from, asOf when.Date) template.HTML {
	if from != 0 {
		return "from " + dateElement(from) + " to " + dateElement(asOf)
	}
	return "as of " + dateElement(asOf)
}

// Records writes the records that a figure was computed from, by folder.
func (i In) Records(groups []view.RecordGroup) template.HTML {
	return template.HTML(i.appendRecords(nil, groups))
}

func (i In) appendRecords(html []byte, groups []view.RecordGroup) []byte {
	html = append(html, "<dl>"...)
	for _, g := range groups {
		html = append(html, "<dt>"...)
		html = appendEscaped(html, g.Folder)
		html = append(html, "</dt><dd>"...)
		for _, l := range g.Records {
			html = append(html, "<span>"...)
			to := href(l, i.frame.Path)
			leads := to != "" && l.Address == "" || strings.HasPrefix(to, "https://") || strings.HasPrefix(to, "http://")
			if leads {
				html = append(html, `<a href="`...)
				html = appendEscaped(html, to)
				html = append(html, `">`...)
			}
			html = appendEscaped(html, l.Words)
			if leads {
				html = append(html, "</a>"...)
			}
			html = append(html, "</span> "...)
		}
		html = append(html, "</dd>"...)
	}
	return append(html, "</dl>"...)
}

// appendEscaped appends text that may stand in an element or an attribute in quotes.
func appendEscaped(html []byte, text string) []byte {
	return append(html, template.HTMLEscapeString(text)...)
}
