package chart

import "html/template"

// Timeline is marks along a time axis, in stacked lanes. Positions are shares of
// the time, from 0 to 1.
type Timeline struct {
	Heading
	Lanes []Lane
	Bands []Band // periods behind the lanes, such as breaks
	Ticks []Tick // on the axis
	Now   *Tick  // the present, or nil
}

// Lane is a line of marks with its label at the start.
type Lane struct {
	Label string
	Marks []Mark
}

// Mark is a past or future event. Date and Words are its row in the table.
type Mark struct {
	At          float64
	Shape       Shape
	Date, Words string
}

// Band is a period of time.
type Band struct {
	From, Until float64
	Label       string
}

// Tick is a labelled position.
type Tick struct {
	At    float64
	Label string
}

// Shape is the shape of a mark; shapes differ by more than colour.
type Shape int

// The shapes of marks.
const (
	Pair     Shape = iota // ● over ■: a mentor and a mentee met
	Equals                // ◆: peers met
	Missed                // ○: a meeting that did not come about
	Goal                  // ◇: a goal was set
	GoalDone              // ◈ filled: a goal was reached
	Mile                  // △: a milestone is due
	MileDone              // ▲: a milestone was reached
)

var shapes = map[Shape]string{
	Pair:     `<circle class="fill" cy="-5.5" r="4.25"/><rect class="fill-2" x="-4" y="1" width="8" height="8"/>`,
	Equals:   `<path class="mark" d="M0-6 6 0 0 6-6 0Z"/>`,
	Missed:   `<circle class="hollow" r="4"/>`,
	Goal:     `<path class="mark-goal" d="M0-6 6 0 0 6-6 0Z"/>`,
	GoalDone: `<path class="mark-goal done" d="M0-6 6 0 0 6-6 0Z"/>`,
	Mile:     `<path class="mark-mile" d="M0-6 6 5H-6Z"/>`,
	MileDone: `<path class="mark-mile done" d="M0-6 6 5H-6Z"/>`,
}

const (
	laneStep  = 46
	nowHeight = 18 // height of the line above the lanes that marks the present
)

// HTML draws the lanes.
func (l Timeline) HTML() template.HTML {
	top := 0
	if l.Now != nil {
		top = nowHeight
	}
	foot := top + laneStep*len(l.Lanes)
	d := &drawing{height: foot + 24}
	for _, b := range l.Bands {
		from, until := clamp(b.From), clamp(b.Until)
		d.add(`<rect class="ground" x="%s%%" y="%d" width="%s%%" height="%d"><title>%s</title></rect>`,
			num(100*from), top, num(100*max(0, until-from)), foot-top, escape(b.Label))
	}
	var rows [][]string
	for i, lane := range l.Lanes {
		d.lane(lane, top+i*laneStep+32)
		d.text(0, top+i*laneStep+13, "quiet", lane.Label)
		for _, m := range lane.Marks {
			rows = append(rows, []string{m.Words, m.Date})
		}
	}
	d.add(`<line class="axis" x1="0" x2="100%%" y1="%d" y2="%[1]d"/>`, foot)
	for _, t := range l.Ticks {
		d.text(100*clamp(t.At), foot+17, anchored("quiet", t.At), t.Label)
	}
	if l.Now != nil {
		x := num(100 * clamp(l.Now.At))
		d.add(`<line class="now" x1="%s%%" x2="%[1]s%%" y1="%d" y2="%d"/>`, x, top, foot)
		d.text(100*clamp(l.Now.At), 12, anchored("quiet", l.Now.At), l.Now.Label)
	}
	return l.figure(d, Table{Head: []string{"what", "date"}, Rows: rows})
}

func (d *drawing) lane(lane Lane, y int) {
	d.add(`<line class="axis" x1="0" x2="100%%" y1="%d" y2="%[1]d"/>`, y)
	for _, m := range lane.Marks {
		// Only a nested drawing can place a path at a share of the width.
		d.add(`<svg x="%s%%" y="%d" overflow="visible"><g><title>%s</title>%s</g></svg>`,
			num(100*clamp(m.At)), y, escape(m.Date+": "+m.Words), shapes[m.Shape])
	}
}

// anchored keeps words at either end inside the drawing.
func anchored(class string, at float64) string {
	switch {
	case at > 0.85:
		return class + " end"
	case at > 0.15:
		return class + " middle"
	}
	return class
}
