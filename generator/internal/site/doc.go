// Package site makes the files of a site of what an audience may see.
//
// [Build] takes a [view.Programme] and gives [Output]s, sorted by path, each with
// a way to render it that may run beside the others. The package imports nothing
// that knows records: what was not shown to it, no page, feed, table or file of
// data can hold.
//
// A page is a struct of its own (page_*.go) over the [Frame] that all share,
// and a template of the theme with the same name. Links are relative and end in
// .html, so that a site works from any folder and without a server.
package site
