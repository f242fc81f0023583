package view

import (
	"pairbook/generator/internal/text"
	"pairbook/generator/internal/when"
)

// What the forms of the site are given: it is written into an asset that they
// load, so it is as published as any page.

// FormData is all that the forms know.
type FormData struct {
	Said     map[string]Sentence `json:"said"`
	Limits   FormLimits          `json:"limits"`
	IDs      string              `json:"ids"` // the form of an id, a regular expression
	Alphabet text.Alphabet       `json:"alphabet"`
	Aliases  bool                `json:"aliases"`
	Topics   []FormTopic         `json:"topics"`
	People   FormFolder          `json:"people"`
	Pairings map[string]*LogForm `json:"pairings"` // by COHORT/PAIRING, those that go on
	Parts    []FormPart          `json:"parts,omitempty"`
	Cohorts  map[string]JoinForm `json:"cohorts"` // those that are open
}

// FormPart is a file that holds pairings by their keys: the one called From and
// those after it, as far as the next part.
type FormPart struct {
	From string `json:"from"`
	Path string `json:"path"`
}

// FormLimits bound what a form may make.
type FormLimits struct {
	Log       int `json:"log"`    // bytes of a log
	Record    int `json:"record"` // bytes of another record
	Address   int `json:"address"`
	FirstYear int `json:"firstYear"`
	LastYear  int `json:"lastYear"`
	Minutes   int `json:"minutes"` // of the longest meeting
}

// Sentence is what `check` says of a slip, as formats of package fmt, and in
// Plain what the page says instead to people who never see the file.
type Sentence struct {
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
	Plain   string `json:"plain,omitempty"`
	Warning bool   `json:"warning,omitempty"`
}

// FormTopic is a word of the vocabulary.
type FormTopic struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	Aliases []string `json:"aliases,omitempty"`
}

// FormFolder is where a file goes: the folder's path, and the addresses at
// which a file is added to it, with {name} and {text} to fill in, and at which it can
// be looked at.
type FormFolder struct {
	Path string `json:"path"`
	New  string `json:"new,omitempty"`
	See  string `json:"see,omitempty"`
}

// LogForm is what the form for a log knows of a pairing. The folder is the
// logs' own only when it is Exact: the name of a pairing that would give
// somebody away is not told.
type LogForm struct {
	Key      string       `json:"-"`
	Words    string       `json:"words"`
	People   string       `json:"people"` // in a row, as a title
	Cohort   string       `json:"cohort"` // its id
	Within   string       `json:"within"` // the cohort's name
	Page     string       `json:"page"`
	Folder   FormFolder   `json:"folder"`
	Exact    bool         `json:"exact"`
	Record   string       `json:"record,omitempty"` // the address of pairing.yaml
	Started  when.Date    `json:"started"`
	Ends     when.Date    `json:"ends"`
	Members  []FormMember `json:"members"`
	Actions  []FormAction `json:"actions,omitempty"`
	Goals    []FormGoal   `json:"goals,omitempty"`
	Plan     string       `json:"plan,omitempty"` // the address at which plan.yaml is changed
	Template string       `json:"template,omitempty"`
	Mail     string       `json:"mail,omitempty"` // where a log may be sent
}

// FormMember is somebody who may have been there; the ID is told only where a
// person's name is.
type FormMember struct {
	Words string    `json:"words"`
	Party string    `json:"party"`
	ID    string    `json:"id,omitempty"`
	Aside bool      `json:"aside,omitempty"` // was there only if somebody says so
	From  when.Date `json:"from"`
	Until when.Date `json:"until"`
}

// FormAction is something open that may be done now.
type FormAction struct {
	ID   string `json:"id"`
	What string `json:"what"`
	Who  string `json:"who"`
}

// FormGoal is a goal that is under way.
type FormGoal struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

// JoinForm is a cohort that can be joined, as whatever the programme has.
type JoinForm struct {
	Name    string     `json:"name"`
	Parties []string   `json:"parties"`
	Folder  FormFolder `json:"folder"`
	Mail    string     `json:"mail,omitempty"` // of whoever helps
}
