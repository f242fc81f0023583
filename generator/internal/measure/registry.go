package measure

// metric is a definition with the functions that compute it for a started pairing
// and for a cohort; nil where it is not measured.
type metric struct {
	Metric
	pairing func(*Pairing) Figure
	cohort  func(*Cohort) Figure
}

// registry lists every metric in display order. Each definition describes what
// its functions do: change them together.
var registry = []metric{
	{
		Metric{"sessions_held", "Meetings held", meetings,
			"The logs dated from the start to the end that a mentor and a mentee, or two peers, attended who were members of the pairing on that day. " +
				"A log that does not say who attended counts for all members of that day but advisers and backups; one that says nobody did is not a meeting held. Two logs of one day are two meetings. " +
				"For a cohort: the sum over its pairings.", Higher},
		func(p *Pairing) Figure { return sessionsHeld(p.Held, p.Record.Path) },
		overHeld(sessionsHeld),
	},
	{
		Metric{"hours", "Hours together", hourly,
			"The minutes of the meetings held whose log gives a duration, divided by 60. Meetings without a duration add nothing; " +
				"where meetings were held and no log gives a duration, there is no value. For a cohort: the same over the meetings of all its pairings.", Higher},
		func(p *Pairing) Figure { return hours(p.Held, p.Record.Path) },
		overHeld(hours),
	},
	{
		Metric{"days_since_last", "Days since the last meeting", daily,
			"The days from the last meeting held to the end, less the days on a break in between. Without a meeting there is no value. " +
				"For a cohort: the median over its pairings that go on, active or on a break.", Lower},
		daysSinceLast,
		medianGoing("days_since_last"),
	},
	{
		Metric{timeToFirstID, "Days to the first meeting", daily,
			"The days from the start to the first meeting held; breaks are not taken off. Without a meeting there is no value. " +
				"For a cohort: the median of its pairings' values, which says nothing of those that have not met.", Lower},
		timeToFirst,
		medianOf("time_to_first"),
	},
	{
		Metric{"cadence_kept", "Rhythm kept", share,
			"From the start, time is cut into stretches as long as the pairing's rhythm (its own, else the cohort's, else the programme's). " +
				"Months are counted from the first day and end with the month where it is too short. A change of rhythm starts anew on its date and a stretch that it cuts short is not counted. " +
				"A stretch counts when it is wholly over by the end and none of its days lies on a break. The value is the stretches in which a meeting was held ÷ the stretches that count. " +
				"Informal and hybrid programmes expect no rhythm, and a flash pairing is one meeting, so there is no value. For a cohort: all pairings' stretches together.", Higher},
		cadenceKept,
		pooled("cadence_kept"),
	},
	{
		Metric{"median_gap", "Usual gap between meetings", daily,
			"The start, the dates of the meetings held and the end, in order, give the gaps between neighbours in days, less the days on a break; two on one day are 0 apart. " +
				"Of a pairing that goes on, the last gap counts as long as it is by now. The value is the median, the mean of the two middle gaps when their number is even. For a cohort: the median of its pairings' values.", Lower},
		medianGap,
		medianOf("median_gap"),
	},
	{
		Metric{"longest_gap", "Longest gap between meetings", daily,
			"The longest of the gaps between neighbours among the start, the dates of the meetings held and the end, in days, less the days on a break. " +
				"For a cohort: the longest of its pairings' values.", Lower},
		longestGap,
		highest("longest_gap"),
	},
	{
		Metric{"follow_through", "Actions done in time", share,
			"Of the actions that were due on or before the as-of date and not dropped: the share done on or before their due date. One that is due later does not count yet, done or not. " +
				"An action is agreed, done or dropped by the logs dated from the start to the end: agreed and dropped on the log's date, done on the date that the log gives for it or else the log's own. " +
				"A file of the action's own can say the day on which it was done or dropped, too. " +
				"An action agreed again under the same id is one action, as it was agreed first; done twice, the earlier day counts. For a cohort: all pairings' actions together.", Higher},
		followThrough,
		pooled("follow_through"),
	},
	{
		Metric{"actions_open", "Open actions", actions,
			"The actions that were agreed and are neither done by the as-of date nor dropped, with or without a due date. For a cohort: the sum over its pairings.", Lower},
		actionsOpen,
		summed("actions_open"),
	},
	{
		Metric{"actions_overdue", "Overdue actions", actions,
			"The open actions whose due date is before the as-of date; one due on that day is not overdue. For a cohort: the sum over its pairings.", Lower},
		actionsOverdue,
		summed("actions_overdue"),
	},
	{
		Metric{"goal_progress", "Goals reached", share,
			"Of the plan's goals that were set by the as-of date and not dropped by then: the share done by then. A goal without a date was set at the start. " +
				"For a cohort: all pairings' goals together.", Higher},
		goalProgress,
		pooled("goal_progress"),
	},
	{
		Metric{"milestones_kept", "Milestones reached in time", share,
			"The cohort's milestones, else the programme's, are due their interval after the pairing's start; breaks do not move them. A flash pairing has none. " +
				"Of those due on or before the end: the share that was reached on or before the due day, as the plan says or as a log, the signed agreement or a first goal shows. For a cohort: all pairings' milestones together.", Higher},
		milestonesKept,
		pooled("milestones_kept"),
	},
	{
		Metric{"log_lag", "Days until a meeting is logged", daily,
			"The median of the days from a meeting held to the commit that added its log, the mean of the two middle ones when their number is even. " +
				"A log that came with a merge was added by the merge, and one that was moved as it was by the commit before. Commits have their day in UTC; a log that is older than its meeting counts as 0 days. " +
				"Logs that no commit had added by the end of the as-of date are left out. For a cohort: the median of its pairings' values.", Lower},
		ofLogs(logLag),
		medianOf("log_lag"),
	},
	{
		Metric{"confirmed", "Meetings confirmed", share,
			"Of the meetings held: the share with at least two members who attended behind the log, as author, co-author or reviewer of the commit that added it, or under confirmed. " +
				"A log that came with a merge was added by the merge. Whom a commit means is told by the address that the forge gives to an account, or else by a name that only one person has. " +
				"For a cohort: all pairings' meetings together.", Higher},
		ofLogs(confirmed),
		pooled("confirmed"),
	},
	{
		Metric{"enrolled", "Mentees and peers enrolled", persons,
			"The people with an accepted enrolment in the cohort as a mentee or a peer, those who have left since included. Mentors are not among them.", Higher},
		nil, enrolled,
	},
	{
		Metric{"matched", "Mentees and peers matched", persons,
			"The people enrolled who were a mentee or a peer, for at least a day from its start to its end, in a pairing of the cohort that has started. A proposal is not a match yet.", Higher},
		nil, matched,
	},
	{
		Metric{"match_rate", "Share matched", share,
			"The people matched ÷ the people enrolled.", Higher},
		nil, shareOf((*participant).isMatched, anyone, (*participant).pairings, nobodyEnrolled),
	},
	{
		Metric{"unmatched", "Mentees and peers without a pairing", persons,
			"The people enrolled who are not matched and have not left by the as-of date.", Lower},
		nil, unmatched,
	},
	{
		Metric{"met_within", "Met within two weeks", share,
			"Of the pairings that started at least 14 days before the as-of date: the share whose first meeting held was at most 14 days after the start. " +
				"Those that have not met, or met later, count as not in time, and so do those that ended without a meeting; breaks are not taken off.", Higher},
		nil, metWithin,
	},
	{
		Metric{"met", "Met at least once", share,
			"Of the people matched: the share who attended at least one meeting held, as a mentee or a peer of its pairing on that day.", Higher},
		nil, shareOf((*participant).hasMet, (*participant).isMatched, (*participant).meetings, nobodyMatched),
	},
	{
		Metric{"met_three", "Met three times", share,
			"Of the people matched: the share who attended at least three meetings held, as a mentee or a peer of their pairings on those days.", Higher},
		nil, shareOf((*participant).hasMetThree, (*participant).isMatched, (*participant).meetings, nobodyMatched),
	},
	{
		Metric{"completed", "Completed", share,
			"Of the people matched: the share who were a mentee or a peer of a pairing on the day on which it completed, and had attended at least one of its meetings held.", Higher},
		nil, shareOf((*participant).completedOne, (*participant).isMatched, (*participant).meetings, nobodyMatched),
	},
	{
		Metric{"retention", "Not ended early", share,
			"The Kaplan-Meier estimate of the share of pairings that have not ended early, by whole weeks since each one's start. It does not say that they meet. An early ending is the event; " +
				"a pairing that completed or finished early, or that the as-of date leaves going, counts as at risk up to and including its last week and then no more. " +
				"It ends where fewer than five pairings are left. The figure is the estimate after the last week that five pairings reached.", Higher},
		nil, retention,
	},
	{
		Metric{"met_lately", "Met in the last six weeks", share,
			"Of the pairings that started at least 42 days ago and are active, not on a break: the share that held a meeting in the 42 days that end with the as-of date.", Higher},
		nil, metLately,
	},
	{
		Metric{"early_endings", "Early endings", share,
			"Of the pairings that started: the share whose state is ended, for any reason but that it finished early, its goals reached. Completed pairings are not among them.", Lower},
		nil, earlyEndings,
	},
	{
		Metric{"mentor_load", "Mentors' places taken", share,
			"The places that accepted mentors who have not left offer, and of these the share taken by pairings that are active or on a break and have the mentor as a member, and not as an adviser or a backup, on the as-of date. " +
				"Pairings beyond a mentor's places are not counted.", Higher},
		nil, mentorLoad,
	},
	{
		Metric{responseRateID, "Surveys answered", share,
			"The answers that came back ÷ those asked for, over all rounds of surveys up to the as-of date. Who is asked in two rounds counts twice.", Higher},
		nil, responseRate,
	},
	{
		Metric{satisfactionID, "Satisfaction", share,
			"Of those who answered one question in one round of a survey: the mean of (answer − 1) ÷ (scale − 1), which is 0 when all gave the lowest answer and 1 when all gave the highest. " +
				"Mentors, mentees and peers, start and end, and one question and another are not put together, so a cohort has no single value. " +
				"For an expectation: the last round with an answer to its question or, where the answers of few are not told, with enough of them.", Higher},
		nil, func(*Cohort) Figure { return unavailable(byQuestion) },
	},
	{
		Metric{expectationMetID, "Expectation met", share,
			"For an expectation whose evidence is a metric of pairings: of the pairings that have a value, the share whose value is at least the threshold, or at most it where lower is better. " +
				"Where the metric is the days to the first meeting, it is of the pairings that started at least as many days ago as the threshold says, and those that have not met are late.", Higher},
		nil, nil,
	},
}

// Term explains a word that the definitions use.
type Term struct{ Name, Meaning string }

// Terms lists the words that the definitions use.
func Terms() []Term {
	return []Term{
		{"as-of date", "The day for which everything is computed. What is dated after it has not happened. Days have no time zone. " +
			"A cohort that is over stands at its last day: of what is dated later, only how its pairings ended and what surveys were answered counts."},
		{"start and end", "A pairing's start is the day on which it started. Its end is the day on which it completed or ended, or the cohort's last day or the as-of date, whichever comes first. " +
			"A flash pairing is one meeting: it is completed from its first meeting held on, and ends with its last one unless its record gives an end. " +
			"A pairing whose start lies ahead, or after its end, has no values: it has not started."},
		{"break", "The days of a pause, its first and its last included; a pause without a last day goes on. Days that two pauses share count once. " +
			"Between two dates, the days on a break are those after the first date up to and including the second."},
		{"member", "Whoever belongs to the pairing on the day in question: from their first day to their last, where the pairing gives them."},
		{"share", "A number from 0 to 1: the counted part divided by the whole. Both are given, and the records that they come from."},
		{"interval", "Where a share lies, nineteen times of twenty, when what is counted is a sample of what might have been: by Wilson's formula. " +
			"What one pairing does is alike, so shares of all pairings' stretches, actions, goals, milestones or meetings come from a bootstrap of pairings, 999 draws that are always the same, and means of answers from one of answers. " +
			"Of fewer than 10 pairings or answers, and where all have the same share, Wilson's formula counts each as one. " +
			"The share not ended early has Kalbfleisch and Prentice's (log-log) and, while none or all have ended, Wilson's of the pairings that reached the week."},
		{"change", "What the figure was, computed in the same way as of an earlier day. A share is said to be up or down, by points of a hundred, where the interval of the difference leaves out 0: Newcombe's, from the two intervals. " +
			"Else the two can't be told apart. Of what can only grow, it is what has come since. It is left out where there was no value."},
		{"period", "The 4 or 12 weeks that end with the as-of date. A meeting belongs to it by its day, a milestone or an action by the day on which it is due, " +
			"a stretch of the rhythm by the first day after it. Periods that follow each other add up to the whole."},
		{"at the same age", "As of the day that lies as many days after a cohort's start as the as-of date lies after the start of the cohort it is compared with, which counts to its end at most."},
		{"not available", "A value that cannot be computed is left out, with the reason. It is never shown as 0."},
	}
}
