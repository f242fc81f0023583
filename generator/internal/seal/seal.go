package seal

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"filippo.io/age"
	"filippo.io/age/agessh"
	"filippo.io/age/armor"
	"golang.org/x/crypto/ssh"
)

// MaxSealed is how large a sealed file may be, in bytes.
const MaxSealed = maxArchive + 1<<20

// Seal returns the content, sealed for each of the recipients.
func Seal(c Content, recipients []Recipient) ([]byte, error) {
	plain, err := c.archive()
	if err != nil {
		return nil, err
	}
	var keys []age.Recipient
	for _, r := range recipients {
		keys = append(keys, r.age)
	}
	var out bytes.Buffer
	w, err := age.Encrypt(&out, keys...)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(plain); err != nil {
		return nil, err
	}
	err = w.Close()
	return out.Bytes(), err
}

// ErrNoKey reports that none of the keys opens the file.
var ErrNoKey = errors.New("it is not sealed for this key")

// Open returns the content of a sealed file. All of it is read and known to be whole
// before any of it counts.
func Open(sealed []byte, keys Keys) (Content, error) {
	r, err := age.Decrypt(bytes.NewReader(sealed), keys...)
	var none *age.NoIdentityMatchError
	switch {
	case errors.As(err, &none):
		return Content{}, ErrNoKey
	case err != nil:
		return Content{}, fmt.Errorf("it cannot be opened: %w", err)
	}
	plain, err := io.ReadAll(io.LimitReader(r, maxArchive+1))
	switch {
	case err != nil:
		return Content{}, fmt.Errorf("it is damaged: %w", err)
	case len(plain) > maxArchive:
		return Content{}, tooMuch()
	}
	return readArchive(plain)
}

// Keys are private keys.
type Keys []age.Identity

// ParseKeys reads a file with a private key: of age, as age-keygen and pairbook private
// key write it, or of SSH. A passphrase is asked for when the key has one.
func ParseKeys(data []byte, passphrase func() ([]byte, error)) (Keys, error) {
	if bytes.HasPrefix(data, []byte("age-encryption.org/")) { // no text, so that a last space is a part of it
		return protectedKeys(bytes.NewReader(data), passphrase)
	}
	data = bytes.TrimSpace(data)
	switch {
	case bytes.HasPrefix(data, []byte(armor.Header)):
		return protectedKeys(armor.NewReader(bytes.NewReader(data)), passphrase)
	case bytes.HasPrefix(data, []byte("-----BEGIN ")):
		return sshKey(data, passphrase)
	}
	return ageKeys(data)
}

// ageKeys reads keys of age, one a line. The errors of age may hold a piece of a key.
func ageKeys(data []byte) (keys Keys, err error) {
	for i, line := range bytes.Split(data, []byte("\n")) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 || line[0] == '#' {
			continue
		}
		key, err := age.ParseX25519Identity(string(line))
		if err != nil {
			return nil, fmt.Errorf("line %d is no private key of age: one begins with AGE-SECRET-KEY-1", i+1)
		}
		keys = append(keys, key)
	}
	if len(keys) == 0 {
		return nil, errors.New("no key is in it")
	}
	return keys, nil
}

func protectedKeys(in io.Reader, passphrase func() ([]byte, error)) (Keys, error) {
	words, err := passphrase()
	if err != nil {
		return nil, err
	}
	by, err := age.NewScryptIdentity(string(words))
	if err != nil {
		return nil, errors.New("the passphrase is empty")
	}
	r, err := age.Decrypt(in, by)
	if err != nil {
		return nil, errors.New("the passphrase does not open it")
	}
	data, err := io.ReadAll(io.LimitReader(r, 1<<16))
	if err != nil {
		return nil, errors.New("it is damaged")
	}
	return ageKeys(data)
}

func sshKey(data []byte, passphrase func() ([]byte, error)) (Keys, error) {
	var missing *ssh.PassphraseMissingError
	switch _, err := ssh.ParseRawPrivateKey(data); {
	case errors.As(err, &missing) && missing.PublicKey != nil:
		key, err := agessh.NewEncryptedSSHIdentity(missing.PublicKey, data, passphrase)
		if err != nil {
			return nil, errors.New("only keys of the kinds ssh-ed25519 and ssh-rsa can open what is sealed")
		}
		return Keys{key}, nil
	case errors.As(err, &missing):
		return nil, errors.New("its passphrase is kept in an old form; ssh-keygen -p -f writes it in the new one")
	case err != nil:
		return nil, errors.New("this is no private key of SSH that can be read")
	}
	key, err := agessh.ParseIdentity(data)
	if err != nil {
		return nil, errors.New("only keys of the kinds ssh-ed25519 and ssh-rsa can open what is sealed")
	}
	return Keys{key}, nil
}

// NewKey makes a private key and returns it as the text of its file.
func NewKey() ([]byte, error) {
	key, err := age.GenerateX25519Identity()
	if err != nil {
		return nil, err
	}
	return []byte("# public key: " + key.Recipient().String() + "\n" + key.String() + "\n"), nil
}

// Public returns the public keys of keys of age; one of SSH has its own beside it.
func (k Keys) Public() (all []string) {
	for _, key := range k {
		if of, ok := key.(*age.X25519Identity); ok {
			all = append(all, of.Recipient().String())
		}
	}
	return all
}
