package chart

import (
	"fmt"
	"html/template"
	"strconv"
)

// Steps is a share that only decreases, such as that of pairings that still meet,
// by week. Points are sorted by At.
type Steps struct {
	Heading
	Period  string // heading of At in the table: "week"
	AtRisk  string // heading of the numbers that the shares are of
	EndWord string // follows the last share at the end of the line
	Points  []Point
}

// Point is a share from 0 to 1 that holds from At on, of N. It lies between Low and High,
// which are the same where that is not known.
type Point struct {
	At        int
	Share     float64
	N         int
	Low, High float64
}

// known reports whether it is known where the share lies.
func (p Point) known() bool { return p.Low < p.High }

const (
	stepsTop    = 24
	stepsHeight = 120
)

// HTML draws the line.
func (s Steps) HTML() template.HTML {
	base := stepsTop + stepsHeight
	d := &drawing{height: base + 24}
	t := Table{Head: []string{s.Period, "share", "likely between", s.AtRisk}}
	for _, p := range s.Points {
		between := "–"
		if p.known() {
			between = share(p.Low) + " and " + share(p.High)
		}
		t.Rows = append(t.Rows, []string{strconv.Itoa(p.At), share(p.Share), between, strconv.Itoa(p.N)})
	}
	for _, half := range []int{0, 1, 2} {
		y := stepsTop + half*stepsHeight/2
		d.add(`<line class="axis" x1="0" x2="100%%" y1="%d" y2="%[1]d"/>`, y)
		if half < 2 {
			d.text(0, y-5, "quiet", share(1-float64(half)/2))
		}
	}
	if len(s.Points) == 0 {
		return s.figure(d, t)
	}
	first, last := s.Points[0], s.Points[len(s.Points)-1]
	d.add(`<svg x="0" y="%d" width="100%%" height="%d" viewBox="0 0 1000 100" preserveAspectRatio="none"><path class="spread" d="%s"/><path class="stroke" d="%s"/></svg>`,
		stepsTop, stepsHeight, s.spread(), s.path())
	y := stepsTop + int((1-clamp(last.Share))*stepsHeight)
	d.text(100, labelAt(y), "end", share(last.Share)+" "+s.EndWord)
	d.text(0, base+17, "quiet", fmt.Sprintf("%s %d", s.Period, first.At))
	d.text(100, base+17, "quiet end", fmt.Sprintf("%s %d", s.Period, last.At))
	return s.figure(d, t)
}

// labelAt places the last label below the line, or above it where it would leave
// the drawing.
func labelAt(y int) int {
	if y > stepsTop+stepsHeight-22 {
		return y - 7
	}
	return y + 17
}

// path draws the shares in a box of 1000 by 100, which is stretched over the chart.
func (s Steps) path() string {
	d := "M0 " + down(s.Points[0].Share)
	for i, p := range s.Points[1:] {
		d += "H" + s.across(i+1) + "V" + down(p.Share)
	}
	if len(s.Points) == 1 {
		d += "H1000"
	}
	return d
}

// spread draws where the shares lie: along the highest, and back along the lowest.
func (s Steps) spread() string {
	d, back := "M0 0", "Z"
	for i, p := range s.Points {
		if !p.known() {
			p.Low, p.High = p.Share, p.Share
		}
		d += "H" + s.across(i) + "V" + down(p.High)
		back = "V" + down(p.Low) + "H" + s.across(i) + back
	}
	return d + back
}

// across is how far from the left the i-th point stands, and down how far from the top a
// share does.
func (s Steps) across(i int) string {
	first, last := s.Points[0].At, s.Points[len(s.Points)-1].At
	return num(1000 * float64(s.Points[i].At-first) / float64(max(1, last-first)))
}

func down(share float64) string { return num(100 * (1 - clamp(share))) }

func share(x float64) string { return num(float64(int(100*x+0.5))) + " %" }
