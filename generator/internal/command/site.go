package command

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
)

func siteCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "site SETTING",
		Short:   "Say a setting of program/site.yaml, such as publish.to",
		Example: "  pairbook site publish.to",
		Long: "site prints what program/site.yaml says about one of its settings, or what holds\n" +
			"when it says nothing, for scripts to go by. The settings are " + strings.Join(settingNames(), ", ") + ".",
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef("site takes one setting, and %d were given; choose from %s", len(args), strings.Join(settingNames(), ", "))
			}
			return a.site(args[0])
		},
	}
}

// setting is a value of site.yaml that a script may ask for.
type setting struct {
	name string
	of   func(*record.Site) string
}

func siteSettings() []setting {
	return []setting{
		{"branch", func(s *record.Site) string { return s.Branch }},
		{"publish.repository", func(s *record.Site) string { return s.Publish.Repository }},
		{"publish.to", func(s *record.Site) string { return string(s.Publish.To) }},
		{"visibility", func(s *record.Site) string { return string(s.Visibility) }},
	}
}

func settingNames() []string {
	var names []string
	for _, s := range siteSettings() {
		names = append(names, s.name)
	}
	return names
}

// site prints a setting. It fails when site.yaml has errors, because a default
// could then be taken for what the file says.
func (a *app) site(name string) error {
	for _, s := range siteSettings() {
		if s.name != name {
			continue
		}
		ws, err := a.open()
		if err != nil {
			return err
		}
		wrong := slices.DeleteFunc(slices.Clone(ws.Problems()), func(p diag.Problem) bool { return p.Path != record.SitePath || p.Severity != diag.Error })
		if err := a.stopAt(ws, wrong); err != nil {
			return err
		}
		fmt.Fprintln(a.stdout, s.of(ws.Repo.Site))
		return nil
	}
	return usagef("site has no setting %q%s", name, cmp.Or(prose.DidYouMean(name, settingNames()), "; choose from "+strings.Join(settingNames(), ", ")))
}
