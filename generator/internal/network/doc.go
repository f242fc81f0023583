// Package network says who is tied to whom in a programme, by what, and how
// strongly: the developmental network that its pairings make.
//
// [Of] takes measured cohorts and gives a [Network] of [Person]s and [Tie]s. A
// tie is two people who were in one pairing on the same day: one mentors the
// other, they are peers, or they are side by side (two mentees of a group, two
// mentors of one mentee). Where guests count, somebody who came to a meeting as
// a guest is tied to those who were there. A tie is as strong as the meetings
// that both attended, and the hours that their logs give.
//
// [Metrics] defines the figures that [Network.Figures] gives, each with the
// records behind it. What is dated after the as-of day has not happened. The
// result depends on the records and the day alone; people come in the order of
// cohorts, pairings and members, so that it tells nothing of their ids.
package network
