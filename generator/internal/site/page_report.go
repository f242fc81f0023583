package site

import (
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"path"
	"strings"

	"pairbook/generator/internal/view"
)

// reportPage is a report as a page that stands alone.
type reportPage struct {
	Report *view.Report
	Funnel Drawing // "" where nobody is enrolled
}

// certificatePage is a certificate as a page that stands alone.
type certificatePage struct {
	Certificate *view.Certificate
	Logo        template.URL // "" for none
}

// WriteReport writes a report as one page that needs nothing beside it.
func WriteReport(w io.Writer, r *view.Report, files fs.FS) error {
	theme, err := loadTheme(files)
	if err != nil {
		return err
	}
	page := &reportPage{Report: r}
	if len(r.Funnel) > 0 {
		page.Funnel = drawFunnel(r.Funnel)
	}
	return theme.render(w, "report", page)
}

// WriteReportMarkdown writes a report as text.
func WriteReportMarkdown(w io.Writer, r *view.Report) error {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("# %s\n", plain(r.Title))
	line("%s · %s · %s to %s · as of %s\n", plain(r.Programme), plain(r.Words), r.Starts.Long(), r.Ends.Long(), r.AsOf.Long())
	if r.Purpose != "" {
		line("%s\n", plain(r.Purpose))
	}
	line("%s\n", plain(strings.Join(r.Opening, " ")))
	if len(r.Funnel) > 0 {
		line("| mentees and peers | people |\n|---|---|")
		for _, s := range r.Funnel {
			line("| %s | %d |", plain(s.Name), s.Count)
		}
		line("")
	}
	writePromises(r, line)
	if len(r.Facts) > 0 {
		line("## What the records show\n\n| figure | value | of |\n|---|---|---|")
		for _, f := range r.Facts {
			line("| %s | %s | %s |", plain(f.Label), plain(f.Value), plain(f.Of))
		}
		line("")
	}
	writeVoices(r, line)
	line("## What is not known\n")
	for _, u := range r.Unknown {
		line("- %s", plain(u))
	}
	if r.Address != "" {
		line("\nHow each figure is counted, and from which records: <%s>", r.Address)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// writeVoices writes what people answered.
func writeVoices(r *view.Report, line func(format string, args ...any)) {
	line("## What people said\n")
	for _, v := range r.Voices {
		line("%s, %s: %s answered.\n", plain(v.Title), v.On.Long(), plain(v.Response))
		for _, l := range v.Lines {
			line("- %s **%s**, %s", plain(l.Label), plain(l.Value), plain(l.Of))
		}
		line("")
	}
	if len(r.Voices) > 0 {
		line("Of each survey, the last round that enough people answered. 0 %% is the lowest answer from everybody, 100 %% the highest.\n")
	} else {
		line("No survey of which enough answers came back.\n")
	}
}

// writePromises writes what was promised as a table.
func writePromises(r *view.Report, line func(format string, args ...any)) {
	if len(r.Promises) == 0 {
		return
	}
	line("## What was promised\n\n| objective | hoped for | what came of it | |\n|---|---|---|---|")
	for _, p := range r.Promises {
		came := plain(p.Unknown)
		if p.Value != "" {
			came = strings.TrimSuffix("**"+plain(p.Value)+"**, "+plain(p.Of), ", ")
		}
		if p.Source != "" {
			came += ", from " + plain(p.Source)
		}
		line("| %s | %s | %s | %s |", plain(p.Statement), plain(p.Target), came, p.Verdict)
	}
	line("")
}

// marks are what Markdown would take for its own.
var marks = strings.NewReplacer("\\", "\\\\", "`", "\\`", "*", "\\*", "_", "\\_", "[", "\\[", "]", "\\]", "<", "\\<", ">", "\\>",
	"|", "\\|", "#", "\\#", "~", "\\~", "!", "\\!", "&", "\\&")

// plain keeps words from being anything but words in Markdown.
func plain(s string) string { return marks.Replace(strings.Join(strings.Fields(s), " ")) }

// Certificates are pages to print, each named by the id of whom it is for, that need
// nothing beside them. Files is the repository's root, which a logo is read from.
func Certificates(all []*view.Certificate, theme, files fs.FS) ([]Output, error) {
	t, err := loadTheme(theme)
	if err != nil {
		return nil, err
	}
	var outputs []Output
	for _, c := range all {
		outputs = append(outputs, Output{c.ID + ".html", func(w io.Writer) error {
			logo, err := embedded(files, c.Logo)
			if err != nil {
				return fmt.Errorf("read the logo: %w", err)
			}
			return t.render(w, "certificate", &certificatePage{c, logo})
		}})
	}
	return outputs, nil
}

// embedded is the address of a picture that stands in the page itself.
func embedded(files fs.FS, file string) (template.URL, error) {
	if file == "" {
		return "", nil
	}
	body, err := fs.ReadFile(files, file)
	if err != nil {
		return "", err
	}
	kind := mime[strings.ToLower(path.Ext(file))]
	if kind == "" {
		return "", nil
	}
	return template.URL("data:" + kind + ";base64," + base64.StdEncoding.EncodeToString(body)), nil
}

// mime is the type of each kind of picture.
var mime = map[string]string{".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp", ".avif": "image/avif"}
