package command

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/publish"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/site"
	"pairbook/generator/internal/veil"
)

// reportCohort prints the report for those who pay for a programme.
func reportCohort(a *app) *cobra.Command {
	var format, out string
	command := &cobra.Command{
		Use:     "cohort COHORT",
		Short:   "Write a page for a sponsor: what was promised, what came of it, what is not known",
		Example: "  pairbook report cohort 2026-autumn --out private/report.html",
		Long: `Write a page for a sponsor: what was promised, what the figures and results say,
what people answered, and what is not known. It holds no more than a site for
everybody may show, and the sources of results; nobody is named.`,
		Args: one("one cohort"),
		RunE: func(_ *cobra.Command, args []string) error {
			if format != "html" && format != "md" {
				return usagef("--format: %q is unknown; choose html or md", format)
			}
			return a.reportCohort(record.CohortID(args[0]), format, out)
		},
	}
	flags := command.Flags()
	flags.StringVar(&format, "format", "html", "how to write it: html, one page to print, or md")
	flags.StringVar(&out, "out", "", "the `file` to write (default: standard output)")
	return command
}

func (a *app) reportCohort(cohort record.CohortID, format, out string) error {
	ws, in, theme, err := a.reportInput(cohort)
	if err != nil {
		return err
	}
	report := veil.Report(in, cohort)
	var text bytes.Buffer
	if format == "md" {
		err = site.WriteReportMarkdown(&text, report)
	} else {
		err = site.WriteReport(&text, report, theme)
	}
	if err != nil {
		return err
	}
	if out == "" {
		if _, err := a.stdout.Write(text.Bytes()); err != nil {
			return fmt.Errorf("write the report: %w", err)
		}
		return nil
	}
	if err := a.gate.begin(); err != nil {
		return err
	}
	if err := os.WriteFile(out, text.Bytes(), 0o644); err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	fmt.Fprintf(a.stdout, "%s: the report of %s, as of %s. Next: read it, and print it\n", out, cohort, ws.AsOf)
	return nil
}

// reportInput opens the repository. It fails on errors in records that the
// cohort's figures come from.
func (a *app) reportInput(cohort record.CohortID) (ws *workspace, in veil.Input, theme fs.FS, err error) {
	if ws, err = a.openCohort(cohort, matchFlags{}); err != nil {
		return nil, in, nil, err
	}
	if theme, err = themeFiles(ws); err != nil {
		return nil, in, nil, err
	}
	a.setRevision(ws)
	a.setArrivals(ws)
	return ws, veil.Input{Repo: ws.Repo, AsOf: ws.AsOf, Folder: folderOf(ws.root), Revision: ws.revision, Step: ws.Step}, theme, nil
}

// reportCertificates writes a page to print for everybody who completed a
// pairing.
func reportCertificates(a *app) *cobra.Command {
	var out string
	command := &cobra.Command{
		Use:     "certificates COHORT",
		Short:   "Write a certificate to print for everybody who completed a pairing",
		Example: "  pairbook report certificates 2026-spring",
		Long: `Write a page to print for everybody who completed a pairing of a cohort, each in
a file of its own, named by their id. They are for coordinators to hand out: a
certificate names nobody but the one it is for, and those who sign it.`,
		Args: one("one cohort"),
		RunE: func(command *cobra.Command, args []string) error {
			cohort := record.CohortID(args[0])
			ws, in, theme, err := a.reportInput(cohort)
			if err != nil {
				return err
			}
			if _, err := a.readNames(ws); err != nil {
				return err
			}
			outputs, err := site.Certificates(veil.Certificates(in, cohort), theme, ws.Files)
			if err != nil {
				return err
			}
			if len(outputs) == 0 {
				fmt.Fprintf(a.stderr, "Nobody has completed a pairing of %s by %s, so nothing was written.\n", cohort, ws.AsOf)
				return nil
			}
			if out == "" {
				out = filepath.Join(ws.root, "private", "certificates", string(cohort))
			}
			if _, err := a.publish(command.Context(), outputs, publish.Options{Out: out, Protected: protectedFolders(ws.root), Kept: keptFolders(ws.root, veil.Coordinators)}); err != nil {
				return err
			}
			fmt.Fprintf(a.stdout, "%s: %s. Next: read them, sign them, and hand each to the one it names\n", out, prose.Count(len(outputs), "certificate"))
			return nil
		},
	}
	command.Flags().StringVar(&out, "out", "", "the `folder` to write (default: private/certificates/COHORT)")
	return command
}
