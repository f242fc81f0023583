package check

import (
	"bytes"
	"iter"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"pairbook/generator/internal/text"
)

// form is a pattern of text that should not be in a repository. Its first group, if
// any, is the match.
type form struct {
	what  string
	marks []string // the line has one of them: in any case, or as written where it has a capital
	with  string   // the line has it, too
	form  func() *regexp.Regexp
	holds func(found []byte) bool // nil for always

	// warning marks what a handbook page may contain on purpose, such as the link
	// to an open meeting; in a page it is a warning.
	warning bool
}

// allSecrets are the forms of secrets, by kind, without announcements.
var allSecrets = slices.Concat(privateKeys, tokens, webHooks, secretLinks, secretParameters)

var privateKeys = []form{
	{what: "a private key", marks: []string{"private key"}, form: text.Pattern(`-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----`)},
	{what: "a private key", marks: []string{"age-secret-key-1"}, form: text.Pattern(`\bAGE-SECRET-KEY-1[0-9A-Z]{20,}`)},
	{what: "a private key", marks: []string{"putty-user-key-file"}, form: text.Pattern(`\bPuTTY-User-Key-File-\d`)},
}

// tokens are the keys of services whose keys have a recognisable form.
var tokens = []form{
	{what: "a GitHub token", marks: []string{"ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"}, form: text.Pattern(`\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{30,})`)},
	{what: "a GitLab token", marks: []string{"glpat-", "gldt-", "glrt-", "glptt-", "glcbt-", "glft-", "glsoat-", "gloas-"}, form: text.Pattern(`\bgl(?:pat|dt|rt|ptt|cbt|ft|soat|oas)-[\w.-]{20,}`)},
	{what: "an AWS key", marks: []string{"AKIA", "ASIA"}, form: text.Pattern(`\b(?:AKIA|ASIA)[0-9A-Z]{16}\b`)},
	{what: "a Google key", marks: []string{"AIza"}, form: text.Pattern(`\bAIza[\w-]{35}`)},
	{what: "a Google key", marks: []string{"GOCSPX-", "ya29."}, form: text.Pattern(`\b(?:GOCSPX-[\w-]{20,}|ya29\.[\w-]{30,})`)},
	{what: "a Slack token", marks: []string{"xox", "xapp-"}, form: text.Pattern(`\b(?:xox[abceoprs]|xapp)-[\w-]{10,}`)},
	{what: "a Stripe key", marks: []string{"_live_"}, form: text.Pattern(`\b[sr]k_live_[0-9A-Za-z]{16,}`)},
	{what: "an API key", marks: []string{"sk-"}, form: text.Pattern(`\bsk-\w[\w-]*\d[\w-]{20,}`)},
	{what: "an API key", marks: []string{"hf_", "dop_v1_", "lin_api_", "shpat_", "figd_", "ntn_", "ATATT3", "dckr_pat_"}, form: text.Pattern(
		`\b(?:hf_[A-Za-z]{30,}|dop_v1_[0-9a-f]{40,}|lin_api_\w{30,}|shpat_[0-9a-f]{30,}|figd_[\w-]{30,}|ntn_\w{30,}|ATATT3[\w=-]{30,}|dckr_pat_[\w-]{20,})`)},
	{what: "an API key", marks: []string{"SG."}, form: text.Pattern(`\bSG\.[\w-]{16,}\.[\w-]{30,}`)},
	{what: "a bot's token", marks: []string{":AA"}, form: text.Pattern(`\b\d{8,10}:AA[\w-]{32,}`)},
	{what: "an npm token", marks: []string{"npm_"}, form: text.Pattern(`\bnpm_[A-Za-z0-9]{36}\b`)},
	{what: "a PyPI token", marks: []string{"pypi-AgE"}, form: text.Pattern(`\bpypi-AgE[\w-]{40,}`)},
	{what: "a web token", marks: []string{"eyJ"}, form: text.Pattern(`\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}`)},
	{what: "a storage key", marks: []string{"accountkey="}, form: text.Pattern(`(?i)\bAccountKey=([\w+/]{40,}=*)`)},
}

// webHooks are addresses to which anybody can post in somebody's name.
var webHooks = []form{
	{what: "the address of a web hook", marks: []string{"hooks.slack"}, form: text.Pattern(`(?i)\bhooks\.slack(?:-gov)?\.com/(?:services|workflows|triggers)/\w+/[\w/]{8,}`)},
	{what: "the address of a web hook", marks: []string{"/api/webhooks/"}, form: text.Pattern(`(?i)\bdiscord(?:app)?\.com/api/webhooks/\d+/[\w-]{20,}`)},
	{what: "the address of a web hook", marks: []string{"office.com/webhook"}, form: text.Pattern(`(?i)\b[\w.-]+\.office\.com/webhook(?:b2)?/[\w@-]{16,}\S*`)},
	{what: "the address of a web hook", marks: []string{"chat.googleapis.com"}, form: text.Pattern(`(?i)\bchat\.googleapis\.com/v1/spaces/[^\s?]+/messages\?\S*key=\S+`)},
	{what: "the address of a web hook", marks: []string{"/hooks/"}, form: text.Pattern(`(?i)://[\w.-]+(?::\d+)?(?:/[\w.-]+)*/hooks/(?:catch/\d+/\w{5,}|[a-z0-9]{24,}|[A-Za-z0-9]{10,}/[A-Za-z0-9]{20,})`)},
	{what: "the address of a web hook", marks: []string{"maker.ifttt.com", "hook.eu", "hook.us"}, form: text.Pattern(`(?i)\b(?:maker\.ifttt\.com/\S+/key/[\w-]{10,}|hook\.[a-z0-9]+\.make\.com/\w{16,})`)},
}

// secretLinks are addresses that grant access to anybody who has them.
var secretLinks = []form{
	{warning: true, what: "a link that lets anybody into a meeting", marks: []string{"meet.google.com/"}, form: text.Pattern(`(?i)\bmeet\.google\.com/[a-z]{3}-?[a-z]{4}-?[a-z]{3}\b`)},
	{warning: true, what: "a link that lets anybody into a meeting", marks: []string{"/meetup-join/"}, form: text.Pattern(`(?i)\bteams\.(?:microsoft|live)\.com/(?:l/|dl/launcher/\S*)?meetup-join/\S{16,}`)},
	{warning: true, what: "a link that lets anybody into a meeting", marks: []string{"/meet/"}, form: text.Pattern(`(?i)\bteams\.(?:microsoft|live)\.com/meet/\d+\?(?:\S*&)?p=\w+`)},
	{warning: true, what: "a link that lets anybody into a meeting", marks: []string{"mtid="}, form: text.Pattern(`(?i)\.webex\.com/\S*\bMTID=\w{16,}`)},
	{warning: true, what: "a link that lets anybody into a meeting", marks: []string{"meet.jit.si/", "8x8.vc/"}, form: text.Pattern(`(?i)\b(?:meet\.jit\.si/[\p{L}\w%.-]{3,}|8x8\.vc/[\w-]+/[\w-]{3,})`)},
	{warning: true, what: "a link that lets anybody into a meeting", marks: []string{"whereby.com/"}, form: text.Pattern(`(?i)\bwhereby\.com/(?:[\w-]*-)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}`)},
	{warning: true, what: "a link to a recording", marks: []string{"/rec/share/", "/rec/play/"}, form: text.Pattern(`(?i)\bzoom\.us/rec/(?:share|play)/[\w.-]{16,}`)},
	{warning: true, what: "a link that lets anybody into a group", marks: []string{"discord.gg/", "chat.whatsapp.com/", "t.me/", "signal.group/", "/shared_invite/"}, form: text.Pattern(
		`(?i)\b(?:discord\.gg/\w{6,}|chat\.whatsapp\.com/(?:invite/)?\w{16,}|t\.me/(?:\+|joinchat/)[\w-]{10,}|signal\.group/#\S{16,}|join\.slack\.com/\S+/shared_invite/zt-[\w~-]{8,})`)},
	{what: "the private address of a calendar", marks: []string{"/private-"}, form: text.Pattern(`(?i)/private-[0-9a-z]{16,}\b`)},
	{what: "the private address of a calendar", marks: []string{"/calendar.ics", "/calendar.html", "/reachcalendar."}, form: text.Pattern(`(?i)/(?:owa/)?calendar/[^\s/]+/[0-9a-z]{16,}/(?:reach)?calendar\.(?:ics|html)`)},
	{what: "the private address of a calendar", marks: []string{"caldav.icloud.com/published"}, form: text.Pattern(`(?i)\bcaldav\.icloud\.com/published/\d+/[\w-]{16,}`)},
	{warning: true, what: "a link that opens a document to anybody", marks: []string{"/index.php/s/", "app.box.com/s/", "mega.nz/", "we.tl/t-", "1drv.ms/"}, form: text.Pattern(
		`(?i)(?:/index\.php/s/[a-z0-9]{12,}|\bapp\.box\.com/s/[a-z0-9]{16,}|\bmega\.nz/(?:file|folder)/[\w-]+#[\w-]{16,}|\bwe\.tl/t-\w{8,}|\b1drv\.ms/\w/[sc]!?[/\w!-]{10,})`)},
}

// secretParameters are the forms of secrets in an address, and in an HTTP header that
// authorises a request.
var secretParameters = []form{
	{what: "a password in an address", marks: []string{"://"}, with: "@", form: text.Pattern(`(?i)\b[a-z][a-z0-9+.-]*://([^\s/:@<>{}$*]+:[^\s/@<>{}$*]+)@`)},
	{warning: true, what: "an address with a password", marks: keys("pwd", "pw", "passwd", "word", "code", "wort", "secret", "pin"), holds: atLeast(4, nothing),
		form: parameter(`pwd|pw|passwd|password|pass_?code|passwort|kennwort|secret|pin`)},
	{warning: true, what: "an address with a key", marks: keys("authkey", "rlkey", "resourcekey", "roomkey"), holds: atLeast(8, nothing), form: parameter(`authkey|rlkey|resourcekey|roomkey`)},
	{what: "an address with a token", marks: keys("token", "tk", "jwt", "api_key", "apikey", "api-key", "client_secret"), holds: atLeast(8, aDigit),
		form: parameter(`(?:[a-z]+[_-]?)?token|tk|jwt|api[_-]?key|client_secret`)},
	{what: "an address with a signature", marks: keys("sig", "signature"), holds: atLeast(16, nothing), form: parameter(`sig|signature|x-(?:amz|goog)-signature`)},
	{what: "an address with a key", marks: keys("key", "code", "auth"), holds: atLeast(16, aDigit), form: parameter(`key|accesskey|code|auth|authcode`)},
	{what: "a token", marks: []string{"bearer "}, holds: aDigit, form: text.Pattern(`(?i)\bbearer ([\w~+/.-]{20,}=*)`)},
}

// keys returns the marks of parameters whose names end in one of these, also where one
// address is a parameter of another.
func keys(names ...string) (marks []string) {
	for _, name := range names {
		marks = append(marks, name+"=", name+"%3d")
	}
	return marks
}

// parameter matches a parameter of an address with one of some names; its group is the
// value.
func parameter(names string) func() *regexp.Regexp {
	return text.Pattern(`(?i)(?:[?&;#]|%3f|%26|%23)(?:amp;)?(?:` + names + `)(?:=|%3d)([\w~%+/!$*=.:@-]+)`)
}

// announcement is words that a secret follows. Words in lower case match any case;
// words with a capital match as written. A space may also be a hyphen, an underscore or
// nothing.
type announcement struct {
	what     string
	warning  bool // see form
	compound bool // the words may end a longer one, as Zoompasswort
	plain    bool // digits may follow at once
	words    []string
	holds    func(value []byte) bool
}

// announcements announce secrets in the languages that programmes are written in.
var announcements = []announcement{
	{what: "a password", warning: true, compound: true, holds: password, words: spaced("password", "passwort", "kennwort", "passwd")},
	{what: "a password", warning: true, holds: password, words: spaced("passphrase", "pwd", "mot de passe", "mdp", "contraseña", "contrasen\u0303a", "contrasena", "clave", "clave de acceso", "senha", "palavra passe",
		"parola d’ordine", "parola d'ordine", "parola", "parolă", "wachtwoord", "hasło", "haslo", "heslo", "salasana", "lösenord", "losenord", "adgangskode", "passord", "jelszó", "jelszo", "şifre", "sifre", "пароль", "Пароль",
		"パスワード", "密码", "密碼", "비밀번호")},
	{what: "a passcode", warning: true, compound: true, plain: true, holds: passcode, words: spaced("pass code", "kenncode", "zugangscode", "einwahlcode", "türcode", "toegangscode")},
	{what: "a passcode", warning: true, plain: true, holds: passcode, words: spaced("access code", "entry code", "door code", "host key", "code d'accès", "code d’accès", "code secret", "código de acceso", "codice di accesso", "codice d'accesso", "codice d’accesso")},
	{what: "a PIN", warning: true, holds: passcode, words: spaced("PIN", "Pin", "PIN Code", "PIN code", "Pin code", "PIN Nummer", "PIN number")},
	{what: "a key", holds: atLeast(8, aDigit), words: spaced("api key", "api token", "access key", "access token", "auth token", "authentication token", "secret key", "secret access key", "client secret", "private token", "bot token")},
	{what: "a token", holds: atLeast(16, aDigit), words: spaced("token", "secret")},
}

// spaced returns words with each space replaced by a hyphen, an underscore and nothing.
func spaced(words ...string) (all []string) {
	for _, w := range words {
		for _, between := range []string{" ", "-", "_", ""} {
			all = append(all, strings.ReplaceAll(w, " ", between))
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// afterWords is what stands between an announcing word and its value, and the
// value: a few words may say what it is for.
var afterWords = text.Pattern(`(?i)^s?[` + quotes + `]*` +
	`(?:\s*\([^()]{1,40}\)|(?: (?:for|of|to|für|zum|zur|der|des|de|du|del|da|do|di)(?: [\p{L}’'-]+){1,3}))?` +
	`\s*(?:[:=：|]|->|→|\b(?:is|was|ist|war|lautet|est|es|è|é)\s)\s*[` + quotes + `]*\s*` +
	`(\d(?:[ -]?\d){3,11}\b|[^\s<>(){}\[\]|` + quotes + `]+)`)

var plainCode = text.Pattern(`^\s(\d{5,12})\b`)

const quotes = "\"'`*_„“”«»‚‘’"

// after returns the secret that a word in a text announces.
func (a *announcement) after(text []byte, word span) (m match, ok bool) {
	before, _ := utf8.DecodeLastRune(text[:word.start])
	if inWord(before) && !a.compound {
		return m, false
	}
	const farthest = 300
	rest, _, _ := bytes.Cut(text[word.end:min(word.end+farthest, len(text))], []byte("\n"))
	at := afterWords().FindSubmatchIndex(rest)
	if at == nil && a.plain {
		at = plainCode().FindSubmatchIndex(rest)
	}
	if at == nil || !a.holds(rest[at[2]:at[3]]) {
		return m, false
	}
	return match{start: word.end + at[2], end: word.end + at[3], what: a.what, warning: a.warning}, true
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// findSecrets returns the secrets in a text, without overlaps. It finds the marks and
// words of all forms in one pass and then tries a form only on lines with its marks.
func findSecrets(text []byte) []match {
	var all, announced []match
	lines := map[*form][]span{}
	for mark, at := range allMarks().in(text) {
		if mark.word != nil {
			if m, ok := mark.word.after(text, at); ok {
				announced = append(announced, m)
			}
			continue
		}
		if known := lines[mark.form]; len(known) == 0 || known[len(known)-1].end <= at.start {
			lines[mark.form] = append(known, lineAround(text, at))
		}
	}
	for i := range allSecrets {
		f := &allSecrets[i]
		for _, line := range lines[f] {
			all = append(all, f.find(text, line)...)
		}
	}
	return distinct(append(all, announced...))
}

// find returns the matches of a form in a line.
func (f *form) find(text []byte, line span) (found []match) {
	if f.with != "" && !bytes.Contains(text[line.start:line.end], []byte(f.with)) {
		return nil
	}
	for _, m := range f.form().FindAllSubmatchIndex(text[line.start:line.end], -1) {
		first := len(m) - 2
		start, end := line.start+m[first], line.start+m[first+1]
		if f.holds == nil || f.holds(text[start:end]) {
			found = append(found, match{start: start, end: end, what: f.what, warning: f.warning})
		}
	}
	return found
}

// span is the range [start, end) of a text.
type span struct{ start, end int }

func lineAround(text []byte, at span) span {
	line := span{bytes.LastIndexByte(text[:at.start], '\n') + 1, len(text)}
	if i := bytes.IndexByte(text[at.start:], '\n'); i >= 0 {
		line.end = at.start + i
	}
	return line
}

// mark is a string that triggers a form or an announcement.
type mark struct {
	text string
	raw  bool // with a capital, so that it stands as written
	form *form
	word *announcement
}

// markTable is marks by their first two bytes, in lower case.
type markTable struct {
	begins [1 << 16]bool
	by     map[uint16][]mark
}

// allMarks is built once, and not changed.
var allMarks = sync.OnceValue(newMarks)

func newMarks() *markTable {
	all := &markTable{by: map[uint16][]mark{}}
	for i := range allSecrets {
		for _, text := range allSecrets[i].marks {
			all.add(mark{text: text, form: &allSecrets[i]})
		}
	}
	for i := range announcements {
		for _, text := range announcements[i].words {
			all.add(mark{text: text, word: &announcements[i]})
		}
	}
	return all
}

func (all *markTable) add(m mark) {
	m.raw = strings.ContainsAny(m.text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	pair := uint16(small(m.text[0]))<<8 | uint16(small(m.text[1]))
	all.begins[pair] = true
	all.by[pair] = append(all.by[pair], m)
}

// in returns every occurrence of a mark in a text, in order.
func (all *markTable) in(text []byte) iter.Seq2[mark, span] {
	return func(yield func(mark, span) bool) {
		pair := uint16(0)
		for i, b := range text {
			pair = pair<<8 | uint16(small(b))
			if i == 0 || !all.begins[pair] {
				continue
			}
			for _, m := range all.by[pair] {
				if at := (span{i - 1, i - 1 + len(m.text)}); m.stands(text, at) && !yield(m, at) {
					return
				}
			}
		}
	}
}

func (m mark) stands(text []byte, at span) bool {
	if at.end > len(text) {
		return false
	}
	for i, b := range text[at.start:at.end] {
		if !m.raw {
			b = small(b)
		}
		if b != m.text[i] {
			return false
		}
	}
	return true
}

func small(b byte) byte {
	if 'A' <= b && b <= 'Z' {
		return b + 'a' - 'A'
	}
	return b
}

// The conditions that a match must meet.

func nothing([]byte) bool { return true }

// aDigit reports whether a value has a digit and a letter.
func aDigit(value []byte) bool {
	return bytes.ContainsAny(value, "0123456789") && bytes.ContainsFunc(value, isLetter)
}

func isLetter(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r > 0x7F }

// atLeast also requires a length, and that the value is not a placeholder.
func atLeast(n int, also func([]byte) bool) func([]byte) bool {
	return func(value []byte) bool { return len(value) >= n && !placeholder().Match(value) && also(value) }
}

var (
	// placeholder matches text in place of a value.
	placeholder = text.Pattern(`(?i)^(?:[x.…*_-]+|%[a-z]|your.*|my[_-].*|example.*|secret|token|password|passcode|change-?me|redacted|[a-z]+\.{3})$|…|\.\.\.|\*\*\*`)
	// rule matches the beginning of a rule for passwords, such as "8 characters", or of
	// something else that has digits.
	rule = text.Pattern(`(?i)^(?:\d+[+.,;:)!?-]*$|\d+[-–+ ]*(?:digit|char|letter|word|bit|factor|faktor|step|fa\b|stellig|zeichen|caract|chiffr|ziffer|tag|day|month|year|week|hour|min|sec|times|th\b|st\b|nd\b|rd\b)` +
		`|\d{4}-\d\d-\d\d|\d{1,2}[.:/]\d|v?\d+(?:\.\d+)+|1password|[a-z]+://|www\.|[^@\s]+@[^@\s]+\.|[\w-]+/[\w/.-]*$|[\w-]+\.(?:md|yaml|html|org|com|pdf|example)\b)`)
	codeForm = text.Pattern(`^(?:\d{4,12}|\w*\d\w*)$`)
)

// password reports whether a value could be a password: it has a letter and a digit or
// a sign, or is six digits.
func password(value []byte) bool {
	value = bytes.TrimRight(value, ".,;:!?*_")
	if len(value) < 6 || placeholder().Match(value) {
		return false
	}
	if digits(value) == len(value) {
		return true
	}
	sign := bytes.IndexAny(value, "!$%&*+#^~?=")
	return !rule().Match(value) && (aDigit(value) || sign > 0 && sign < len(value)-1 && len(value) >= 8)
}

// passcode reports whether a value could be a short code: only digits, or letters and
// digits.
func passcode(value []byte) bool {
	value = bytes.ReplaceAll(bytes.TrimRight(value, ".,;:!?*_#"), []byte(" "), nil)
	switch {
	case len(value) < 4 || placeholder().Match(value):
		return false
	case digits(value) == len(value):
		return true
	}
	return codeForm().Match(value) && !rule().Match(value) || password(value)
}
