package diag

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// printJSON writes {"problems":[…],"errors":N,"warnings":N}.
func printJSON(out *bytes.Buffer, list List) error {
	report := struct {
		Problems List `json:"problems"`
		Errors   int  `json:"errors"`
		Warnings int  `json:"warnings"`
	}{Problems: append(List{}, list...)}
	report.Errors, report.Warnings = list.Count()
	return encode(out, report)
}

// encode writes JSON that contains nothing which GitHub's runner takes for a
// command.
func encode(out *bytes.Buffer, v any) error {
	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return err
	}
	_, err := out.Write(bytes.ReplaceAll(text.Bytes(), []byte("##["), []byte(`##\u005b`)))
	return err
}

var (
	githubText     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// printGitHub writes workflow commands, which GitHub shows beside the lines of a
// pull request.
func printGitHub(out *bytes.Buffer, list List) {
	shown, rest := list.first(githubLimit)
	for _, p := range shown {
		place := "file=" + githubProperty.Replace(visible(p.Path))
		if p.Line > 0 {
			place += fmt.Sprintf(",line=%d,col=%d", p.Line, max(p.Column, 1))
		}
		text := visible(p.Message)
		if p.Hint != "" {
			text += "\n" + visible(p.Hint)
		}
		fmt.Fprintf(out, "::%s %s,title=%s::%s\n", p.level("notice"), place, githubProperty.Replace(p.Rule), githubText.Replace(text))
	}
	if len(rest) > 0 {
		worst := slices.MinFunc(rest, func(a, b Problem) int { return a.rank() - b.rank() })
		fmt.Fprintf(out, "::%s title=%d more::%s more; `pairbook check` shows them\n", worst.level("notice"), len(rest), rest.tally())
	}
}

// level returns a format's word for the severity of a problem; known is its word
// for a known one, which does not fail the check.
func (p Problem) level(known string) string {
	if p.Known {
		return known
	}
	return p.Severity.String()
}

// The used parts of SARIF 2.1.0,
// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name  string      `json:"name"`
		Rules []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID string `json:"id"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		Level     string          `json:"level"`
		Message   sarifMessage    `json:"message"`
		Locations []sarifLocation `json:"locations"`
	}
	sarifMessage struct {
		Text string `json:"text"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		Line   int `json:"startLine"`
		Column int `json:"startColumn"`
	}
)

func printSARIF(out *bytes.Buffer, list List) error {
	run := sarifRun{
		Tool:       sarifTool{sarifDriver{Name: "pairbook", Rules: []sarifRule{}}},
		ColumnKind: "unicodeCodePoints",
		Results:    []sarifResult{},
	}
	known := map[string]bool{}
	for _, p := range list {
		if !known[p.Rule] {
			known[p.Rule] = true
			run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{p.Rule})
		}
		run.Results = append(run.Results, sarifResultOf(p))
	}
	return encode(out, sarifLog{
		Schema:  "https://json.schemastore.org/sarif-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{run},
	})
}

func sarifResultOf(p Problem) sarifResult {
	text := p.Message
	if p.Hint != "" {
		text += "\n" + p.Hint
	}
	place := sarifPhysical{Artifact: sarifArtifact{(&url.URL{Path: p.Path}).String()}}
	if p.Line > 0 {
		place.Region = &sarifRegion{p.Line, max(p.Column, 1)}
	}
	return sarifResult{p.Rule, p.level("note"), sarifMessage{text}, []sarifLocation{{place}}}
}
