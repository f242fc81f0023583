package health

import (
	"fmt"
	"slices"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// horizon is the length in days of a silence.
const horizon = 28

// fewestSilences is how many a verdict needs.
const fewestSilences = 20

// Backtest tells whether the states of pairings foresaw silences.
//
// It replays every formal cohort that is over and in which a meeting was logged.
// The state of each pairing is found weekly from its start, as of that day and without
// what came after. The day is risky when no meeting was held in the 28 days after it. A
// day counts only when those 28 days lie before the planned end (the cohort's last day, or
// the day on which the pairing completed or had reached its goals early) and touch no
// break, and when the pairing was not yet recorded as over.
//
// A silence is a period without a meeting that has a risky day; it begins at the last
// meeting before it, or at the start.
type Backtest struct {
	Cohorts  []record.CohortID `json:"cohorts"`
	Pairings int               `json:"pairings"`
	Days     int               `json:"days"`
	Risky    int               `json:"risky"`
	Silences int               `json:"silences"`
	Verdicts []Verdict         `json:"verdicts"` // none of fewer than 20 silences
}

// Verdict is how well a state foresaw silences; quiet pairings are counted as those that
// could use a hello, too. Precision is the share of risky days among the flagged ones,
// recall the share of flagged days among the risky ones; Seen counts the silences with a
// flagged day. What cannot be told is nil.
type Verdict struct {
	State     State    `json:"state"`
	Flagged   int      `json:"flagged"`
	Right     int      `json:"right"`
	Precision *float64 `json:"precision"`
	Recall    *float64 `json:"recall"`
	Seen      int      `json:"silences_seen"`
}

// point is one pairing on one day.
type point struct {
	began when.Date // the last meeting, or the start
	state State
	risky bool
}

// spell is the points of a pairing from one meeting to the next.
type spell []point

// isSilence reports whether a spell has a risky day.
func (s spell) isSilence() bool { return slices.ContainsFunc(s, func(p point) bool { return p.risky }) }

// Try runs the back-test on measured cohorts.
func Try(m *measure.Measured) *Backtest {
	b := &Backtest{Cohorts: []record.CohortID{}, Verdicts: []Verdict{}}
	var all []spell
	for _, c := range m.Cohorts {
		logged := slices.ContainsFunc(c.Pairings, func(p *measure.Pairing) bool { return len(p.Held) > 0 })
		if !c.Record.Ended(c.AsOf) || !logged || c.Program == nil || c.Program.Format != record.Formal {
			continue
		}
		asked := len(all)
		for _, p := range c.Pairings {
			spells := follow(c, p)
			b.Pairings += min(1, len(spells))
			all = append(all, spells...)
		}
		if len(all) > asked {
			b.Cohorts = append(b.Cohorts, c.Record.ID)
		}
	}
	for _, s := range all {
		b.Days += len(s)
		if s.isSilence() {
			b.Silences++
		}
		for _, p := range s {
			if p.risky {
				b.Risky++
			}
		}
	}
	if b.Silences >= fewestSilences {
		b.Verdicts = []Verdict{b.judge(SayHello, all), b.judge(Quiet, all)}
	}
	return b
}

// follow finds the state of a pairing weekly.
func follow(c *measure.Cohort, p *measure.Pairing) (spells []spell) {
	if !p.Started || p.Record.Structure == record.Flash {
		return nil
	}
	end := min(plannedEnd(c, p.Record), c.AsOf)
	var before when.Date
	for day := p.Start.Add(7); day.Add(horizon) <= end; day = day.Add(7) {
		if p.Record.Ended != 0 && day >= p.Record.Ended || onBreak(p.Record, day, day.Add(horizon)) {
			continue
		}
		then := c.On(p.Record, day)
		pt := point{then.LastMet(), state(then, c.Record.HealthFor(c.Program)), silent(p, day)}
		if pt.began != before {
			spells = append(spells, nil)
		}
		before = pt.began
		spells[len(spells)-1] = append(spells[len(spells)-1], pt)
	}
	return spells
}

// plannedEnd returns the cohort's last day, or the day on which the pairing
// reached its end earlier.
func plannedEnd(c *measure.Cohort, p *record.Pairing) when.Date {
	done := p.State == record.Completed || p.State == record.Ended && p.Reason == record.FinishedEarly
	if done && p.Ended != 0 {
		return min(p.Ended, c.Record.Ends)
	}
	return c.Record.Ends
}

func onBreak(p *record.Pairing, from, until when.Date) bool {
	return slices.ContainsFunc(p.Pauses, func(b record.Pause) bool { return b.From <= until && (b.Until == 0 || b.Until >= from) })
}

// silent reports whether no meeting was held in the horizon after a day.
func silent(p *measure.Pairing, day when.Date) bool {
	return !slices.ContainsFunc(p.Held, func(s *record.Session) bool { return s.Date > day && s.Date <= day.Add(horizon) })
}

// judge evaluates a state on all spells.
func (b *Backtest) judge(state State, all []spell) Verdict {
	flags := func(p point) bool { return p.state == state || p.state == Quiet }
	v := Verdict{State: state}
	for _, s := range all {
		for _, p := range s {
			if flags(p) {
				v.Flagged++
				if p.risky {
					v.Right++
				}
			}
		}
		if s.isSilence() && slices.ContainsFunc(s, flags) {
			v.Seen++
		}
	}
	v.Precision, v.Recall = ratio(v.Right, v.Flagged), ratio(v.Right, b.Risky)
	return v
}

func ratio(part, whole int) *float64 {
	if whole == 0 {
		return nil
	}
	share := float64(part) / float64(whole)
	return &share
}

// Rests says what the back-test rests on.
func (b *Backtest) Rests() string {
	words := fmt.Sprintf("It rests on %s of %s", prose.Count(b.Silences, "silence"), prose.Count(b.Pairings, "pairing"))
	if len(b.Verdicts) == 0 {
		return words + fmt.Sprintf("; from %d silences on, a table says here how many were seen coming.", fewestSilences)
	}
	return words + fmt.Sprintf(", asked on %d days, %d of them before or in a silence.", b.Days, b.Risky)
}

// Rows are the verdicts in words: the state, precision, recall and the silences seen.
func (b *Backtest) Rows() (rows [][]string) {
	for _, v := range b.Verdicts {
		rows = append(rows, []string{words[v.State], shareWords(v.Right, v.Flagged), shareWords(v.Right, b.Risky), fmt.Sprintf("%d of %d", v.Seen, b.Silences)})
	}
	return rows
}

// shareWords says a share, and as a percentage where it is of three at least.
func shareWords(part, whole int) string {
	words := fmt.Sprintf("%d of %d", part, whole)
	if whole < 3 {
		return words
	}
	return fmt.Sprintf("%.0f %% (%s)", 100*float64(part)/float64(whole), words)
}
