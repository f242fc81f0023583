package view

import (
	"pairbook/generator/internal/markdown"
	"pairbook/generator/internal/when"
)

// Page is a page of the handbook.
type Page struct {
	File, Path string   // in the repository, in the site
	Former     []string // paths in the site that lead on to the page
	Title      string
	Lead       string // the author's summary, shown under the title
	Summary    string // in plain words, for those who link to the page
	Order      int
	Came       when.Date // 0 where it is not known
	Updated    when.Date // when the text last changed; 0 where it is not known
	Edit       string    // the address of the form that changes it
	Refused    []string  // why the text is not shown
	Subject    string    // of the message that the page is the template of

	Folder          bool // it stands for its folder
	ForCoordinators bool // in the navigation, with its folder if it stands for one
	Text            *markdown.Page
	Blocks          map[int]Block   // by line
	Links           map[string]Link // where the relative links of the text lead, by their destination
}

// Block is what a live block asks for.
type Block struct {
	Show, Role, Metric, Cohort, Program, State string
	Limit                                      int
}

// Appearance is what the site shows of those whose it is, whatever the theme. What it does
// not give is the theme's own.
type Appearance struct {
	Logo, Icon Asset
	Accent     string // the colour of links and buttons on light pages, such as #0A5E73
	Footer     []Line
}

// Line is a paragraph, and where its relative links lead, by their destination.
type Line struct {
	Text  *markdown.Page
	Links map[string]Link
}

// Asset is a picture or a document of the handbook, in the repository and in the
// site.
type Asset struct{ File, Path string }
