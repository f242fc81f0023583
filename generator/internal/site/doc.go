// Package site turns a measured programme into the files of its site.
//
// [Build] takes an [Input] and gives [Output]s, sorted by path, each with a way
// to render it that may run beside the others.
//
// Between the records and the pages stands the veil (audience.go, reveal*.go):
// it alone decides what an [Audience] may see, and makes the shown values
// (shown*.go) of what is left: a [Programme] with its cohorts, pairings,
// people. Pages are built from shown values. No page struct can hold a record
// or a figure with its paths, which a test proves on the types; so what
// `publish` does not allow is not hidden on a page, it never arrives there.
//
// A page is a struct of its own (page_*.go) over the [Frame] that all share,
// and a template of the theme with the same name. Links are relative and end in
// .html, so that a site works from any folder and without a server. Nothing
// here reads the clock: the as-of date of the figures is the only one.
package site
