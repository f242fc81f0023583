package seal

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/edit"
)

// TestTheTextOfANote is the file as people see it, a line for each thing, without what is
// not there.
func TestTheTextOfANote(t *testing.T) {
	note := Note{Sealed: "s", Versions: []string{"v"}, Files: map[string]string{"a": "d"}, Recipients: map[string]string{"k": "Ana"}}
	want := `{
  "sealed": "s",
  "versions": [
    "v"
  ],
  "files": {
    "a": "d"
  },
  "recipients": {
    "k": "Ana"
  }
}
`
	if diff := cmp.Diff(want, string(note.Text())); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(note, ParseNote(note.Text())); diff != "" {
		t.Errorf("it is read otherwise (-want +got):\n%s", diff)
	}
}

// TestANoteThatIsCutOff says nothing at all: what is left of it could be taken for a whole.
func TestANoteThatIsCutOff(t *testing.T) {
	for _, text := range []string{"", `{"versions": ["v"], "sealed": "s"`, `{"versions": ["v"], "sealed": 1}`} {
		if diff := cmp.Diff(Note{}, ParseNote([]byte(text))); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

// TestAgeOf tells by the versions of both how a sealed file stands to the folder's note.
func TestAgeOf(t *testing.T) {
	for _, c := range []struct {
		note, sealed []string
		want         Age
	}{
		{nil, []string{"a"}, First},
		{[]string{"a", "b"}, []string{"a", "b"}, Same},
		{[]string{"b"}, []string{"a", "b"}, Same},
		{[]string{"a"}, []string{"a", "b"}, Newer},
		{[]string{"a", "b"}, []string{"a", "b", "c", "d"}, Newer},
		{[]string{"a", "b"}, []string{"a"}, Older},
		{[]string{"a", "b"}, []string{"a", "c"}, Apart},
		{[]string{"a", "b"}, []string{"c"}, Apart},
	} {
		if got := (Note{Versions: c.note}).AgeOf(Content{Versions: c.sealed}); got != c.want {
			t.Errorf("of %q to %q it is %q, want %q", c.sealed, c.note, got, c.want)
		}
	}
}

// TestWhoIsNewAmongTheRecipients and who is no more, each in order: of the list those who are
// new, and of the keys those who are gone.
func TestWhoIsNewAmongTheRecipients(t *testing.T) {
	note := Note{Recipients: map[string]string{"k1": "Ana", "k3": "Cy", "k2": "Bo"}}
	fresh, gone := note.Others([]Recipient{{Key: "k9", Who: "Di"}, {Key: "k1", Who: "Ana, moved"}, {Key: "k4", Who: "Eva"}})
	if !cmp.Equal(fresh, []string{"Di", "Eva"}) || !cmp.Equal(gone, []string{"Bo", "Cy"}) {
		t.Errorf("new are %q, and gone %q", fresh, gone)
	}
}

// TestWhatOpeningMakesOfAFolder lists each file that differs where it belongs, and none that
// is the same.
func TestWhatOpeningMakesOfAFolder(t *testing.T) {
	agreed := Note{}.Next(files("deleted here", "1", "deleted there", "1", "here", "1", "same", "1", "there", "1", "both", "1", "kept here", "1"), nil)
	note := NewNote(nil, agreed)
	here := files("both", "2", "deleted there", "1", "here", "2", "kept here", "2", "new here", "1", "same", "1", "there", "1")
	there := Note{Versions: agreed.Versions}.Next(files("both", "3", "deleted here", "1", "here", "1", "new there", "1", "same", "1", "there", "2"), nil)
	change := func(name, old, now string) edit.Change {
		c := edit.Change{Path: "private/" + name}
		if c.Gone = now == ""; !c.Gone {
			c.New = []byte(now)
		}
		if old != "" {
			c.Old = []byte(old)
		}
		return c
	}
	goes, comes, turns := change("deleted there", "1", ""), change("new there", "", "1"), change("there", "1", "2")
	for _, c := range []struct {
		name  string
		note  Note
		force bool
		want  Opening
	}{
		{"newer", note, false, Opening{Newer, []edit.Change{goes, comes, turns},
			[]string{"private/both", "private/kept here"}, []string{"private/deleted here", "private/here", "private/new here"}}},
		{"newer, by force", note, true, Opening{Newer, []edit.Change{change("both", "2", "3"), change("deleted here", "", "1"), goes, change("here", "2", "1"), change("kept here", "2", ""), comes, turns},
			nil, []string{"private/new here"}}},
		{"first", Note{}, false, Opening{First, []edit.Change{change("deleted here", "", "1"), comes},
			[]string{"private/both", "private/here", "private/there"}, []string{"private/deleted there", "private/kept here", "private/new here"}}},
	} {
		if diff := cmp.Diff(c.want, Compare(here, c.note, there, c.force)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}
