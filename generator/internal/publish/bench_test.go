package publish

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// BenchmarkWrite writes a site of 2,000 pages: a new one, and one with a changed
// page.
func BenchmarkWrite(b *testing.B) {
	pages := map[string]string{}
	for i := range 2000 {
		pages[fmt.Sprintf("people/%d/p%d.html", i%50, i)] = strings.Repeat(fmt.Sprintf("<p>Page %d</p>\n", i), 500)
	}
	b.Run("new", func(b *testing.B) {
		b.ReportAllocs()
		for n := 0; b.Loop(); n++ {
			if _, err := Write(b.Context(), site(pages), Options{Out: filepath.Join(b.TempDir(), fmt.Sprint(n))}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("one page changed", func(b *testing.B) {
		out := filepath.Join(b.TempDir(), "site")
		b.ReportAllocs()
		for n := 0; b.Loop(); n++ {
			pages["index.html"] = fmt.Sprint(n)
			if _, err := Write(b.Context(), site(pages), Options{Out: out}); err != nil {
				b.Fatal(err)
			}
		}
	})
}
