package record

import (
	"reflect"

	"pairbook/generator/internal/diag"
)

// Block is what a fenced block "pairbook" of a handbook page asks for.
type Block struct {
	Show    Show        `yaml:"show,required"`
	Role    RoleID      `yaml:"role"`
	Metric  MetricID    `yaml:"metric"`
	Cohort  CohortID    `yaml:"cohort"`
	Program ProgramID   `yaml:"program"`
	State   CohortState `yaml:"state"`
	Limit   int         `yaml:"limit"`
}

// Show is a kind of live data.
type Show string

// The kinds of live data that a page can hold.
const (
	ShowExpectations Show = "expectations"
	ShowFacets       Show = "facets"
	ShowBenefits     Show = "benefits"
	ShowFigure       Show = "figure"
	ShowCohorts      Show = "cohorts"
	ShowEvents       Show = "events"
	ShowPrograms     Show = "programs"
	ShowMetrics      Show = "metrics"
	ShowMilestones   Show = "milestones"
)

func (Show) choices() []string {
	return []string{"expectations", "facets", "benefits", "figure", "cohorts", "events", "programs", "metrics", "milestones"}
}

// DecodeBlock reads a block's YAML as strictly as a record; at is the place
// of its first line in the page.
func DecodeBlock(text []byte, at diag.Position) (Block, diag.List) {
	var block Block
	var problems diag.List
	standards(reflect.ValueOf(&block).Elem())
	d := &decoder{src: &Source{Path: at.Path}, first: at.Line, problems: &problems}
	d.decode(text, &block)
	for i := range problems {
		problems[i].Column += at.Column - 1
	}
	return block, problems
}
