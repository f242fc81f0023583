package record

import (
	"fmt"
	"testing"
)

// BenchmarkLoad reads 500 pairs with ten meetings each: 8,000 files.
func BenchmarkLoad(b *testing.B) {
	var all []string
	add := func(text, path string, a ...any) { all = append(all, fmt.Sprintf(path, a...), text) }
	add("name: Mentoring\nformat: formal\nroles: [mentor, mentee]\ncadence: 2w\n", "program/programs/mentoring.yaml")
	add("program: mentoring\nname: Spring\nstarts: 2026-01-05\nends: 2026-12-31\nstate: running\n", "program/cohorts/spring/cohort.yaml")
	for pair := range 500 {
		for side, party := range []string{"mentor: {capacity: 1}\n", "mentee: {}\n"} {
			add(fmt.Sprintf("name: Person %d\ntopics: [writing, maps]\ntime_zone: Europe/Lisbon\n", pair), "program/people/p%d-%d.yaml", pair, side)
			add(party, "program/cohorts/spring/enrolments/p%d-%d.yaml", pair, side)
		}
		add(fmt.Sprintf("mentors: [p%d-0]\nmentees: [p%d-1]\nstate: active\nstarted: 2026-01-12\n", pair, pair), "program/cohorts/spring/pairings/pair-%d/pairing.yaml", pair)
		add("goals:\n  - {id: talk, text: Give a talk, set: 2026-01-12}\n", "program/cohorts/spring/pairings/pair-%d/plan.yaml", pair)
		for meeting := range 10 {
			day := fmt.Sprintf("2026-%02d-14", meeting+2)
			add("---\ndate: "+day+"\nduration: 55m\ngoals: [talk]\n---\n\nWent through the opening twice. Slower is better.\n", "program/cohorts/spring/pairings/pair-%d/sessions/%s.md", pair, day)
		}
	}
	fsys := files(all...)
	b.ReportAllocs()
	for b.Loop() {
		if repo, problems, err := Load(fsys); err != nil || len(problems) > 0 || repo.Counts().Sessions != 5000 {
			b.Fatal(err, problems)
		}
	}
}
