package site

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"pairbook/generator/internal/veil"
	"pairbook/generator/internal/view"
	"pairbook/generator/test/mini"
)

const roiOfMini = "roi: {currency: NOK, tooling: 100, coordination_hours: 10, hour_cost: 50, hours_around: 0.5, training_hours: 2, baseline_attrition: 0.2, participants_attrition: 0.1, replacement_cost: 73000, attributed: 0.5, spread: 0.1}\n"

// withROI is the miniature with inputs of benefit and cost.
func withROI(t *testing.T, roi string, audience veil.Audience) map[string]string {
	t.Helper()
	files := mini.Files(defaults)
	const program = "program/programs/career.yaml"
	files[program] = file(string(files[program].Data) + roi)
	return render(t, input(t, files, audience))
}

// TestWorthByHand weighs the miniature with a pencil. Five people were in a
// pairing. Six attended three meetings: two of 45 minutes, four of no length,
// which count as long. So 6 × 45 min = 4.5 h, and 6 × 0.5 h around them, 5 × 2 h
// of training, 10 h of coordination: 27.5 h at 50, and 100, are 1,475. They were
// there from 2 March, each for 31 days: tern's ended on the 20th, which everybody
// is told as 1 April. The benefit is 5 × 31 ÷ 365 × 0.1 × 73,000 × 0.5 = 1,550.
func TestWorthByHand(t *testing.T) {
	site := withROI(t, roiOfMini, veil.Public)
	var got roiJSON
	if err := json.Unmarshal([]byte(site[view.ROIPath]), &got); err != nil || len(got.Programs) != 1 {
		t.Fatal(err, got)
	}
	w := got.Programs[0]
	for id, want := range map[string]float64{"took_part": 5, "person_years": 155.0 / 365, "person_hours": 4.5} {
		if got := *figureOf(t, w.Figures, id).Value; got != want {
			t.Errorf("%s is %v, not %v", id, got, want)
		}
	}
	base := w.Cases["base"]
	if off := func(x *float64, want float64) bool { return math.Abs(*x-want) > 1e-9 }; off(base.Cost, 1475) || off(base.Benefit, 1550) || off(base.Net, 75) || off(base.Ratio, 1550.0/1475) || off(base.BreakEven, 1475.0/15500) {
		t.Errorf("base: %v %v %v %v %v", *base.Cost, *base.Benefit, *base.Net, *base.Ratio, *base.BreakEven)
	}
	for _, words := range []string{
		`data-roi-out="base-cost">1,475<`, `data-roi-out="base-benefit">1,550<`, `data-roi-out="base-ratio">1.05<`, `data-roi-out="base-break-even">9.5<`,
		// An hour at 55 makes 1,612.5; 155 ÷ 365 × 0.09 × 65,700 × 0.45 makes 1,129.95.
		`data-roi-out="low-cost">1,613<`, `data-roi-out="low-benefit">1,130<`, `data-roi-out="low-net">−483<`,
		// An hour at 45 makes 1,337.5; 155 ÷ 365 × 0.11 × 80,300 × 0.55 makes 2,063.05.
		`data-roi-out="high-cost">1,338<`, `data-roi-out="high-benefit">2,063<`,
		">Cost <span class=\"muted small\">NOK</span>",
	} {
		if !strings.Contains(site["roi.html"], words) {
			t.Errorf("the page does not say %s", words)
		}
	}
	if strings.Contains(site["roi.html"], `data-roi-lack="baseline">`) {
		t.Error("a baseline is said to be missing")
	}
}

// TestNoRatioWithoutBaseline prints no ratio and says why; the cost and the
// break-even are there.
func TestNoRatioWithoutBaseline(t *testing.T) {
	page := withROI(t, strings.Replace(roiOfMini, "baseline_attrition: 0.2, ", "", 1), veil.Public)["roi.html"]
	for _, words := range []string{`data-roi-out="base-ratio">not known<`, `data-roi-out="base-benefit">not known<`, `data-roi-out="base-cost">1,475<`, `data-roi-out="base-break-even">9.5<`,
		`<p data-roi-lack="baseline">There is no baseline`, `<p data-roi-lack="missing" hidden>`} {
		if !strings.Contains(page, words) {
			t.Errorf("the page does not say %s", words)
		}
	}
}

// TestWhoSeesWorth shows benefit and cost to everybody where a programme gives
// inputs, and to coordinators always.
func TestWhoSeesWorth(t *testing.T) {
	if site := withROI(t, "", veil.Public); site["roi.html"] != "" || site[view.ROIPath] != "" || strings.Contains(site["metrics.html"], "took_part") {
		t.Error("everybody sees a page of a programme that gives nothing")
	}
	page := withROI(t, "", veil.Coordinators)["roi.html"]
	for _, words := range []string{"gives no inputs yet", "program/programs/career.yaml", `<p data-roi-lack="missing">`, "Cost of replacing somebody", "not given"} {
		if !strings.Contains(page, words) {
			t.Errorf("coordinators do not read %s", words)
		}
	}
	if strings.Contains(withROI(t, roiOfMini, veil.Public)["roi.html"], "nothing to set against") != true {
		t.Error("the reasons for no ratio are not there for the script")
	}
}
