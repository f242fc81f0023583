package intake

import (
	"fmt"
	"strings"
	"testing"
)

// BenchmarkPlan plans the import of 5,000 people, and of 5,000 meetings of one
// cohort that has logs of half of them.
func BenchmarkPlan(b *testing.B) {
	var people, some, meetings strings.Builder
	people.WriteString("id,name,topics,time_zone\n")
	for i := range 5000 {
		fmt.Fprintf(&people, "p%d,Person %d,Go|sea ice,Europe/Lisbon\n", i, i)
	}
	const header = "cohort,pairing,date,duration,attended,topics\n"
	some.WriteString(header)
	meetings.WriteString(header)
	for i := range 5000 {
		row := fmt.Sprintf("one,otter,2026-%02d-%02d,45m,ada|cy,Go\n", 1+i%6, 1+i/6%28)
		if meetings.WriteString(row); i%2 == 0 {
			some.WriteString(row)
		}
	}
	logged := repository(cohort())
	logged.apply(mustPlan(b, logged, spec{kind: Sessions, text: some.String()}))
	for name, c := range map[string]struct {
		files fsys
		spec  spec
	}{
		"people":   {repository(cohort()), spec{kind: People, text: people.String()}},
		"sessions": {logged, spec{kind: Sessions, text: meetings.String()}},
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if p := mustPlan(b, c.files, c.spec); p.Planned == 0 {
					b.Fatal(p.Bad)
				}
			}
		})
	}
}
