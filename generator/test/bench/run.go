//go:build unix

package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// cost is what a run took: seconds, seconds of all cores, and the most memory
// at a time in bytes.
type cost struct {
	wall, cpu float64
	memory    int64
}

// asOf is the day of pairbook demo.
const asOf = "2026-11-02"

// prepare builds both programs.
func (b *bench) prepare() {
	if b.dir, b.err = os.MkdirTemp("", "bench"); b.err != nil {
		return
	}
	b.pairbook, b.hugo = b.in("pairbook"), b.in("hugo")
	fmt.Fprintln(os.Stderr, "building pairbook and Hugo")
	b.do(exec.Command("go", "build", "-o", b.pairbook, "./generator"))
	install := exec.Command("go", "install", "github.com/gohugoio/hugo@"+hugoVersion)
	install.Dir = b.dir
	install.Env = append(os.Environ(), "GOBIN="+b.dir, "CGO_ENABLED=0")
	b.do(install)
}

// do runs a command that is not measured.
func (b *bench) do(c *exec.Cmd) {
	if b.err != nil {
		return
	}
	if out, err := c.CombinedOutput(); err != nil {
		b.err = fmt.Errorf("%s: %w\n%s", strings.Join(c.Args, " "), err, out)
	}
}

func (b *bench) write(name string, data []byte) {
	if b.err == nil {
		b.err = os.MkdirAll(filepath.Dir(name), 0o777)
	}
	if b.err == nil {
		b.err = os.WriteFile(name, data, 0o666)
	}
}

// subject writes a programme, and lays out Hugo's bare site beside it.
func (b *bench) subject(files string, pairings, sessions, pages int) *subject {
	b.sites++
	s := &subject{files: files, ours: b.in("site-" + strconv.Itoa(b.sites)), bare: b.in("bare-" + strconv.Itoa(b.sites))}
	fmt.Fprintf(os.Stderr, "%d pairings, %d sessions, %d pages\n", pairings, sessions, pages)
	b.do(exec.Command(b.pairbook, "demo", s.ours, "--pairings", strconv.Itoa(pairings), "--sessions", strconv.Itoa(sessions), "--pages", strconv.Itoa(pages)))
	const page = "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>{{ .Title }}</title>\n<h1>{{ .Title }}</h1>\n{{ .Content }}\n"
	const config = "baseURL = \"https://example.org/\"\ntitle = \"Bare\"\ndisableKinds = [\"taxonomy\", \"term\", \"RSS\", \"sitemap\", \"robotsTXT\", \"404\"]\n"
	for name, text := range map[string]string{"layouts/_default/single.html": page, "layouts/_default/list.html": page, "hugo.toml": config} {
		b.write(filepath.Join(s.bare, name), []byte(text))
	}
	return s
}

// copyPages gives Hugo the handbook. A folder's page has another name there.
func (b *bench) copyPages(s *subject) {
	b.each(filepath.Join(s.ours, "content"), func(path string, data []byte) {
		name := strings.TrimSuffix(path, "index.md") + strings.Repeat("_index.md", strings.Count("/"+path, "/index.md"))
		b.write(filepath.Join(s.bare, "content", name), data)
	})
}

// copyLogs gives Hugo each log as a page, and each pairing as the page of their
// folder, with its record as front matter.
func (b *bench) copyLogs(s *subject) {
	b.each(filepath.Join(s.ours, "program/cohorts"), func(path string, data []byte) {
		switch {
		case strings.HasSuffix(path, ".md"):
			b.write(filepath.Join(s.bare, "content", strings.Replace(path, "/sessions/", "/", 1)), data)
		case strings.HasSuffix(path, "/pairing.yaml"):
			b.write(filepath.Join(s.bare, "content", filepath.Dir(path), "_index.md"), fmt.Appendf(nil, "---\n%s---\n", data))
		}
	})
}

// each visits the files below a folder.
func (b *bench) each(dir string, visit func(path string, data []byte)) {
	if b.err != nil {
		return
	}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		path, err := filepath.Rel(dir, name)
		visit(filepath.ToSlash(path), data)
		return err
	})
	if b.err == nil {
		b.err = err
	}
}

func (b *bench) build(s *subject) cost {
	return b.measure(exec.Command(b.pairbook, "build", "--root", s.ours, "--as-of", asOf, "--out", b.in("out")))
}

func (b *bench) check(s *subject) cost {
	return b.measure(exec.Command(b.pairbook, "check", "--root", s.ours, "--as-of", asOf))
}

// measure runs a command without an output from before. What the output is made
// of has been read once by then, so that no run waits for the disk alone; and all is
// written that the run before has left, a hundred thousand files of Hugo's for half a
// minute.
func (b *bench) measure(c *exec.Cmd) cost {
	b.setAside(b.in("out"))
	b.do(exec.Command("sync"))
	if b.err != nil {
		return cost{}
	}
	var said bytes.Buffer
	c.Stdout, c.Stderr = &said, &said
	begun := time.Now()
	err := c.Run()
	took := cost{wall: time.Since(begun).Seconds()}
	if err != nil {
		b.err = fmt.Errorf("%s: %w\n%s", strings.Join(c.Args, " "), err, said.String())
		return cost{}
	}
	usage := c.ProcessState.SysUsage().(*syscall.Rusage)
	took.cpu = (c.ProcessState.UserTime() + c.ProcessState.SystemTime()).Seconds()
	took.memory = usage.Maxrss
	if runtime.GOOS != "darwin" {
		took.memory *= 1024 // elsewhere it is in KiB
	}
	fmt.Fprintf(os.Stderr, "  %-8s %6.2f s, %6.2f s of CPU, %d MB\n", filepath.Base(c.Path), took.wall, took.cpu, took.memory>>20)
	return took
}

// room is how many bytes are left on the disk.
func (b *bench) room() int64 {
	var disk syscall.Statfs_t
	if b.err == nil {
		b.err = syscall.Statfs(b.dir, &disk)
	}
	return int64(disk.Bavail) * int64(disk.Bsize)
}

// median gives the median of each figure by itself.
func median(all []cost) cost {
	middle := func(of func(cost) float64) float64 {
		var values []float64
		for _, c := range all {
			values = append(values, of(c))
		}
		slices.Sort(values)
		return values[len(values)/2]
	}
	return cost{
		wall: middle(func(c cost) float64 { return c.wall }), cpu: middle(func(c cost) float64 { return c.cpu }),
		memory: int64(middle(func(c cost) float64 { return float64(c.memory) })),
	}
}
