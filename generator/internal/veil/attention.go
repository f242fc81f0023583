package veil

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"pairbook/generator/internal/health"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/view"
)

// addAttention shows the list of attention, and each cohort its part of it.
// Coordinators see all. Others see, where it is published, which pairings could
// use a hello: the words alone, sorted by place so that no order tells whose
// number is lower, and nobody who is being looked after already.
func (r *revealer) addAttention() {
	if !r.tells(hello) {
		return
	}
	full := r.tells(attentionList)
	shown := &view.Attention{}
	for _, e := range r.run.Attention() {
		look := r.look(e, full)
		switch {
		case e.Snoozed != nil && full:
			shown.Resting = append(shown.Resting, look)
		case e.Snoozed == nil && (full || gentle(e)):
			shown.Entries = append(shown.Entries, look)
		}
	}
	if full {
		for _, rule := range health.Rules() {
			shown.Rules = append(shown.Rules, view.LookRule{Words: prose.Sentence(rule.Words), When: rule.Urgency.Words(), Found: rule.Found})
		}
		shown.Backtest = r.backtest(r.run.Backtest())
	} else {
		slices.SortFunc(shown.Entries, func(a, b view.Look) int { return cmp.Compare(a.Pairing.Path, b.Pairing.Path) })
	}
	for _, look := range shown.Entries {
		for _, c := range r.shown.Cohorts {
			if c.Path == look.Cohort.Path {
				c.Hello = append(c.Hello, look)
			}
		}
	}
	r.shown.Attention = shown
}

// gentle reports whether an entry says no more than a pairing's health does.
func gentle(e health.Entry) bool {
	return e.Pairing != nil && (e.Kind == health.IsQuiet || e.Kind == health.CouldUseHello)
}

func (r *revealer) look(e health.Entry, full bool) view.Look {
	c := r.cohorts[e.Cohort.Record.ID]
	l := view.Look{CohortID: c.ID, Cohort: view.Link{Words: c.Name, Path: c.Path}, Kind: string(e.Kind), Words: e.Words}
	if e.Pairing != nil {
		l.Pairing = r.pairingLink(e.Cohort.Record, e.Pairing.Record)
	}
	if !full {
		return l
	}
	if e.Person != "" {
		who := r.who(e.Person, e.Party, "")
		l.Person, l.ID = &who, string(e.Person)
	}
	l.Urgency, l.When = string(e.Urgency), e.Urgency.Words()
	l.Seen, l.Step, l.Next = prose.Sentence(e.Seen), string(e.Next), e.Next.Words()
	l.Message = strings.Split(e.Message(), "\n\n")
	l.Records = r.records(e.Records)
	l.Groups, _ = r.groupRecords(l.Records)
	if e.Snoozed != nil {
		l.Until, l.Note = e.Snoozed.Until, e.Snoozed.Note
	}
	if e.Health != nil {
		l.Score, l.Parts = view.Quantity(math.Round(*e.Health.Number)), healthParts(e.Health)
	}
	return l
}

// partNames are the parts of health, as people read them.
var partNames = map[string]string{
	"cadence":        "Rhythm kept, of the last four stretches",
	"recency":        "Time since the last meeting",
	"follow_through": "Actions done in time",
	"goal_progress":  "Goals reached",
}

func healthParts(h *health.Health) []view.HealthPart {
	var parts []view.HealthPart
	for _, p := range h.Parts {
		shown := view.HealthPart{Name: partNames[p.Name], Weight: p.Weight, Value: p.Value, Unavailable: prose.Sentence(p.Unavailable)}
		if p.Value != nil {
			shown.Number = view.Quantity(math.Round(*p.Value))
		}
		parts = append(parts, shown)
	}
	return parts
}

func (r *revealer) backtest(b *health.Backtest) *view.Backtest {
	shown := &view.Backtest{Tuning: r.sampleWords(b.Tuning), Judging: r.sampleWords(b.Judging), Set: settingWords(b.Set), Tuned: settingWords(b.Tuned)}
	if b.Judging.Days == 0 {
		return shown
	}
	for _, v := range b.Verdicts {
		row := view.BacktestRow{Rule: prose.Sentence(v.Rule), Precision: shareWords(v.Precision, v.Right, v.Flagged), Recall: shareWords(v.Recall, v.Right, b.Judging.Risky),
			Seen: fmt.Sprintf("%d of %d", v.Seen, b.Judging.Silences), Lead: "none seen", Equal: "cannot be said"}
		if v.Lead != nil {
			row.Lead = leadWords(*v.Lead)
		}
		if v.Equal != nil {
			row.Equal = view.Percentage(*v.Equal) + " at " + view.Quantity(*v.At)
		}
		shown.Rows = append(shown.Rows, row)
	}
	return shown
}

// sampleWords say what rules were tried on.
func (r *revealer) sampleWords(s health.Sample) string {
	var names []string
	for _, id := range s.Cohorts {
		names = append(names, r.cohorts[id].Name)
	}
	return fmt.Sprintf("%s of %s: %s, %d of them before %s", prose.Count(s.Pairings, "pairing"), strings.Join(names, ", "),
		prose.CountOf(s.Days, "day asked", "days asked"), s.Risky, prose.Count(s.Silences, "silence"))
}

func leadWords(days float64) string {
	number, unit := view.ValueWords(math.Abs(days), "days")
	if days < 0 {
		unit += " late"
	}
	return number + " " + unit
}

func settingWords(s health.Setting) string {
	return fmt.Sprintf("below %d of 100, from %s on", s.Below, prose.Count(s.TooEarly, "cadence"))
}

func shareWords(value *float64, part, whole int) string {
	if value == nil {
		return "none"
	}
	if whole < 3 {
		return fmt.Sprintf("%d of %d", part, whole)
	}
	return fmt.Sprintf("%s (%d of %d)", view.Percentage(*value), part, whole)
}
