// Package progress shows at a terminal how far work is. It reads no clock: whoever
// makes a [Meter] gives it one.
package progress

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"
)

// Meter shows the progress of a stage that takes more than two seconds, on a line
// that disappears at its end. A nil Meter shows nothing.
type Meter struct {
	terminal io.Writer
	width    int // of the terminal, in columns
	now      func() time.Time
	patience time.Duration // before the line is first shown
	every    time.Duration // between updates of the line

	mu     sync.Mutex
	stages []*stage // under way, the innermost last
	shown  int      // the length of the line that is shown
	closed bool
}

// stage is a part of the work. Its total is 0 while unknown.
type stage struct {
	name        string
	begun       time.Time
	done, total int
}

// New returns a meter for a terminal with so many columns.
func New(terminal io.Writer, width int, now func() time.Time) *Meter {
	return &Meter{terminal: terminal, width: width, now: now, patience: 2 * time.Second, every: 250 * time.Millisecond}
}

// Watch begins a stage, and returns a function that ends it.
func (m *Meter) Watch(name string) (end func()) {
	if m == nil {
		return func() {}
	}
	s := &stage{name: name, begun: m.now()}
	m.mu.Lock()
	m.stages = append(m.stages, s)
	m.mu.Unlock()
	over := make(chan struct{})
	var watched sync.WaitGroup
	watched.Go(func() {
		ticks := time.NewTicker(m.every)
		defer ticks.Stop()
		for {
			select {
			case <-over:
				return
			case <-ticks.C:
				m.show(s)
			}
		}
	})
	return func() {
		close(over)
		watched.Wait()
		m.mu.Lock()
		defer m.mu.Unlock()
		m.write("")
		for i := range m.stages {
			if m.stages[i] == s {
				m.stages = append(m.stages[:i], m.stages[i+1:]...)
				return
			}
		}
	}
}

// Count sets the progress of the innermost stage. It may be called concurrently;
// a number that comes late is ignored.
func (m *Meter) Count(done, total int) {
	if m == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.stages) > 0 {
		s := m.stages[len(m.stages)-1]
		s.done, s.total = max(s.done, done), total
	}
}

// Close clears the line and prevents further output.
func (m *Meter) Close() {
	if m == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.write("")
	m.closed = true
}

func (m *Meter) show(s *stage) {
	m.mu.Lock()
	defer m.mu.Unlock()
	passed := m.now().Sub(s.begun)
	if len(m.stages) > 0 && m.stages[len(m.stages)-1] == s && passed >= m.patience {
		m.write(s.line(passed))
	}
}

// write replaces the line that is shown.
func (m *Meter) write(line string) {
	if m.closed || line == "" && m.shown == 0 {
		return
	}
	if runes := []rune(line); len(runes) > m.width-1 {
		line = string(runes[:m.width-1])
	}
	length := utf8.RuneCountInString(line)
	fmt.Fprintf(m.terminal, "\r%s%s\r", line, strings.Repeat(" ", max(0, m.shown-length)))
	m.shown = length
}

// line describes a stage: its progress, speed and estimated remaining time; or
// the time passed if nothing has been counted, or if all has and other work goes
// on.
func (s *stage) line(passed time.Duration) string {
	if s.done == 0 || s.done >= s.total {
		return fmt.Sprintf("%s: %s", s.name, length(passed))
	}
	perSecond := int(float64(s.done) / passed.Seconds())
	left := time.Duration(float64(passed) / float64(s.done) * float64(s.total-s.done))
	return fmt.Sprintf("%s: %s of %s, %s a second, %s left", s.name, grouped(s.done), grouped(s.total), grouped(perSecond), length(left))
}

// length formats a time in minutes and seconds.
func length(d time.Duration) string {
	if seconds := int(d.Seconds() + 0.5); seconds < 60 {
		return fmt.Sprintf("%d s", seconds)
	} else {
		return fmt.Sprintf("%d min %d s", seconds/60, seconds%60)
	}
}

// grouped formats a number with its thousands separated: 12,345.
func grouped(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}
