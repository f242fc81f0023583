package health

import (
	"pairbook/generator/internal/prose"
)

// Words returns the step as an instruction.
func (s Step) Words() string { return stepWords[s] }

var stepWords = map[Step]string{
	WriteHello: "write a hello",
	Call:       "call, or ask for ten minutes",
	Agenda:     "suggest an agenda for the next meeting",
	OtherMatch: "look for a match that fits",
	Ask:        "ask each who has not said yes whether they want it",
	Begin:      "begin it, and introduce them",
	Replace:    "find somebody to take the place",
	Introduce:  "introduce them again, with a date",
	Clear:      "record the clearance, or pause the pairing until it is there",
	ClearFirst: "record the clearance before they meet again",
	Close:      "close the cohort, and its pairings with it",
}

// Words returns the urgency for readers.
func (u Urgency) Words() string { return urgencyWords[u] }

var urgencyWords = map[Urgency]string{
	Now:      "best today",
	ThisWeek: "this week",
	InTime:   "when there is time",
}

// Message returns a draft for a coordinator to change: it names nobody and says
// nothing that the pair does not know.
func (e Entry) Message() string {
	switch e.Next {
	case Introduce:
		return messages[NotMet]
	case Ask:
		return "Hello,\n\nI have a proposal of whom you could meet with. Would you like that? " +
			"Yes and no are both fine, and nobody has to say why: if it is not right for you, I look for another."
	case Begin:
		return "Hello,\n\neverybody has said yes to your match, so it can begin. " +
			"May I introduce you, and would twenty minutes this week or next suit everybody?"
	}
	if e.Kind == IsUnmatched && e.Next == Call {
		return "Hello,\n\nyou have a place in this cohort, and are down for a part in which nobody is matched. That is for me to solve, not for you. " +
			"May I call you, and hear how you would like to take part?"
	}
	return messages[e.Kind]
}

var messages = map[Kind]string{
	NobodyCoordinates: "Hello,\n\nwe are looking for somebody who looks after this cohort: who answers questions, notices when a pair could use a hello, " +
		"and closes it well. Would you, or do you know who might?",
	ClearanceMissing: "Hello,\n\nbefore your next meeting there is one thing to settle that our records do not show yet. " +
		"If it is done already, a line with the day is enough. If not, please wait with the meeting until it is: when would suit you?",
	MemberLeft: "Hello,\n\nas you will know, your meetings cannot go on as they were. " +
		"Would you like a different match, or to stop here for now? Both are fine, and I am glad to help with either.",
	IsQuiet: "Hello,\n\nhow is it going, in a word: fine, slow, stuck, or on a break? All four are all right. " +
		"Nothing was logged for a while, which may only mean that nobody wrote it down. " +
		"Is there anything I can do: another time of day, a break, a different match? If you have ten minutes, I would be glad to talk.",
	NotMet: "Hello,\n\nyou were matched a little while ago, and we have not seen a first meeting yet. " +
		"Nearly always that is shyness or a lost message, so here you are once more: may I introduce you, and would twenty minutes this week or next suit everybody? " +
		"If you have met already, a line in the log is all it takes. And if it is not the right time or the right match, tell me; that is fine, too.",
	OneSided: "Hello,\n\nlately one of you has been waiting alone. Weeks get full; that happens to everybody. " +
		"Would another time or another rhythm suit better? Tell me if I can help, together or one at a time.",
	CouldUseHello: "Hello,\n\njust a hello: how is it going? If the time you agreed no longer suits, change it; if you do not know what to talk about next, " +
		"the handbook has ideas. And if something stands in the way, write to me.",
	IsWaiting: "Hello,\n\nyou asked for a place, and I would like you to know where things stand. " +
		"I am still looking for a good match for you. Would you like to stay on the list, or to be asked again for the next cohort?",
	OverCapacity: "Hello,\n\nyou are in more pairings than you offered to take, and I would like to ask rather than assume. " +
		"Is that all right as it is, or shall I find somebody to take one of them over?",
	IsUnmatched: "Hello,\n\nyou have a place in this cohort and no match yet. That is for me to solve, not for you. " +
		"Has anything changed in what you are looking for, or in when you are free? I will come back to you with a proposal.",
	TrainingMissing: "Hello,\n\nthere is a short training that goes with your role, and our records do not show it yet. " +
		"If you have done it, a line with the day is enough; if not, the handbook has the page.",
	CohortOver: "Hello,\n\nthe cohort has come to its end, and our records still have it open. " +
		"I am about to close it, with what each pairing has logged: is there a meeting, an answer or a result that should go in first?",
	AfterClose: "Hello,\n\nthe cohort is over, and your pairing is still open: you may still be meeting, or nobody has closed it yet. " +
		"Would you like to go on by yourselves, go on with the next cohort, or close with thanks?",
	MilestoneLate: "Hello,\n\nof one of the points on the way nobody has told yet. If you have passed it, add the day to your plan. " +
		"If not, it may be a good first item for your next meeting.",
	ActionsOverdue: "Hello,\n\na few of the things you agreed are past their day. Perhaps they are done and nobody wrote it down; perhaps they no longer matter. " +
		"At your next meeting, go through them: done, dropped, or a new day.",
}

func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return prose.Count(n, "time")
}
