package publish

import (
	"bytes"
	"io"
	"io/fs"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestCompareNamesEveryDifference compares a site with files and expects each difference
// once, in the order of the paths, whether a file is missing, another, or too many.
func TestCompareNamesEveryDifference(t *testing.T) {
	files := site(map[string]string{"b.html": "b", "d.html": "d", "n.html": "n", "z.html": "z"})
	ours, err := encodeManifest(map[string]string{"b.html": sum([]byte("b")), "d.html": sum([]byte("d")), "n.html": sum([]byte("n")), "z.html": sum([]byte("z"))})
	if err != nil {
		t.Fatal(err)
	}
	more, err := encodeManifest(map[string]string{"a.html": sum(nil), "b.html": sum([]byte("b")), "c.html": sum(nil), "y.html": sum(nil), "zz.html": sum(nil)})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name      string
		published map[string]string
		want      []string
	}{
		{"the same", map[string]string{"b.html": "b", "d.html": "d", "n.html": "n", "z.html": "z", manifestName: string(ours)}, nil},
		{"one byte more", map[string]string{"b.html": "b ", "d.html": "d", "n.html": "n", "z.html": "z", manifestName: string(ours)}, []string{"b.html"}},
		{"all kinds", map[string]string{"b.html": "b", "d.html": "x", "z.html": "z", manifestName: string(more)},
			[]string{"a.html", "c.html", "d.html", manifestName, "n.html", "y.html", "zz.html"}},
	} {
		found, err := Compare(t.Context(), files, func(name string) (io.ReadCloser, error) {
			text, there := c.published[name]
			if !there {
				return nil, fs.ErrNotExist
			}
			return io.NopCloser(bytes.NewReader([]byte(text))), nil
		})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, d := range found {
			got = append(got, d.Path)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}
