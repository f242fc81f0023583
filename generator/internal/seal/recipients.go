package seal

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"filippo.io/age"
	"filippo.io/age/agessh"
	"golang.org/x/crypto/ssh"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/text"
)

// Recipient is a public key for which the folder is sealed, and whose it is.
type Recipient struct {
	Key, Who string
	age      age.Recipient
}

// Rule is the word of problems in the list of recipients, and in the folder.
const Rule = "private-sealed"

// longestWho is how many characters say whose a key is.
const longestWho = 100

const (
	keyHint = "write a public key and whose it is on a line, as in age1… Sigrún, laptop; pairbook private key shows yours"
	sshHint = "write the line of a file such as ~/.ssh/id_ed25519.pub"
)

// ParseRecipients reads the list of recipients: a public key a line and after it
// whose it is. Empty lines and lines that begin with # say nothing.
func ParseRecipients(path string, data []byte) (all []Recipient, problems diag.List) {
	if wrong, line, column := text.Encoding(data); wrong != "" {
		problems.Errorf(diag.Position{Path: path, Line: line, Column: column}, Rule, "save it as UTF-8", "%s", wrong)
		return nil, problems
	}
	first := map[string]int{}
	for i, line := range strings.Split(string(text.Normalise(data)), "\n") {
		content := strings.TrimLeft(line, " \t")
		if content == "" || content[0] == '#' {
			continue
		}
		at := diag.Position{Path: path, Line: i + 1, Column: utf8.RuneCountInString(line) - utf8.RuneCountInString(content) + 1}
		r, err := parseRecipient(content)
		switch earlier := first[r.Key]; {
		case err != nil:
			problems.Errorf(at, Rule, err.hint, "%s", err.says)
			problems.Veil() // it may be a private key
			continue
		case earlier > 0:
			problems.Errorf(at, Rule, "keep one of the two lines", "the key of line %d stands here again", earlier)
		}
		first[r.Key] = i + 1
		all = append(all, r)
	}
	if len(all) == 0 && len(problems) == 0 {
		problems.Errorf(diag.Position{Path: path, Line: 1, Column: 1}, Rule, keyHint, "no key stands here, so nobody could open what is sealed")
	}
	return all, problems
}

// refusal is why a line is no recipient. It quotes nothing of the line.
type refusal struct{ says, hint string }

func parseRecipient(line string) (r Recipient, _ *refusal) {
	fields := strings.Fields(line)
	if len(fields) == 0 || text.HasUnseen(line) || strings.ContainsFunc(line, text.Control) {
		return r, &refusal{"a character stands here that nobody sees", "write the line again, by hand"}
	}
	kind, key := fields[0], fields[0]
	var err error
	switch {
	case strings.HasPrefix(strings.ToUpper(kind), "AGE-SECRET-KEY-"):
		return r, &refusal{"this is a private key, and whoever reads it can open what is sealed", "take it out, make a new one with pairbook private key, and write its public key here"}
	case kind == "ssh-ed25519" || kind == "ssh-rsa":
		if len(fields) < 2 {
			return r, &refusal{"the key itself is missing", sshHint}
		}
		key = kind + " " + fields[1]
		r.age, err = sshRecipient(kind, fields[1])
		if err != nil {
			return r, &refusal{"this is no whole key of " + kind, sshHint}
		}
		fields = fields[1:]
	case strings.HasPrefix(kind, "age1"):
		x, failed := age.ParseX25519Recipient(kind)
		if failed != nil || x.String() != kind {
			return r, &refusal{"this is no whole key of age, or one of a kind that is not known here", keyHint}
		}
		r.age = x
	default:
		return r, &refusal{"this is none of the keys that are known here: age1…, ssh-ed25519 and ssh-rsa", keyHint}
	}
	r.Key, r.Who = key, strings.Join(fields[1:], " ")
	switch n := utf8.RuneCountInString(r.Who); {
	case n == 0:
		return r, &refusal{"nothing says whose key this is", "write it after the key, as in age1… Sigrún, laptop"}
	case n > longestWho:
		return r, &refusal{fmt.Sprintf("whose key this is takes %s, and %d are the most", prose.Count(n, "character"), longestWho), "say it shorter"}
	}
	return r, nil
}

// sshRecipient reads a key of SSH, in the one form in which SSH writes it.
func sshRecipient(kind, encoded string) (age.Recipient, error) {
	wire, err := base64.StdEncoding.Strict().DecodeString(encoded)
	if err != nil {
		return nil, err
	}
	key, err := ssh.ParsePublicKey(wire)
	if err != nil {
		return nil, err
	}
	switch {
	case key.Type() != kind || !bytes.Equal(key.Marshal(), wire):
		return nil, errors.New("it is another kind of key")
	case kind == "ssh-rsa":
		return agessh.NewRSARecipient(key)
	}
	return agessh.NewEd25519Recipient(key)
}
