package check

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"
)

const logPath = "program/cohorts/autumn/pairings/otter/sessions/2026-10-05.md"

// TestSecrets makes up keys here, because a file that held them would be
// refused by those who look for keys in repositories.
func TestSecrets(t *testing.T) {
	r := strings.Repeat
	for text, want := range map[string]string{
		"ghp_" + r("a", 36):        "a GitHub token",
		"github_pat_" + r("b", 40): "a GitHub token",
		"glpat-" + r("c", 20):      "a GitLab token",
		"AKIA" + r("Q", 16):        "an AWS key",
		"AIza" + r("z", 35):        "a Google key",
		"xoxb-" + r("1", 12):       "a Slack token",
		"sk_live_" + r("9", 24):    "a Stripe key",
		"sk-proj-1" + r("x", 30):   "an API key",
		"npm_" + r("n", 36):        "an npm token",
		"eyJ" + r("a", 12) + ".eyJ" + r("b", 12) + "." + r("c", 12): "a web token",
		"-----BEGIN OPENSSH " + "PRIVATE KEY-----":                  "a private key",
		"AGE-SECRET-KEY-1" + r("Q", 58):                             "a private key",
		"Password: correct-horse-7":                                 "a password",
		"api_key = abcdef0123456789":                                "a password",
		"the access token is abcdef0123456789":                      "a password",

		"https://me:" + "pass@x.example/":                 "a password in an address",
		"postgres://app:" + "s3cr:et@db.example:5432/app": "a password in an address",

		"https://x.example/":                "",
		"https://me@x.example/":             "",
		"https://$USER:$PASS@x.example/":    "",
		"https://name:{word}@x.example/":    "",
		"https://x.example/a:b@c":           "",
		"see https://x.example: me@home":    "",
		"the password is what people reuse": "",
		"password: ask the coordinator":     "",
		"sk-" + r("word-", 8):               "",
		"a ghp_ token":                      "",
		"the key: 12":                       "",
		"AKIA and ASIA":                     "",
	} {
		files := repository(t, &txtar.Archive{})
		files[logPath] = &fstest.MapFile{Data: []byte("---\ndate: 2026-10-05\n---\nHere: " + text + "\n")}
		problems := problemsIn(t, files, today)
		switch {
		case want == "" && len(problems) > 0:
			t.Errorf("%q is taken for a secret: %v", text, problems)
		case want != "" && (len(problems) != 1 || problems[0].Message != "this looks like "+want || problems[0].Line != 4):
			t.Errorf("%q is not found to be %s: %v", text, want, problems)
		case want != "" && strings.Contains(problems[0].Message+problems[0].Hint, text):
			t.Errorf("the message repeats %q", text)
		}
	}
}
