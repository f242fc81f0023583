package veil

import (
	"path"
	"slices"
	"strings"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
)

// wholes says what a ratio is of: one, and many.
var wholes = map[string][2]string{
	"cadence_kept":                {"time", "times"},
	"follow_through":              {"action", "actions"},
	"goal_progress":               {"goal", "goals"},
	"milestones_kept":             {"milestone due", "milestones due"},
	"confirmed":                   {"meeting", "meetings"},
	"met_lately":                  {"pairing", "pairings"},
	"early_endings":               {"pairing", "pairings"},
	"met_within":                  {"pairing", "pairings"},
	"mentor_load":                 {"place", "places"},
	"response_rate":               {"person asked", "people asked"},
	"expectation_met":             {"pairing", "pairings"},
	"ties_across_units_by_chance": {"possible pair", "possible pairs"},
	"ties_steady":                 {"tie", "ties"},
	"tied_to_several":             {"person", "people"},
	"ties_across_units":           {"tie", "ties"},
	"became_mentors":              {"person", "people"},
}

// medians are the figures of a cohort that are what is typical of its pairings.
var medians = []record.MetricID{"days_since_last", "time_to_first", "median_gap", "log_lag"}

// atTheEnd calls figures that look back from now by the day at which they stand, where that
// is past.
var atTheEnd = map[string]string{"days_since_last": "Days from the last meeting to the end", "met_lately": "Met in the last six weeks before the end"}

// withoutBreaks are the figures of a pairing from which the days on a break are taken.
var withoutBreaks = []record.MetricID{"days_since_last", "median_gap", "longest_gap"}

// mostRecords is how many records a proof lists on a page. mostProof is how many
// it names at all: of more it names the folders, in which nothing else counts
// as of its day, and which the pairings' own figures go through one by one.
const (
	mostRecords = 60
	mostProof   = 200
)

// figure shows a figure with what may be told of its records; api is the path
// of the file that lists them all.
func (r *revealer) figure(f measure.Figure, api string) view.Figure {
	return r.figureAmong(f, api, new(proofs))
}

// figureAmong shows a figure among others that rest on many of the same records.
func (r *revealer) figureAmong(f measure.Figure, api string, among *proofs) view.Figure {
	if len(f.Records) > mostProof {
		f.Records = folders(f.Records)
	}
	proof := among.of(r, f.Records)
	shown := view.Figure{Value: f.Value, Numerator: f.Numerator, Denominator: f.Denominator, API: api,
		Unavailable: prose.Sentence(f.Unavailable), Records: proof.records, AsOf: r.asOf}
	if m := r.metrics[f.ID]; m != nil {
		shown.Metric = *m
	} else {
		shown.Metric = view.Metric{ID: string(f.ID), Name: f.Name, Unit: f.Unit, Definition: f.Definition, Better: string(f.Better)}
	}
	shown.Label = shown.Metric.Name
	if f.Value == nil {
		if shown.Unavailable == "" {
			shown.Unavailable = "Not available."
		}
		return shown
	}
	shown.Interval = (*view.Interval)(f.Interval)
	shown.Number, shown.After = view.ValueWords(*f.Value, f.Unit)
	if shown.Few() {
		shown.Number = shown.Parts()
	}
	shown.Of = ofWords(shown, wholes[shown.Metric.ID])
	shown.Groups, shown.More = proof.groups, proof.more
	return shown
}

// proofs are lists of records as they are shown. Figures of a pairing rest on a few
// lists, and those on the same logs: each list and each link is made and kept once.
type proofs struct {
	lists []proof
	links map[view.Record]view.Link
}

type proof struct {
	paths   []string
	records []view.Record
	groups  []view.RecordGroup
	more    int
}

func (p *proofs) of(r *revealer, paths []string) proof {
	if i := slices.IndexFunc(p.lists, func(known proof) bool { return slices.Equal(known.paths, paths) }); i >= 0 {
		return p.lists[i]
	}
	shown := proof{paths: paths, records: r.records(paths)}
	shown.groups, shown.more = p.group(r, shown.records)
	p.lists = append(p.lists, shown)
	return shown
}

// ofWords gives a ratio its n, of a whole that is called one or many.
func ofWords(f view.Figure, whole [2]string) string {
	switch {
	case f.Denominator == nil:
		return ""
	case f.Metric.ID == "satisfaction":
		return "from " + prose.CountOf(int(*f.Denominator), "person", "people")
	}
	name := whole[1]
	if *f.Denominator == 1 {
		name = whole[0]
	}
	if f.Few() { // the number says how many
		return name
	}
	return strings.TrimSpace(f.Parts() + " " + name)
}

// ofPeople says of whom a share of people is, and of all rounds of surveys, in which
// somebody may be asked twice, of how many answers.
func ofPeople(f view.Figure, m *measure.Cohort) view.Figure {
	one, many := "mentee or peer", "mentees and peers"
	enrolled := m.Record.Enrolments.All()
	switch {
	case f.Denominator == nil:
	case !slices.ContainsFunc(enrolled, func(e *record.Enrolment) bool { return e.Peer != nil }):
		one, many = "mentee", "mentees"
	case !slices.ContainsFunc(enrolled, func(e *record.Enrolment) bool { return e.Mentee != nil }):
		one, many = "peer", "peers"
	}
	switch f.Metric.ID {
	case "match_rate":
		f.Of = ofWords(f, [2]string{one + " enrolled", many + " enrolled"})
	case "met", "met_three", "completed":
		f.Of = ofWords(f, [2]string{one + " matched", many + " matched"})
	case "response_rate":
		f.Of = ofWords(f, [2]string{"answer asked for", "answers asked for"})
	}
	return f
}

// ofPairings says of a figure of pairings what it is of: how often a rhythm was kept in
// weeks, or whatever the rhythm is, and how many pairings a median is typical of.
func ofPairings(f view.Figure, pairings []*measure.Pairing) view.Figure {
	switch id := record.MetricID(f.Metric.ID); {
	case f.Value == nil:
	case id == "cadence_kept":
		f.Of = ofWords(f, rhythmOf(pairings))
	case slices.Contains(medians, id):
		n := 0
		for _, p := range pairings {
			if p.Figure(id).Value != nil && (p.State.GoesOn() || id != "days_since_last") {
				n++
			}
		}
		f.Of = "typical of " + prose.Count(n, "pairing")
	}
	return f
}

// rhythmOf is what the stretches that count towards the rhythm of pairings are called:
// times where there are several kinds.
func rhythmOf(pairings []*measure.Pairing) [2]string {
	var every when.Interval
	for _, p := range pairings {
		for _, w := range p.Windows {
			switch {
			case !w.Counts() || w.Every == every:
			case every.IsZero():
				every = w.Every
			default:
				return wholes["cadence_kept"]
			}
		}
	}
	switch {
	case every.IsZero():
		return wholes["cadence_kept"]
	case every == when.Interval{N: 2, Unit: when.Weeks}:
		return [2]string{"fortnight", "fortnights"}
	case every.N == 1:
		return [2]string{every.Long(), every.Long() + "s"}
	}
	return [2]string{"stretch of " + every.Long(), "stretches of " + every.Long()}
}

// records shows paths as they may be told, each once.
func (r *revealer) records(paths []string) []view.Record {
	told := make([]string, 0, len(paths))
	for _, p := range paths {
		told = append(told, r.path(p))
	}
	slices.Sort(told)
	told = slices.Compact(told)
	shown := make([]view.Record, 0, len(told))
	for _, p := range told {
		shown = append(shown, r.record(p))
	}
	return shown
}

// record shows a path that may be told as it is.
func (r *revealer) record(told string) view.Record {
	return view.Record{Path: told, Address: r.source.File(told)}
}

// group puts records of one folder together. A pairing's logs are named by their day,
// and the ends of its actions by the action. What a record says is on a page of the site
// where there is one.
func (p *proofs) group(r *revealer, records []view.Record) (groups []view.RecordGroup, more int) {
	if p.links == nil {
		p.links = map[view.Record]view.Link{}
	}
	for i, rec := range records {
		if i == mostRecords {
			return groups, len(records) - i
		}
		folder, name := recordWords(rec.Path)
		if n := len(groups); n == 0 || groups[n-1].Folder != folder {
			groups = append(groups, view.RecordGroup{Folder: folder})
		}
		last := &groups[len(groups)-1]
		link, made := p.links[rec]
		if !made {
			link = r.recordLink(name, rec)
			p.links[rec] = link
		}
		last.Records = append(last.Records, link)
	}
	return groups, 0
}

// recordLink leads to where the site shows a record that may be told: those of a pairing
// have its page, which is called by its id then. Of the others it leads to the record.
func (r *revealer) recordLink(words string, rec view.Record) view.Link {
	var room [mostElements]string
	elements := elementsOf(rec.Path, room[:0])
	if len(elements) < 6 || elements[1] != "cohorts" || elements[3] != "pairings" {
		return view.Link{Words: words, Address: rec.Address}
	}
	l := view.Link{Words: words, Path: pairingPath(record.CohortID(elements[2]), elements[4])}
	switch file := elements[5]; {
	case len(elements) == 7 && file == "sessions" && r.showsMeetings():
		l.Fragment = meetingID(strings.TrimSuffix(elements[6], ".md"))
	case file != "pairing.yaml":
		return view.Link{Words: words, Address: rec.Address}
	}
	return l
}

// showsMeetings reports whether pages of pairings list meetings.
func (r *revealer) showsMeetings() bool { return r.tells(summaries) }

// meetingID is the id that a log's entry has on the page of its pairing.
func meetingID(name string) string { return "pb-meeting-" + name }

// recordWords splits a path into the folder that matters to a reader and the
// record's name in it.
func recordWords(file string) (folder, name string) {
	name = strings.TrimSuffix(path.Base(file), path.Ext(file))
	if path.Ext(file) == "" {
		return path.Base(path.Dir(file)), "all " + path.Base(file)
	}
	folder = path.Dir(file)
	if base := path.Base(folder); base == "sessions" || base == "actions" {
		folder = path.Dir(folder)
	}
	return path.Base(folder), name
}

// counts shows how many pairings there are of each kind, leaving out none.
func counts[T any](of []T, words func(T) string, n func(T) int) []view.Count {
	var shown []view.Count
	for _, x := range of {
		if n(x) > 0 {
			shown = append(shown, view.Count{Words: words(x), Count: n(x)})
		}
	}
	return shown
}

// topicName is what a topic is called.
func (r *revealer) topicName(id record.TopicID) string {
	if t := r.repo.Topics.Get(id); t != nil {
		return t.Name
	}
	return string(id)
}

func (r *revealer) topicNames(ids []record.TopicID) []string {
	var names []string
	for _, id := range ids {
		names = append(names, r.topicName(id))
	}
	return names
}
