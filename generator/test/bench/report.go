//go:build unix

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"pairbook/generator/internal/chart"
)

// mark is the heading of BENCH.md from which on everything is measured.
const mark = "## Measured\n"

// save replaces what is measured in the document, and the plot beside it.
func (b *bench) save(document string) error {
	text, err := os.ReadFile(document)
	if err != nil {
		return err
	}
	said, _, found := strings.Cut(string(text), mark)
	if !found {
		return fmt.Errorf("%s has no heading %q", document, strings.TrimSpace(mark))
	}
	if err := os.WriteFile(filepath.Join(filepath.Dir(document), "BENCH.svg"), []byte(b.plot()), 0o666); err != nil {
		return err
	}
	return os.WriteFile(document, []byte(said+b.report()), 0o666)
}

func (b *bench) report() string {
	var t strings.Builder
	fmt.Fprintf(&t, "%s\n%d cores, %s of memory; Go %s, Hugo %s. Seconds are those of a clock, CPU those of all cores; memory is the\nmost at a time. Medians of %d runs, in turns, each begun with nothing left to be written.\n",
		mark, runtime.NumCPU(), machineMemory(), strings.TrimPrefix(runtime.Version(), "go"), strings.TrimPrefix(hugoVersion, "v"),
		b.runs)
	t.WriteString("\n### A handbook\n\n![" + description + "](BENCH.svg)\n\n")
	compared(&t, "pages", b.handbooks)
	t.WriteString("\n### Pairings and logs\n\nOurs is the whole site with all its figures, Hugo's a page for each pairing and each log.\n\n")
	compared(&t, "pairings and logs", b.logs)
	t.WriteString("\n`check` alone:\n\n| pairings and logs | seconds | CPU | memory |\n|---|---:|---:|---:|\n")
	for _, r := range b.checks {
		r.write(&t)
	}
	t.WriteString(b.growth())
	if len(b.last) > 0 {
		t.WriteString("\n### The largest\n\nOne run each, of " + b.largest + ".\n\n| command | seconds | CPU | memory |\n|---|---:|---:|---:|\n")
		for _, r := range b.last {
			r.write(&t)
		}
	}
	return t.String()
}

// growth says what the last step in size costs.
func (b *bench) growth() string {
	n := len(b.logs)
	if n < 2 || len(b.checks) != n {
		return ""
	}
	before, last := b.logs[n-2], b.logs[n-1]
	return fmt.Sprintf("\nFrom %s to %s a build takes %s the seconds, %s the CPU and %s the memory, and a check %s the seconds.\n", before.files, last.files,
		times(last.ours.wall/before.ours.wall), times(last.ours.cpu/before.ours.cpu), times(float64(last.ours.memory)/float64(before.ours.memory)),
		times(b.checks[n-1].cost.wall/b.checks[n-2].cost.wall))
}

func compared(t *strings.Builder, what string, all []comparison) {
	fmt.Fprintf(t, "| %s | seconds | CPU | memory | Hugo: seconds | CPU | memory | ours ÷ Hugo's: seconds | CPU | memory |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n", what)
	for _, c := range all {
		fmt.Fprintf(t, "| %s | %.2f | %.2f | %s | %.2f | %.2f | %s | **%s** | **%s** | **%s** |\n", c.files,
			c.ours.wall, c.ours.cpu, megabytes(c.ours.memory), c.hugo.wall, c.hugo.cpu, megabytes(c.hugo.memory),
			times(c.wall()), times(c.cpu()), times(c.memory()))
	}
}

func (r row) write(t *strings.Builder) {
	fmt.Fprintf(t, "| %s | %.2f | %.2f | %s |\n", r.name, r.cost.wall, r.cost.cpu, megabytes(r.cost.memory))
}

func (c comparison) wall() float64   { return c.ours.wall / c.hugo.wall }
func (c comparison) cpu() float64    { return c.ours.cpu / c.hugo.cpu }
func (c comparison) memory() float64 { return float64(c.ours.memory) / float64(c.hugo.memory) }

func times(ratio float64) string { return strconv.FormatFloat(ratio, 'f', 2, 64) + " ×" }

func megabytes(bytes int64) string { return grouped(int(bytes>>20)) + " MB" }

// machineMemory is what the machine has, in words.
func machineMemory() string {
	text, err := os.ReadFile("/proc/meminfo")
	if err != nil {
		return "an unknown amount"
	}
	var kib int64
	_, _ = fmt.Sscanf(string(text), "MemTotal: %d kB", &kib)
	return fmt.Sprintf("%d GB", (kib+1<<19)>>20)
}

const description = "Pages of a handbook, from few to many, and pairbook's seconds, CPU and memory as parts of Hugo's"

// plot draws the ratios over the size of the handbook. The drawing is package
// chart's; a file of its own needs a name space, a width and its colours.
func (b *bench) plot() string {
	lines := chart.Lines{
		Heading: chart.Heading{ID: "bench", Title: "pairbook beside Hugo", Description: description + "; the numbers are in BENCH.md."},
		Across:  "pages", Series: []chart.Series{{Label: "clock"}, {Label: "CPU"}, {Label: "memory"}},
	}
	for i, c := range b.handbooks {
		for s, ratio := range []float64{c.wall(), c.cpu(), c.memory()} {
			lines.Top = max(lines.Top, ratio, 1)
			lines.Series[s].Points = append(lines.Series[s].Points, chart.LinePoint{
				At: float64(i) / float64(max(1, len(b.handbooks)-1)), Value: ratio, Label: c.files + " pages", Tick: c.files, As: strings.ReplaceAll(times(ratio), " ", ""),
			})
		}
	}
	lines.TopAs = times(lines.Top) + " of Hugo's; the ground line is 0"
	figure := string(lines.HTML())
	begin, end := strings.Index(figure, "<svg role"), strings.Index(figure, "<details>")
	drawing := strings.Replace(figure[begin:end], `<svg role="img"`, `<svg xmlns="http://www.w3.org/2000/svg" role="img"`, 1)
	drawing = strings.Replace(drawing, `width="100%" height="166"`, `width="646" height="166" viewBox="-6 0 646 166"`, 1)
	return strings.Replace(drawing, "</desc>", "</desc><style>"+colours+"</style>", 1) + "\n"
}

const colours = "text{font:13px sans-serif;fill:#767676}.end{text-anchor:end}.axis{stroke:#999}.fill{fill:#2a7d6f}.fill-2{fill:#b5562b}.mark{fill:#767676}" +
	".stroke{fill:none;stroke:#2a7d6f;stroke-width:2;vector-effect:non-scaling-stroke}.stroke-2{stroke:#b5562b;stroke-dasharray:6 4}.stroke-3{stroke:#767676;stroke-dasharray:2 3}"

// grouped is a number of which the thousands can be told apart.
func grouped(n int) string {
	if n < 1000 {
		return strconv.Itoa(n)
	}
	return fmt.Sprintf("%s,%03d", grouped(n/1000), n%1000)
}
