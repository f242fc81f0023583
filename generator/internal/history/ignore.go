package history

import (
	"bytes"
	"path"
	"strings"
)

// pattern is a line of a .gitignore or .gitattributes file.
type pattern struct {
	folder  string // of the file, "." at the top
	glob    string
	negated bool
	folders bool // matches only folders
	rooted  bool // matches the path from the folder, not a name at any depth
}

// parsePattern parses a pattern by the rules of gitignore(5).
func parsePattern(glob, folder string) pattern {
	p := pattern{folder: folder}
	if rest, found := strings.CutSuffix(glob, "/"); found {
		glob, p.folders = rest, true
	}
	p.rooted = strings.Contains(glob, "/")
	p.glob = strings.TrimPrefix(glob, "/")
	return p
}

func (p pattern) matches(name string, isFolder, fold bool) bool {
	if p.folders && !isFolder {
		return false
	}
	if p.folder != "." {
		rest, found := strings.CutPrefix(name, p.folder+"/")
		if !found {
			return false
		}
		name = rest
	}
	if !p.rooted {
		name = path.Base(name)
	}
	glob := p.glob
	if fold {
		glob, name = strings.ToLower(glob), strings.ToLower(name)
	}
	return wildmatch(glob, name)
}

// ignores are the patterns that apply in a folder, by ascending precedence.
type ignores struct {
	patterns []pattern
	fold     bool
}

// with adds the patterns of a file that lies in a folder.
func (i ignores) with(data []byte, folder string) ignores {
	added := i
	added.patterns = i.patterns[:len(i.patterns):len(i.patterns)]
	for _, line := range patternLines(data) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		rest, negated := strings.CutPrefix(line, "!")
		if rest = trimSpaces(rest); rest == "" {
			continue
		}
		p := parsePattern(rest, folder)
		p.negated = negated
		added.patterns = append(added.patterns, p)
	}
	return added
}

// ignored reports whether a name is ignored; its folder must not be.
func (i ignores) ignored(name string, isFolder bool) bool {
	for n := len(i.patterns) - 1; n >= 0; n-- {
		if p := i.patterns[n]; p.matches(name, isFolder, i.fold) {
			return !p.negated
		}
	}
	return false
}

func patternLines(data []byte) []string {
	var lines []string
	for line := range bytes.SplitSeq(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), []byte("\n")) {
		lines = append(lines, strings.TrimSuffix(string(line), "\r"))
	}
	return lines
}

// trimSpaces removes trailing spaces, except those escaped by a backslash.
func trimSpaces(line string) string {
	end := 0
	for i := 0; i < len(line); i++ {
		switch {
		case line[i] == '\\':
			i++
			end = min(i+1, len(line))
		case line[i] != ' ':
			end = i + 1
		}
	}
	return line[:end]
}

// wildmatch reports whether a glob matches a path, as in git: * and ? stop at a
// slash, and ** between slashes matches any number of folders. Git compares what
// stands before the first wildcard by itself, so ** after it counts as between slashes.
func wildmatch(glob, name string) bool {
	literal := max(0, strings.IndexAny(glob, `*?[\`))
	return strings.HasPrefix(name, glob[:literal]) && make(wild).match(glob[literal:], name[literal:])
}

// wild memoises which rests of the glob do not match which rests of the name, by
// their lengths: a pattern of many stars would otherwise take exponential time.
type wild map[[2]int]bool

func (w wild) match(glob, name string) bool {
	for start := true; glob != ""; start = false {
		switch c := glob[0]; c {
		case '*':
			return w.stars(glob, name, start)
		case '?':
			if name == "" || name[0] == '/' {
				return false
			}
			glob = glob[1:]
		case '[':
			rest, matched := matchClass(glob, name)
			if !matched {
				return false
			}
			glob = rest
		default:
			if c == '\\' {
				if glob = glob[1:]; glob == "" {
					return false
				}
			}
			if name == "" || name[0] != glob[0] {
				return false
			}
			glob = glob[1:]
			if c == '/' && strings.HasPrefix(glob, "**") {
				return w.stars(glob, name[1:], true)
			}
		}
		name = name[1:]
	}
	return name == ""
}

// stars matches a glob that begins with a star; start reports that it is at the
// beginning or after a slash.
func (w wild) stars(glob, name string, start bool) bool {
	key := [2]int{len(glob), len(name)}
	if w[key] {
		return false
	}
	w[key] = !w.tryStars(glob, name, start)
	return !w[key]
}

func (w wild) tryStars(glob, name string, start bool) bool {
	rest := strings.TrimLeft(glob, "*")
	folders := start && len(glob)-len(rest) >= 2 && (rest == "" || rest[0] == '/')
	if folders && rest != "" && w.match(rest[1:], name) {
		return true // matches no folder at all
	}
	for i := 0; ; i++ {
		if i == len(name) || !folders || rest == "" || name[i] == '/' {
			if rest == "" && i == len(name) {
				return !folders || name != ""
			}
			if rest != "" && w.match(rest, name[i:]) {
				return true
			}
		}
		if i == len(name) || !folders && name[i] == '/' {
			return false
		}
	}
}

// matchClass matches a class such as [a-z] and returns the rest of the glob.
func matchClass(glob, name string) (rest string, matched bool) {
	if name == "" || name[0] == '/' {
		return "", false
	}
	c, at := name[0], 1
	negated := at < len(glob) && (glob[at] == '!' || glob[at] == '^')
	if negated {
		at++
	}
	in := false
	for first := true; ; first = false {
		if at >= len(glob) {
			return "", false
		}
		if glob[at] == ']' && !first {
			return glob[at+1:], in != negated
		}
		if strings.HasPrefix(glob[at:], "[:") {
			word, _, found := strings.Cut(glob[at+2:], ":]")
			if found {
				in = in || inClass(word, c)
				at += len(word) + 4
				continue
			}
		}
		low, n := classByte(glob[at:])
		at += n
		high := low
		if at+1 < len(glob) && glob[at] == '-' && glob[at+1] != ']' {
			high, n = classByte(glob[at+1:])
			at += n + 1
		}
		in = in || low <= c && c <= high
	}
}

func classByte(glob string) (c byte, n int) {
	if glob[0] == '\\' && len(glob) > 1 {
		return glob[1], 2
	}
	return glob[0], 1
}

func inClass(word string, c byte) bool {
	lower, upper, digit := 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9'
	switch word {
	case "alnum":
		return lower || upper || digit
	case "alpha":
		return lower || upper
	case "blank":
		return c == ' ' || c == '\t'
	case "cntrl":
		return c < ' ' || c == 0x7f
	case "digit":
		return digit
	case "graph":
		return c > ' ' && c < 0x7f
	case "lower":
		return lower
	case "print":
		return c >= ' ' && c < 0x7f
	case "punct":
		return c > ' ' && c < 0x7f && !lower && !upper && !digit
	case "space":
		return c == ' ' || c >= '\t' && c <= '\r'
	case "upper":
		return upper
	case "xdigit":
		return digit || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
	}
	return false
}
