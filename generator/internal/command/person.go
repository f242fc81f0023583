package command

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"pairbook/generator/internal/life"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
)

func personCommand(a *app) *cobra.Command {
	return group("person", "Rename, merge, export or forget a person, or record that they leave",
		"Change what the records say of a person, wherever they say it: their record, enrolments,\npairings, logs, pins, the private lists.",
		personRename(a), personMerge(a), personLeave(a), personExport(a), personForget(a))
}

func personRename(a *app) *cobra.Command {
	return lifeCommand(a, "rename OLD NEW", "Give a person another id, everywhere", "person rename amy-lee amy-jones", []string{"OLD", "NEW"},
		func(ws *workspace, d *life.Draft, args []string) error {
			who, err := findPerson(ws, args[0])
			if err != nil {
				return err
			}
			return d.Rename(who, record.PersonID(args[1]))
		})
}

func personMerge(a *app) *cobra.Command {
	command := lifeCommand(a, "merge A B", "Make one person of two records: A becomes B", "person merge j-smith john-smith", []string{"A", "B"},
		func(ws *workspace, d *life.Draft, args []string) error {
			from, err := findPerson(ws, args[0])
			if err != nil {
				return err
			}
			into, err := findPerson(ws, args[1])
			if err != nil {
				return err
			}
			return d.Merge(from, into)
		})
	command.Long = "Make one person of two records. B gets what only A had; where both have a value, B's stays,\nand the other is printed. Lists are joined. A's id is kept under formerly."
	return command
}

func personLeave(a *app) *cobra.Command {
	var reason string
	command := lifeCommand(a, "leave PERSON", "Record that a person leaves, with their enrolments and pairings", "person leave grace --on 2026-11-20 --reason moved-on", []string{"PERSON"},
		func(ws *workspace, d *life.Draft, args []string) error {
			who, err := findPerson(ws, args[0])
			if err != nil {
				return err
			}
			why, err := readReason(reason, record.MovedOn)
			if err != nil {
				return err
			}
			return d.Leave(who, why)
		})
	command.Flags().StringVar(&reason, "reason", "", "of pairings that end with it (default: moved-on)")
	return command
}

func personForget(a *app) *cobra.Command {
	command := lifeCommand(a, "forget PERSON", "Take a person's name out of every file, and say where else it is", "person forget j-smith --dry-run", []string{"PERSON"},
		func(ws *workspace, d *life.Draft, args []string) error {
			who, err := findPerson(ws, args[0])
			if err != nil {
				return err
			}
			remains, err := d.Forget(who)
			if err != nil {
				return err
			}
			sayRemains(ws, d, remains)
			return nil
		})
	command.Long = "Take a person's name, ids, account, zone, hours and wishes out of program/, content/ and the\nprivate lists; an id that says nothing stands for them. What figures count stays.\nIt prints what it cannot reach (history, clones, the site, letters) with the commands for each."
	return command
}

// sayRemains says what a forgetting cannot reach, and how to reach it.
func sayRemains(ws *workspace, d *life.Draft, r *life.Remains) {
	if len(r.Places) > 0 {
		d.Next = append(d.Next, "read these places, which may be about them or somebody else: "+strings.Join(r.Places, ", "))
	}
	quote := func(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }
	var expressions, renames []string
	for _, e := range r.Expressions {
		expressions = append(expressions, quote(e))
	}
	for _, m := range r.Moved {
		renames = append(renames, "--path-rename "+quote(m[0]+":"+m[1]))
	}
	d.Next = append(d.Next,
		"the coordinators' site is still the old one: pairbook build --audience coordinators",
		"the published site is the old one until this is merged and published; to see that the new one has nothing: pairbook build && grep -rli "+quote(r.Old)+" public",
		"git's history still has the name. Who wants it gone from there, too, in a fresh clone, with git-filter-repo, when everybody's work is merged:\n"+
			"        printf '%s\\n' "+strings.Join(expressions, " ")+" > ../forget.txt\n"+
			"        git filter-repo --replace-text ../forget.txt --replace-message ../forget.txt "+strings.Join(renames, " ")+"\n"+
			"        git push --force --mirror "+cmp.Or(string(ws.Repo.Site.Repository), "REMOTE")+" && rm ../forget.txt",
		"every clone and fork has the old history: ask everybody to delete theirs and clone again, and the forge's support to clear its caches and pull requests",
		"letters that were sent, tables of letters and printed certificates are outside of the repository: delete what you have of them; git log --author shows the commits that they made themselves")
}

func personExport(a *app) *cobra.Command {
	var out string
	command := &cobra.Command{
		Use: "export PERSON --out DIR", Short: "Write all that is recorded of a person into a folder, with a page that explains it",
		Example: "  pairbook person export grace --out private/grace",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 || out == "" {
				return usagef("person export takes PERSON and a new folder, as in person export grace --out private/grace")
			}
			return nil
		},
	}
	command.RunE = func(_ *cobra.Command, args []string) error {
		ws, err := a.open()
		if err != nil {
			return err
		}
		who, err := findPerson(ws, args[0])
		if err != nil {
			return err
		}
		files, err := life.NewDraft(ws.Repo, ws.Files, ws.AsOf).Takeout(who)
		if err != nil {
			return err
		}
		if err := a.writeFolder(out, files); err != nil {
			return err
		}
		fmt.Fprintf(a.stdout, "%s: %s about %s. Next: read README.md there, and give them the folder by a private way\n", out, prose.Count(len(files)-1, "file"), who.ID)
		return nil
	}
	command.Flags().StringVar(&out, "out", "", "the `folder` to write, which must be new or empty")
	return command
}
