package measure

// The reasons why a figure has no value, with their conditions. Each is true of
// every repository and every day for which it is given, also for a pairing that
// is over; reasons_test.go checks each.
const (
	notStarted  = "not started"                 // of a pairing: S is missing or after D, or E is before S
	noneStarted = "No pairing has started yet." // of a cohort: so are all its pairings
	fewStarted  = "Fewer than five pairings have started, too few for a share."
	noneLongAgo = "No pairing started 14 days ago or earlier yet."
	noneGoesOn  = "No pairing that goes on has met."
	noneLately  = "No pairing that is active started six weeks ago or earlier."
	noneHasIt   = "No pairing of this cohort has a value, for reasons of their own." // they differ
	noMetric    = "Nothing here measures this."                                      // no metric of that name, or none of pairings
	notThen     = "Nothing that counts for this happened in these days."             // of a period: the cohort has a value

	// Of meetings. There may be logs that do not count: of other days, or of a
	// meeting that only one side attended.
	noMeeting  = "No meeting that counts has been logged."
	noDuration = "No log of a meeting that counts says how long it was."

	// Of the history. Where it was asked and cannot tell, [record.Arrivals] says why.
	noHistory = "The repository's history was not read for this."
	noArrival = "No commit had added a log of a meeting that counts by this day."

	// Of the cadence.
	onlyFormal  = "Only a formal programme expects a rhythm of meetings."
	flashRhythm = "A single meeting has no rhythm."
	noRhythm    = "No rhythm of meetings is set for these days by the pairing, the cohort or the programme."
	noStretch   = "No whole stretch of the rhythm has passed outside a break."

	// Of actions, goals and milestones.
	noAction        = "No action that counts has fallen due."
	noGoal          = "No goals set yet."
	noGoalKept      = "Every goal that was set has been dropped."
	flashMilestones = "A single meeting has no milestones."
	noMilestone     = "Neither the cohort nor the programme sets milestones."
	noMilestoneDue  = "No milestone has come due in the time of the pairing."

	// Of people. People who wait or have withdrawn have an enrolment, but not an
	// accepted one, and a pairing can have members without any.
	nobodyEnrolled = "Nobody has an accepted enrolment as a mentee or a peer."
	nobodyMatched  = "No mentee or peer with an accepted enrolment has been in a pairing that started."
	noPlace        = "No mentor with an accepted enrolment who has not left offers a place."

	// Of surveys. A question without a scale has answers but no figure.
	nobodyAsked    = "Nobody has been asked yet."
	nobodyAnswered = "Nobody has answered this yet."
	byQuestion     = "Each question of a survey has a value of its own."
	noAnswer       = "No answer on a scale has come back yet."
	noEvidence     = "No record can show this: it is something to talk about together."

	// Of the year over which benefit and cost are computed.
	nobodyTookPart = "Nobody was in a pairing in the 365 days up to this day."
	noMeetingThen  = "Of the 365 days up to this day, no meeting that counts has been logged."
	noDurationThen = "Of the 365 days up to this day, no log of a meeting that counts says how long it was."
)
