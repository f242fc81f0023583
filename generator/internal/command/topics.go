package command

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"pairbook/generator/internal/life"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/topic"
)

// topicFlags are the flags of topics alone.
type topicFlags struct {
	format, cohort string
	accept         []string
	dryRun         bool
}

func topicsCommand(a *app) *cobra.Command {
	var f topicFlags
	command := &cobra.Command{
		Use:     "topics",
		Short:   "List topics, how often each is sought and offered, and which may be the same",
		Example: "  pairbook topics\n  pairbook topics --accept 'machine-learning=ml' --dry-run",
		Long: `List each topic with the number of people who seek and who offer it, in the cohorts that
are not over, and with the topics that it may be the same as, or lie within, and why: by
the letters of names and aliases. Matching goes by none of that before you accept it.

--accept 'A=B' makes one topic of two: what B is called becomes aliases of A, and all
that refers to B refers to A. --accept 'A<B' records that A lies within B. The flag can
be given several times; all is written, or nothing.`,
		Args: noArguments,
		RunE: func(*cobra.Command, []string) error {
			switch {
			case f.format != "text" && f.format != "json":
				return usagef("--format: %q is unknown; choose text or json", f.format)
			case f.dryRun && f.accept == nil:
				return usagef("--dry-run goes with --accept; without it nothing is written")
			case f.accept != nil && (f.cohort != "" || f.format != "text"):
				return usagef("--accept changes records, so it goes with --dry-run only")
			case f.accept != nil:
				return a.life(lifeFlags{dryRun: f.dryRun}, f.acceptAll)
			}
			return a.onSound(func(ws *workspace) error { return a.topics(ws, f) })
		},
	}
	flags := command.Flags()
	flags.StringVar(&f.format, "format", "text", "how to print: text or json")
	flags.StringVar(&f.cohort, "cohort", "", "count the people of this `cohort` alone")
	flags.StringArrayVar(&f.accept, "accept", nil, "`'A=B'` or 'A<B': two topics are one, or one lies within another")
	flags.BoolVar(&f.dryRun, "dry-run", false, "say what would change, and write nothing")
	return command
}

// acceptAll changes the records as the flags say, one after the other.
func (f topicFlags) acceptAll(_ *workspace, d *life.Draft) error {
	for _, said := range f.accept {
		at := strings.IndexAny(said, "=<")
		if at < 0 {
			return usagef("--accept %q: write 'A=B' or 'A<B', with ids or names of topics", said)
		}
		one, err := findTopic(d.Repo, said[:at])
		if err != nil {
			return err
		}
		two, err := findTopic(d.Repo, said[at+1:])
		if err != nil {
			return err
		}
		change := d.Same
		if said[at] == '<' {
			change = d.Within
		}
		if err := change(one, two); err != nil {
			return fmt.Errorf("--accept %q: %w", said, err)
		}
	}
	return nil
}

// findTopic finds a topic by its id, or by what it is called.
func findTopic(repo *record.Repository, called string) (*record.Topic, error) {
	called = strings.TrimSpace(called)
	if t := repo.Topics.Get(record.TopicID(called)); t != nil {
		return t, nil
	}
	known := topic.NewVocabulary(repo.Topics)
	if id, ok := known.Lookup(called); ok {
		return repo.Topics.Get(id), nil
	}
	return nil, usagef("--accept: there is no topic %q%s", called, prose.DidYouMean(called, known.Spellings()))
}

// The JSON of topics.
type (
	topicJSON struct {
		ID      record.TopicID `json:"id"`
		Name    string         `json:"name"`
		Sought  int            `json:"sought"`
		Offered int            `json:"offered"`
		MayBe   []mayBeJSON    `json:"may_be"`
	}
	mayBeJSON struct {
		ID       record.TopicID `json:"id"`
		Relation topic.Relation `json:"relation"`
		Because  string         `json:"because"`
		Score    int            `json:"score"`
	}
)

// mostLikely is how many pairs of topics are listed: what somebody may read at one sitting.
const mostLikely = 80

// topics lists the topics.
func (a *app) topics(ws *workspace, f topicFlags) error {
	cohorts, err := f.cohorts(ws)
	if err != nil {
		return err
	}
	alike := topic.Likenesses(ws.Repo.Topics)
	list := listTopics(ws, cohorts, alike[:min(len(alike), mostLikely)])
	if f.format == "json" {
		return a.printJSON(list)
	}
	a.printTopics(list, cohorts, len(alike))
	return nil
}

// cohorts are those whose people are counted.
func (f topicFlags) cohorts(ws *workspace) (cohorts []*record.Cohort, err error) {
	if f.cohort != "" {
		c, err := findCohort(ws, f.cohort)
		return []*record.Cohort{c}, err
	}
	return slices.DeleteFunc(ws.Repo.Cohorts.All(), func(c *record.Cohort) bool { return c.Ended(ws.AsOf) }), nil
}

// listTopics counts who seeks and offers each topic; what peers share counts as both.
func listTopics(ws *workspace, cohorts []*record.Cohort, alike []topic.Likeness) []topicJSON {
	sought, offered, mayBe := map[record.TopicID]int{}, map[record.TopicID]int{}, map[record.TopicID][]mayBeJSON{}
	for _, c := range cohorts {
		for _, e := range c.Enrolments.All() {
			if ws.Repo.Gone(c, e.Person, ws.AsOf) {
				continue
			}
			var seeks, offers []record.TopicID
			if e.Mentee != nil {
				seeks = e.Mentee.Seeks
			}
			if e.Mentor != nil {
				offers = ws.Repo.Offers(e)
			}
			if e.Peer != nil {
				seeks, offers = slices.Concat(seeks, e.Peer.Topics), slices.Concat(offers, e.Peer.Topics)
			}
			countOnce(sought, seeks)
			countOnce(offered, offers)
		}
	}
	for _, l := range alike {
		mayBe[l.Topic] = append(mayBe[l.Topic], mayBeJSON{l.Other, l.Relation, l.Because, l.Score})
		if l.Relation == topic.Same {
			mayBe[l.Other] = append(mayBe[l.Other], mayBeJSON{l.Topic, l.Relation, l.Because, l.Score})
		}
	}
	list := []topicJSON{}
	for _, t := range ws.Repo.Topics.All() {
		list = append(list, topicJSON{t.ID, t.Name, sought[t.ID], offered[t.ID], append([]mayBeJSON{}, mayBe[t.ID]...)})
	}
	return list
}

// countOnce counts each of the topics of one person.
func countOnce(people map[record.TopicID]int, topics []record.TopicID) {
	for _, id := range slices.Compact(slices.Sorted(slices.Values(topics))) {
		people[id]++
	}
}

func (a *app) printTopics(list []topicJSON, cohorts []*record.Cohort, alike int) {
	if len(list) == 0 {
		fmt.Fprintln(a.stdout, "There are no topics yet.")
		return
	}
	var ids []record.CohortID
	for _, c := range cohorts {
		ids = append(ids, c.ID)
	}
	fmt.Fprintf(a.stdout, "How many people seek and offer each in %s:\n\nsought  offered  topic\n", cmp.Or(prose.List(prose.Strings(ids)), "no cohort, as there is none that is not over"))
	for _, t := range list {
		fmt.Fprintf(a.stdout, "%6d  %7d  %s: %s\n", t.Sought, t.Offered, t.ID, t.Name)
		for _, m := range t.MayBe {
			words := topic.Likeness{Relation: m.Relation, Score: m.Score}.Words()
			fmt.Fprintf(a.stdout, "                   %s %s: %s\n", words, m.ID, m.Because)
		}
	}
	if alike > mostLikely {
		fmt.Fprintf(a.stdout, "\nOf %d pairs that may be related the likeliest %d are listed; more come when these are dealt with.\n", alike, mostLikely)
	}
	if alike > 0 {
		fmt.Fprintln(a.stdout, "\nNext: where it is so, pairbook topics --accept 'A=B' keeps A and makes B one of its aliases; 'A<B' says that A lies within B")
	}
}
