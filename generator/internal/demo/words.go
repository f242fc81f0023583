package demo

import (
	"strings"

	"pairbook/generator/internal/record"
)

// things are nouns for aliases, units and the ids of pairings.
var things = []string{
	"anchor", "basin", "beacon", "birch", "brook", "candle", "canvas", "cedar", "clover", "compass", "copper", "delta", "ember", "fern",
	"flint", "garnet", "harbour", "hazel", "kettle", "lantern", "maple", "meadow", "orchard", "pebble", "quarry", "river", "saddle", "summit",
	"thistle", "timber", "valley", "willow",
}

// area is a topic with the topics within it.
type area struct {
	name   string
	within []string
}

var areas = []area{
	{"Craft", []string{"Wood joints", "Glazing", "Bookbinding", "Metalwork", "Weaving"}},
	{"Data", []string{"Surveys", "Charts", "Databases", "Data cleaning", "Estimation"}},
	{"Leading", []string{"First team", "Delegating", "Hard talks", "Planning a quarter", "Hiring"}},
	{"Software", []string{"Testing", "Code review", "Release notes", "Shell scripts", "Interfaces"}},
	{"Speaking", []string{"Short talks", "Panels", "Teaching a class", "Interviews", "Voice"}},
	{"Writing", []string{"Plain words", "Reports", "Grant texts", "Editing", "Letters"}},
	{"Gardens", []string{"Seed beds", "Pruning", "Compost", "Irrigation", "Greenhouses"}},
	{"Own way", []string{"Changing fields", "Coming back", "Saying no", "Confidence", "Time"}},
}

func topics() []*record.Topic {
	var all []*record.Topic
	for _, a := range areas {
		all = append(all, &record.Topic{ID: topicID(a.name), Name: a.name})
		for _, name := range a.within {
			all = append(all, &record.Topic{ID: topicID(name), Name: name, Within: []record.TopicID{topicID(a.name)}})
		}
	}
	return all
}

// topicIDs are the topics that people offer and seek.
var topicIDs = func() []record.TopicID {
	var ids []record.TopicID
	for _, a := range areas {
		for _, name := range a.within {
			ids = append(ids, topicID(name))
		}
	}
	return ids
}()

func topicID(name string) record.TopicID { return record.TopicID(slug(name)) }

// topicName returns a topic's name as written within a sentence.
func topicName(id record.TopicID) string { return strings.ReplaceAll(string(id), "-", " ") }

// slug returns words of ASCII letters as a file name, which is also GitHub's anchor of
// a heading.
func slug(words string) string { return strings.ReplaceAll(strings.ToLower(words), " ", "-") }

var aims = []string{
	"Present the yearly report to the whole house", "Decide between the two offers by the end of spring", "Hand the Monday list over, and not take it back",
	"Write one page a week, and show it to somebody", "Learn enough of the test bench to repair it alone", "Talk to three people who made the same change",
	"Lead one small piece of work from start to finish", "Read the budget without help", "Say no to one thing a week", "Find out what the other unit does all day",
	"Give a short talk without notes", "Plan the quarter before it has begun", "Ask for the criteria in writing", "Build a first version that three people use",
	"Come back to full hours without losing the evenings", "Make the meeting shorter by half", "Draw the chart that everybody asks for",
	"Teach the introduction once", "Leave by five on Thursdays", "Get two letters of support",
}

var verbs = []string{
	"draft", "read", "shorten", "show", "compare", "sort", "list", "rehearse", "check", "outline", "ask about", "rewrite", "count", "sketch", "measure", "tidy up",
}

var objects = []string{
	"the yearly report", "the list of open questions", "the first chapter", "the plan for the quarter", "two examples from last year", "the opening of the talk",
	"the notes on the interview", "the budget table", "the letter to the board", "the small prototype", "the map of who does what", "the calendar of the unit",
	"the draft agreement", "the checklist for visitors", "three job descriptions", "the figures of the survey", "the summary for the team", "the questions for the panel",
	"the old handover file", "the reading list", "the storeroom plan", "the week in half hours", "the page about costs", "the slides without pictures",
}

var moments = []string{
	"before the next meeting", "while it is fresh", "on a quiet morning", "with a cup of tea", "in twenty minutes", "without looking at the clock", "before anybody asks",
	"on one sheet of paper", "with somebody who does not know it yet", "after the holidays", "once and not twice", "at the end of the week",
}

var remarks = []string{
	"That took longer than we thought.", "It was easier than expected.", "We laughed a good deal about it.", "Nothing to add for now.", "This is worth another look.",
	"The first attempt went wrong, and the second was fine.", "We both had the same doubt.", "It helps to say it aloud.", "Small steps, but steps.",
	"We changed our minds about halfway through.", "An hour was enough.", "We ran out of time and stopped in the middle.",
}
