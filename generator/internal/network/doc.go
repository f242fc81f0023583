// Package network computes the developmental network of a programme: who is tied
// to whom by its pairings, how, and how strongly.
//
// [Of] takes measured cohorts and returns a [Network] of [Person]s and [Tie]s. A
// tie is two people who were in one pairing on the same day: one mentors the
// other, they are peers, or they are side by side (two mentees of a group, two
// mentors of one mentee). Who stands by, as an adviser or a backup, belongs to it
// from the first meeting that they came to, and is tied to whom they met. With guests, somebody who came to a meeting as a guest
// is tied to the others at it. The strength of a tie is the number of meetings
// that both attended, and the hours that their logs give.
//
// [Metrics] defines the figures that [Network.Figures] computes, each with the
// records behind it. What is dated after the as-of day is ignored. The result
// depends only on the records and the day; people come in the order of cohorts,
// pairings and members, so the order reveals nothing about their ids.
package network
