package publish

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"

	"pairbook/generator/internal/parallel"
)

// A Difference is a file in which a published site differs from the files that it
// should hold. Why completes a sentence that begins with the path: "is not there".
type Difference struct {
	Path, Why string
}

// maxManifest is how much of a site's manifest is read, in bytes.
const maxManifest = 256 << 20

// Compare renders the files and returns where the published site, which open reads
// by path, differs from them, in the order of the paths. The manifest is compared like
// the rest, and a file that it alone lists is a difference. open returns an error that
// is [fs.ErrNotExist] for a file that is not there.
func Compare(ctx context.Context, files []File, open func(path string) (io.ReadCloser, error)) ([]Difference, error) {
	plan, err := newPlan(files)
	if err != nil {
		return nil, err
	}
	sums := make([]string, len(plan.files))
	found := make([]Difference, len(plan.files))
	err = parallel.Each(len(plan.files), func(i int) error {
		var page bytes.Buffer
		if err := errors.Join(ctx.Err(), plan.files[i].Render(&page)); err != nil {
			return fmt.Errorf("render %s: %w", plan.files[i].Path, err)
		}
		sums[i] = sum(page.Bytes())
		_, difference, err := compareFile(plan.files[i].Path, page.Bytes(), int64(page.Len())+1, open)
		found[i] = difference
		return err
	})
	if err != nil {
		return nil, err
	}
	want := map[string]string{}
	for i, f := range plan.files {
		want[f.Path] = sums[i]
	}
	got, difference, err := compareFile(manifestName, encodeManifest(want), maxManifest, open)
	if err != nil {
		return nil, err
	}
	found = append(found, difference)
	listed, _ := decodeManifest(got)
	for name := range maps.Keys(listed) {
		if _, ours := want[name]; !ours {
			found = append(found, Difference{name, "is listed by the site, and the records do not give it"})
		}
	}
	found = slices.DeleteFunc(found, func(d Difference) bool { return d.Path == "" })
	slices.SortFunc(found, func(a, b Difference) int { return cmp.Compare(a.Path, b.Path) })
	return found, nil
}

// compareFile compares a file of the site, of which it reads most bytes, with what it
// should be. There is no path in the difference of equal ones.
func compareFile(name string, want []byte, most int64, open func(string) (io.ReadCloser, error)) (got []byte, d Difference, err error) {
	file, err := open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, Difference{name, "is not there"}, nil
	}
	if err == nil {
		got, err = io.ReadAll(io.LimitReader(file, most))
		err = errors.Join(err, file.Close())
	}
	if err != nil {
		return nil, Difference{}, fmt.Errorf("read %s: %w", name, err)
	}
	if !bytes.Equal(got, want) {
		return got, Difference{name, "has other bytes"}, nil
	}
	return got, Difference{}, nil
}
