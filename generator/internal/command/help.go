package command

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"pairbook/generator/internal/check"
	"pairbook/generator/internal/life"
	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/seal"
	"pairbook/generator/internal/starter"
	"pairbook/generator/internal/veil"
)

// helpCommand shows the help of a command or a topic.
func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND | TOPIC]",
		Short:   "Show how a command works, or a topic such as records",
		Example: "  pairbook help match\n  pairbook help metrics",
		RunE: func(command *cobra.Command, args []string) error {
			found, rest, err := command.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return usagef("there is no help about %q%s", strings.Join(args, " "), cmp.Or(prose.DidYouMean(args[len(args)-1], commandNames(found)), "; pairbook help lists commands and topics"))
			}
			found.InitDefaultHelpFlag()
			return found.Help()
		},
	}
}

// commandNames are the names of a command's commands, and of the topics of help.
func commandNames(command *cobra.Command) (names []string) {
	for _, c := range command.Commands() {
		names = append(names, c.Name())
	}
	return names
}

// helpTopics are pages of help about the programme's parts rather than commands.
// Their text is made of what the program knows already.
func helpTopics(a *app) (topics []*cobra.Command) {
	for _, t := range []struct {
		name, short string
		write       func(w io.Writer, files map[string]string)
	}{
		{"records", "Every kind of record and its fields", helpRecords},
		{"metrics", "Every figure and its definition", helpMetrics},
		{"checks", "Every rule that check knows", helpChecks},
		{"matching", "How a programme says who fits whom", func(w io.Writer, files map[string]string) {
			fmt.Fprintf(w, "The key matching of program/programs/ID.yaml, or of a cohort that does it otherwise; a star marks what is required. %s\npairbook init begins with this:\n\n%s",
				item(reference(files), "matching"), paragraph(files["program/programs/mentoring.yaml"], "\nmatching:"))
		}},
		{"publishing", "What a site for everybody shows, and where that is said", func(w io.Writer, files map[string]string) {
			fmt.Fprintf(w, "The key publish of program/site.yaml. %s\npairbook init begins with this:\n\n%s", item(reference(files), "publish"), paragraph(files["program/site.yaml"], "publish:"))
		}},
		{"privacy", "Who is told what", helpPrivacy},
	} {
		topic := &cobra.Command{Use: t.name, Short: t.short}
		topic.SetHelpFunc(func(*cobra.Command, []string) {
			files, err := starter.Files()
			if err != nil {
				a.status(err)
				return
			}
			texts := map[string]string{}
			for _, f := range files {
				texts[f.Path] = string(f.Data)
			}
			t.write(a.stdout, texts)
		})
		topics = append(topics, topic)
	}
	return topics
}

// recordPages are the pages of the handbook that have every field of every record.
var recordPages = []string{"records.md", "records-program.md", "records-cohort.md", "records-pairing.md"}

// reference puts them together.
func reference(files map[string]string) string {
	var all strings.Builder
	for _, name := range recordPages {
		_, text, _ := record.SplitFrontMatter([]byte(files["content/programme/"+name]))
		all.Write(text)
	}
	return strings.TrimLeft(all.String(), "\n")
}

func helpRecords(w io.Writer, files map[string]string) { fmt.Fprint(w, reference(files)) }

func helpMetrics(w io.Writer, _ map[string]string) {
	for _, m := range measure.Metrics() {
		fmt.Fprintf(w, "%s: %s (%s; %s is better)\n    %s\n\n", m.ID, m.Name, m.Unit, m.Better, m.Definition)
	}
	fmt.Fprintln(w, "pairbook stats prints their values.")
}

func helpChecks(w io.Writer, _ map[string]string) {
	family := ""
	for _, r := range check.Rules() {
		if r.Family != family {
			family = r.Family
			fmt.Fprintf(w, "%s\n", family)
		}
		fmt.Fprintf(w, "  %-20s %-8s %s\n", r.Name, r.Severity, r.Summary)
	}
	fmt.Fprintf(w, "\nWhat check says only when it is asked\n  %-20s names that are kept for longer than the programme says, with --retention, too\n  %-20s the list of who must not meet, as match reads it\n  %-20s private/names.yaml, as coordinators' builds read it\n  %-20s private.recipients and private/, as private seal reads them\n", life.RetentionRule, record.AvoidRule, record.NamesRule, seal.Rule)
	fmt.Fprintln(w, "\npairbook check --rule RULE looks for one alone; generator/CHECKS.md of pairbook has an example of each.")
}

func helpPrivacy(w io.Writer, _ map[string]string) {
	fmt.Fprintln(w, "Who is told what besides coordinators, who are told all of it:")
	fmt.Fprintln(w)
	for _, line := range veil.Policy() {
		fmt.Fprintf(w, "  %s: %s\n", line[0], strings.ReplaceAll(line[1], "`", ""))
	}
	fmt.Fprintln(w, "\nThe keys stand under publish in program/site.yaml: pairbook help publishing.\nFor somebody who asks what is known of them, or to be forgotten: pairbook person --help.")
}

// item returns what the reference of records says of a key whose value is a mapping,
// with the keys of that.
func item(page, key string) string {
	_, page, _ = strings.Cut(page, "\n- `"+key+"`: mapping. ")
	says, rest, _ := strings.Cut(page, "\n")
	for line := range strings.Lines(rest) {
		if !strings.HasPrefix(line, "  ") {
			break
		}
		says += "\n" + strings.TrimRight(line, "\n")
	}
	return says + "\n"
}

// paragraph returns what stands around a text in a file, between empty lines.
func paragraph(file, text string) string {
	at := strings.Index(file, text)
	begin := strings.LastIndex(file[:at], "\n\n") + 2
	paragraph, _, _ := strings.Cut(file[begin:], "\n\n")
	return paragraph + "\n"
}
