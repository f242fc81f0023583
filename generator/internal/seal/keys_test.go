package seal

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/pem"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"
)

// keySSH writes a private key of SSH, under a passphrase if there is one.
func keySSH(t *testing.T, key crypto.PrivateKey, passphrase string) []byte {
	t.Helper()
	block, err := ssh.MarshalPrivateKey(key, "")
	if passphrase != "" {
		block, err = ssh.MarshalPrivateKeyWithPassphrase(key, "", []byte(passphrase))
	}
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(block)
}

// TestKeysOfSSH open what is sealed for their public half, under a passphrase, too.
func TestKeysOfSSH(t *testing.T) {
	key := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
	all, problems := ParseRecipients("list", []byte(publicSSH(t, key.Public())+" Bo\n"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	sealed, err := Seal(Note{}.Next(files("a", "x"), all), all)
	if err != nil {
		t.Fatal(err)
	}
	for name, words := range map[string]string{"bare": "", "under a passphrase": "maple"} {
		asked := 0
		keys, err := ParseKeys(append([]byte("\n"), keySSH(t, key, words)...), func() ([]byte, error) { asked++; return []byte("maple"), nil })
		if err != nil || len(keys) != 1 || len(keys.Public()) != 0 {
			t.Fatalf("%s: %v, %v", name, keys, err)
		}
		if c, err := Open(sealed, keys); err != nil || len(c.Files) != 1 {
			t.Errorf("%s: %v, %v", name, c.Files, err)
		}
		if want := min(len(words), 1); asked != want {
			t.Errorf("%s: the passphrase is asked for %d times, want %d", name, asked, want)
		}
	}
}

// TestKeysOfSSHThatOpenNothing are told by what is wrong with them.
func TestKeysOfSSHThatOpenNothing(t *testing.T) {
	curve, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	const kinds = "only keys of the kinds ssh-ed25519 and ssh-rsa can open what is sealed"
	const head, foot = "-----BEGIN RSA PRIVATE " + "KEY-----\n", "-----END RSA PRIVATE " + "KEY-----\n"
	for name, c := range map[string]struct {
		text []byte
		want string
	}{
		"another kind":                    {keySSH(t, curve, ""), kinds},
		"another kind under a passphrase": {keySSH(t, curve, "maple"), kinds},
		"an old form":                     {[]byte(head + "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n" + foot), "its passphrase is kept in an old form; ssh-keygen -p -f writes it in the new one"},
		"none":                            {[]byte(head + "AAAA\n" + foot), "this is no private key of SSH that can be read"},
	} {
		if keys, err := ParseKeys(c.text, nil); keys != nil || err == nil || err.Error() != c.want {
			t.Errorf("%s: %v, %v; want %q", name, keys, err, c.want)
		}
	}
}

// TestSeveralKeysInAFile are read from lines of any ends and indents, and a line that is none
// is told by its number.
func TestSeveralKeysInAFile(t *testing.T) {
	one, err := NewKey()
	if err != nil {
		t.Fatal(err)
	}
	two, err := NewKey()
	if err != nil {
		t.Fatal(err)
	}
	text := strings.ReplaceAll(string(one)+"\n  \n\t"+string(two), "\n", " \r\n")
	keys, err := ParseKeys([]byte(text), nil)
	if err != nil || len(keys.Public()) != 2 {
		t.Fatalf("%v, %v", keys.Public(), err)
	}
	for i, key := range keys.Public() {
		if want := "# public key: " + key + "\n"; !strings.HasPrefix(string([][]byte{one, two}[i]), want) {
			t.Errorf("key %d is %s", i, key)
		}
	}
	const want = "line 3 is no private key of age: one begins with AGE-SECRET-KEY-1"
	if _, err := ParseKeys([]byte("# a\n\nage1\n"+string(one)), nil); err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}
