//go:build unix

// Command bench measures whole commands of pairbook beside Hugo on the same
// Markdown, and writes what it finds into generator/BENCH.md, with a plot:
//
//	go run ./generator/test/bench -write
//
// Both programs are built from their modules into a folder that goes at the end.
// The sites are written by pairbook demo; Hugo gets a copy of their Markdown and
// a bare template. The two run in turns, site after site, and each run writes a new
// output.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
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
	for _, do := range []func(){func() { b.compareHandbooks(sizes(*pages)) }, func() { b.compareProgrammes(sizes(*logs)) }, func() { b.alone(*once) }} {
		do()
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
	sites     int // that were written
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

// subject is a programme and Hugo's copy of it, and what the runs of each took.
type subject struct {
	files               string // in words
	ours, bare          string // folders
	built, hugo, checks []cost
}

// compareHandbooks compares builds of handbooks alone.
func (b *bench) compareHandbooks(pages []int) {
	var all []*subject
	for _, n := range pages {
		s := b.subject(grouped(n), 0, 0, n)
		b.copyPages(s)
		all = append(all, s)
	}
	b.handbooks = b.compare(all)
	b.clear(all)
}

// compareProgrammes compares builds of programmes with what Hugo needs for a page of
// each of their pairings and logs, and measures check.
func (b *bench) compareProgrammes(logs []int) {
	var all []*subject
	for _, n := range logs {
		s := b.subject(grouped(n/10)+" and "+grouped(n), n/10, n, 0)
		b.copyLogs(s)
		all = append(all, s)
	}
	b.logs = b.compare(all)
	for range b.runs {
		for _, s := range all {
			s.checks = append(s.checks, b.check(s))
		}
	}
	for _, s := range all {
		b.checks = append(b.checks, row{s.files, median(s.checks)})
	}
	b.clear(all)
}

// compare runs both on each of some sites, and gives the medians. The sites take turns,
// as the programs do: a machine is slower in one quarter of an hour than in the next.
func (b *bench) compare(all []*subject) []comparison {
	for range b.runs {
		for _, s := range all {
			s.built = append(s.built, b.build(s))
			s.hugo = append(s.hugo, b.measure(exec.Command(b.hugo, "--quiet", "--buildFuture", "--source", s.bare, "--destination", b.in("out"), "--cacheDir", b.in("cache"))))
		}
	}
	var medians []comparison
	for _, s := range all {
		medians = append(medians, comparison{s.files, median(s.built), median(s.hugo)})
	}
	return medians
}

// roomOfLog is how many bytes of a disk a log takes up: with its part of the other
// records, and of the site.
const roomOfLog = 25_000

// alone measures each command once on a programme with which Hugo is not asked
// to compete; on none of 0 logs.
func (b *bench) alone(logs int) {
	if logs == 0 {
		return
	}
	for ; b.aside > 0 && b.err == nil && b.room() < roomOfLog*int64(logs); b.aside-- {
		b.err = os.RemoveAll(b.in("aside-" + strconv.Itoa(b.aside)))
	}
	s := b.subject(fmt.Sprintf("%s pairings with %s logs", grouped(logs/10), grouped(logs)), logs/10, logs, 0)
	b.largest = s.files
	b.last = append(b.last, row{"check", b.check(s)}, row{"build", b.build(s)})
	b.clear([]*subject{s})
}

// clear takes sites out of the way, and the last output.
func (b *bench) clear(all []*subject) {
	for _, s := range all {
		b.setAside(s.ours)
		b.setAside(s.bare)
	}
	b.setAside(b.in("out"))
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
