// Package veil decides what an [Audience] may see of a programme, and makes a
// [view.Programme] of it: [Show]. Nothing else of the program decides that.
//
// What is published goes by the keys of `publish` in site.yaml and by each
// person's consent. Before anything is measured for everybody, the days of early
// endings, breaks and leavings are put to the first of the next month, so that
// no figure tells more than the words do (days.go). Paths of records that would
// name somebody become their folder. Pairings whose ids would name a member are
// called by a number.
//
// Nothing here reads the clock: the day of an [Input] is the only one.
package veil
