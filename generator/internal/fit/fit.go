// Package fit says of every two people of a cohort, one as a mentee and one as a
// mentor, whether they may be paired, how well they suit each other, and why. It
// chooses nobody.
//
// A [Pool] holds the cohort's people as of a day. [Pool.Score] gives a pair 0 to
// 100 points, [Pool.Explain] the same points by criterion with a sentence each,
// and [Pool.Forbidden] every reason why two may not be paired. The three agree:
// the points of Explain add up to the score, and a pair is allowed exactly when
// Forbidden is empty. The answer depends only on the records and the day, never
// on the order of people, topics or files.
//
// # Points
//
// Each criterion gives a raw 0 to 100. The weights are made shares of 100
// (largest remainders first, then the programme's order), a criterion's points
// are raw × share ÷ 100, and the score is their sum. Raw, points and thousandths are
// each rounded once, half up; rarities are whole thousandths.
//
// What somebody seeks or offers counts as written: no topics, no points. Where a
// circumstance of one of the two is not known (a level, a time zone, languages, free
// hours, a unit), raw is the mean of the pool's pairs of which it is, rounded half up;
// half where it is known of none.
//
//   - topics: how much of what the mentee seeks the mentor offers. Topics weigh by
//     rarity, ln(1 + n/k) where k of the pool's n people seek or offer one;
//     somebody who is mentor and mentee counts twice. A topic itself counts in
//     full; one that is 1, 2 or 3 steps of `within` away (parent or child, then
//     sibling) 60, 40 or 20 %; words that the mentor's topics and their aliases
//     have in common with its name up to 60 %, by their share of the rarity of
//     its words. Of kin and words the nearer one counts, in thousandths.
//   - goals: of the words of the mentee's goals that some mentor's topics have,
//     by rarity among the mentors, the share that this mentor's topics have,
//     with their aliases and the topics they lie within.
//   - level: 100 if the mentor is target ± tolerance levels further on, 50 one
//     level beside that, 0 farther off.
//   - time-zone: the time that both work, if everybody works 09:00 to 17:00 on
//     weekdays by their own clock, out of 40 hours a week.
//   - availability: the minutes of a week in which both are free, of which 120
//     are enough.
//   - languages: 80 for one in common, 100 for two or more. en-GB is en.
//   - preference: 100 if each named the other, 60 if one did.
//   - unit: 100 for different units, or for the same with `same: true`.
//   - met-before: 100 for two who have not met before, or for two who have with
//     `wish: prefer`.
//
// Time-zone and availability are the mean over the weeks that have a day of the cohort,
// from Monday in UTC, each moment with its own offset: the day of the matching makes no
// difference, and a change of clocks counts by the weeks before and after it.
//
// # Constraints
//
// Constraints forbid only what is known: a missing language or time zone excludes
// nobody. Clearance and training are the exception, for they must be there by the
// as-of day. Hours apart are those of the clock, at most 12, in the middle of each of
// the cohort's weeks, none of which may have more. A criterion's `at_least` forbids a
// pair to which it gives less. Two people have met before if they were mentor and mentee, either
// way round, in a pairing that has started. Requirements and training are those
// of the roles mentor and mentee and those without a role. Whatever the
// constraints, nobody is paired with themself, with somebody to avoid, or with
// somebody they are already in a pairing with.
//
// # Cost
//
// With every criterion and every constraint, over two changes of clocks, with 200 topics
// and every tenth person's level and hours unknown, 500 mentees and 500 mentors take
// 45 ms of a processor to prepare and 60 ms for all pairs, which take no memory
// (BenchmarkScore, a small server). Both grow with the number of pairs, the first only
// because of what is not known; the memory with people × topics.
package fit

import (
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/topic"
	"pairbook/generator/internal/when"
)

// Options are the inputs of a pool besides the records.
type Options struct {
	AsOf  when.Date
	Avoid []Avoid // people who must not meet, in any order
	// Release is a proposed or active pairing of the cohort to ignore; its
	// mentors and mentees are not paired with each other again.
	Release record.PairingID
	// Reopen ignores all pairings that are only proposed.
	Reopen bool
	// Again allows pairs that were declined.
	Again bool
	// Fill matches the mentees who wait for a place, with the room that those who have
	// one leave.
	Fill  bool
	Taken map[record.PersonID]int // how much of a mentor's room Fill leaves to others
}

// Avoid is two people who must not be paired, in either role.
type Avoid struct{ A, B record.PersonID }

// Pool is a cohort's people as the matching sees them. Somebody who is both
// mentor and mentee is in both lists.
type Pool struct {
	Cohort   *record.Cohort
	Matching record.Matching // the cohort's if it has one, else the programme's
	Mentees  []Seeker        // by id: accepted and still present on the as-of day
	Mentors  []Giver         // the same
	Kept     []Kept          // by mentee, mentor and pairing
	Pins     []Pin           // of the cohort, without those that are kept; by mentee, then mentor

	Parts       [2]record.Party // what those of each list take part as, where it is not mentees and mentors
	repo        *record.Repository
	vocabulary  *topic.Vocabulary
	lexicon     lexicon
	criteria    []weightedCriterion
	constraints []namedConstraint
	apart       [][]tie // by mentee
	Waited      []int   // by mentee: their place among those who have waited
}

// Seeker is a mentee. Wants is how many more mentors they want: what they asked
// for less their pairings, at least 0.
type Seeker struct {
	Person    *record.Person
	Enrolment *record.Enrolment
	Wants     int
}

// Giver is a mentor. Room is how many more pairings they can take: what they
// offered less their pairings, at least 0.
type Giver struct {
	Person    *record.Person
	Enrolment *record.Enrolment
	Room      int
}

// Kept is a mentee and a mentor in a pairing that is already proposed or under
// way.
type Kept struct {
	Mentee, Mentor record.PersonID
	Pairing        record.PairingID
}

// Pin is a coordinator's choice; Mentee and Mentor are indexes of the pool's
// lists. The pair may be forbidden.
type Pin struct {
	Mentee, Mentor int
	By             record.PersonID
}

// Bar is a reason why two may not be paired. Kind is that of the constraint, or,
// with an empty Constraint, one of same-person, paired (they are already a pair),
// met-before (in the released pairing) and standing. For a pair to which a criterion
// gives too little, it is at-least, and Constraint the criterion.
type Bar struct {
	Constraint record.ConstraintID
	Kind       string
	Because    string
}

// Points is a pair's result from one criterion: Points out of Of, from Raw, which
// is 0 to 100; unless it is Known of the two, that is the mean of others. Shared
// lists the topics that the mentee seeks and the mentor offers.
type Points struct {
	Criterion  record.CriterionID
	Kind       record.CriterionKind
	Raw        int
	Known      bool
	Points, Of int
	Because    string
	Shared     []record.TopicID
}
