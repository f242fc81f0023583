package veil

import (
	"maps"
	"slices"
	"strings"

	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
)

// modifiedMark ends a revision from which the records differ.
const modifiedMark = "-modified"

// shortRevision is a revision as people write it.
func shortRevision(revision string) string {
	commit, modified := strings.CutSuffix(revision, modifiedMark)
	commit = commit[:min(7, len(commit))]
	if modified {
		return commit + modifiedMark
	}
	return commit
}

func (r *revealer) addAbout() {
	a := &view.About{Shows: r.shows(), Kept: kept(r.run.Repo.Programs.All())}
	a.Audience = "Everybody who can open it: it shows what the programme has chosen to tell."
	a.Never = "Nobody's level, unit, manager or training, what coordinators note, and the scores of a match. Who has chosen not to be on the site has no page and no name here."
	if r.audience == Coordinators {
		a.Audience = "The programme's coordinators. It shows all that the records hold, with people's names, so keep it to yourselves."
		a.Never = ""
	}
	if address := r.places.source.Address; address != "" {
		a.Records = view.Link{Words: "the repository", Address: address}
	}
	if revision := r.shown.Revision; revision != "" {
		commit, modified := strings.CutSuffix(revision, modifiedMark)
		a.Modified, a.Commit.Words = modified, commit[:min(12, len(commit))]
		a.Commit.Address = r.source.Commit(commit)
	}
	r.shown.About = a
}

// kept says for how long a name stays in the records, by the rule of check --retention.
func kept(programs []*record.Program) (sentences []string) {
	of := map[string][]string{} // programmes by how long they keep names, "" for those that do not say
	for _, p := range programs {
		term := ""
		if !p.Retention.IsZero() {
			term = p.Retention.Term()
		}
		of[term] = append(of[term], p.Name)
	}
	terms := slices.Sorted(maps.Keys(of))
	switch {
	case len(terms) == 0, len(terms) == 1 && terms[0] == "":
		sentences = append(sentences, "No time is set after which a name goes from the records: it stays until a coordinator takes it out.")
	case len(terms) == 1:
		sentences = append(sentences, "A name is kept for "+terms[0]+" after the end of the last cohort that somebody was in. Then a coordinator is to take it out of the records.")
	default:
		sentences = append(sentences, "After the end of a cohort that somebody was in, their name is kept for a time, and then a coordinator is to take it out of the records.")
		for _, term := range terms {
			said := "no time is set, and the name of who was in a cohort of it stays until a coordinator takes it out"
			if term != "" {
				said = "for " + term
			}
			sentences = append(sentences, prose.List(of[term])+": "+said+".")
		}
		sentences = append(sentences, "Who was in several of them is kept as the longest of these says.")
	}
	if len(terms) > 0 && terms[len(terms)-1] != "" {
		sentences = append(sentences, "Who coordinates a programme, or has been in no cohort, stays until somebody takes the name out.")
	}
	return append(sentences, "You may ask to be taken out at any time. What git once held stays in its history, where those who can read the repository can find it.")
}

// shows says of each key of `publish` what it shows of people. Coordinators
// have all of them.
func (v *veil) shows() []view.Shown {
	say := func(shown bool, yes, no string) string {
		if shown {
			return yes
		}
		return no
	}
	people := "by an alias. Who has none is “a mentor” or “a mentee”, and has no page."
	switch {
	case v.opens(keyNames):
		people = "by their names, and shown with what they and their pairings say of themselves."
	case v.opens(keyAccounts):
		people = "by the names of their accounts, or else by an alias. Who has neither is “a mentor” or “a mentee”, and has no page. Where each of a pairing has an account, it is shown with what it says of itself."
	}
	few := "what comes from " + view.InWords(v.minimumGroup) + " or more. Where all of them say the same, that tells what each has said; to keep it back would tell it as well."
	if v.minimumGroup <= 1 {
		few = "also what comes from one alone."
	}
	return []view.Shown{
		{Key: "people", Words: "People are called " + people},
		{Key: "sessions", Words: say(v.opens(keySummaries), "Of meetings: their days, topics, length and notes, and the day of the next one. Of gatherings of a cohort: what they are called, their days, length and notes, and how many came.", "Of meetings: how many there were, and on which days. Of gatherings of a cohort: what they are called, their days, and how many came.")},
		{Key: "goals", Words: say(v.opens(keyGoals), "Of goals: what they say, and their days.", "Of goals: only the share that was reached.")},
		{Key: "actions", Words: say(v.opens(keyActions), "Of what was agreed: what it is, whose, and by which day.", "Of what was agreed: only how many things are open, and how many were done in time.")},
		{Key: "health", Words: say(v.opens(keyHealth), "How a pairing is getting on, in words.", "Not how a pairing is getting on.")},
		{Key: "attention", Words: say(v.opens(keyHealth, keyAttention), "Which pairings could use a hello.", "Nothing of whom a coordinator may want to write to.")},
		{Key: "matching", Words: say(v.opens(keyMatching), "Who is proposed to whom, and the topics they share.", "Not who is proposed to whom.")},
		{Key: "network", Words: say(v.opens(keyNetwork), "Who is tied to whom.", "No ties between people.")},
		{Key: "minimum_group", Words: "Of surveys, and of why pairings ended early: " + few},
	}
}
