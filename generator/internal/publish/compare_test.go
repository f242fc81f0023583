package publish

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

// TestCompareNamesEveryDifference compares a site with files and expects each difference
// once, in the order of the paths, whether a file is missing, another, or too many.
func TestCompareNamesEveryDifference(t *testing.T) {
	files := site(map[string]string{"b.html": "b", "d.html": "d", "n.html": "n", "z.html": "z"})
	ours := encodeManifest(map[string]string{"b.html": sum([]byte("b")), "d.html": sum([]byte("d")), "n.html": sum([]byte("n")), "z.html": sum([]byte("z"))})
	more := encodeManifest(map[string]string{"a.html": sum(nil), "b.html": sum([]byte("b")), "c.html": sum(nil), "y.html": sum(nil), "zz.html": sum(nil)})
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

// TestWhatCannotBeComparedIsAnError rather than the same: a page that is not rendered, a
// site that cannot be opened, read or closed, and a comparison that was given up.
func TestWhatCannotBeComparedIsAnError(t *testing.T) {
	cause := errors.New("no")
	fine := func(string) (io.ReadCloser, error) { return io.NopCloser(strings.NewReader("a")), nil }
	only := func(path string, bad func() (io.ReadCloser, error)) func(string) (io.ReadCloser, error) {
		return func(name string) (io.ReadCloser, error) {
			if name == path {
				return bad()
			}
			return fine(name)
		}
	}
	refused := func() (io.ReadCloser, error) { return nil, cause }
	broken := func() (io.ReadCloser, error) { return io.NopCloser(iotest.ErrReader(cause)), nil }
	unclosed := func() (io.ReadCloser, error) { return badClose{strings.NewReader("a"), cause}, nil }
	files := site(map[string]string{"a.html": "a", "b.html": "a"})
	given, giveUp := context.WithCancelCause(t.Context())
	giveUp(cause)
	for name, c := range map[string]struct {
		ctx   context.Context
		files []File
		open  func(string) (io.ReadCloser, error)
	}{
		"a page":            {t.Context(), append(files, File{"c.html", func(io.Writer) error { return cause }}), fine},
		"no page":           {t.Context(), nil, fine},
		"a file":            {t.Context(), files, only("b.html", refused)},
		"half a file":       {t.Context(), files, only("b.html", broken)},
		"a file left open":  {t.Context(), files, only("a.html", unclosed)},
		"the manifest":      {t.Context(), files, only(manifestName, refused)},
		"half of it":        {t.Context(), files, only(manifestName, broken)},
		"who does not wait": {given, files, fine},
	} {
		found, err := Compare(c.ctx, c.files, c.open)
		if err == nil || found != nil || len(c.files) > 0 && c.ctx.Err() == nil && !errors.Is(err, cause) {
			t.Errorf("%s: %v, %v", name, found, err)
		}
	}
}

// badClose is a file that is read to its end and cannot be closed.
type badClose struct {
	io.Reader
	err error
}

func (f badClose) Close() error { return f.err }
