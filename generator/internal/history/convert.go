package history

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"regexp"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
)

// attributes are the lines of .gitattributes files, by ascending precedence.
type attributes struct {
	lines []attributeLine
	fold  bool
}

type attributeLine struct {
	pattern pattern
	set     []string // name, -name, !name or name=value
}

// with adds the lines of a file in folder, and its macros to macros, which
// includes git's own binary.
func (a attributes) with(data []byte, folder string, macros map[string][]string) attributes {
	added := a
	added.lines = a.lines[:len(a.lines):len(a.lines)]
	for _, line := range patternLines(data) {
		words := strings.Fields(line)
		if len(words) == 0 || strings.HasPrefix(words[0], "#") || strings.HasPrefix(words[0], "!") {
			continue
		}
		if name, found := strings.CutPrefix(words[0], "[attr]"); found {
			macros[name] = words[1:]
			continue
		}
		glob := strings.NewReplacer(`"`, "", "[[:space:]]", " ").Replace(words[0])
		added.lines = append(added.lines, attributeLine{parsePattern(glob, folder), words[1:]})
	}
	return added
}

// of returns the attributes of a file: "true", "false", a value, or "" when
// unspecified.
func (a attributes) of(name string, macros map[string][]string) map[string]string {
	found := map[string]string{}
	var set func(words []string, depth int)
	set = func(words []string, depth int) {
		for _, word := range words {
			key, value, given := strings.Cut(word, "=")
			switch {
			case given:
			case strings.HasPrefix(key, "-"):
				key, value = key[1:], "false"
			case strings.HasPrefix(key, "!"):
				key = key[1:]
			default:
				value = "true"
			}
			found[key] = value
			if macro := macros[key]; macro != nil && value == "true" && depth < 8 {
				set(macro, depth+1)
			}
		}
	}
	for _, line := range a.lines {
		if line.pattern.matches(name, false, a.fold) {
			set(line.set, 0)
		}
	}
	return found
}

// cleaned reports whether a work tree file equals an object after git's
// conversions on the way in: line ends, $Id$, and pointers of large files. It
// cannot run any other filter.
func (m *modifier) cleaned(e *staged, data []byte) (bool, error) {
	has := m.attributesOf(e.name)
	if filter := has["filter"]; filter != "" && filter != "false" && plumbing.ComputeHash(plumbing.BlobObject, data) == e.id {
		return true, nil
	}
	if has["filter"] == "lfs" {
		pointer := fmt.Sprintf("version https://git-lfs.github.com/spec/v1\noid sha256:%x\nsize %d\n", sha256.Sum256(data), len(data))
		if plumbing.ComputeHash(plumbing.BlobObject, []byte(pointer)) == e.id {
			return true, nil
		}
	}
	text, err := m.isText(e, has, data)
	if err != nil {
		return false, err
	}
	if text {
		data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	}
	if has["ident"] == "true" {
		data = idWords.ReplaceAll(data, []byte("$$Id$$"))
	}
	return plumbing.ComputeHash(plumbing.BlobObject, data) == e.id, nil
}

var idWords = regexp.MustCompile(`\$Id:[^$\n]*\$`)

// isText reports whether git converts CRLF to LF in a file, by gitattributes(5).
func (m *modifier) isText(e *staged, has map[string]string, data []byte) (bool, error) {
	text := has["text"]
	if text == "" {
		text = map[string]string{"true": "true", "false": "false", "input": "true"}[has["crlf"]]
	}
	if eol := has["eol"]; text == "" && (eol == "lf" || eol == "crlf") {
		text = "true"
	}
	if text == "" && (m.settings["core.autocrlf"] == "input" || isTrue(m.settings["core.autocrlf"])) {
		text = "auto"
	}
	switch {
	case text == "true":
		return true, nil
	case text != "auto" || isBinary(data):
		return false, nil
	}
	is, committed, err := m.repository.objects.get(e.id)
	if err != nil || is != plumbing.BlobObject {
		return false, err
	}
	return isBinary(committed) || !bytes.Contains(committed, []byte("\r\n")), nil
}

// isBinary is git's heuristic on all bytes: a NUL, a lone CR, or more than one in
// 128 that is not printable.
func isBinary(data []byte) bool {
	printed, other := 0, 0
	for i, c := range data {
		switch {
		case c == '\r' && i+1 < len(data) && data[i+1] == '\n', c == '\n':
		case c == '\r', c == 0:
			return true
		case c == 0x7f, c < ' ' && c != '\b' && c != '\t' && c != 0x1b && c != '\f':
			other++
		default:
			printed++
		}
	}
	if n := len(data); n > 0 && data[n-1] == 0x1a {
		other--
	}
	return printed>>7 < other
}
