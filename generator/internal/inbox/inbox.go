// Package inbox finds the logs of meetings, and what people write who join, in what they
// send: files, and mails in the shapes that mail programs give them.
//
// [Read] takes one file and returns each of these in it as the form made it; both are
// called logs here. It undoes what
// mail does on the way: encodings and character sets, HTML, quoting in a reply, lines
// that were wrapped, a signature below. [Place] finds where in the records each belongs.
// Nothing is run, opened or written here, and whether a log is right is for package
// check to say.
package inbox

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"path"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html/charset"
)

// A Log is the text of a log and where it comes from.
type Log struct {
	Where string // the file, and in it the attachment: "all.eml, 2026-11-02.md"
	Name  string // the file's or the attachment's name, "" in the text of a mail
	From  string // the address that a mail says it is from, in lower case
	Text  string // begins with its front matter, with LF line ends
}

// Limits of a mail: how deep its parts lie, and how many there are.
const (
	maxDepth = 10
	maxParts = 200
)

// ErrNoLog reports that nothing in a file is a log.
var ErrNoLog = errors.New("no log is in it, and no form to join: they begin with a line ---, then pairing: and date:, or person:, as the site’s forms make them")

// Read returns the logs in a file, each once: name is its path, and .eml in its end
// says that it is a mail. The error is [ErrNoLog] where none is.
func Read(name string, data []byte) ([]Log, error) {
	r := &reader{name: path.Base(name)}
	if !IsMail(name) {
		r.add(r.name, whole(string(data)))
	} else if err := r.message(bytes.NewReader(data), 0); err != nil {
		return nil, err
	}
	if len(r.logs) == 0 {
		return nil, ErrNoLog
	}
	return r.logs, nil
}

// IsMail reports whether a file's name is that of a mail.
func IsMail(name string) bool { return strings.EqualFold(path.Ext(name), ".eml") }

// reader gathers the logs of a file.
type reader struct {
	name  string
	from  string
	parts int
	logs  []Log
}

// add adds logs. Mails often have a text twice, and each log counts once.
func (r *reader) add(file string, logs []string) {
	for _, log := range logs {
		if slices.ContainsFunc(r.logs, func(l Log) bool { return l.Text == log }) {
			continue
		}
		where := r.name
		if file != "" && file != r.name {
			where += ", " + file
		}
		r.logs = append(r.logs, Log{Where: where, Name: file, From: r.from, Text: log})
	}
}

// message reads a mail, or one that another carries.
func (r *reader) message(data io.Reader, depth int) error {
	m, err := mail.ReadMessage(data)
	if err != nil {
		return fmt.Errorf("it is no mail that can be read: %q", err)
	}
	if from, err := mail.ParseAddress(m.Header.Get("From")); err == nil && r.from == "" {
		r.from = strings.ToLower(from.Address)
	}
	return r.part(m.Header, m.Body, depth)
}

// header is the header of a mail or of a part of one.
type header interface{ Get(key string) string }

// part reads a part with what lies in it. Parts that are no text are left alone.
func (r *reader) part(h header, body io.Reader, depth int) error {
	if r.parts++; depth > maxDepth || r.parts > maxParts {
		return errors.New("it has more parts than any mail with a log")
	}
	kind, parameters, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil {
		kind = "text/plain"
	}
	file := fileName(h, parameters)
	switch {
	case strings.HasPrefix(kind, "multipart/"):
		return r.each(kind, parameters["boundary"], body, depth)
	case kind == "message/rfc822":
		return r.message(decoded(h, body), depth+1)
	case !strings.HasPrefix(kind, "text/") && !strings.EqualFold(path.Ext(file), ".md"):
		return nil
	}
	text, err := io.ReadAll(decoded(h, body))
	if err != nil {
		return fmt.Errorf("a part of it cannot be read: %q", err)
	}
	if label := parameters["charset"]; label != "" {
		if in, err := charset.NewReaderLabel(label, bytes.NewReader(text)); err == nil {
			if text, err = io.ReadAll(in); err != nil {
				return fmt.Errorf("a part of it is not in %q: %q", label, err)
			}
		}
	}
	if kind == "text/html" {
		text = []byte(plainText(text))
	}
	if strings.EqualFold(path.Ext(file), ".md") {
		r.add(file, whole(string(text)))
	} else {
		r.add(file, find(string(text), strings.EqualFold(parameters["format"], "flowed")))
	}
	return nil
}

// each reads the parts of a part. Of alternatives, the first with a log is enough.
func (r *reader) each(kind, boundary string, body io.Reader, depth int) error {
	parts := multipart.NewReader(body, boundary)
	before := len(r.logs)
	for {
		p, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("its parts cannot be told apart: %q", err)
		}
		if kind == "multipart/alternative" && len(r.logs) > before {
			continue
		}
		if err := r.part(p.Header, p, depth+1); err != nil {
			return err
		}
	}
}

// decoded undoes the encoding in which a part travelled.
func decoded(h header, body io.Reader) io.Reader {
	switch strings.ToLower(strings.TrimSpace(h.Get("Content-Transfer-Encoding"))) {
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, body)
	case "quoted-printable":
		return quotedprintable.NewReader(body)
	}
	return body
}

// fileName returns the name of an attachment without any folder.
func fileName(h header, parameters map[string]string) string {
	name := parameters["name"]
	if _, disposition, err := mime.ParseMediaType(h.Get("Content-Disposition")); err == nil && disposition["filename"] != "" {
		name = disposition["filename"]
	}
	words := mime.WordDecoder{CharsetReader: charset.NewReaderLabel}
	if plain, err := words.DecodeHeader(name); err == nil {
		name = plain
	}
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	if name == "." || name == "/" || len(name) > 200 || strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return ""
	}
	return name
}
