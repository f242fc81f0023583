package check

import (
	"bytes"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"pairbook/generator/internal/diag"
	"pairbook/generator/test/here"
)

// madeUp are secrets put together here, because a file that held them would be
// refused by those who look for keys in repositories.
func madeUp() map[string][]string {
	r := strings.Repeat
	const hex32, letters = "0123456789abcdef0123456789abcdef", "abcdefghijklmnopqrstuvwxyz"
	return map[string][]string{
		"a private key":  {"-----BEGIN OPENSSH " + "PRIVATE KEY-----", "-----BEGIN " + "PRIVATE KEY-----", "-----BEGIN PGP " + "PRIVATE KEY BLOCK-----", "AGE-SECRET-KEY-1" + r("Q", 58), "PuTTY-User-" + "Key-File-3"},
		"a GitHub token": {"ghp_" + r("a", 36), "ghs_" + r("a", 36), "github_pat_" + r("b", 40)},
		"a GitLab token": {"glpat-" + r("c", 20), "glrt-" + r("c", 20)},
		"an AWS key":     {"AKIA" + r("Q", 16), "ASIA" + r("Q", 16)},
		"a Google key":   {"AIza" + r("z", 35), "GOCSPX-" + r("z", 28)},
		"a Slack token":  {"xoxb-" + r("1", 12), "xapp-" + r("1", 12)},
		"a Stripe key":   {"sk_live_" + r("9", 24), "rk_live_" + r("9", 24)},
		"an API key":     {"sk-proj-1" + r("x", 30), "hf_" + r("A", 34), "SG." + r("a", 22) + "." + r("b", 43), "ATATT3" + r("x", 40)},
		"a bot's token":  {"123456789" + ":AA" + r("x", 33)},
		"an npm token":   {"npm_" + r("n", 36)},
		"a PyPI token":   {"pypi-AgE" + r("n", 60)},
		"a web token":    {"eyJ" + r("a", 12) + ".eyJ" + r("b", 12) + "." + r("c", 12)},
		"a storage key":  {"AccountKey=" + r("a", 60) + "=="},
		"the address of a web hook": {
			"https://hooks.slack.com/services/" + "T00000000/B00000000/" + letters[:24], "hooks.slack.com/workflows/" + "T00000000/A00000000/123456789/" + letters[:12],
			"https://discord.com/api/webhooks/" + "123456789012345678/" + letters + "0123456789", "https://discordapp.com/api/webhooks/" + "123456789012345678/" + letters,
			"https://acme.webhook.office.com/webhookb2/" + hex32 + "@" + hex32 + "/IncomingWebhook/" + hex32, "https://outlook.office.com/webhook/" + hex32,
			"https://chat.googleapis.com/v1/spaces/AAAA/messages?key=" + r("k", 30) + "&token=" + r("t", 30), "https://chat.example.org/hooks/" + letters,
			"https://hooks.zapier.com/hooks/catch/" + "123456/abcdef/", "https://chat.example.org/hooks/" + r("a1", 8) + "/" + r("b2", 20), "https://maker.ifttt.com/trigger/met/with/key/" + letters, "https://hook.eu1.make.com/" + letters,
		},
		"a link that lets anybody into a meeting": {
			"https://meet.google.com/abc-defg-hij", "meet.google.com/abc-defg-hij", "https://Meet.Google.com/ABC-DEFG-HIJ?authuser=0",
			"https://teams.microsoft.com/l/meetup-join/19%3ameeting_" + letters + "%40thread.v2/0?context=x", "https://teams.live.com/meet/9312345678901?p=aBcDeF", "https://teams.microsoft.com/meet/2345678901234?p=AbCdEf",
			"https://acme.webex.com/acme/j.php?MTID=m" + hex32, "https://meet.jit.si/QuietCraneMeets", "https://8x8.vc/acme/quiet-crane", "https://acme.whereby.com/room-0123abcd-0123-abcd-0123-0123456789ab",
		},
		"a link to a recording":                   {"https://acme.zoom.us/rec/share/" + letters},
		"a link that lets anybody into a group":   {"https://discord.gg/aBcDeFgH", "https://chat.whatsapp.com/" + letters[:22], "https://t.me/+" + letters[:16], "https://join.slack.com/t/acme/shared_invite/zt-1a2b3c4d5-" + letters[:20], "https://signal.group/#" + letters},
		"the private address of a calendar":       {"https://calendar.google.com/calendar/ical/quay%40group.calendar.google.com/private-" + hex32 + "/basic.ics", "https://outlook.office365.com/owa/calendar/" + hex32 + "@example.org/" + hex32 + "/calendar.ics", "webcal://p12-caldav.icloud.com/published/2/" + letters},
		"a link that opens a document to anybody": {"https://files.example.org/index.php/s/aB3dE5gH7jK9mN1", "https://app.box.com/s/" + hex32, "https://mega.nz/folder/aBcD#" + letters, "https://we.tl/t-aBcDeFgHiJ", "https://1drv.ms/w/s!Aabcdefghijklmnop"},
		"a password in an address":                {"https://me:" + "pass@x.example/", "postgres://app:" + "s3cr:et@db.example:5432/app", "HTTPS://me:" + "pass@x.example/"},
		"an address with a password": {
			"https://zoom.us/j/123456789?pwd=TnI0WU9Eb2I1RlRWdkl1", "zoom.us/j/123456789?pwd=TnI0WU9Eb2I1RlRWdkl1.1", "<https://acme.zoom.us/j/1?from=mail&amp;pwd=abcd1>", "https://x.example/?Password=maple",
			"https://x.example/join#passcode=482913", "https://safelinks.example/?url=https%3A%2F%2Fzoom.us%2Fj%2F1%3Fpwd%3DTnI0WU9E&data=x", "https://x.example/r?id=1;pin=4711", "https://x.example/?passwort=ahorn",
		},
		"an address with a key":       {"https://www.dropbox.com/scl/fi/abc/plan.docx?rlkey=abcdefgh12345678&dl=0", "https://onedrive.live.com/?authkey=%21AAbbCCddEE&id=1", "https://docs.google.com/document/d/x?resourcekey=0-abcdefgh", "https://whereby.com/acme?roomKey=" + letters, "https://maps.example.org/?key=" + hex32, "https://x.example/cb?code=" + hex32},
		"an address with a token":     {"https://example.org/room?token=abcdef0123456789abcdef", "https://x.example/?a=1&access_token=abcdef0123", "https://x.example/?apikey=abcdef0123", "https://x.example/#id_token=abcdef0123"},
		"an address with a signature": {"https://s3.example/x?X-Amz-Signature=" + hex32, "https://x.blob.core.windows.net/a?sv=1&sig=" + letters + "%3D", "https://storage.example/x?X-Goog-Signature=" + hex32},
		"a token":                     {"Authorization: Bearer " + letters + "0123", "token: " + hex32, "secret = " + hex32, "token: " + r("a0", 8), "token: " + r("z0", 8), "token: " + r("A0", 8), "token: " + r("Z0", 8)},
		"a key":                       {"api_key = abcdef0123456789", "the access token is abcdef0123456789", "API key: abcdef0123456789", "aws_secret_access_key=abcdef0123456789", "client secret: abcdef0123456789"},
		"a password": {
			"Password: correct-horse-7", "pwd: maple77syrup", "Passwort: ahorn77sirup", "contraseña: arce77sirope", "contrasen\u0303a: arce77sirope", "mot de passe : erable77", "Kennwort lautet ahorn77", "das Passwort ist ahorn77", "The password is `maple77`.",
			"**Password:** maple77", "PASSWORD=MAPLE77", "Password for the room: maple77", "Passwort (Raum): ahorn77", "senha: bordo77", "wachtwoord: esdoorn77", "hasło: klon7777", "пароль: клён7777", "Пароль: клён7777", "密码：feng7777", "password: 123456",
			"| Password | maple77 |", "password: Maple!syrup", "le mot de passe est erable77", "la contraseña es arce77", "Passwort: \"ahorn77\"", "lösenord: lönn7777", "clave: arce7777", "passphrase: maple7-syrup",
		},
		"a passcode": {"Meeting ID: 123 456 789, Passcode: aB3xYz", "Passcode: 482913", "Kenncode: 482913", "Zugangscode: 4829", "Kenncode ist aB3xYz", "code d'accès : 4829", "Host key: 482913", "código de acceso: 4829", "Access code: 4829#", "Passcode 482913"},
		"a PIN":      {"PIN: 4711", "PIN-Code: 47 11 08", "the PIN is 4711", "Pin code = 4711"},
	}
}

// harmless are sentences that have the words and no secret.
var harmless = strings.Split(strings.TrimSpace(`
https://x.example/
https://me@x.example/
https://$USER:$PASS@x.example/
https://name:{word}@x.example/
https://x.example/a:b@c
see https://x.example: me@home
the password is what people reuse
password: ask the coordinator
the password is: never share it
the key: listen
the key: 12
Passwort-Regeln: mindestens 12 Zeichen
Passwort: mindestens 12 Zeichen
a token of thanks
token: a small gift
The token is a coin from 1987.
AKIA and ASIA
a ghp_ token
password: see page 12
Password: 12-character minimum
password: 8-64 characters
Passwort: 16-stellig
password: 2-factor
Password: 1Password
the password is in 1Password
The password was changed on 2026-11-12.
password: 2026-11-12
Passwords: at least 12 characters, and never the same twice
pwd: the working directory
pwd prints /home/zuri
Passcode: none
Passcode: from the invitation
The passcode is sent by mail.
a 6-digit passcode
PIN: see the letter
The PIN is 4 digits long.
PIN 2026
Put a pin: 1200 people passed here.
Pinned: 2026
Commit 3d9ae09b1f4c5e6d7a8b9c0d1e2f3a4b5c6d7e8f
commit: 3d9ae09b1f4c5e6d7a8b9c0d1e2f3a4b5c6d7e8f
Version 1.26.8, build 20261112
API: v2.14.3
api key: ask the platform team
access token: short-lived
secret: nobody knows
The secret is listening.
Mot de passe : à demander
mot de passe oublié
contraseña: pregunta a la coordinadora
la clave es escuchar
La clave: paciencia
parola: ask Zuri
https://x.example/?page=2&sort=key
https://x.example/?q=token
https://x.example/?token=TOKEN
https://x.example/?pwd=…
https://x.example/?pwd={passcode}
https://x.example/?key=value
https://x.example/?key=agenda-for-the-first-meeting
https://x.example/?code=DE
https://docs.google.com/document/d/1abcdefghijklmnopqrstuvwxyz0123456789/edit?usp=sharing
https://zoom.us/j/123456789
https://acme.zoom.us/my/zuri
Meeting ID: 123 456 789
https://meet.google.com/
https://meet.google.com/new
https://meet.jit.si
https://teams.microsoft.com/
https://whereby.com/acme
https://x.example/#passcode
https://github.com/acme/mentoring/pull/12?notification_referrer_id=x
https://x.example/hooks/use-state
https://x.example/private-parts-of-a-class
https://calendar.google.com/calendar/u/0/r
hooks.slack.com
Bearer of good news, we met twice
Zugangscode: kommt per Post
Kennwort vergessen
sk-word-word-word-word-word-word-word-word-
We talked about passwords, keys and tokens.
She is the key to the project: 2 of 3 goals are reached.
the monkey and the turkey
Key results: 3 of 4
author: ada, code: review
Password manager: KeePassXC
secret santa on 2026-12-18
`), "\n")

const logPath = "program/cohorts/autumn/pairings/otter/sessions/2026-10-05.md"

func only(problems diag.List, rule string) (of diag.List) {
	for _, p := range problems {
		if p.Rule == rule {
			of = append(of, p)
		}
	}
	return of
}

func TestSecrets(t *testing.T) {
	for what, texts := range madeUp() {
		for _, text := range texts {
			written := "Before.\nHere: " + text + "\nAnd then.\n"
			found := findSecrets([]byte(written))
			if len(found) != 1 || found[0].what != what || !strings.Contains(text, written[found[0].start:found[0].end]) {
				t.Errorf("%q is not found to be %s: %v", text, what, found)
			}
		}
	}
}

func TestHarmless(t *testing.T) {
	if len(harmless) < 60 {
		t.Errorf("there are %d sentences", len(harmless))
	}
	for _, text := range harmless {
		if found := findSecrets([]byte("Here: " + text + "\n")); len(found) > 0 {
			t.Errorf("%q is taken for a secret: %v", text, found)
		}
	}
}

// TestSecretsAnywhere puts one secret into each kind of file. What is printed
// does not repeat it.
func TestSecretsAnywhere(t *testing.T) {
	const key, link = "AKIA" + "QQQQQQQQQQQQQQQQ", "https://zoom.us/j/1?pwd=TnI0WU9E"
	for file, text := range map[string]string{
		logPath: "---\ndate: 2026-10-05 # SECRET\n---\n",
		"program/cohorts/autumn/pairings/otter/plan.yaml": "# SECRET\n",
		"program/people/zuri.yaml":                        "name: Zuri\n# SECRET\n",
		"content/safety.md":                               "---\ntitle: Safety\n---\n# Safety\n\nSECRET\n",
		"content/messages/matched.md":                     "---\nsubject: Hello\n---\n# A letter\n\nDear {name},\n\nSECRET\n",
	} {
		for _, secret := range []string{key, link} {
			files := repository(t, &txtar.Archive{})
			files[file] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(text, "SECRET", secret))}
			found := only(problemsIn(t, files, today), "secret")
			want := diag.Error
			if secret == link && strings.HasPrefix(file, "content/") {
				want = diag.Warning
			}
			if len(found) != 1 || found[0].Severity != want || found[0].Path != file {
				t.Errorf("%s in %s: %v", secret, file, found)
			}
			if said := printed(t, files, found); strings.Contains(said, secret[len(secret)-4:]) {
				t.Errorf("what is printed repeats %s:\n%s", secret, said)
			}
		}
	}
}

// BenchmarkFindSecrets looks through a log of marks alone and one of words: the
// first is the worst that a log can hold.
func BenchmarkFindSecrets(b *testing.B) {
	var marks strings.Builder
	for _, f := range allSecrets {
		marks.WriteString(strings.Join(f.marks, " ") + " ")
	}
	for name, piece := range map[string]string{"marks": marks.String(), "words": "We talked about the key to a good review, and about what they think through the week.\n"} {
		text := []byte(strings.Repeat(piece, 16<<10/len(piece)))
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				findSecrets(text)
			}
		})
	}
}

// TestNothingIsSecretInWhatWeWrite reads this repository's own pages and the
// example's.
func TestNothingIsSecretInWhatWeWrite(t *testing.T) {
	root := os.DirFS(here.Example(t))
	err := fs.WalkDir(root, ".", func(file string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (entry.Name() == ".git" || entry.Name() == "public" || entry.Name() == "private" || entry.Name() == "testdata"):
			return fs.SkipDir
		case !strings.HasSuffix(file, ".md") && !strings.HasSuffix(file, ".yaml"), file == "generator/CHECKS.md":
			return nil
		}
		text, err := fs.ReadFile(root, file)
		for _, m := range findSecrets(text) {
			t.Errorf("%s:%d: %q is taken for %s", file, bytes.Count(text[:m.start], []byte("\n"))+1, text[m.start:m.end], m.what)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
