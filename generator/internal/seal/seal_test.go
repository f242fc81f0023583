package seal

import (
	"archive/tar"
	"bytes"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"filippo.io/age"
	"filippo.io/age/armor"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"pairbook/generator/internal/edit"
)

// newKey makes a key and its line in a list of recipients.
func newKey(t testing.TB, who string) (Keys, Recipient) {
	t.Helper()
	text, err := NewKey()
	if err != nil {
		t.Fatal(err)
	}
	keys, err := ParseKeys(text, nil)
	if err != nil {
		t.Fatal(err)
	}
	all, problems := ParseRecipients(RecipientsPath, []byte(keys.Public()[0]+" "+who+"\n"))
	if len(all) != 1 || len(problems) > 0 {
		t.Fatal(all, problems)
	}
	return keys, all[0]
}

func files(pairs ...string) (all []File) {
	for i := 0; i < len(pairs); i += 2 {
		all = append(all, File{pairs[i], []byte(pairs[i+1])})
	}
	sortFiles(all)
	return all
}

// sealable draws files that can be sealed.
func sealable(rt *rapid.T, label string) []File {
	all := map[string][]byte{}
	for _, name := range []string{"avoid.yaml", "contacts.csv", "notes/été.md", "notes/" + strings.Repeat("long", 30), "z"} {
		if rapid.Bool().Draw(rt, label+" has "+name) {
			all[name] = []byte(rapid.SampledFrom([]string{"", "a", "b", "\x00\r\n"}).Draw(rt, label+" "+name))
		}
	}
	var list []File
	for _, name := range slices.Sorted(maps.Keys(all)) {
		list = append(list, File{name, all[name]})
	}
	return list
}

func TestOpenIsWhatWasSealed(t *testing.T) {
	keys, who := newKey(t, "Sigrún")
	others, _ := newKey(t, "nobody")
	rapid.Check(t, func(rt *rapid.T) {
		c := Note{}.Next(sealable(rt, "files"), []Recipient{who})
		sealed, err := Seal(c, []Recipient{who})
		if err != nil {
			rt.Fatal(err)
		}
		got, err := Open(sealed, append(slices.Clone(others), keys...))
		if diff := cmp.Diff(c, got); err != nil || diff != "" {
			rt.Fatalf("%v (-sealed +opened):\n%s", err, diff)
		}
		if _, err := Open(sealed, others); err != ErrNoKey {
			rt.Fatalf("another key: %v", err)
		}
		cut := rapid.IntRange(0, len(sealed)-1).Draw(rt, "cut")
		if _, err := Open(sealed[:cut], keys); err == nil {
			rt.Fatalf("%d of %d bytes were opened", cut, len(sealed))
		}
		at := rapid.IntRange(0, len(sealed)-1).Draw(rt, "changed")
		changed := bytes.Clone(sealed)
		changed[at] ^= 1
		if _, err := Open(changed, keys); err == nil {
			rt.Fatalf("it was opened with byte %d changed", at)
		}
	})
}

// entry is a file of an archive that somebody made.
type entry struct {
	tar.Header
	body string
}

func plain(name, body string) entry { return entry{tar.Header{Name: name}, body} }

// archived writes entries, with a note that fits their files unless there is one.
func archived(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	for _, e := range entries {
		if e.Typeflag == 0 && e.Size == 0 {
			e.Size = int64(len(e.body))
		}
		e.Mode = 0o600
		if err := w.WriteHeader(&e.Header); err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(w, e.body)
	}
	_ = w.Close()
	return out.Bytes()
}

// noteOf is the archive's note of files.
func noteOf(pairs ...string) string {
	c := Note{}.Next(files(pairs...), nil)
	return string(Note{Versions: c.Versions, Recipients: c.Recipients}.Text())
}

func TestHostileArchives(t *testing.T) {
	_, who := newKey(t, "Zed")
	note := func(pairs ...string) entry { return plain(noteName, noteOf(pairs...)) }
	long := strings.Repeat("long/", 60) + "x"
	spoken := fmt.Sprintf(`{"versions":[%q],"recipients":{%q:"Zed\u001b[2J"}}`, digest(nil), who.Key)
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"whole":              {archived(t, note("a", "x"), plain("a", "x")), ""},
		"without files":      {archived(t, note()), ""},
		"a parent":           {archived(t, plain("../a", "x"), note("../a", "x")), `"../a": this is no path below the folder`},
		"a parent inside":    {archived(t, note("b/../../a", "x"), plain("b/../../a", "x")), "no path below the folder"},
		"absolute":           {archived(t, note("/a", "x"), plain("/a", "x")), "no path below the folder"},
		"a drive":            {archived(t, note("c:a", "x"), plain("c:a", "x")), "not every system allows"},
		"a backslash":        {archived(t, note(`b\a`, "x"), plain(`b\a`, "x")), "not every system allows"},
		"a device of theirs": {archived(t, note("nul.txt", "x"), plain("nul.txt", "x")), "Windows keeps the name"},
		"a trailing dot":     {archived(t, note("a.", "x"), plain("a.", "x")), "which not every system allows"},
		"a stream":           {archived(t, note("a:b", "x"), plain("a:b", "x")), "not every system allows"},
		"unseen":             {archived(t, note("a\u202eb", "x"), plain("a\u202eb", "x")), "invisible character"},
		"the site":           {archived(t, note("site/index.html", "x"), plain("site/index.html", "x")), "the coordinators' site is not sealed"},
		"the Site":           {archived(t, note("Site/index.html", "x"), plain("Site/index.html", "x")), "the coordinators' site is not sealed"},
		"git":                {archived(t, plain(".git/config", "x"), note(".git/config", "x")), "begins with a dot"},
		"too long":           {archived(t, note(long, "x"), plain(long, "x")), "bytes, and"},
		"a link":             {archived(t, note(), entry{tar.Header{Name: "a", Typeflag: tar.TypeSymlink, Linkname: "/etc/passwd"}, ""}), `"a", which is no plain file`},
		"a hard link":        {archived(t, note(), entry{tar.Header{Name: "a", Typeflag: tar.TypeLink, Linkname: "b"}, ""}), "no plain file"},
		"a device":           {archived(t, note(), entry{tar.Header{Name: "a", Typeflag: tar.TypeChar}, ""}), "no plain file"},
		"a pipe":             {archived(t, note(), entry{tar.Header{Name: "a", Typeflag: tar.TypeFifo}, ""}), "no plain file"},
		"a folder":           {archived(t, note(), entry{tar.Header{Name: "a/", Typeflag: tar.TypeDir}, ""}), "no plain file"},
		"twice":              {archived(t, note("a", "x"), plain("a", "x"), plain("a", "y")), `"a", which stands there twice`},
		"out of order":       {archived(t, note("a", "x", "b", "y"), plain("b", "y"), plain("a", "x")), "out of order"},
		"two cases":          {archived(t, note("A", "x", "a", "y"), plain("A", "x"), plain("a", "y")), `some systems take it for "A"`},
		"two folders":        {archived(t, note("A/x", "x", "a/y", "y"), plain("A/x", "x"), plain("a/y", "y")), `some systems take it for "A/"`},
		"two forms":          {archived(t, note("e\u0301", "x", "\u00e9", "y"), plain("e\u0301", "x"), plain("\u00e9", "y")), "some systems take it for"},
		"file and folder":    {archived(t, note("a", "x", "a/b", "y"), plain("a", "x"), plain("a/b", "y")), `some systems take it for "a"`},
		"huge":               {archived(t, note(), entry{tar.Header{Name: "a", Size: 1 << 40}, ""}), "more than can be sealed"},
		"cut off":            {archived(t, note("a", "x"), entry{tar.Header{Name: "a", Size: 2000}, "x"}), `"a", which is cut off`},
		"more behind it":     {append(archived(t, note("a", "x"), plain("a", "x")), make([]byte, 512)...), "no archive that pairbook private seal wrote"},
		"nothing":            {nil, "not those that it says were sealed"},
		"no archive":         {[]byte(strings.Repeat("hello", 500)), "no archive that pairbook private seal wrote"},
		"no note":            {archived(t, plain("a", "x")), "not those that it says were sealed"},
		"another's note":     {archived(t, note("a", "y"), plain("a", "x")), "not those that it says were sealed"},
		"a broken note":      {archived(t, plain(noteName, `{"versions":["x"]}`)), "of earlier versions cannot be read"},
		"a speaking note":    {archived(t, plain(noteName, spoken)), "of the keys that open it cannot be read"},
	} {
		got, err := readArchive(c.data)
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %v, %v; want %q", name, got, err, c.want)
		}
	}
	many := []entry{note()}
	for i := range maxFiles + 5 {
		many = append(many, plain(fmt.Sprintf("%05d", i), ""))
	}
	if _, err := readArchive(archived(t, many...)); err == nil || !strings.Contains(err.Error(), "more than can be sealed") {
		t.Errorf("too many files: %v", err)
	}
}

// TestArchivesAreTheSame holds the archive to its bytes, by any order of files, and to
// what other programs read in it.
func TestArchivesAreTheSame(t *testing.T) {
	c := Note{}.Next(files("b/c", "1", "a", "2"), nil)
	one, err := c.archive()
	if err != nil {
		t.Fatal(err)
	}
	slices.Reverse(c.Files)
	two, err := c.archive()
	if err != nil || !bytes.Equal(one, two) {
		t.Errorf("two orders make two archives; %v", err)
	}
	var names []string
	for r := tar.NewReader(bytes.NewReader(one)); ; {
		h, err := r.Next()
		if err != nil {
			break
		}
		names = append(names, fmt.Sprint(h.Name, " ", h.FileInfo().Mode(), " ", h.ModTime.Unix(), " ", h.Uid, h.Uname))
	}
	want := []string{".sealed -rw------- 0 0", "a -rw------- 0 0", "b/c -rw------- 0 0"}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func FuzzReadArchive(f *testing.F) {
	f.Add(archived(f, plain(noteName, noteOf("a", "x")), plain("a", "x")))
	f.Add(archived(f, plain(noteName, noteOf()), entry{tar.Header{Name: "a", Typeflag: tar.TypeSymlink, Linkname: "/etc/passwd"}, ""}))
	f.Add(archived(f, plain("../a", "x")))
	f.Add(archived(f, plain(noteName, noteOf("a.md", "x", "a/b", "y")), plain("a.md", "x"), plain("a/b", "y"))) // a folder lists a/ first
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := readArchive(data)
		if err != nil {
			return
		}
		dir, err := os.OpenRoot(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		defer dir.Close()
		if _, err := edit.Apply(dir, Compare(nil, Note{}, c, false).Changes); err != nil {
			t.Fatalf("what was read cannot be written: %v", err)
		}
		back, problems, err := Read(dir)
		if diff := cmp.Diff(c.Files, back); err != nil || len(problems) > 0 || diff != "" {
			t.Fatalf("%v, %v (-read +written):\n%s", err, problems, diff)
		}
	})
}

func FuzzParseRecipients(f *testing.F) {
	_, who := newKey(f, "Zed")
	f.Add([]byte(who.Key + " Zed\n# x\n\nssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ6qkkIYbDqQrgVvkNWGyjJ4HBC3qHhcFm3Pk2Ixt8sZ them\n"))
	f.Add([]byte("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQ== x\n" + who.Key + "\r\nage1yubikey1qqq x"))
	f.Fuzz(func(t *testing.T, data []byte) {
		all, problems := ParseRecipients("r", data)
		lines := strings.Count(strings.ReplaceAll(string(data), "\r", "\n"), "\n") + 1
		if len(all)+len(problems) == 0 {
			t.Fatal("neither a key nor a problem")
		}
		for _, p := range problems {
			if p.Line < 1 || p.Line > lines || p.Column < 1 {
				t.Fatalf("%v of %d lines", p, lines)
			}
		}
		again := ""
		for _, r := range all {
			again += r.Key + " " + r.Who + "\n"
		}
		if len(problems) > 0 {
			return
		}
		same, problems := ParseRecipients("r", []byte(again))
		if len(problems) > 0 || len(same) != len(all) {
			t.Fatalf("%q is refused: %v", again, problems)
		}
		if _, err := Seal(Note{}.Next(nil, all), all); err != nil {
			t.Fatalf("nothing can be sealed for %q: %v", again, err)
		}
	})
}

// folder writes files below private/ and opens the root.
func folder(t testing.TB, list []File) *os.Root {
	t.Helper()
	dir := t.TempDir()
	for _, f := range list {
		name := filepath.Join(dir, Folder, filepath.FromSlash(f.Path))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root
}

// TestCompare opens a content in folders in any state, and says of each file what may
// have become of it.
func TestCompare(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		agreed, here, theirs := sealable(rt, "agreed"), sealable(rt, "here"), sealable(rt, "theirs")
		force := rapid.Bool().Draw(rt, "force")
		before := Note{}.Next(agreed, nil)
		note, next := NewNote([]byte("before"), before), Note{Versions: before.Versions}.Next(theirs, nil)
		age := Newer
		if digest(agreed) == digest(theirs) {
			age = Same
		}
		switch rapid.IntRange(0, 3).Draw(rt, "what is known") {
		case 0:
			note, age = Note{}, First
		case 1:
			next = Note{}.Next(theirs, nil) // it knows nothing of ours
			if age != Same {
				age = Apart
			}
		case 2:
			if age != Same {
				note.Versions, age = append(slices.Clone(next.Versions), digest(files("of", "late"))), Older
			}
		}
		opening := Compare(here, note, next, force)
		if opening.Age != age {
			rt.Fatalf("age %s, want %s", opening.Age, age)
		}
		known := age == Same || age == Newer
		root := folder(t, here)
		// Killed after some changes: opening again makes the others, and no clash comes of it.
		some := opening.Changes[:rapid.IntRange(0, len(opening.Changes)).Draw(rt, "killed after")]
		if _, err := edit.Apply(root, some); err != nil {
			rt.Fatal(err)
		}
		halfway, _, err := Read(root)
		if err != nil {
			rt.Fatal(err)
		}
		again := Compare(halfway, note, next, force)
		if diff := cmp.Diff(opening.Clashes, again.Clashes); diff != "" {
			rt.Fatalf("clashes after a kill (-before +after):\n%s", diff)
		}
		if _, err := edit.Apply(root, again.Changes); err != nil {
			rt.Fatal(err)
		}
		after, problems, err := Read(root)
		if err != nil || len(problems) > 0 {
			rt.Fatal(problems, err)
		}
		a, h, s, now := byPath(agreed), byPath(here), byPath(theirs), byPath(after)
		same := func(one, two map[string][]byte, path string) bool {
			x, is := one[path]
			y, has := two[path]
			return is == has && bytes.Equal(x, y)
		}
		for _, f := range slices.Concat(agreed, here, theirs) {
			p := f.Path
			_, isHere := h[p]
			_, isSealed := s[p]
			taken, kept := same(now, s, p), same(now, h, p)
			switch clash := slices.Contains(opening.Clashes, Folder+"/"+p); {
			case !taken && !kept:
				rt.Fatalf("%s is neither what it was nor what was sealed", p)
			case force && isSealed && !taken:
				rt.Fatalf("%s was not overwritten", p)
			case !force && isHere && !kept && !(known && same(h, a, p)):
				rt.Fatalf("%s was lost, which was not sealed", p)
			case known && same(h, a, p) && !taken:
				rt.Fatalf("%s was not brought up to date", p)
			case !force && known && same(s, a, p) && !kept:
				rt.Fatalf("%s changed here alone, and was overwritten", p)
			case clash && force && isSealed, clash && kept && taken:
				rt.Fatalf("%s clashes with nothing", p)
			case !force && isHere && isSealed && !kept && !taken && !clash, !clash && isHere && isSealed && !taken && !(known && same(s, a, p)):
				rt.Fatalf("%s is different, and nothing is said of it", p)
			}
		}
	})
}

func TestNote(t *testing.T) {
	_, ana := newKey(t, "Ana")
	_, bo := newKey(t, "Bo")
	list := files("a", "x")
	c := Note{}.Next(list, []Recipient{ana})
	note := ParseNote(NewNote([]byte("sealed"), c).Text())
	if !note.Holds(list, []Recipient{ana}) {
		t.Error("the same is not the same")
	}
	for name, other := range map[string]bool{
		"another key":  note.Holds(list, []Recipient{bo}),
		"a key more":   note.Holds(list, []Recipient{ana, bo}),
		"no key":       note.Holds(list, nil),
		"another byte": note.Holds(files("a", "y"), []Recipient{ana}),
		"another name": note.Holds(files("b", "x"), []Recipient{ana}),
		"a file more":  note.Holds(files("a", "x", "b", ""), []Recipient{ana}),
		"no file":      note.Holds(nil, []Recipient{ana}),
	} {
		if other {
			t.Errorf("%s is taken for the same", name)
		}
	}
	if next := note.Next(list, []Recipient{bo}); len(next.Versions) != 1 {
		t.Errorf("another key is another version: %v", next.Versions)
	}
	for i := range maxVersions + 10 {
		note.Versions = note.Next(files("a", fmt.Sprint(i)), nil).Versions
	}
	if len(note.Versions) != maxVersions || note.Versions[maxVersions-1] != digest(files("a", fmt.Sprint(maxVersions+9))) {
		t.Errorf("%d versions are kept", len(note.Versions))
	}
	if broken := ParseNote([]byte("{")); broken.AgeOf(c) != First {
		t.Errorf("a broken note says something: %+v", broken)
	}
}

// keyUnderMaple makes a key, and a recipient that has the passphrase maple.
func keyUnderMaple(t *testing.T) (text []byte, by *age.ScryptRecipient) {
	t.Helper()
	text, err := NewKey()
	if err != nil {
		t.Fatal(err)
	}
	if by, err = age.NewScryptRecipient("maple"); err != nil {
		t.Fatal(err)
	}
	by.SetWorkFactor(1)
	return text, by
}

// TestProtectedKeys opens a key of age that a passphrase protects.
func TestProtectedKeys(t *testing.T) {
	text, by := keyUnderMaple(t)
	var armored, bare bytes.Buffer
	coat := armor.NewWriter(&armored)
	for _, out := range []io.Writer{coat, &bare} {
		w, err := age.Encrypt(out, by)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(text); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if err := coat.Close(); err != nil {
		t.Fatal(err)
	}
	for _, data := range [][]byte{armored.Bytes(), append([]byte("\r\n \n"), armored.Bytes()...), bare.Bytes()} {
		keys, err := ParseKeys(data, func() ([]byte, error) { return []byte("maple"), nil })
		if err != nil || len(keys.Public()) != 1 || !strings.Contains(string(text), keys.Public()[0]) {
			t.Errorf("%v, %v", keys.Public(), err)
		}
		if _, err := ParseKeys(data, func() ([]byte, error) { return []byte("oak"), nil }); err == nil || err.Error() != "the passphrase does not open it" {
			t.Errorf("another passphrase: %v", err)
		}
		if _, err := ParseKeys(data, func() ([]byte, error) { return nil, io.ErrUnexpectedEOF }); err != io.ErrUnexpectedEOF {
			t.Errorf("nobody is asked: %v", err)
		}
	}
	for _, wrong := range []string{"", "# nothing\n", "AGE-SECRET-KEY-1QQQQ", "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n", strings.Replace(string(text), "AGE-SECRET-KEY-1", "AGE-SECRET-KEY-1!", 1)} {
		if _, err := ParseKeys([]byte(wrong), nil); err == nil || strings.Contains(err.Error(), "!") || strings.Contains(err.Error(), "QQQQ") {
			t.Errorf("%q: %v", wrong, err)
		}
	}
}

// TestProtectedKeyEndsInSpace opens a key whose file ends in a byte that text would take
// for a space, as one in forty does.
func TestProtectedKeyEndsInSpace(t *testing.T) {
	text, by := keyUnderMaple(t)
	var data []byte
	for len(bytes.TrimSpace(data)) == len(data) {
		var file bytes.Buffer
		w, err := age.Encrypt(&file, by)
		if err == nil {
			_, err = w.Write(text)
		}
		if err == nil {
			err = w.Close()
		}
		if err != nil {
			t.Fatal(err)
		}
		data = file.Bytes()
	}
	if keys, err := ParseKeys(data, func() ([]byte, error) { return []byte("maple"), nil }); err != nil || len(keys.Public()) != 1 {
		t.Errorf("%v, %v", keys.Public(), err)
	}
}
