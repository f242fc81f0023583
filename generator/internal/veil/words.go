package veil

import (
	"fmt"
	"strings"

	"golang.org/x/text/unicode/norm"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/text"
)

// The words of records, as people read them.

var cohortStates = map[record.CohortState]string{
	record.CohortOpen:     "open to join",
	record.CohortMatching: "being matched",
	record.CohortRunning:  "running",
	record.CohortClosed:   "closed",
}

var pairingStates = map[record.PairingState]string{
	record.Open:      "looking for somebody",
	record.Proposed:  "proposed",
	record.Active:    "active",
	record.Paused:    "on a break",
	record.Completed: "completed",
	record.Ended:     "ended early",
	record.Declined:  "declined",
}

var reasonWords = map[record.Reason]string{
	record.FinishedEarly:  "reached their goals early",
	record.MovedOn:        "moved on to something else",
	record.NoTime:         "not enough time",
	record.DifferentMatch: "a different match",
	record.Unrecorded:     "reason not recorded",
	record.OtherReason:    "another reason",
}

var structureWords = map[record.Structure]string{
	record.OneToOne: "one to one",
	record.Group:    "a group",
	record.PeerPair: "peers",
	record.Reverse:  "reverse mentoring",
	record.Flash:    "a single meeting",
}

var formatWords = map[record.Format]string{
	record.Formal:   "formal",
	record.Informal: "informal",
	record.Hybrid:   "hybrid",
}

var mediumWords = map[record.Medium]string{"video": "by video", "in-person": "in person", "chat": "by chat"}

// slug makes a name for a file of words: their ASCII letters and digits, accents
// folded, with hyphens between; otherwise when nothing is left.
func slug(words, otherwise string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(words)) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case r < 0x300 || r > 0x36F:
			b.WriteByte('-')
		}
	}
	s := strings.Join(strings.FieldsFunc(b.String(), func(r rune) bool { return r == '-' }), "-")
	if s == "" {
		return otherwise
	}
	return s[:min(len(s), 64)]
}

// unique numbers a name that is taken, and takes it.
func unique(taken map[string]bool, name string) string {
	free := text.Free(name, func(s string) bool { return taken[s] })
	taken[free] = true
	return free
}

// uniqueNumber gives the first free name with a number, and takes it.
func uniqueNumber(taken map[string]bool, name string) string {
	for n := 1; ; n++ {
		if candidate := fmt.Sprintf("%s-%d", name, n); !taken[candidate] {
			taken[candidate] = true
			return candidate
		}
	}
}

// unasked are the metrics of which a format asks nothing: pages leave them out,
// and the data say why they have no value.
var unasked = map[record.Format][]string{
	record.Hybrid:   {"cadence_kept"},
	record.Informal: {"cadence_kept", "milestones_kept", "days_since_last", "longest_gap"},
}

// unaskedOfFlash are those of which a single meeting asks nothing: it has
// neither a rhythm nor milestones.
var unaskedOfFlash = []string{"cadence_kept", "milestones_kept", "days_since_last", "median_gap", "longest_gap"}
