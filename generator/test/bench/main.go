//go:build unix

// Command bench measures whole commands of pairbook beside Hugo on the same
// Markdown, and writes what it finds into generator/BENCH.md, with a plot:
//
//	go run ./generator/test/bench -write
//
// Both programs are built from their modules into a folder that goes at the end.
// The sites are written by pairbook demo; Hugo gets a copy of their Markdown and
// a bare template. The two run in turns, and each run writes a new output.
package main

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// hugoVersion is one that the Go of go.mod builds.
const hugoVersion = "v0.152.2"

func main() {
	var b bench
	pages := flag.String("pages", "100,1000,10000,100000", "sizes of the handbook, in pages")
	logs := flag.String("logs", "1000,10000,100000", "sizes of the programme, in logs; a tenth are pairings")
	once := flag.Int("once", 1_000_000, "logs of a programme that is checked and built once, alone; 0 for none")
	flag.IntVar(&b.runs, "runs", 5, "how often each is measured")
	write := flag.Bool("write", false, "write the figures into generator/BENCH.md and the plot beside it as they come, instead of printing them")
	flag.Parse()
	b.prepare()
	for _, j := range b.jobs(sizes(*pages), sizes(*logs), *once) {
		j.do()
		if *write && b.err == nil {
			b.err = b.save("generator/BENCH.md")
		}
	}
	if !*write && b.err == nil {
		fmt.Print(b.report())
	}
	if err := errors.Join(b.err, os.RemoveAll(b.dir)); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// job is something to measure.
type job struct {
	files int
	do    func()
}

// jobs lists what is to be measured, from few files to many.
func (b *bench) jobs(pages, logs []int, once int) []job {
	var all []job
	for _, n := range pages {
		all = append(all, job{n, func() { b.handbook(n) }})
	}
	for _, n := range logs {
		all = append(all, job{n + n/10, func() { b.programme(n) }})
	}
	if once > 0 {
		all = append(all, job{once + once/10, func() { b.alone(once) }})
	}
	slices.SortStableFunc(all, func(a, b job) int { return cmp.Compare(a.files, b.files) })
	return all
}

func sizes(list string) []int {
	var all []int
	for _, word := range strings.Split(list, ",") {
		if n, err := strconv.Atoi(word); err == nil && n > 0 {
			all = append(all, n)
		}
	}
	return all
}

// bench is what is measured, and the first thing that went wrong: after it,
// nothing more is done.
type bench struct {
	runs      int
	dir       string
	aside     int // folders that are out of the way
	pairbook  string
	hugo      string
	handbooks []comparison
	logs      []comparison
	checks    []row
	largest   string // what was measured last, in words
	last      []row
	err       error
}

// comparison is the same work done by both.
type comparison struct {
	files      string // in words
	ours, hugo cost
}

// row is a command of ours alone.
type row struct {
	name string
	cost cost
}

// handbook compares builds of a handbook alone.
func (b *bench) handbook(pages int) {
	site := b.demo(0, 0, pages)
	b.copyPages(site)
	c := comparison{files: grouped(pages)}
	c.ours, c.hugo = b.compare(site)
	b.handbooks = append(b.handbooks, c)
	b.clear(site)
}

// programme compares builds of a programme with what Hugo needs for a page of
// each of its pairings and logs, and measures check.
func (b *bench) programme(logs int) {
	pairings := logs / 10
	site := b.demo(pairings, logs, 0)
	b.copyLogs(site)
	c := comparison{files: fmt.Sprintf("%s and %s", grouped(pairings), grouped(logs))}
	c.ours, c.hugo = b.compare(site)
	b.logs = append(b.logs, c)
	b.checks = append(b.checks, row{c.files, median(b.repeat(func() cost { return b.check(site) }))})
	b.clear(site)
}

// alone measures each command once on a programme with which Hugo is not asked
// to compete.
func (b *bench) alone(logs int) {
	for ; b.aside > 0 && b.err == nil; b.aside-- { // it takes what room there is
		b.err = os.RemoveAll(b.in("aside-" + strconv.Itoa(b.aside)))
	}
	site := b.demo(logs/10, logs, 0)
	b.largest = fmt.Sprintf("%s pairings with %s logs", grouped(logs/10), grouped(logs))
	for _, command := range []string{"check", "build"} {
		measured := b.check
		if command == "build" {
			measured = b.build
		}
		b.last = append(b.last, row{command, measured(site)})
	}
	b.clear(site)
}

func (b *bench) clear(site string) {
	for _, dir := range []string{site, b.in("hugo-site/content"), b.in("out")} {
		b.setAside(dir)
	}
}

// setAside takes a folder out of the way. It stays until the end: ext4 gives no file
// the inode of one that was removed in the last minutes, and each new file looks past
// all of them, which takes a quarter of a build's time.
func (b *bench) setAside(dir string) {
	if b.err != nil {
		return
	}
	b.aside++
	if err := os.Rename(dir, b.in("aside-"+strconv.Itoa(b.aside))); !errors.Is(err, fs.ErrNotExist) {
		b.err = err
	}
}

func (b *bench) in(name string) string { return filepath.Join(b.dir, name) }
