package history

import (
	"regexp"
	"strings"

	"github.com/go-git/go-git/v5/plumbing/object"
)

// Signature is how a commit names somebody.
type Signature struct{ Name, Address string }

// signatures returns who stands behind a commit: its author, then those whom the last
// paragraph of its message names as co-authors or reviewers.
func signatures(c *object.Commit) []Signature {
	by := []Signature{{c.Author.Name, c.Author.Email}}
	for _, line := range trailers(c.Message) {
		key, value, _ := strings.Cut(line, ":")
		switch strings.ToLower(strings.TrimSpace(key)) {
		case "co-authored-by", "reviewed-by":
			name, address, found := strings.Cut(value, "<")
			address, _, closed := strings.Cut(address, ">")
			if found && closed {
				by = append(by, Signature{strings.TrimSpace(name), strings.TrimSpace(address)})
			}
		}
	}
	return by
}

// trailer is a line that git takes for one: a word, a colon and a value.
var trailer = regexp.MustCompile(`^[A-Za-z0-9-]+[ \t]*:`)

// trailers returns the trailers of a commit's message, continued lines joined: those of
// its last paragraph, where that is not the first and has nothing else.
func trailers(message string) (found []string) {
	lines := strings.Split(strings.TrimSpace(message), "\n")
	from := len(lines)
	for from > 0 && strings.TrimSpace(lines[from-1]) != "" {
		from--
	}
	if from == 0 {
		return nil
	}
	for _, line := range lines[from:] {
		switch {
		case trailer.MatchString(line):
			found = append(found, line)
		case len(found) > 0 && strings.TrimLeft(line, " \t") != line:
			found[len(found)-1] += " " + strings.TrimSpace(line)
		default:
			return nil
		}
	}
	return found
}
