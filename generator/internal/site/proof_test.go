package site

import (
	"io/fs"
	"maps"
	"math"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"pairbook/generator/internal/demo"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/veil"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/here"
	"pairbook/generator/test/mini"
)

// TestEveryFigureIsProven walks every figure on every page and in the API, and
// recomputes it from the records that it names alone.
func TestEveryFigureIsProven(t *testing.T) {
	single := mini.Files(everything)
	for _, id := range []string{"lapwing", "idada-iddot"} {
		file := single["program/cohorts/spring/pairings/"+id+"/pairing.yaml"]
		file.Data = append(file.Data, "structure: flash\n"...)
	}
	sites := maps.Clone(audiences)
	sites["mini of one meeting"] = func(t *testing.T) veil.Input { return input(t, single, veil.Coordinators) }
	if here.Whole() {
		sites["a large one, which names folders"] = large
	} else {
		delete(sites, "for its coordinators") // "mini for coordinators" is theirs, too
	}
	// Of fewer figures than these, the walk has missed some.
	least := map[string]int{"the example": 1000, "for its coordinators": 1000, "nothing but a title": 0}
	for name, of := range sites {
		t.Run(name, func(t *testing.T) {
			in := of(t)
			in.Repo = arrived(in.Repo)
			p := &prover{files: in.Files, guests: in.Audience == veil.Coordinators, in: in, pairings: map[string]string{}, loaded: map[string]*record.Repository{}}
			for rec, label := range labels(in) {
				p.pairings[path.Dir(path.Dir(path.Dir(rec.Path)))[len("program/"):]+"/"+label] = string(rec.ID)
			}
			pages := render(t, in)
			for file, body := range pages {
				if strings.HasPrefix(file, "api/v1/cohorts/") {
					p.readAPI(t, file, body, in.AsOf)
				}
				switch file {
				case view.NetworkPath:
					p.readNetwork(t, body, in.AsOf)
				case view.ROIPath:
					p.readROI(t, body, in.AsOf)
				case view.ExpectationsPath:
					p.readExpectations(t, body, in.AsOf)
				}
			}
			for file, body := range pages {
				if isPage(file) {
					p.readPage(t, file, body)
				}
			}
			named := slices.ContainsFunc(p.claims, func(c claim) bool {
				return slices.ContainsFunc(c.records, func(r string) bool { return path.Base(r) == "pairings" && c.from == 0 && c.asOf == in.AsOf })
			})
			if strings.HasPrefix(name, "a large one") && !named {
				t.Error("no figure of today names a folder")
			}
			proven, step := 0, 1
			if strings.HasPrefix(name, "a large one") {
				step = here.Cases(7, 1)
			}
			for i := 0; i < len(p.claims); i += step {
				if p.prove(t, p.claims[i]) {
					proven++
				}
			}
			if enough, known := least[name]; proven < enough || !known && proven < 50 {
				t.Errorf("only %d figures were recomputed", proven)
			}
			t.Logf("%d figures of %d recomputed; the others have no value, or were not drawn", proven, len(p.claims))
		})
	}
}

// large is a programme of which proofs name folders instead of records.
func large(t *testing.T) veil.Input {
	dir := filepath.Join(t.TempDir(), "large")
	if _, err := demo.Write(t.Context(), dir, demo.Options{Pairings: 170, Sessions: 700, Seed: 7, AsOf: demo.DefaultDay}); err != nil {
		t.Fatal(err)
	}
	site := filepath.Join(dir, filepath.FromSlash(record.SitePath))
	text, err := os.ReadFile(site)
	if err == nil {
		err = os.WriteFile(site, append(text, "repository: https://github.com/harbour-example/large\n"...), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	files := os.DirFS(dir)
	repo, problems, err := record.Load(files)
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	named := slices.ContainsFunc(repo.Cohorts.All(), func(c *record.Cohort) bool { return c.Pairings.Len() > mostDetailed })
	if !named {
		t.Fatal("no cohort is so large that its file names folders")
	}
	return veil.Input{Repo: repo, Files: files, AsOf: demo.DefaultDay, Audience: veil.Coordinators}
}

// prover collects what a site claims.
type prover struct {
	files    fs.FS
	guests   bool              // whoever came as one counts in the network
	in       veil.Input        // what the site was made of
	pairings map[string]string // cohorts/ID/label → the pairing's id
	claims   []claim
	loaded   map[string]*record.Repository
}

// prove recomputes a claim; false when it says that there is no value.
func (p *prover) prove(t *testing.T, c claim) bool {
	t.Helper()
	if math.IsNaN(c.numbers.value) {
		return false
	}
	key := strings.Join(c.records, "\n")
	repo := p.loaded[key]
	if repo == nil {
		repo = loadNamed(t, p.files, c.records)
		asTold(p.in, repo)
		repo.Arrivals = p.in.Repo.Arrivals
		p.loaded[key] = repo
	}
	for _, whole := range []func(*record.Repository, claim) (numbers, bool){tied, spent} {
		if got, ok := whole(repo, c); ok {
			compareNumbers(t, c, got)
			return true
		}
	}
	cohort := repo.Cohorts.Get(cohortOf(c.records))
	if cohort == nil {
		t.Errorf("%s: %s names no record of a cohort: %v", c.where, c.metric, c.records)
		return true
	}
	compareNumbers(t, c, newOracle(repo, cohort, c).compute(c))
	return true
}

func compareNumbers(t *testing.T, c claim, got numbers) {
	t.Helper()
	if !near(got.value, c.numbers.value) || !near(got.numerator, c.numbers.numerator) || !near(got.denominator, c.numbers.denominator) {
		t.Errorf("%s: %s (%s) of %s, %s to %s, is %v; its %d records make it %v: %v", c.where, c.metric, c.label, c.pairing, c.from, c.asOf, c.numbers, len(c.records), got, c.records)
	}
}

func near(a, b float64) bool { return math.IsNaN(a) && math.IsNaN(b) || math.Abs(a-b) < 1e-9 }

// readPage takes the figures of a page: each has its proof beside it.
func (p *prover) readPage(t *testing.T, file, body string) {
	t.Helper()
	pairing := ""
	if dir := path.Dir(file); path.Base(dir) == "pairings" {
		pairing = p.pairings[path.Dir(dir)+"/"+strings.TrimSuffix(path.Base(file), ".html")]
	}
	values := 0
	for _, n := range nodes(t, body) {
		if n.Data == "data" && n.Type == html.ElementNode {
			values++
		}
		if class, _ := attribute(n, "class"); n.Data != "details" || class != "proof" {
			continue
		}
		claims, shown := p.readProof(t, file, pairing, n)
		p.claims = append(p.claims, claims...)
		values -= shown
	}
	if values != 0 {
		t.Errorf("%s: %d values have no proof", file, values)
	}
	bare(t, file, body)
}

var (
	ofNumbers     = regexp.MustCompile(`^Here: ([\d.]+)(?: points, from 0 to 1 an answer, from| of) ([\d.]+) `)
	beforeNumbers = regexp.MustCompile(`\(([\d.]+)(?: points, from 0 to 1 an answer, from| of) ([\d.]+) `)
	howCounted    = ": how this is counted"
)

// readProof reads an opened proof: the figure's own claim, and that of what it
// was before; shown is how many values stand beside and in it.
func (p *prover) readProof(t *testing.T, file, pairing string, proof *html.Node) (claims []claim, shown int) {
	t.Helper()
	c := claim{where: file, pairing: pairing, guests: p.guests, numbers: only(math.NaN())}
	for n := range proof.Parent.Descendants() {
		if value, ok := attribute(n, "value"); ok && n.Data == "data" && !within(n, proof) {
			c.numbers.value = float(t, value)
			shown++
		}
	}
	was := c
	now := &c
	more := false
	for n := range proof.Descendants() {
		class, _ := attribute(n, "class")
		switch {
		case n.Data == "summary":
			c.label, _ = attribute(n, "aria-label")
			c.label, _ = strings.CutSuffix(c.label, howCounted)
		case class == "sum":
			c.from, c.asOf = times(t, n)
			c.numbers = ratioIn(t, c.numbers, ofNumbers, textOf(n), c.metric)
		case class == "before":
			was.metric, was.label = c.metric, c.label
			was.from, was.asOf = times(t, n)
			was.numbers = ratioIn(t, was.numbers, beforeNumbers, textOf(n), c.metric)
			now = &was
		case n.Data == "data":
			value, _ := attribute(n, "value")
			was.numbers.value = float(t, value)
			shown++
		case n.Data == "a":
			href, _ := attribute(n, "href")
			if _, metric, ok := strings.Cut(href, "#pb-metric-"); ok {
				c.metric = metric
			} else if strings.Contains(href, "api/v1/") {
				more = true
			} else {
				now.records = append(now.records, p.recordAt(t, file, href))
			}
		}
	}
	if c.metric == "" || c.asOf == 0 {
		t.Errorf("%s: the proof of %q gives no definition or no day", file, c.label)
	}
	if folder := strings.Split(file, "/"); folder[0] == "cohorts" && len(folder) > 2 && c.from == 0 {
		// What is said of a cohort that is over is of its last day, and proven as of today.
		if cohort := p.in.Repo.Cohorts.Get(record.CohortID(folder[1])); cohort != nil && c.asOf == cohort.Ends && slices.Contains(c.records, cohort.Path) {
			c.asOf = max(c.asOf, p.in.AsOf)
		}
	}
	if more {
		c.records = p.inAPI(t, c)
	}
	claims = append(claims, c)
	if now == &was {
		claims = append(claims, was)
	}
	return claims, shown
}

// inAPI finds a claim of a page among those of the API, which names all records.
func (p *prover) inAPI(t *testing.T, c claim) []string {
	t.Helper()
	for _, of := range p.claims {
		if strings.HasPrefix(of.where, "api/") && of.metric == c.metric && of.pairing == c.pairing && of.from == c.from && of.asOf == c.asOf &&
			near(of.numbers.value, c.numbers.value) && cohortOf(of.records) == cohortOf(c.records) && contains(of.records, c.records) {
			return of.records
		}
	}
	// What is no figure of the API has its other records nowhere.
	t.Errorf("%s: the API does not have all records of %s, %q", c.where, c.metric, c.label)
	return c.records
}

func contains(all, some []string) bool {
	return !slices.ContainsFunc(some, func(s string) bool { return !slices.Contains(all, s) })
}

func within(n, above *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == above {
			return true
		}
	}
	return false
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func times(t *testing.T, n *html.Node) (from, asOf when.Date) {
	t.Helper()
	for d := range n.Descendants() {
		if date, ok := attribute(d, "datetime"); ok && d.Data == "time" {
			from, asOf = asOf, dayOf(t, date)
		}
	}
	return from, asOf
}

// ratioIn reads numerator and denominator. A numerator that is no whole number
// is rounded for the page, and then the value says it exactly.
func ratioIn(t *testing.T, n numbers, pattern *regexp.Regexp, text, metric string) numbers {
	t.Helper()
	found := pattern.FindStringSubmatch(text)
	if found == nil {
		return n
	}
	n.numerator, n.denominator = float(t, found[1]), float(t, found[2])
	if exact := n.value * n.denominator; metric == "satisfaction" && math.Abs(exact-n.numerator) < 0.0501 {
		n.numerator = exact
	}
	return n
}

func float(t *testing.T, s string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Errorf("%q is no number", s)
	}
	return x
}

var inRepository = regexp.MustCompile(`^https://github\.com/[^/]+/[^/]+/(?:blob|tree)/main/`)

// onPage matches what of a pairing's page a proof links to.
var onPage = regexp.MustCompile(`^(cohorts/[^/]+)/pairings/([^/]+)\.html(?:#pb-meeting-([^/]+))?$`)

// recordAt is the record that a proof on a page links to, in the repository or as a page
// of the site shows it.
func (p *prover) recordAt(t *testing.T, file, href string) string {
	t.Helper()
	if inRepository.MatchString(href) {
		return unescape(t, inRepository.ReplaceAllString(href, ""))
	}
	m := onPage.FindStringSubmatch(path.Join(path.Dir(file), href))
	if m == nil {
		t.Errorf("%s: a proof links to %q", file, href)
		return ""
	}
	folder := "program/" + m[1] + "/pairings/" + p.pairings[m[1]+"/"+m[2]] + "/"
	if m[3] != "" {
		return folder + "sessions/" + m[3] + ".md"
	}
	return folder + "pairing.yaml"
}

// bare reports a share in per cent that opens to nothing: it is in no figure,
// no chart, no link to a proof, and nobody's own words.
func bare(t *testing.T, file, body string) {
	t.Helper()
	for _, n := range nodes(t, body) {
		if n.Type != html.TextNode || !percents.MatchString(n.Data) || n.Parent.Data == "title" {
			continue
		}
		if !slices.ContainsFunc(slices.Collect(n.Ancestors()), opens) {
			t.Errorf("%s: %q is a figure without its proof", file, strings.TrimSpace(n.Data))
		}
	}
}

var percents = regexp.MustCompile(`\d %`)

// opens reports whether what stands in an element can be looked into, or is no
// figure but a text or a threshold.
func opens(n *html.Node) bool {
	class, _ := attribute(n, "class")
	href, _ := attribute(n, "href")
	for _, c := range strings.Fields(class) {
		switch c {
		case "figure", "number", "chart", "tinted", "target", "prose", "log", "definitions":
			return true
		}
	}
	// The states are tried on cohorts lived through again; the cells give the n.
	if label, _ := attribute(n, "aria-label"); label == "How well silences were seen coming" {
		return true
	}
	return strings.Contains(href, "#pb-figure-") || n.Data == "time"
}

// TestRecordsAreNeeded holds the oracle to the records: with one meeting, or
// one enrolment, less it comes to another number.
func TestRecordsAreNeeded(t *testing.T) {
	in := example(t, veil.Coordinators)
	p := &prover{files: in.Files, pairings: map[string]string{}}
	for rec, label := range labels(in) {
		p.pairings[path.Dir(path.Dir(path.Dir(rec.Path)))[len("program/"):]+"/"+label] = string(rec.ID)
	}
	const file = "api/v1/cohorts/2026-autumn.json"
	p.readAPI(t, file, render(t, in, file)[file], in.AsOf)
	tried := 0
	for _, c := range p.claims {
		i := slices.IndexFunc(c.records, func(r string) bool {
			return c.metric == "sessions_held" && path.Base(path.Dir(r)) == "sessions" || c.metric == "enrolled" && path.Base(path.Dir(r)) == "enrolments"
		})
		if i < 0 {
			continue
		}
		tried++
		repo := loadNamed(t, in.Files, slices.Delete(slices.Clone(c.records), i, i+1))
		if got := newOracle(repo, repo.Cohorts.Get(cohortOf(c.records)), c).compute(c); got.value != c.numbers.value-1 {
			t.Errorf("%s of %s is %v, and %v without %s", c.metric, c.pairing, c.numbers.value, got.value, c.records[i])
		}
	}
	if tried < 10 {
		t.Errorf("%d figures were tried", tried)
	}
}

// labels are what pairings are called in a site, as the addresses of their pages
// have it.
func labels(in veil.Input) map[*record.Pairing]string {
	repo, site := *in.Repo, *in.Repo.Site
	site.BaseURL = "https://x.example"
	repo.Site = &site
	addresses, all := veil.NewAddresses(&repo, ""), map[*record.Pairing]string{}
	for _, c := range in.Repo.Cohorts.All() {
		for _, p := range c.Pairings.All() {
			all[p] = string(p.ID)
			if in.Audience != veil.Coordinators {
				all[p] = strings.TrimSuffix(path.Base(addresses.Pairing(c, p)), ".html")
			}
		}
	}
	return all
}
