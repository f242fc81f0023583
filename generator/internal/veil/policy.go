package veil

import (
	"slices"
	"strings"

	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
)

// key is a value of `publish` in site.yaml that opens something to everybody.
type key string

const (
	keyAccounts  key = "people: handles" // or names
	keyNames     key = "people: names"
	keySummaries key = "sessions: summaries"
	keyGoals     key = "goals"
	keyActions   key = "actions"
	keyHealth    key = "health"
	keyAttention key = "attention"
	keyNetwork   key = "network"
	keyMatching  key = "matching"
)

// opened are the keys that a programme publishes.
func opened(p record.Publish) map[key]bool {
	return map[key]bool{
		keyAccounts:  p.People == record.ShowHandles || p.People == record.ShowNames,
		keyNames:     p.People == record.ShowNames,
		keySummaries: p.Sessions == record.ShowSummaries,
		keyGoals:     p.Goals,
		keyActions:   p.Actions,
		keyHealth:    p.Health,
		keyAttention: p.Attention,
		keyNetwork:   p.Network,
		keyMatching:  p.Matching,
	}
}

// noun is something of a programme that an audience may be told, or not. Each is
// asked about in one place, by [veil.tells].
type noun string

const (
	everyone         noun = "who withheld consent"
	names            noun = "people by name, with their ids, time zones and what they say of themselves"
	accounts         noun = "people by their accounts, with links to them"
	personDetails    noun = "level, unit, manager, training and leaving of a person"
	enrolmentDetails noun = "who waits or withdrew, and the hours and wishes of an enrolment"
	hopes            noun = "goals of an enrolment"
	vacancies        noun = "how full mentors are, and who waits for a match"
	recordedDays     noun = "records with every day as it is"
	exactDays        noun = "days of endings, breaks and leavings of people by name"
	pairingWords     noun = "title, summary and links of a pairing, of whose members each is shown by name or account"
	successors       noun = "the pairing after one that is not known to be over"
	endReason        noun = "why a pairing ended"
	earlyFinish      noun = "whether an early ending was because the goals were reached, in figures"
	outcomes         noun = "how a pairing came out"
	endReasons       noun = "why pairings ended, however few"
	summaries        noun = "topics, length and notes of meetings and gatherings, and the next one"
	attendance       noun = "who came to a meeting or a gathering, guests and introductions"
	pairGoals        noun = "goals and milestones of a pairing"
	pairActions      noun = "open actions of a pairing"
	lateActions      noun = "overdue actions in an agenda"
	actionsToTick    noun = "ids of actions, to say that they are done"
	goalsToMove      noun = "goals under way in the form for a log"
	freeTimes        noun = "when all of a pairing are free"
	wishes           noun = "who would take part again"
	pairHealth       noun = "how a pairing is getting on, in words"
	healthWhy        noun = "for how long a pairing has not met, in a sentence"
	hello            noun = "pairings that could use a hello"
	attentionList    noun = "all that a coordinator should look at, and the rules"
	attentionNotes   noun = "which pairings coordinators keep notes about"
	proposed         noun = "proposed pairings and what they share"
	refusals         noun = "proposals that were declined"
	scores           noun = "the proposal with its scores, and pairings under way beside it"
	sharedTopics     noun = "topics that brought a pairing together"
	matchReasons     noun = "why a pairing was matched"
	ties             noun = "who is tied to whom"
	tiesInFull       noun = "ties with guests and across units, and who has none"
	sources          noun = "where a result comes from"
	worthInputs      noun = "benefit and cost without the programme's inputs"
)

// rule says who is told a noun: everybody where all of its keys are opened, a
// sponsor too where it says so, and coordinators always. Without a key it is
// never told to everybody.
type rule struct {
	noun    noun
	keys    []key
	sponsor bool
}

// policy is the whole of who is told what. Beside it stand only what each person
// consented to and the smallest group (`minimum_group`) that is counted.
var policy = []rule{
	{noun: everyone},
	{noun: names, keys: []key{keyNames}},
	{noun: accounts, keys: []key{keyAccounts}},
	{noun: personDetails},
	{noun: enrolmentDetails},
	{noun: hopes, keys: []key{keyGoals}},
	{noun: vacancies},
	{noun: recordedDays},
	{noun: exactDays, keys: []key{keySummaries}},
	{noun: pairingWords, keys: []key{keyAccounts}},
	{noun: successors},
	{noun: endReason},
	{noun: earlyFinish},
	{noun: outcomes},
	{noun: endReasons},
	{noun: summaries, keys: []key{keySummaries}},
	{noun: attendance},
	{noun: pairGoals, keys: []key{keyGoals}},
	{noun: pairActions, keys: []key{keyActions}},
	{noun: lateActions, keys: []key{keyActions}},
	{noun: actionsToTick, keys: []key{keyActions}},
	{noun: goalsToMove, keys: []key{keyGoals}},
	{noun: freeTimes, keys: []key{keyNames}},
	{noun: wishes},
	{noun: pairHealth, keys: []key{keyHealth}},
	{noun: healthWhy},
	{noun: hello, keys: []key{keyHealth, keyAttention}},
	{noun: attentionList},
	{noun: attentionNotes},
	{noun: proposed, keys: []key{keyMatching}},
	{noun: refusals},
	{noun: scores},
	{noun: sharedTopics, keys: []key{keyMatching}},
	{noun: matchReasons},
	{noun: ties, keys: []key{keyNetwork}},
	{noun: tiesInFull},
	{noun: sources, sponsor: true},
	{noun: worthInputs},
}

// Policy says of each noun who is told it besides coordinators, in words, with the
// keys of `publish` in backticks.
func Policy() (lines [][2]string) {
	for _, r := range policy {
		who := "nobody"
		switch {
		case len(r.keys) > 0:
			who = "everybody, with `" + strings.Join(prose.Strings(r.keys), "` and `") + "`"
		case r.sponsor:
			who = "a sponsor"
		}
		lines = append(lines, [2]string{string(r.noun), who})
	}
	return lines
}

// tells reports whether the audience is told a noun.
func (v *veil) tells(n noun) bool {
	if v.audience == Coordinators {
		return true
	}
	i := slices.IndexFunc(policy, func(r rule) bool { return r.noun == n })
	switch {
	case i < 0:
		return false
	case policy[i].sponsor && v.audience == sponsor:
		return true
	}
	return len(policy[i].keys) > 0 && v.opens(policy[i].keys...)
}

// opens reports whether the audience is told what goes by some keys.
func (v *veil) opens(keys ...key) bool {
	return v.audience == Coordinators || !slices.ContainsFunc(keys, func(k key) bool { return !v.opened[k] })
}
