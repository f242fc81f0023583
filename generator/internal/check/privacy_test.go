package check

import (
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"
)

// TestPersonalData writes addresses and numbers into a log in many spellings.
func TestPersonalData(t *testing.T) {
	const mail, telephone, account = "an e-mail address", "a telephone number", "the number of a bank account"
	for text, want := range map[string]string{
		"a@b.org": mail, "zuri.quill+x@mail.example.org": mail, "zuri@münchen.de": mail, "zuri＠b.org": mail, "zuri [at] b.org": mail, "zuri(at)b.org": mail,
		"zuri [at] b [dot] org": mail, "zuri (ät) b (punkt) org": mail, "zuri{at}b{dot}org": mail, "zuri&#64;b.org": mail, "зури@почта.рф": mail, "Zuri <zuri@b.org>,": mail,
		"+44 20 7946 0958": telephone, "2026-11-12 and 0161 496 0000": telephone, "(020) 7946 0958 on 2026-11-12": telephone,
		"DE89 3704 0044 0532 0130 00": account, "GB82WEST12345698765432": account, "iban: de89370400440532013000": account,

		"we met at b.org": "", "look at (at) all": "", "@zuri": "", "see @zuri@social.example": "", "git@github.com:acme/mentoring.git": "", "a@b": "", "pkg@1.2.3": "",
		"the room (at the back) is b.org": "", "2026-11-12 2026-11-19 2026-11-26": "", "AB12 CDEF 1234 5678": "", "12:00 2026-11-12": "",
	} {
		files := repository(t, &txtar.Archive{})
		files[logPath] = &fstest.MapFile{Data: []byte("---\ndate: 2026-10-05\n---\nHere: " + text + "\n")}
		found := only(problemsIn(t, files, today), "personal-data")
		switch {
		case want == "" && len(found) > 0:
			t.Errorf("%q is taken for personal data: %v", text, found[0].Message)
		case want != "" && (len(found) != 1 || found[0].Message != "this looks like "+want+", and everybody who can read the repository would have it for good"):
			t.Errorf("%q is not found to be %s: %v", text, want, found)
		}
	}
}
