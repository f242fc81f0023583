package site

import "pairbook/generator/internal/record"

// The words of records, as people read them.

var cohortStates = map[record.CohortState]string{
	record.CohortOpen:     "open to join",
	record.CohortMatching: "being matched",
	record.CohortRunning:  "running",
	record.CohortClosed:   "closed",
}

var pairingStates = map[record.PairingState]string{
	record.Proposed:  "proposed",
	record.Active:    "active",
	record.Paused:    "on a break",
	record.Completed: "completed",
	record.Ended:     "ended early",
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
