package history

import (
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
)

const (
	fullName    = 40 // digits
	shortest    = 4
	maxSymbolic = 5 // references to references
)

// step goes from a commit to one of its parents (^) or along first parents (~),
// as in gitrevisions(7).
type step struct {
	op byte
	n  int
}

// parseRevision splits "main~2^" into "main" and its steps. go-git's own parser
// accepts forms that it then ignores, such as main@{yesterday}.
func parseRevision(rev string) (base string, steps []step, err error) {
	at := strings.IndexAny(rev, "^~")
	if at < 0 {
		at = len(rev)
	}
	base, rest := rev[:at], rev[at:]
	if base == "@" {
		base = "HEAD"
	}
	if base == "" || strings.Contains(base, "@{") || strings.Contains(base, ":") {
		return "", nil, errForm
	}
	for rest != "" {
		digits := len(rest[1:]) - len(strings.TrimLeft(rest[1:], "0123456789"))
		n := 1
		if digits > 0 {
			if n, err = strconv.Atoi(rest[1 : 1+digits]); err != nil {
				return "", nil, errForm
			}
		}
		steps = append(steps, step{rest[0], n})
		rest = rest[1+digits:]
		if rest != "" && rest[0] != '^' && rest[0] != '~' {
			return "", nil, errForm
		}
	}
	return base, steps, nil
}

var errForm = fmt.Errorf("%w: only a branch, a tag or a commit is understood, with ~2 or ^ after it", ErrUnknownRevision)

// resolve finds the commit that rev names.
func (r *Repository) resolve(rev string) (plumbing.Hash, error) {
	base, steps, err := parseRevision(rev)
	if err != nil {
		return plumbing.ZeroHash, err
	}
	id, err := r.resolveBase(base)
	if err != nil {
		return plumbing.ZeroHash, err
	}
	if id, err = r.objects.peel(id); err != nil {
		return plumbing.ZeroHash, err
	}
	for _, s := range steps {
		if id, err = r.walk(id, s); err != nil {
			return plumbing.ZeroHash, err
		}
	}
	return id, nil
}

func (r *Repository) walk(id plumbing.Hash, s step) (plumbing.Hash, error) {
	if s.op == '^' {
		if s.n == 0 {
			return id, nil
		}
		return r.parent(id, s.n)
	}
	for range s.n {
		var err error
		if id, err = r.parent(id, 1); err != nil {
			return id, err
		}
	}
	return id, nil
}

// parent returns the nth parent of a commit, from 1.
func (r *Repository) parent(id plumbing.Hash, n int) (plumbing.Hash, error) {
	if r.shallow[id] {
		return id, fmt.Errorf("%w: it ends at %s", ErrShallow, id)
	}
	c, err := r.objects.commit(id)
	if err != nil {
		return id, err
	}
	if n > len(c.ParentHashes) {
		return id, fmt.Errorf("%w: commit %s has %d parents", ErrUnknownRevision, id, len(c.ParentHashes))
	}
	return c.ParentHashes[n-1], nil
}

// resolveBase tries, in git's order, a full id, the references, and an
// abbreviated id.
func (r *Repository) resolveBase(base string) (plumbing.Hash, error) {
	if len(base) == fullName && isID(base) {
		return plumbing.NewHash(base), r.known(plumbing.NewHash(base))
	}
	id, err := r.resolveReference(base)
	if !errors.Is(err, plumbing.ErrReferenceNotFound) {
		return id, err
	}
	if base == "HEAD" {
		return id, ErrNoCommit
	}
	if len(base) >= shortest && len(base) < fullName && isID(base) {
		return r.resolveShort(base)
	}
	return id, r.unknown()
}

func (r *Repository) unknown() error {
	if len(r.shallow) > 0 {
		return fmt.Errorf("%w: not in this clone, and %w", ErrUnknownRevision, ErrShallow)
	}
	return ErrUnknownRevision
}

func (r *Repository) known(id plumbing.Hash) error {
	_, _, err := r.objects.get(id)
	if errors.Is(err, errMissing) {
		return r.unknown()
	}
	return err
}

// resolveReference expands a short name by the rules of gitrevisions(7). At the
// top it looks only for names in capitals, because other files are there too.
func (r *Repository) resolveReference(base string) (plumbing.Hash, error) {
	for _, rule := range plumbing.RefRevParseRules {
		name := plumbing.ReferenceName(fmt.Sprintf(rule, base))
		top := !strings.Contains(name.String(), "/") && strings.Trim(base, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_") == ""
		if !top && (!strings.HasPrefix(name.String(), "refs/") || name.Validate() != nil) {
			continue
		}
		id, err := r.follow(name)
		if !errors.Is(err, plumbing.ErrReferenceNotFound) {
			return id, err
		}
	}
	return plumbing.ZeroHash, plumbing.ErrReferenceNotFound
}

func (r *Repository) follow(name plumbing.ReferenceName) (plumbing.Hash, error) {
	for range maxSymbolic {
		ref, err := r.objects.reference(name)
		if errors.Is(err, plumbing.ErrReferenceNotFound) && r.objects.hasReferenceFile(name) {
			return plumbing.ZeroHash, fmt.Errorf("reference %s is damaged", name)
		}
		if errors.Is(err, plumbing.ErrReferenceNotFound) {
			return plumbing.ZeroHash, err
		}
		if err != nil {
			return plumbing.ZeroHash, fmt.Errorf("read reference %s: %w", name, err)
		}
		if ref.Type() == plumbing.HashReference {
			return ref.Hash(), nil
		}
		name = ref.Target()
	}
	return plumbing.ZeroHash, fmt.Errorf("reference %s leads in a circle", name)
}

func (r *Repository) resolveShort(base string) (plumbing.Hash, error) {
	base = strings.ToLower(base)
	prefix, err := hex.DecodeString(base[:len(base)&^1]) // whole bytes
	if err != nil {
		return plumbing.ZeroHash, err
	}
	ids, err := r.objects.startingWith(prefix)
	if err != nil {
		return plumbing.ZeroHash, err
	}
	var found []string
	for _, id := range ids {
		if !strings.HasPrefix(id.String(), base) {
			continue
		}
		if _, err := r.objects.peel(id); err == nil {
			found = append(found, id.String())
		}
	}
	switch len(found) {
	case 0:
		return plumbing.ZeroHash, r.unknown()
	case 1:
		return plumbing.NewHash(found[0]), nil
	}
	return plumbing.ZeroHash, fmt.Errorf("%w: it may be %s", ErrUnknownRevision, strings.Join(found, " or "))
}
