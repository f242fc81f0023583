package check

import (
	"slices"
	"strings"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/markdown"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
)

// block reports a `pairbook` block that would show nothing: one with an unknown or a
// missing key or value.
func block(c *checker) {
	for _, page := range c.repo.Pages {
		text := c.pages[page.Path]
		if text == nil {
			continue
		}
		for _, b := range text.Blocks {
			decoded, problems := record.DecodeBlock([]byte(b.YAML), b.At)
			for _, p := range problems {
				p.Rule = c.rule
				*c.problems = append(*c.problems, p)
			}
			if len(problems) == 0 {
				c.fill(decoded, b)
			}
		}
	}
}

// needs lists the keys that a kind of live data takes. If required is set, the first
// one is mandatory.
type needs struct {
	keys     []string
	required bool
}

func needsOf(show record.Show) needs {
	switch show {
	case record.ShowExpectations, record.ShowFacets, record.ShowBenefits:
		return needs{[]string{"role"}, true}
	case record.ShowFigure:
		return needs{[]string{"metric", "cohort"}, true}
	case record.ShowCohorts:
		return needs{[]string{"state"}, false}
	case record.ShowEvents:
		return needs{[]string{"cohort", "limit"}, false}
	case record.ShowMilestones:
		return needs{[]string{"program"}, true}
	}
	return needs{}
}

// fill checks what a block asks for against the records.
func (c *checker) fill(decoded record.Block, b markdown.Block) {
	need := needsOf(decoded.Show)
	for _, given := range []struct {
		key, value string
		known      []string
		path       string
	}{
		{"role", string(decoded.Role), prose.Strings(c.repo.Roles.IDs()), record.RolePath(decoded.Role)},
		{"metric", string(decoded.Metric), prose.Strings(Metrics()), ""},
		{"cohort", string(decoded.Cohort), prose.Strings(c.repo.Cohorts.IDs()), record.CohortPath(decoded.Cohort)},
		{"program", string(decoded.Program), prose.Strings(c.repo.Programs.IDs()), record.ProgramPath(decoded.Program)},
		{"state", string(decoded.State), []string{string(decoded.State)}, ""},
	} {
		at := keyIn(b, given.key)
		switch {
		case given.value == "" && need.required && need.keys[0] == given.key:
			c.errorf(b.At, "add a line "+given.key+": …", "show: %s needs to know which %s", decoded.Show, given.key)
		case given.value == "":
		case !slices.Contains(need.keys, given.key):
			c.errorf(at, "take the line out", "%s: a block that shows %s does not take it", given.key, decoded.Show)
		case !slices.Contains(given.known, given.value) && !c.repo.MayLieAt(given.path):
			c.errorf(at, "known here: "+list(given.known), "%s: there is no %q", given.key, given.value)
			meant(c, given.value, func() []string { return given.known })
		}
	}
}

// keyIn returns the position of a key in a block.
func keyIn(b markdown.Block, key string) diag.Position {
	at := b.At
	for i, line := range strings.Split(b.YAML, "\n") {
		if rest, ok := strings.CutPrefix(line, key+":"); ok {
			at.Line += i
			at.Column += len(key) + 1 + len(rest) - len(strings.TrimLeft(rest, " "))
			return at
		}
	}
	return at
}
