package diag

import (
	"bytes"
	"crypto/sha256"
	"fmt"
)

// The parts of GitLab's report that its merge requests read,
// https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format.
type (
	qualityIssue struct {
		Description string          `json:"description"`
		CheckName   string          `json:"check_name"`
		Fingerprint string          `json:"fingerprint"`
		Severity    string          `json:"severity"`
		Location    qualityLocation `json:"location"`
	}
	qualityLocation struct {
		Path  string       `json:"path"`
		Lines qualityLines `json:"lines"`
	}
	qualityLines struct {
		Begin int `json:"begin"`
	}
)

// printCodeQuality writes a list of issues. A fingerprint is what GitLab tells an
// issue by in two reports, and two of one report by: it is made of all that a problem
// says but the place in its file, and of how many the same say before it.
func printCodeQuality(out *bytes.Buffer, list List) error {
	issues, before := []qualityIssue{}, map[string]int{}
	for _, p := range list {
		text := p.Message
		if p.Hint != "" {
			text += "\n" + p.Hint
		}
		same := fmt.Sprintf("%q %q %q", p.Path, p.Rule, p.Message)
		issues = append(issues, qualityIssue{
			Description: text, CheckName: p.Rule, Severity: p.quality(),
			Fingerprint: fmt.Sprintf("%x", sha256.Sum256(fmt.Appendf(nil, "%s %d", same, before[same])))[:32],
			Location:    qualityLocation{p.Path, qualityLines{max(p.Line, 1)}},
		})
		before[same]++
	}
	return encode(out, issues)
}

// quality returns GitLab's word for the severity of a problem.
func (p Problem) quality() string {
	switch {
	case p.Known:
		return "info"
	case p.Severity == Warning:
		return "minor"
	}
	return "major"
}
