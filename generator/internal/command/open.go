package command

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"pairbook/generator/internal/history"
	"pairbook/generator/internal/programme"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/text"
	"pairbook/generator/internal/when"
	"pairbook/generator/internal/worktree"
)

// day returns the day of --as-of, or today.
func (a *app) day() (when.Date, error) {
	if a.asOf == "" {
		return a.today, nil
	}
	d, err := when.ParseDate(a.asOf)
	if err != nil {
		return 0, usagef("--as-of: %v; write it as 2026-11-12", err)
	}
	return d, nil
}

// ofCommit is the word for the day of the commit that is read.
const ofCommit = "commit"

// dayAt returns the day of --as-of, or today; the word commit stands for the UTC day
// of a commit.
func (a *app) dayAt(root, rev string) (when.Date, error) {
	if a.asOf != ofCommit {
		return a.day()
	}
	repository, _, err := revision(root, "--as-of commit", rev)
	if err != nil {
		return 0, err
	}
	made, err := repository.Time(rev)
	return when.DateOf(made), err
}

// findRoot returns the folder of --root, or the nearest folder from the working
// folder upwards that holds program/site.yaml.
func (a *app) findRoot() (string, error) {
	if a.root != "" {
		info, err := os.Stat(a.root)
		if err != nil || !info.IsDir() {
			return "", usagef("--root: %s is not a folder", a.root)
		}
		root, err := filepath.Abs(a.root)
		if err != nil {
			return "", fmt.Errorf("find the folder of --root: %w", err)
		}
		return root, nil
	}
	here, err := os.Getwd()
	if err != nil {
		return "", fmt.Errorf("find the working folder: %w", err)
	}
	for dir := here; ; dir = filepath.Dir(dir) {
		if _, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(record.SitePath))); err == nil {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", usagef("neither this folder nor one above it has %s; name the repository with --root, or start one with: pairbook init DIR", record.SitePath)
		}
	}
}

// workspace is the repository that a command works on, with its run.
type workspace struct {
	*programme.Run
	all      *programme.Run // includes the records with errors; Run itself until they are left out
	root     string
	revision string               // of --rev where it is given, else set by setRevision
	came     map[string]when.Date // days on which pages of the handbook came, set by setArrivals
	avoid    record.Avoid         // the private list, if it was read
}

// open finds, loads and checks the repository.
func (a *app) open() (*workspace, error) { return a.openFor(programme.Options{}) }

// openFor opens the repository with options; the day and the steps are set here.
func (a *app) openFor(options programme.Options) (ws *workspace, err error) {
	options.Step, options.Tell = a.phase, a.meter.Count
	ws = &workspace{}
	if ws.root, err = a.findRoot(); err != nil {
		return nil, err
	}
	if options.AsOf, err = a.dayAt(ws.root, cmp.Or(a.rev, "HEAD")); err != nil {
		return nil, err
	}
	files, err := a.openFiles(ws)
	if err != nil {
		return nil, err
	}
	if ws.Run, err = programme.Load(files, options); err != nil {
		return nil, fmt.Errorf("%s: %w", ws.root, err)
	}
	ws.all = ws.Run
	ws.Problems()
	return ws, nil
}

// openFiles opens the files of the work tree, or of the commit of --rev.
func (a *app) openFiles(ws *workspace) (fs.FS, error) {
	if a.rev != "" {
		repository, files, err := revision(ws.root, "--rev", a.rev)
		if err != nil {
			return nil, err
		}
		ws.revision, err = repository.Commit(a.rev)
		return files, err
	}
	tree, err := worktree.Open(ws.root)
	if err != nil {
		return nil, fmt.Errorf("open the repository: %w", err)
	}
	return tree, nil
}

// userGitConfig locates git's configuration outside of the repository: files that
// somebody ignores everywhere are not modifications.
func userGitConfig() history.Outside {
	own := history.Outside{Home: os.Getenv("HOME"), Attributes: []string{"/etc/gitattributes"}}
	if os.Getenv("GIT_CONFIG_NOSYSTEM") == "" {
		own.Config = append(own.Config, cmp.Or(os.Getenv("GIT_CONFIG_SYSTEM"), "/etc/gitconfig"))
	}
	folder := filepath.Join(cmp.Or(os.Getenv("XDG_CONFIG_HOME"), filepath.Join(own.Home, ".config")), "git")
	own.Ignores = []string{filepath.Join(folder, "ignore")}
	own.Attributes = append(own.Attributes, filepath.Join(folder, "attributes"))
	if global, given := os.LookupEnv("GIT_CONFIG_GLOBAL"); given {
		own.Config = append(own.Config, global)
	} else {
		own.Config = append(own.Config, filepath.Join(folder, "config"), filepath.Join(own.Home, ".gitconfig"))
	}
	return own
}

// setRevision finds the commit of the records in a work tree. Nothing else
// depends on its history, so a history that cannot be read is only noted.
func (a *app) setRevision(ws *workspace) {
	if a.rev != "" {
		return
	}
	_ = a.phase("history", func() (err error) {
		ws.revision, err = programme.Revision(ws.root, userGitConfig())
		if err != nil && !errors.Is(err, history.ErrNone) && !errors.Is(err, history.ErrNoCommit) {
			fmt.Fprintf(a.stderr, "note: it is not known of which commit these records are: %v\n", err)
		}
		return nil
	})
}

// folderOf is the path of a programme in its repository, "" where that is not known.
func folderOf(root string) string {
	repository, err := history.Open(root)
	if err != nil {
		return ""
	}
	return repository.Folder()
}

// revision returns the files of a commit that a flag names. An unknown commit is
// a usage error.
func revision(root, flag, rev string) (*history.Repository, fs.FS, error) {
	repository, err := history.Open(root)
	var files fs.FS
	if err == nil {
		files, err = repository.FS(rev)
	}
	for _, missing := range []error{history.ErrNone, history.ErrNoCommit, history.ErrUnknownRevision} {
		if errors.Is(err, missing) {
			return nil, nil, usagef("%s: %v", flag, err)
		}
	}
	if err != nil {
		return nil, nil, fmt.Errorf("%s %s: %w", flag, rev, err)
	}
	return repository, files, nil
}

// text returns a file's bytes, for the source line that a problem quotes.
func (ws *workspace) text(path string) []byte {
	info, err := fs.Stat(ws.Files, path)
	if err != nil || !info.Mode().IsRegular() || info.Size() > 1<<20 {
		return nil
	}
	raw, err := fs.ReadFile(ws.Files, path)
	if err != nil {
		return nil
	}
	return text.Normalise(raw)
}

// phase runs work, shows its progress at a terminal, and prints its duration with
// --timing.
func (a *app) phase(name string, work func() error) error {
	begun := time.Now()
	end := a.meter.Watch(name)
	err := work()
	end()
	if a.timing {
		fmt.Fprintf(a.stderr, "timing: %s %.6f\n", name, time.Since(begun).Seconds())
	}
	return err
}
