package markdown

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/yuin/goldmark/util"
	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/text"
)

// LinkKind is the kind of a link's destination.
type LinkKind int

// The kinds of links that keep their address.
const (
	Relative LinkKind = iota // into this repository, or to a section of the page
	Web                      // http or https
	Mail                     // mailto, or tel
)

// Link is a link or an image.
type Link struct {
	Destination string // as written, with escapes and entities resolved
	Text        string // in plain words; of an image, its alternative text
	Title       string // what stands after the destination in quotes, or ""
	Kind        LinkKind
	Image       bool
	At          diag.Position // of the destination; of a reference such as [text][name], of its bracket
}

// Target splits the destination of a relative link into a percent-decoded path
// and a percent-decoded fragment without its #; a query is dropped. The path is
// empty when the link leads to a section of its own page.
func (l Link) Target() (path, fragment string) {
	path, fragment, _ = strings.Cut(l.Destination, "#")
	path, _, _ = strings.Cut(path, "?")
	return decode(path), decode(fragment)
}

func decode(s string) string {
	if d, err := url.PathUnescape(s); err == nil {
		return d
	}
	return s
}

// kindOf returns the kind of a destination, or an error about one that no page may have.
// The error continues a sentence that begins with the link.
func kindOf(destination string) (LinkKind, error) {
	switch {
	case unprintable(destination):
		return 0, errors.New("has a control or hidden character in it")
	case strings.TrimSpace(destination) != destination:
		return 0, errors.New("starts or ends with a space")
	}
	scheme, rest := cutScheme(destination)
	switch strings.ToLower(scheme) {
	case "http", "https":
		return Web, checkWeb(rest)
	case "mailto":
		return Mail, nil
	case "tel":
		return Mail, checkNumber(rest)
	case "":
		return Relative, checkRelative(destination)
	}
	return 0, fmt.Errorf("leads to %q", scheme+":")
}

// checkWeb checks what follows the scheme. Browsers read \ as /, and treat an address
// without a host as relative.
func checkWeb(rest string) error {
	host, slashes := strings.CutPrefix(rest, "//")
	if i := strings.IndexAny(host, "/?#"); i >= 0 {
		host = host[:i]
	}
	if !slashes || host == "" || strings.ContainsAny(host, `\ `) {
		return errors.New("is not a whole web address")
	}
	return nil
}

// checkNumber checks a telephone number: digits, with marks between them.
func checkNumber(number string) error {
	number = strings.TrimPrefix(number, "+")
	if len(number) < 2 || strings.Trim(number, "0123456789().-") != "" {
		return errors.New("is not a telephone number: tel:+441632960123, without spaces")
	}
	return nil
}

// checkRelative checks the path as written and percent-decoded, because a server or a
// browser may read either.
func checkRelative(destination string) error {
	path := destination
	if i := strings.IndexAny(path, "?#"); i >= 0 {
		path = path[:i]
	}
	for _, p := range []string{path, decode(path)} {
		scheme, _ := cutScheme(p)
		switch {
		case strings.HasPrefix(p, "//"):
			return errors.New("leads to another host without saying how")
		case strings.Contains(p, `\`):
			return errors.New(`has a \ in it; a path is written with /`)
		case unprintable(p):
			return errors.New("hides a control character")
		case scheme != "":
			return fmt.Errorf("hides %q", scheme+":")
		}
	}
	return nil
}

// cutScheme splits a destination at the first colon, if no / ? or # comes before it:
// what a browser may read as a scheme, even an unusual one.
func cutScheme(s string) (scheme, rest string) {
	if i := strings.IndexAny(s, ":/?#"); i >= 0 && s[i] == ':' {
		return s[:i], s[i+1:]
	}
	return "", s
}

func unprintable(s string) bool { return strings.ContainsAny(s, "\t\n") || text.HasUnseen(s) }

// escapeURL escapes an address for an attribute.
func escapeURL(address string) string {
	return string(util.EscapeHTML(util.URLEscape([]byte(address), false)))
}

// fragmentEscapes escapes the characters that a fragment may not contain.
var fragmentEscapes = strings.NewReplacer("%", "%25", " ", "%20", `"`, "%22", "<", "%3C", ">", "%3E")

// escapeFragment percent-encodes the characters that a fragment may not contain, and
// keeps letters of every script readable.
func escapeFragment(fragment string) string {
	return fragmentEscapes.Replace(fragment)
}
