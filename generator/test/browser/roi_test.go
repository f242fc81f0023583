package browser

import (
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"golang.org/x/net/html"
	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/site"
	"pairbook/generator/internal/veil"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/here"
	"pairbook/themes"
)

// roiKeys are the inputs in the order of the record, and which are shares.
var roiKeys = []string{"tooling", "coordination_hours", "hour_cost", "hours_around", "training_hours",
	"baseline_attrition", "participants_attrition", "replacement_cost", "attributed", "spread"}

func isShare(key string) bool {
	return strings.HasSuffix(key, "_attrition") || key == "attributed" || key == "spread"
}

// guess is what somebody types into each input, "" for nothing.
type guess map[string]string

// roi is what the programme's record would say.
func (g guess) roi(t *testing.T) *record.ROI {
	t.Helper()
	roi := &record.ROI{Currency: "EUR"}
	fields := []**float64{&roi.Tooling, &roi.CoordinationHours, &roi.HourCost, &roi.HoursAround, &roi.TrainingHours,
		&roi.BaselineAttrition, &roi.ParticipantsAttrition, &roi.ReplacementCost, &roi.Attributed, &roi.Spread}
	for i, key := range roiKeys {
		if g[key] == "" {
			continue
		}
		var x float64
		if _, err := fmt.Sscan(g[key], &x); err != nil {
			t.Fatal(err)
		}
		if isShare(key) {
			x /= 100
		}
		*fields[i] = &x
	}
	return roi
}

// guesses are some that matter, and many at random: also with inputs missing,
// with more people leaving than before, and with nothing to pay.
func guesses() []guess {
	like := guess{"tooling": "0", "coordination_hours": "180", "hour_cost": "38", "hours_around": "0.5", "training_hours": "2",
		"baseline_attrition": "12", "participants_attrition": "8", "replacement_cost": "16000", "attributed": "30", "spread": "25"}
	with := func(more ...string) guess {
		g := guess{}
		for _, key := range roiKeys {
			g[key] = like[key]
		}
		for i := 0; i < len(more); i += 2 {
			g[more[i]] = more[i+1]
		}
		return g
	}
	all := []guess{like, {}, with("baseline_attrition", ""), with("hour_cost", "", "attributed", ""), with("spread", ""), with("spread", "0"),
		with("participants_attrition", "20"), with("hour_cost", "0"), with("attributed", "100"), with("replacement_cost", "0"),
		with("tooling", "1e15"), with("baseline_attrition", "7.3", "participants_attrition", "7.3"), with("hour_cost", "0.0001", "tooling", "0.004")}
	random := rand.New(rand.NewSource(1))
	for range 20 {
		g := with()
		for _, key := range roiKeys {
			most := 100.0
			if !isShare(key) {
				most = []float64{3, 400, 60000}[random.Intn(3)]
			}
			if g[key] = fmt.Sprintf("%.*f", random.Intn(4), random.Float64()*most); random.Intn(12) == 0 {
				g[key] = ""
			}
		}
		all = append(all, g)
	}
	return all
}

// roiSite writes the page and what it loads, as it is when the programme gives a
// guess, into a folder.
func roiSite(t *testing.T, repo *record.Repository, measured *measure.Measured, g guess) (page string) {
	t.Helper()
	folder := t.TempDir()
	for name, text := range roiFiles(t, repo, measured, g, true) {
		put(t, folder, name, text)
	}
	return filepath.Join(folder, "roi.html")
}

// roiFiles renders the page, and if asked to what it loads.
func roiFiles(t *testing.T, repo *record.Repository, measured *measure.Measured, g guess, assets bool) map[string]string {
	t.Helper()
	repo.Programs.Get("career-mentoring").ROI = g.roi(t)
	outputs, err := site.Build(veil.Show(veil.Input{Repo: repo, AsOf: measured.AsOf}), themes.Default(), nil)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, o := range outputs {
		if o.Path == "roi.html" || assets && strings.HasPrefix(o.Path, "assets/") {
			var b strings.Builder
			if err := o.Render(&b); err != nil {
				t.Fatal(err)
			}
			files[o.Path] = b.String()
		}
	}
	return files
}

// weighed is all that the page says: every number by its name, and the words
// about what is lacking.
const weighed = `(() => {
	const said = [...document.querySelectorAll("[data-roi-out]")].map((e) => e.dataset.roiOut + ": " + e.textContent);
	document.querySelectorAll("[data-roi-lack]").forEach((p) => { if (!p.hidden) said.push(p.textContent.replace(/\s+/g, " ").trim()); });
	return said.join("\n");
})()`

// written is the same, of the page as the program wrote it.
func written(t *testing.T, page string) string {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var said, lacks []string
	for n := range doc.Descendants() {
		has := map[string]string{}
		for _, a := range n.Attr {
			has[a.Key] = a.Key + a.Val
		}
		text := ""
		for inner := range n.Descendants() {
			if inner.Type == html.TextNode {
				text += inner.Data
			}
		}
		if name, number := strings.CutPrefix(has["data-roi-out"], "data-roi-out"); number {
			said = append(said, name+": "+text)
		}
		if has["data-roi-lack"] != "" && has["hidden"] == "" {
			lacks = append(lacks, strings.Join(strings.Fields(text), " "))
		}
	}
	return strings.Join(append(said, lacks...), "\n")
}

const typeIn = `((guess) => {
	document.querySelectorAll("[data-roi-inputs] input").forEach((input) => {
		const key = input.getAttribute("aria-labelledby").replace("pb-roi-career-mentoring-", "");
		input.value = guess[key] ?? "";
		input.dispatchEvent(new Event("input"));
	});
})(%s)`

// TestTheBrowserWeighsTheSame types numbers into the page of one programme, and
// finds there what the program writes for a programme that gives them.
func TestTheBrowserWeighsTheSame(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	tab := tab(t)
	repo, _, err := record.Load(os.DirFS(clubs(t)))
	if err != nil {
		t.Fatal(err)
	}
	day, err := when.ParseDate(today)
	if err != nil {
		t.Fatal(err)
	}
	measured := measure.Programme(repo, day)
	all := few(18, guesses())
	if err := chromedp.Do(tab, chromedp.Navigate(fileURL(roiSite(t, repo, measured, all[0])))); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for i, g := range all {
		want := written(t, roiFiles(t, repo, measured, g, false)["roi.html"])
		got := told(t, tab, fmt.Sprintf(typeIn, jsObject(g))+"; "+weighed)
		if got != want || want == "" {
			t.Errorf("guess %d, %v: the browser says\n%s\n\nand the program\n%s", i, g, got, want)
		}
		seen[got] = true
	}
	if len(seen) < len(all)-3 {
		t.Errorf("%d guesses make for %d answers only", len(all), len(seen))
	}
}

func jsObject(g guess) string {
	var b strings.Builder
	for _, key := range roiKeys {
		fmt.Fprintf(&b, "%s: %q, ", key, g[key])
	}
	return "{" + b.String() + "}"
}
