package check

// roi reports invalid inputs of benefit and cost.
func roi(c *checker) {
	for _, p := range c.repo.Programs.All() {
		if p.ROI == nil || p.Incomplete {
			continue
		}
		for _, input := range []struct {
			key   string
			value *float64
			share bool
		}{
			{"tooling", p.ROI.Tooling, false},
			{"coordination_hours", p.ROI.CoordinationHours, false},
			{"hour_cost", p.ROI.HourCost, false},
			{"hours_around", p.ROI.HoursAround, false},
			{"training_hours", p.ROI.TrainingHours, false},
			{"baseline_attrition", p.ROI.BaselineAttrition, true},
			{"participants_attrition", p.ROI.ParticipantsAttrition, true},
			{"replacement_cost", p.ROI.ReplacementCost, false},
			{"attributed", p.ROI.Attributed, true},
			{"spread", p.ROI.Spread, true},
		} {
			switch {
			case input.value == nil:
			case *input.value < 0:
				c.errorf(p.At("roi", input.key), "", "%s: %v is less than nothing", input.key, *input.value)
			case input.share && *input.value > 1:
				c.errorf(p.At("roi", input.key), "write 0.12 for 12 per cent", "%s: %v is more than all; it is a share from 0 to 1", input.key, *input.value)
			}
		}
	}
}
