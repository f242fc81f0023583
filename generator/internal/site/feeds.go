package site

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"

	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
)

// addFeeds adds feed.xml, sitemap.xml and robots.txt. Addresses in them are
// whole when the site has an address, and else relative to the site's root: a
// feed reader can follow those, a search engine needs --base-url.
func (b *builder) addFeeds() {
	b.xml("feed.xml", func() any { return b.feed() })
	b.addSitemap()
	if !b.shown.Listed {
		b.outputs = append(b.outputs, static("robots.txt", []byte("User-agent: *\nDisallow: /\n")))
	}
}

func (b *builder) xml(path string, value func() any) {
	b.outputs = append(b.outputs, Output{path, func(w io.Writer) error {
		var body bytes.Buffer
		body.WriteString(xml.Header)
		e := xml.NewEncoder(&body)
		e.Indent("", "  ")
		if err := e.Encode(value()); err != nil {
			return fmt.Errorf("write %s: %w", path, err)
		}
		body.WriteByte('\n')
		_, err := w.Write(body.Bytes())
		return err
	}})
}

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Link    atomLink `xml:"link"`
	Summary string   `xml:"summary"`
}

// mostEntries is how much a feed holds: the newest.
const mostEntries = 40

// feed tells what happens to the cohorts, of their dates, and of new pages of the
// handbook.
func (b *builder) feed() atomFeed {
	var entries []atomEntry
	for _, c := range b.shown.Cohorts {
		entries = append(entries, b.entriesOf(c)...)
	}
	for _, p := range b.shown.Pages {
		// What coordinators look up is no news, nor is a page that was elsewhere before.
		if p.Came == 0 || p.Came > b.shown.AsOf || p.ForCoordinators || p.Subject != "" || p.Text == nil || len(p.Former) > 0 {
			continue
		}
		title, summary := "New in the handbook: "+p.Title, cmp.Or(p.Summary, "A page that was not there before.")
		entries = append(entries, atomEntry{ID: b.id("page/" + p.Path), Title: title, Updated: updated(p.Came, title, summary),
			Link: atomLink{Href: b.shown.Base + view.EscapePath(p.Path)}, Summary: summary})
	}
	slices.SortStableFunc(entries, func(a, b atomEntry) int {
		return cmp.Or(strings.Compare(b.Updated, a.Updated), strings.Compare(a.ID, b.ID))
	})
	entries = entries[:min(len(entries), mostEntries)]
	f := atomFeed{ID: b.id("feed"), Title: b.shown.Title, Updated: stamp(b.shown.AsOf), Author: b.shown.Title, Entries: entries,
		Links: []atomLink{{"self", b.shown.Base + "feed.xml"}, {"", b.shown.Base + "index.html"}}}
	if len(entries) > 0 {
		f.Updated = entries[0].Updated
	}
	return f
}

// entriesOf lists what is known of a cohort by the site's day. An id is made of the
// ids of records alone: what they say may change.
func (b *builder) entriesOf(c *view.Cohort) []atomEntry {
	var entries []atomEntry
	add := func(key string, on when.Date, title, summary string) {
		if on == 0 || on > b.shown.AsOf {
			return
		}
		entries = append(entries, atomEntry{ID: b.id(c.ID + "/" + key), Title: title, Updated: updated(on, title, summary),
			Link: atomLink{Href: b.shown.Base + view.EscapePath(c.Path)}, Summary: summary})
	}
	if c.Closes == 0 {
		add("applications", c.Opens, c.Name+": applications", "From "+c.Opens.Long()+" on.")
	} else {
		add("applications", c.Opens, c.Name+": applications", "From "+c.Opens.Long()+" to "+c.Closes.Long()+".")
	}
	add("starts", c.Starts, c.Name+" has started", "It runs from "+c.Starts.Long()+" to "+c.Ends.Long()+".")
	if c.Ends != 0 {
		add("ends", c.Ends.Add(1), c.Name+" has come to its end", "It ran from "+c.Starts.Long()+" to "+c.Ends.Long()+". Its page says what came of it.")
	}
	for _, e := range c.Events {
		if e.Of.Path == c.Path {
			news := e.On
			if !e.Unannounced {
				news = min(news, c.Starts) // it was a date to come since the cohort began
			}
			add(strings.TrimPrefix(e.Key, c.ID+"/"), news, e.Name+", "+e.When(), "A date of "+c.Name+".")
		}
	}
	return entries
}

func stamp(d when.Date) string { return d.String() + "T00:00:00Z" }

// updated is when an entry said something for the first time. Its day is that of
// the news. On which day a record was corrected is not known here, so minutes and
// seconds are a sum of the words: other words are of another time.
func updated(on when.Date, words ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(words, "\x00")))
	return fmt.Sprintf("%sT00:%02d:%02dZ", on, sum[0]%60, sum[1]%60)
}

// id names something for ever: by the site's address if it has one, or else by
// a sum of the key and the best name there is of the site.
func (b *builder) id(key string) string {
	if b.shown.Base != "" {
		return b.shown.Base + "feed.xml#" + view.EscapePath(key)
	}
	return "urn:uuid:" + b.uuid(key)
}

// uuid sums up a key and what this site is known by: its address, that of its
// repository, or at last its title.
func (b *builder) uuid(key string) string {
	site := cmp.Or(b.shown.Base, b.shown.Source.Address, b.shown.Title)
	sum := sha256.Sum256([]byte(site + "\x00" + key))
	sum[6], sum[8] = sum[6]&0x0f|0x80, sum[8]&0x3f|0x80 // a UUID of version 8
	id := hex.EncodeToString(sum[:16])
	return id[:8] + "-" + id[8:12] + "-" + id[12:16] + "-" + id[16:20] + "-" + id[20:]
}

type sitemap struct {
	XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	URLs    []sitemapURL `xml:"url"`
}

type sitemapURL struct {
	Loc     string `xml:"loc"`
	Changed string `xml:"lastmod,omitempty"` // of a page of the handbook, the day
}

// sitemapIndex names the parts of a sitemap.
type sitemapIndex struct {
	XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
	Parts   []sitemapURL `xml:"sitemap"`
}

// addSitemap adds the addresses of all pages as sitemap.xml, or in parts that it
// names. These lie beside it: a sitemap speaks of its own folder alone.
func (b *builder) addSitemap() {
	changed := map[string]string{}
	for _, p := range b.shown.Pages {
		if p.Updated != 0 {
			changed[p.Path] = p.Updated.String()
		}
	}
	var all []sitemapURL
	for _, path := range b.taken {
		if path != notFoundPlace {
			all = append(all, sitemapURL{b.shown.Base + view.EscapePath(path), changed[path]})
		}
	}
	slices.SortFunc(all, func(a, b sitemapURL) int { return cmp.Compare(a.Loc, b.Loc) })
	address := listed[sitemapURL]{func(u sitemapURL) string { return u.Loc }, func(u sitemapURL) int { return 80 + len(u.Loc) }}
	parts := address.cut("", all, b.most)
	if len(parts) == 1 {
		b.xml("sitemap.xml", func() any { return sitemap{URLs: all} })
		return
	}
	var index sitemapIndex
	for i, part := range parts {
		file := fmt.Sprintf("sitemap-%d.xml", i+1)
		index.Parts = append(index.Parts, sitemapURL{Loc: b.shown.Base + file})
		b.xml(file, func() any { return sitemap{URLs: part.Items} })
	}
	b.xml("sitemap.xml", func() any { return index })
}
