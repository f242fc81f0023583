package command

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"pairbook/generator/internal/intake"
	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/table"
)

// everyKind is the kind of export that has all tables.
const everyKind = "all"

func exportCommand(a *app) *cobra.Command {
	kinds := append(prose.Strings(intake.Kinds()), everyKind)
	var out string
	command := &cobra.Command{
		Use:   "export " + strings.Join(kinds, "|") + " --out DIR",
		Short: "Write records as tables, with a page for programs that says what the columns mean",
		Long: "Write records as CSV into a new folder, and datapackage.json (frictionlessdata.io), which\n" +
			"gives each column its type, its meaning and what a value may be. import reads the same tables.\n" +
			"With all there are the figures, too. The tables have everybody's names: keep them in private/.",
		Example: "  pairbook export all --out private/tables",
		RunE: func(_ *cobra.Command, args []string) error {
			switch {
			case len(args) != 1:
				return usagef("export takes one of %s, and %s given", strings.Join(kinds, ", "), prose.CountOf(len(args), "argument was", "arguments were"))
			case !slices.Contains(kinds, args[0]):
				return usagef("export: %q is none of %s%s", args[0], strings.Join(kinds, ", "), prose.DidYouMean(args[0], kinds))
			case out == "":
				return usagef("export: name a new folder with --out, such as private/tables")
			}
			return a.export(args[0], out)
		},
	}
	command.Flags().StringVar(&out, "out", "", "the `folder` to write, which must be new or empty")
	return command
}

func (a *app) export(kind, out string) error {
	ws, err := a.open()
	if err != nil {
		return err
	}
	t := tables{Package: intake.Package{Profile: "tabular-data-package", Name: "pairbook", Title: ws.Repo.Site.Title, Created: ws.AsOf.String() + "T00:00:00Z"}, files: map[string][]byte{}}
	lost := map[string]int{}
	for _, k := range intake.Kinds() {
		if kind != everyKind && kind != string(k) {
			continue
		}
		rows, missing := intake.Export(k, ws.Repo)
		if err := t.add(intake.Describe(k), rows); err != nil {
			return err
		}
		for what, n := range missing {
			lost[what] += n
		}
	}
	if kind == everyKind {
		a.setArrivals(ws)
		if err := t.addFigures(ws.Measured()); err != nil {
			return err
		}
	}
	if t.files["datapackage.json"], err = json.MarshalIndent(t.Package, "", "  "); err != nil {
		return fmt.Errorf("describe the tables: %w", err)
	}
	if err := a.writeFolder(out, t.files); err != nil {
		return err
	}
	for _, what := range slices.Sorted(maps.Keys(lost)) {
		fmt.Fprintf(a.stderr, "note: of %s: %s\n", prose.Count(lost[what], "record"), what)
	}
	fmt.Fprintf(a.stdout, "%s: %s and datapackage.json. Next: look into it, and keep it where only coordinators see it\n", out, prose.Count(len(t.files)-1, "table"))
	return nil
}

// tables are a package with its files.
type tables struct {
	intake.Package
	files map[string][]byte
}

func (t *tables) add(r intake.Resource, rows [][]string) error {
	var header []string
	for _, f := range r.Schema.Fields {
		header = append(header, f.Name)
	}
	var b bytes.Buffer
	err := table.Write(&b, header, rows)
	t.files[r.Path] = b.Bytes()
	t.Resources = append(t.Resources, r)
	return err
}

// addFigures adds the figures of all cohorts and pairings, and what each metric means.
func (t *tables) addFigures(measured *measure.Measured) error {
	field := func(name, kind, description string) intake.Field {
		return intake.Field{Name: name, Type: kind, Description: description}
	}
	var metrics, figures [][]string
	var ids []string
	for _, m := range measure.Metrics() {
		ids = append(ids, string(m.ID))
		metrics = append(metrics, []string{string(m.ID), m.Name, m.Unit, string(m.Better), m.Definition})
	}
	records := slices.Index(statsHeader, "records") // which a cell has no room for
	for _, row := range statsRows(measured.Cohorts) {
		figures = append(figures, slices.Delete(row, records, records+1))
	}
	of := field("metric", "string", "what is measured: a row of metrics.csv")
	of.Constraints = &intake.Constraints{Required: true, Enum: ids}
	if err := t.add(intake.NewResource("figures", "as of the day on which the package was created", field("cohort", "string", "the cohort"), field("pairing", "string", "the pairing; empty for a figure of the whole cohort"), of,
		field("value", "number", "in the metric's unit; empty when it cannot be computed"), field("numerator", "number", ""), field("denominator", "number", ""),
		field("low", "number", "where the interval of 95 % begins"), field("high", "number", "where it ends"), field("method", "string", "wilson or bootstrap"), field("unavailable", "string", "why there is no value")), figures); err != nil {
		return err
	}
	return t.add(intake.NewResource("metrics", "what is measured, and how", field("id", "string", ""), field("name", "string", ""), field("unit", "string", ""), field("better", "string", "which way it is to go"), field("definition", "string", "")), metrics)
}
