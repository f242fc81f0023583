package seal

import (
	"crypto/ed25519"
	"crypto/rsa"
	"encoding/base64"
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/crypto/ssh"
)

// TestALineOfSpacesThatNobodySees is refused like any other character of that kind, in the
// list and in what a sealed file says of its keys.
func TestALineOfSpacesThatNobodySees(t *testing.T) {
	for _, space := range []string{"\u00a0", "\u3000\u00a0", " \u2003 "} {
		all, problems := ParseRecipients("list", []byte(space+"\n"))
		if len(all) != 0 || len(problems) != 1 || problems[0].Message != "a character stands here that nobody sees" {
			t.Errorf("%q is the keys %v, and %v", space, all, problems)
		}
	}
	for _, key := range []string{"", " ", "\u00a0"} {
		c := Content{Versions: []string{digest(nil)}, Recipients: map[string]string{key: ""}}
		if err := c.valid(); err == nil || err.Error() != "what it says of the keys that open it cannot be read" {
			t.Errorf("%q is a key: %v", key, err)
		}
	}
}

// publicSSH writes a public key of SSH as its file has it, without the comment.
func publicSSH(t testing.TB, key any) string {
	t.Helper()
	public, err := ssh.NewPublicKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(ssh.MarshalAuthorizedKey(public)))
}

// numberRSA is a public key of so many bits; nobody has the private one.
func numberRSA(bits uint) *rsa.PublicKey {
	n := new(big.Int).Lsh(big.NewInt(1), bits-1)
	return &rsa.PublicKey{N: n.Add(n, big.NewInt(1)), E: 65537}
}

// TestKeysThatAreKnown reads the kinds of public keys, and whose they are, to the last line.
func TestKeysThatAreKnown(t *testing.T) {
	_, ana := newKey(t, "Ana")
	edwards, first := publicSSH(t, ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize)).Public()), publicSSH(t, numberRSA(2048))
	who := strings.Repeat("é", longestWho)
	list := "# Who can open it.\n\n \t" + ana.Key + "  Ana,\tlaptop \r\n" + edwards + " Bo\n   # and\n" + first + " " + who
	all, problems := ParseRecipients("list", []byte(list))
	var got []string
	for _, r := range all {
		got = append(got, r.Key+" is "+r.Who)
	}
	if diff := cmp.Diff([]string{ana.Key + " is Ana, laptop", edwards + " is Bo", first + " is " + who}, got); diff != "" || len(problems) > 0 {
		t.Errorf("%v (-want +got):\n%s", problems, diff)
	}
	if _, err := Seal(Note{}.Next(nil, all), all); err != nil {
		t.Errorf("nothing can be sealed for them: %v", err)
	}
}

// TestLinesThatAreNoKey are told each in its place, and shown in no report: somebody may
// have taken the private key for the public one.
func TestLinesThatAreNoKey(t *testing.T) {
	_, ana := newKey(t, "Ana")
	edwards, short := publicSSH(t, ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize)).Public()), publicSSH(t, numberRSA(1024))
	kind, encoded, _ := strings.Cut(edwards, " ")
	_, rsaEncoded, _ := strings.Cut(publicSSH(t, numberRSA(2048)), " ")
	wire, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil {
		t.Fatal(err)
	}
	longer := base64.StdEncoding.EncodeToString(append(wire, 0))
	const seen, whole, wholeAge = "a character stands here that nobody sees", "this is no whole key of ", "this is no whole key of age, or one of a kind that is not known here"
	for line, want := range map[string]string{
		ana.Key + " A\u202eB":             seen,
		ana.Key + " A\x1b[2JB":            seen,
		"age-secret-key-1qqq Ana":         "this is a private key, and whoever reads it can open what is sealed",
		"age1qqq Ana":                     wholeAge,
		strings.ToUpper(ana.Key) + " Ana": "this is none of the keys that are known here: age1…, ssh-ed25519 and ssh-rsa",
		kind:                              "the key itself is missing",
		kind + " " + encoded:              "nothing says whose key this is",
		kind + " !" + encoded + " Bo":     whole + kind,
		kind + " AAAA Bo":                 whole + kind,
		kind + " " + rsaEncoded + " Bo":   whole + kind,
		kind + " " + longer + " Bo":       whole + kind,
		"ssh-rsa " + encoded + " Bo":      whole + "ssh-rsa",
		short + " Bo":                     whole + "ssh-rsa",
		"ssh-dss AAAA Bo":                 "this is none of the keys that are known here: age1…, ssh-ed25519 and ssh-rsa",
		ana.Key:                           "nothing says whose key this is",
		ana.Key + " " + strings.Repeat("é", longestWho+1): "whose key this is takes 101 characters, and 100 are the most",
	} {
		all, problems := ParseRecipients("list", []byte("# é\n "+line+"\n"+ana.Key+" Ana\n"))
		if len(all) != 1 || all[0].Key != ana.Key || len(problems) != 1 {
			t.Errorf("%q is the keys %v, and %v", line, all, problems)
			continue
		}
		if p := problems[0]; p.Message != want || p.Line != 2 || p.Column != 2 || !p.Veiled {
			t.Errorf("%q is told at %d:%d as %q (veiled %t), want %q at 2:2", line, p.Line, p.Column, p.Message, p.Veiled, want)
		}
	}
}

// TestListsWithoutAKeyOrWithOneTwice say so where it is, and never more than that.
func TestListsWithoutAKeyOrWithOneTwice(t *testing.T) {
	_, ana := newKey(t, "Ana")
	_, bo := newKey(t, "Bo")
	ours := ana.Key + " Ana\n"
	for list, want := range map[string]string{
		"":                "list:1:1: no key stands here, so nobody could open what is sealed",
		"# nobody\n\n":    "list:1:1: no key stands here, so nobody could open what is sealed",
		"nobody\n":        "list:1:1: this is none of the keys that are known here: age1…, ssh-ed25519 and ssh-rsa",
		"# \xff\n" + ours: "list:1:3: ",
		ours + "\n" + bo.Key + " Bo\n" + ana.Key + " Ana, too\n": "list:4:1: the key of line 1 stands here again",
	} {
		_, problems := ParseRecipients("list", []byte(list))
		var got []string
		for _, p := range problems {
			got = append(got, fmt.Sprintf("%s:%d:%d: %s", p.Path, p.Line, p.Column, p.Message))
		}
		if len(got) != 1 || !strings.HasPrefix(got[0], want) {
			t.Errorf("%q: %q, want %q alone", list, got, want)
		}
	}
}
