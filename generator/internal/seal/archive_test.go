package seal

import (
	"fmt"
	"strings"
	"testing"
)

// numbered returns n empty files whose names begin alike.
func numbered(first string, n int) (all []File) {
	for i := range n {
		all = append(all, File{fmt.Sprintf("%s%04d", first, i), []byte{}})
	}
	return all
}

// TestAnArchiveHoldsAsMuchAsCanBeSealed to the last file and byte, wherever the note stands
// among them, and not one more.
func TestAnArchiveHoldsAsMuchAsCanBeSealed(t *testing.T) {
	full := make([]byte, maxBytes)
	for name, c := range map[string]struct {
		files []File
		fits  bool
	}{
		"as many files":                 {numbered("a", maxFiles), true},
		"as many before the note":       {numbered("-", maxFiles), true},
		"a file more":                   {numbered("a", maxFiles+1), false},
		"a file more before the note":   {numbered("-", maxFiles+1), false},
		"as many bytes":                 {[]File{{"-", []byte{}}, {"a", full}}, true},
		"a byte more":                   {[]File{{"a", full}, {"b", []byte("b")}}, false},
		"a byte more, before the files": {[]File{{"-", []byte("b")}, {"a", full}}, false},
	} {
		data, err := Content{Versions: []string{digest(nil)}, Files: c.files}.archive() // whose files these are is asked last
		if err != nil {
			t.Fatal(err)
		}
		_, err = readArchive(data)
		if err == nil || strings.Contains(err.Error(), "more than can be sealed") == c.fits {
			t.Errorf("%s: %v", name, err)
		}
	}
}
