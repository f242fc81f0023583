package command

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"pairbook/generator/internal/programme"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/publish"
	"pairbook/generator/internal/veil"
)

// answerWithin is how long a host may take for a file.
const answerWithin = time.Minute

func verifyCommand(a *app) *cobra.Command {
	var audience, baseURL string
	command := &cobra.Command{
		Use:     "verify DIR|URL",
		Short:   "Compare a published site with what the records give",
		Example: "  pairbook verify public",
		Long: "verify builds the site again in memory, from the commit and on the day that the\n" +
			"site names (--rev and --as-of give others), and compares every file. It says that\n" +
			"they are identical, or which are not, and exits 1 then. A site of no commit, or of\n" +
			"changes that none had yet, is compared with the files as they are. It takes the\n" +
			"version of pairbook that built the site.",
		Args: one("the folder or the address of one site"),
		RunE: func(command *cobra.Command, args []string) error {
			who, err := veil.ParseAudience(audience)
			if err != nil {
				return usageError{err}
			}
			return a.verify(command.Context(), args[0], who, baseURL)
		},
	}
	command.Flags().StringVar(&audience, "audience", "public", "who the site is for: public or coordinators")
	command.Flags().StringVar(&baseURL, "base-url", "", "the `address` that it was built with (default: base_url of site.yaml)")
	return command
}

// verify prints where the site at a folder or an address differs from the records.
func (a *app) verify(ctx context.Context, target string, audience veil.Audience, baseURL string) error {
	open := siteAt(ctx, target)
	said, err := readIndex(target, open)
	if err != nil {
		return err
	}
	a.asOf = cmp.Or(a.asOf, said.AsOf)
	if a.rev == "" && !strings.HasSuffix(said.Revision, programme.Modified) {
		a.rev = said.Revision
	}
	ws, err := a.openFor(programme.Options{Rendered: true})
	if err != nil {
		return err
	}
	ws.Run = ws.Valid()
	if said.Revision != "" {
		a.setRevision(ws)
	}
	a.setArrivals(ws)
	outputs, err := a.render(ws, audience, baseURL)
	if err != nil {
		return err
	}
	files := make([]publish.File, len(outputs))
	for i, o := range outputs {
		files[i] = publish.File{Path: o.Path, Render: o.Render}
	}
	differences, err := publish.Compare(ctx, files, open)
	if err != nil {
		return fmt.Errorf("verify %s: %w", target, err)
	}
	for _, d := range differences {
		fmt.Fprintf(a.stdout, "%s %s\n", d.Path, d.Why)
	}
	source := "the files here give"
	if ws.revision != "" {
		source = ws.revision + " gives"
	}
	if len(differences) > 0 {
		fmt.Fprintf(a.stdout, "Different from what %s on %s: %s.\n", source, ws.AsOf, prose.Count(len(differences), "file"))
		return errProblems
	}
	fmt.Fprintf(a.stdout, "Identical to what %s on %s: %s.\n", source, ws.AsOf, prose.Count(len(files)+1, "file"))
	return nil
}

// siteIndex is what a site says of its making.
type siteIndex struct {
	AsOf     string `json:"as_of"`
	Revision string `json:"revision"`
}

func readIndex(target string, open func(string) (io.ReadCloser, error)) (said siteIndex, err error) {
	const name = "api/v1/index.json"
	file, err := open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return said, usagef("%s is no site of pairbook: it has no %s", target, name)
	}
	if err != nil {
		return said, fmt.Errorf("verify %s: %w", target, err)
	}
	defer file.Close()
	if err := json.NewDecoder(io.LimitReader(file, 1<<20)).Decode(&said); err != nil {
		return said, fmt.Errorf("verify %s: read %s: %w", target, name, err)
	}
	return said, nil
}

// siteAt opens the files of the site at a folder or an address.
func siteAt(ctx context.Context, target string) func(string) (io.ReadCloser, error) {
	base, err := url.Parse(target)
	if err != nil || base.Scheme != "http" && base.Scheme != "https" {
		folder := os.DirFS(target)
		return func(name string) (io.ReadCloser, error) { return folder.Open(name) }
	}
	client := &http.Client{Timeout: answerWithin}
	return func(name string) (io.ReadCloser, error) {
		at := *base
		at.Path, at.RawPath = path.Join(base.Path, "/", name), ""
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), nil)
		if err != nil {
			return nil, err
		}
		answer, err := client.Do(request)
		if err != nil {
			return nil, err
		}
		switch answer.StatusCode {
		case http.StatusOK:
			return answer.Body, nil
		case http.StatusNotFound, http.StatusGone:
			err = fs.ErrNotExist
		default:
			err = fmt.Errorf("%s answers %s", at.Redacted(), answer.Status)
		}
		return nil, errors.Join(err, answer.Body.Close())
	}
}
