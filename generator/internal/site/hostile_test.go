package site

import (
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/veil"
	"pairbook/generator/test/mini"
)

// payloads are what a stranger may write where a text is meant.
var payloads = []string{
	`<script>alert(1)</script>`,
	`"><img src=x onerror=alert(1)>`,
	`' onmouseover='alert(1)`,
	`</title></style></textarea><svg onload=alert(1)>`,
	`javascript:alert(1)`,
	`{{.Title}}${1}<!--`,
	"]]>\u2028</desc><a xlink:href=\"javascript:alert(1)\">",
	`//evil.example/%0d%0aSet-Cookie`,
}

// unhashed lists files without what their bytes are part of the name of.
func unhashed(site map[string]string) []string {
	var files []string
	for file := range site {
		files = append(files, hashed.ReplaceAllString(file, "$1$2"))
	}
	slices.Sort(files)
	return files
}

// TestHostileRecords puts each payload into every text of every record: the
// pages then differ from those of harmless words in text and nothing else.
func TestHostileRecords(t *testing.T) {
	for _, payload := range payloads {
		hostile := poisoned(t, func(n int) string { return fmt.Sprintf("w%04d %s w", n, payload) })
		harmless := poisoned(t, func(n int) string {
			return fmt.Sprintf("w%04d %s w", n, wordsIn(payload))
		})
		hold(t, payload, hostile, harmless)
		if files, want := unhashed(hostile), unhashed(harmless); !slices.Equal(files, want) {
			t.Fatalf("%q makes the files %v, not %v", payload, files, want)
		}
		for _, file := range slices.Sorted(maps.Keys(hostile)) {
			switch path.Ext(file) {
			case ".html":
				alike(t, payload+" in "+file, nodes(t, hostile[file]), nodes(t, harmless[file]))
			case ".json":
				if !json.Valid([]byte(hostile[file])) || strings.Contains(hostile[file], "</script") {
					t.Errorf("%s: the JSON is broken by %q", file, payload)
				}
			case ".csv":
				if rows, err := csv.NewReader(strings.NewReader(hostile[file])).ReadAll(); err != nil || len(rows) < 2 {
					t.Errorf("%s: %q: %d rows, %v", file, payload, len(rows), err)
				}
			case ".xml":
				if err := wellFormed(hostile[file]); err != nil {
					t.Errorf("%s: %q: %v", file, payload, err)
				}
			}
		}
	}
}

// hold checks that what the forms know is one constant whatever it says, and
// takes it away, because its name follows from its bytes. The pages that load
// it are compared all the same.
func hold(t *testing.T, payload string, sites ...map[string]string) {
	t.Helper()
	for _, site := range sites {
		found := 0
		for _, file := range slices.Sorted(maps.Keys(site)) {
			if !strings.HasPrefix(file, "assets/forms-") {
				continue
			}
			found++
			body, begins := strings.CutPrefix(site[file], "\"use strict\";\nconst pairbookForms = ")
			body, ends := strings.CutSuffix(body, ";\n")
			if !begins || !ends || !json.Valid([]byte(body)) || strings.ContainsAny(body, "<>&\u2028\u2029") {
				t.Errorf("%s: the constant is broken by %q", file, payload)
			}
			delete(site, file)
		}
		if found != 1 {
			t.Errorf("%d files hold what the forms know", found)
		}
	}
}

// alike compares two pages node by node.
func alike(t *testing.T, where string, a, b []*html.Node) {
	t.Helper()
	a, b = slices.DeleteFunc(a, isText), slices.DeleteFunc(b, isText)
	if len(a) != len(b) {
		t.Errorf("%s: %d nodes, not %d", where, len(a), len(b))
		return
	}
	for i := range a {
		same := a[i].Type == b[i].Type && a[i].Data == b[i].Data && len(a[i].Attr) == len(b[i].Attr)
		for j := range a[i].Attr {
			same = same && a[i].Attr[j].Key == b[i].Attr[j].Key
		}
		if !same {
			t.Errorf("%s: %s, not %s", where, describe(a[i]), describe(b[i]))
			return
		}
		still(t, where, a[i])
	}
}

func isText(n *html.Node) bool { return n.Type == html.TextNode }

func wellFormed(text string) error {
	for d := xml.NewDecoder(strings.NewReader(text)); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// poisoned builds the miniature with every text replaced.
func poisoned(t *testing.T, text func(n int) string) map[string]string {
	t.Helper()
	in := input(t, mini.Files(everything), veil.Coordinators)
	n := 0
	for _, rec := range in.Repo.Records() {
		poison(reflect.ValueOf(rec).Elem(), func() string { n++; return text(n) })
	}
	if n < 50 {
		t.Fatalf("only %d texts were replaced", n)
	}
	in.BaseURL = "https://mini.example.org/"
	return render(t, in)
}

// poison replaces the texts of a record: what is a string and no id, no choice
// and not the record's own path.
func poison(v reflect.Value, next func() string) {
	switch v.Kind() {
	case reflect.Struct:
		for f, field := range v.Fields() {
			if !f.IsExported() || f.Tag.Get("yaml") == "-" || f.Type == reflect.TypeFor[record.Source]() {
				continue
			}
			if f.Name == "Repository" || f.Name == "BaseURL" || f.Name == "Theme" {
				continue
			}
			poison(field, next)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			poison(v.Elem(), next)
		}
	case reflect.Slice:
		for i := range v.Len() {
			poison(v.Index(i), next)
		}
	case reflect.String:
		if v.Type() == reflect.TypeFor[string]() && v.String() != "" {
			v.SetString(next())
		}
	}
}

// TestHostileAddresses tries what is no address wherever one is meant.
func TestHostileAddresses(t *testing.T) {
	for _, address := range []string{"javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "data:text/html,x", "vbscript:x",
		"//evil.example/x", "https:", "http:///x", "file:///etc/passwd", "../../../etc/passwd", "\\\\evil\\x", "mailto:"} {
		in := input(t, mini.Files(everything), veil.Coordinators)
		site := in.Repo.Site
		site.BaseURL, site.Repository = record.Address(address), record.Address(address)
		for _, p := range in.Repo.Programs.All() {
			p.Help, p.Safeguarding = record.Contact{Page: record.Address(address)}, record.Contact{Mail: record.Mailbox(address), Tel: record.Telephone(address)}
			p.Training[0].Page = record.Address(address)
		}
		for _, c := range in.Repo.Cohorts.All() {
			for i := range c.Events {
				c.Events[i].URL = record.Address(address)
			}
		}
		for file, body := range render(t, in) {
			if isPage(file) {
				for _, n := range nodes(t, body) {
					if href, ok := attribute(n, "href"); ok && strings.Contains(href, "evil") || strings.Contains(href, "passwd") {
						t.Errorf("%q in %s: %s", address, file, describe(n))
					}
					still(t, file, n)
				}
			}
			if strings.Contains(file, "feed") && strings.Contains(strings.ToLower(body), "script:") {
				t.Errorf("%s: %q", file, address)
			}
		}
	}
}

func FuzzRelative(f *testing.F) {
	f.Add("a/b.html", "c/d.html")
	f.Add("index.html", "a:b.html")
	f.Fuzz(func(t *testing.T, from, to string) {
		clean := func(p string) bool {
			return p != "" && p == path.Clean(p) && !strings.HasPrefix(p, "/") && !strings.HasPrefix(p, "..") && p != "."
		}
		if !clean(from) || !clean(to) {
			t.Skip()
		}
		way := relative(from, to)
		if got := path.Join(path.Dir(from), unescape(t, way)); got != to {
			t.Errorf("from %q to %q by %q one comes to %q", from, to, way, got)
		}
	})
}

// wordsIn leaves letters and digits of a text, and makes the last word longer until there
// are as many of both: drawings cut what is long.
func wordsIn(text string) string {
	words := strings.Join(strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
	return words + strings.Repeat("o", utf8.RuneCountInString(text)-utf8.RuneCountInString(words))
}
