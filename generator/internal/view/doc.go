// Package view is what an audience may see of a programme: a [Programme] with its
// cohorts, pairings, people and figures, the pages of the handbook, a cohort's
// [Report], a [Certificate].
//
// All of it is plain values: words, numbers, days and links. No value holds a
// record or a function, and the package imports none that knows records, so a
// page that is made of views can show nothing else. What belongs to coordinators
// is empty in a view for everybody.
//
// Methods say of a value what a page asks of it; they decide nothing.
package view
