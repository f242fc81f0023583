package record

// The formats of messages about a log, a person or an enrolment. The forms of the
// site show them before a file is sent, and the check command after.
const (
	RequiredMessage = "%q is missing here"
	RequiredHint    = "add a line: %s: …"

	YearHint     = "correct the year"
	DateHint     = "write it as 2026-11-12"
	DurationHint = "write it as 45m, 1h or 1h30m"

	IDMessage = "%s: %q is no id; %s"
	IDAllowed = "an id has small letters, digits and hyphens, at most 64, a letter or digit first"

	EmptyTextMessage = "%s: the text is empty"
	EmptyTextHint    = "write a value, or leave the line out"

	AccountMessage = "%q cannot be the name of an account on %s"
	AccountHint    = "write the name alone, as it ends the address of their page there"

	PartyMessage = "the enrolment does not say as what: mentor, mentee or peer"
	PartyHint    = "add mentor: {}, mentee: {} or peer: {}"

	OversizeMessage = "the file has %s, and %s is the most"
	OversizeHint    = "split it, or move what is not needed elsewhere"

	ControlMessage = "the control character U+%04X is not allowed in a record"
	HiddenMessage  = "the invisible character U+%04X is not allowed in a record"
	CharacterHint  = "delete it"

	AfterEndMessage = "date: %s is after the cohort %q ends, %s"
	AfterEndHint    = "correct the date, or let the cohort end later"

	BeforeStartMessage = "date: %s is before the pairing started, %s, so no figure counts the meeting"
	BeforeStartHint    = "correct the date, or let the pairing start earlier"

	FutureMessage = "date: %s has not come yet, so no figure counts the meeting"
	FutureHint    = "correct the year or the month"

	NextBackMessage = "next: %s is not after this meeting, %s"
	NextBackHint    = "correct the year or the month"

	DueBackMessage = "due: %s is before this meeting, %s"
	DueBackHint    = "correct the year or the month"
)

// LogLimit is the largest size of a log in bytes.
const LogLimit = sessionLimit

// RecordLimit is the largest size of any other record in bytes.
const RecordLimit = yamlLimit
