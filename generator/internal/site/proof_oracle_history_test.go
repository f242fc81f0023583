package site

import (
	"math"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// arrived has each log come a few days before or after its day.
func arrived(repo *record.Repository) *record.Repository {
	told, days, by := *repo, map[string]when.Date{}, map[string][]record.PersonID{}
	for _, c := range repo.Cohorts.All() {
		for _, p := range c.Pairings.All() {
			for _, s := range p.Sessions {
				days[s.Path] = s.Date + when.Date(len(p.ID)+s.Date.Time().Day())%9 - 1
				if all := p.Members(); s.Date%3 > 0 {
					by[s.Path] = []record.PersonID{all[int(s.Date)%len(all)].Person, all[0].Person}
				}
			}
		}
	}
	told.Arrivals = &record.Arrivals{Days: days, By: by}
	return &told
}

func (o *oracle) waits(p *pair) (days []float64) {
	for _, s := range p.held {
		if came := o.repo.Arrivals.Days[s.Path]; came <= o.at {
			days = append(days, math.Max(0, float64(came-s.Date)))
		}
	}
	return days
}
