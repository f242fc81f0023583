package command

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/regular"
	"pairbook/generator/internal/seal"
)

// identityVariable is the environment variable that names the file of a private key.
const identityVariable = "PAIRBOOK_IDENTITY"

func privateCommand(a *app) *cobra.Command {
	var identity string
	var force bool
	step := func(use, short, example string, run func() error) *cobra.Command {
		command := &cobra.Command{Use: use, Short: short, Example: "  pairbook private " + example, Args: noArguments}
		command.RunE = func(*cobra.Command, []string) error {
			if a.rev != "" {
				return usagef("--rev: private/ belongs to the work tree, not to a commit")
			}
			return run()
		}
		return command
	}
	sealing := step("seal", "Seal private/ as private.age, for the keys of private.recipients", "seal", func() error { return a.seal(force) })
	sealing.Flags().BoolVar(&force, "force", false, "seal over a private.age that was not opened here")
	opening := step("open", "Open private.age as private/", "open", func() error { return a.openSealed(identity, force) })
	opening.Flags().BoolVar(&force, "force", false, "overwrite what changed here and was not sealed")
	key := step("key", "Make a private key, unless there is one, and show its public key", "key", func() error { return a.key(identity) })
	for _, c := range []*cobra.Command{opening, key} {
		c.Flags().StringVar(&identity, "identity", "", "the `file` with your private key (default: "+identityVariable+", or ~/.config/pairbook/identity)")
	}
	return group("private", "Share private/ with other coordinators: sealed, in the repository",
		"private.age is the folder private/ in one file, which only the keys in private.recipients open. That\nlist has a public key a line, of age or SSH, and after it whose it is. Seal after a change and commit\nboth files; whoever pulls them opens them. Who could open a private.age always can, in its commit.", sealing, opening, key)
}

// openFolder reads the sealed file, the folder and its note.
func (a *app) openFolder() (*seal.Repository, error) {
	root, err := a.findRoot()
	if err != nil {
		return nil, err
	}
	r, problems, err := seal.OpenRepository(root)
	if len(problems) > 0 {
		return nil, a.refuse(problems, "Nothing was written.")
	}
	return r, err
}

// refuse prints errors and what came of them.
func (a *app) refuse(problems diag.List, outcome string) error {
	if err := a.printPrivate(problems.Sorted()); err != nil {
		return err
	}
	fmt.Fprintln(a.stderr, outcome)
	return errProblems
}

// recipients reads the list of recipients, nil if there is none.
func (a *app) recipients(r *seal.Repository) ([]seal.Recipient, error) {
	recipients, problems, err := r.Recipients()
	if len(problems) > 0 {
		return nil, a.refuse(problems, "Nothing was sealed.")
	}
	return recipients, err
}

// seal writes the sealed file, if it would not hold the same for the same keys.
func (a *app) seal(force bool) error {
	r, err := a.openFolder()
	if err != nil {
		return err
	}
	defer r.Close()
	recipients, err := a.recipients(r)
	switch {
	case err != nil:
		return err
	case recipients == nil:
		return usagef("%s is not there; write into it the public keys of those who may open private/, one a line, and after each whose it is: pairbook private key shows yours", seal.RecipientsPath)
	case r.Files() == 0:
		return usagef("there is nothing in private/ to seal")
	case r.Sealed() && r.Agreed() && r.Holds(recipients):
		fmt.Fprintf(a.stdout, "%s is as it was: it holds what is in private/, for the same keys.\n", seal.SealedPath)
		return nil
	case r.Sealed() && !r.Agreed() && !force:
		fmt.Fprintf(a.stderr, "Nothing was sealed: %s is not the one that was last sealed or opened here, and what it holds would be lost. First: pairbook private open\n", seal.SealedPath)
		return errProblems
	}
	if err := a.gate.begin(); err != nil {
		return err
	}
	if err := r.Seal(recipients); err != nil {
		return err
	}
	a.sayRecipients(r, recipients)
	return nil
}

// sayRecipients says for whom it is sealed, and who is new among them.
func (a *app) sayRecipients(r *seal.Repository, recipients []seal.Recipient) {
	var who []string
	for _, one := range recipients {
		who = append(who, one.Who)
	}
	fmt.Fprintf(a.stdout, "%s: %s sealed for %s: %s.\n", seal.SealedPath, prose.Count(r.Files(), "file"), prose.Count(len(who), "key"), strings.Join(who, "; "))
	fresh, gone := r.Since(recipients)
	if len(fresh) > 0 {
		fmt.Fprintf(a.stdout, "New since it was last sealed: %s.\n", strings.Join(fresh, "; "))
	}
	if len(gone) > 0 {
		fmt.Fprintf(a.stdout, "No longer for: %s. Whoever has such a key can still open every earlier %s, in its commit; nothing takes that back.\n", strings.Join(gone, "; "), seal.SealedPath)
	}
	fmt.Fprintf(a.stdout, "Next: commit %s and %s together\n", seal.SealedPath, seal.RecipientsPath)
}

// openSealed opens the sealed file into the folder.
func (a *app) openSealed(identity string, force bool) error {
	r, err := a.openFolder()
	if err != nil {
		return err
	}
	defer r.Close()
	if !r.Sealed() {
		return usagef("%s is not there: pairbook private seal makes it", seal.SealedPath)
	}
	name, keys, err := a.keys(identity)
	if err != nil {
		return err
	}
	content, opening, err := r.Open(keys, force)
	switch {
	case errors.Is(err, seal.ErrNoKey):
		return usagef("%s is not sealed for the key in %s; ask a coordinator who can open it to write your public key into %s, and to seal it again", seal.SealedPath, name, seal.RecipientsPath)
	case err != nil:
		return fmt.Errorf("%s: %w", seal.SealedPath, err)
	case !force && (len(opening.Clashes) > 0 || opening.Age == seal.Older):
		return a.refuseOpening(opening)
	}
	if err := a.gate.begin(); err != nil {
		return err
	}
	if err := r.Write(content, opening); err != nil {
		return err
	}
	a.sayOpened(opening, len(content.Files))
	return nil
}

// refuseOpening says what opening would overwrite.
func (a *app) refuseOpening(o seal.Opening) error {
	if o.Age == seal.Older {
		fmt.Fprintf(a.stderr, "%s is older than what was last sealed or opened here.\n", seal.SealedPath)
	}
	if o.Age == seal.Apart {
		fmt.Fprintf(a.stderr, "%s was sealed by somebody who had not opened what was last sealed here.\n", seal.SealedPath)
	}
	for _, path := range o.Clashes {
		fmt.Fprintf(a.stderr, "%s: it is different here, and would be overwritten\n", path)
	}
	fmt.Fprintln(a.stderr, "Nothing was written. Keep a copy of what you need elsewhere, then: pairbook private open --force")
	return errProblems
}

// sayOpened says what became of the folder.
func (a *app) sayOpened(o seal.Opening, files int) {
	written, removed := 0, 0
	for _, c := range o.Changes {
		if c.Gone {
			removed++
		} else {
			written++
		}
	}
	if written+removed == 0 {
		fmt.Fprintf(a.stdout, "%s: nothing in it is newer than private/.\n", seal.SealedPath)
	} else {
		fmt.Fprintf(a.stdout, "%s: opened into private/: %s in it, %d written, %d removed.\n", seal.SealedPath, prose.Count(files, "file"), written, removed)
	}
	for _, path := range o.Unsealed {
		fmt.Fprintf(a.stdout, "  not sealed yet: %s\n", path)
	}
	if len(o.Unsealed) > 0 {
		fmt.Fprintln(a.stdout, "Next: pairbook private seal")
	}
}

// keyFile returns the name of the file with the private key.
func keyFile(identity string) (string, error) {
	if name := cmp.Or(identity, os.Getenv(identityVariable)); name != "" {
		return name, nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", usagef("name the file with your private key: --identity FILE, or %s", identityVariable)
	}
	return filepath.Join(cmp.Or(os.Getenv("XDG_CONFIG_HOME"), filepath.Join(home, ".config")), "pairbook", "identity"), nil
}

// keys reads the private keys, and asks for a passphrase at a terminal.
func (a *app) keys(identity string) (name string, keys seal.Keys, err error) {
	if name, err = keyFile(identity); err != nil {
		return "", nil, err
	}
	data, err := regular.Read(name, 1<<20)
	if err != nil {
		return "", nil, usagef("your private key, %s: %v; name another file with --identity, or make a key with pairbook private key", name, err)
	}
	keys, err = seal.ParseKeys(data, func() ([]byte, error) {
		if !isTerminal(a.stdin) {
			return nil, fmt.Errorf("a passphrase protects %s, and nobody can be asked for it here, as this is no terminal", name)
		}
		fmt.Fprintf(a.stderr, "Passphrase of %s: ", name)
		words, err := term.ReadPassword(int(a.stdin.(*os.File).Fd()))
		fmt.Fprintln(a.stderr)
		return words, err
	})
	if err != nil {
		return "", nil, usagef("the private key in %s: %v", name, err)
	}
	return name, keys, nil
}

// key shows the public key of the private key, which it makes if there is none.
func (a *app) key(identity string) error {
	name, err := keyFile(identity)
	if err != nil {
		return err
	}
	if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
		if err := a.makeKey(name); err != nil {
			return err
		}
	}
	_, keys, err := a.keys(name)
	if err != nil {
		return err
	}
	public := keys.Public()
	if len(public) == 0 {
		return usagef("%s is a key of SSH; its public key is the line in %s.pub", name, name)
	}
	fmt.Fprintf(a.stderr, "The private key is in %s. Keep it for yourself, and a copy where you keep passwords: without it nothing opens what is sealed for it.\nWrite this line into %s, and after it whose key it is:\n", name, seal.RecipientsPath)
	for _, line := range public {
		fmt.Fprintln(a.stdout, line)
	}
	return nil
}

// makeKey writes a new private key, which only its owner can read.
func (a *app) makeKey(name string) error {
	if root, err := a.findRoot(); err == nil {
		if at, err := filepath.Abs(name); err == nil && strings.HasPrefix(at, root+string(filepath.Separator)) {
			return usagef("%s lies in the repository, and a private key does not belong there; name a file elsewhere", name)
		}
	}
	text, err := seal.NewKey()
	if err != nil {
		return fmt.Errorf("make a key: %w", err)
	}
	if err := a.gate.begin(); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return fmt.Errorf("write the private key: %w", err)
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("write the private key: %w", err)
	}
	_, err = f.Write(text)
	if err = errors.Join(err, f.Close()); err != nil {
		return errors.Join(fmt.Errorf("write the private key: %w", err), os.Remove(name))
	}
	return nil
}
