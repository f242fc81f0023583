package view

import "pairbook/generator/internal/when"

// Recent is the last weeks of a cohort that is running: Flows are figures of
// what happened in them, Stands of how things are at their end. Before is what
// both were as many weeks earlier.
type Recent struct {
	Slug, Words, Path string // "4-weeks", "4 weeks"
	From, To          when.Date
	Flows, Stands     []Figure
	Before            [2]Snapshot // of Flows and of Stands
	Daily             []Period
	Pairings          []RecentPairing
}

// RecentPairing is how often a pairing met in some weeks.
type RecentPairing struct {
	Pairing *Pairing
	Held    int
}

// Comparison is a cohort beside the earlier ones of its programme at the age,
// in days since the start, that it has now.
type Comparison struct {
	Age     int
	Cohorts []Snapshot // the cohort itself first, then the newest
	Rows    []ComparisonRow
}

// ComparisonRow is a metric over the cohorts of a [Comparison]. Told says what its
// intervals tell of the first cohort and each of the others.
type ComparisonRow struct {
	Metric  Metric
	Figures []Figure
	Told    string
}

// RetentionRow is the share of a cohort's pairings that have not ended early, by weeks
// since their start.
type RetentionRow struct {
	Cohort Link
	Cells  []RetentionCell
}

// RetentionCell is empty, without a Share, where too few pairings are left. Tint goes from 0 to 4.
type RetentionCell struct {
	Share  string
	AtRisk int
	Tint   int
}

// MilestoneCount is how many of the pairings for which a milestone is due
// reached it, and how many of them in time.
type MilestoneCount struct {
	Name               string
	Due, Kept, Reached int
}
