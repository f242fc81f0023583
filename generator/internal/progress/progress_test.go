package progress

import (
	"strings"
	"sync"
	"testing"
	"time"
)

// screen is a line of a terminal's screen: what is written after a carriage
// return overwrites it.
type screen struct {
	mu   sync.Mutex
	all  string
	line []rune
	at   int
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.all += string(p)
	for _, r := range string(p) {
		switch {
		case r == '\r':
			s.at = 0
			continue
		case s.at == len(s.line):
			s.line = append(s.line, r)
		default:
			s.line[s.at] = r
		}
		s.at++
	}
	return len(p), nil
}

func (s *screen) text() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return strings.TrimRight(string(s.line), " ")
}

// written is everything that has been written so far.
func (s *screen) written() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.all
}

func TestAStageSaysHowFarItIs(t *testing.T) {
	for _, c := range []struct {
		stage  stage
		passed time.Duration
		want   string
	}{
		{stage{name: "check"}, 2400 * time.Millisecond, "check: 2 s"},
		{stage{name: "check", total: 10}, 75 * time.Second, "check: 1 min 15 s"},
		{stage{name: "publish", done: 1000, total: 4000}, 2 * time.Second, "publish: 1,000 of 4,000, 500 a second, 6 s left"},
		{stage{name: "demo", done: 1234567, total: 10000000}, 100 * time.Second, "demo: 1,234,567 of 10,000,000, 12,345 a second, 11 min 50 s left"},
		{stage{name: "publish", done: 7, total: 7}, 3 * time.Second, "publish: 3 s"},
	} {
		if got := c.stage.line(c.passed); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// until waits for a line, up to the limit of all tests.
func until(s *screen, text string) {
	for !strings.Contains(s.text(), text) {
		time.Sleep(time.Millisecond)
	}
}

func TestTheLineComesAndGoes(t *testing.T) {
	s := &screen{}
	m := &Meter{terminal: s, now: time.Now, width: 30, every: time.Millisecond}
	end := m.Watch("site")
	until(s, "site: 0 s")
	inner := m.Watch("measure")
	m.Count(5, 10)
	until(s, "measure: 5 of 10, ")
	if got := s.text(); len(got) != 29 {
		t.Errorf("%q has %d columns of 30", got, len(got))
	}
	m.Count(3, 10)
	inner()
	until(s, "site: ")
	if strings.Contains(s.written(), "3 of 10") {
		t.Error("a number that came late was shown")
	}
	end()
	if got := s.text(); got != "" {
		t.Errorf("after the end %q stands there", got)
	}
	m.Count(1, 2) // of no stage

	end = m.Watch("publish")
	until(s, "publish")
	m.Close()
	written := s.written()
	end()
	if s.text() != "" || s.written() != written {
		t.Errorf("after it was closed %q stands there", s.text())
	}
}

// Nothing is shown before patience has passed, or without a meter.
func TestTheLineIsForThoseWhoWait(t *testing.T) {
	s := &screen{}
	m := &Meter{terminal: s, now: time.Now, width: 80, patience: time.Hour, every: time.Microsecond}
	end := m.Watch("site")
	time.Sleep(5 * time.Millisecond)
	end()
	if written := s.written(); written != "" {
		t.Errorf("%q was written at once", written)
	}
	var none *Meter
	none.Watch("site")()
	none.Count(1, 2)
	none.Close()
}

// TestNumbersAndLengthsAsPeopleReadThem has the places at which they change their form.
func TestNumbersAndLengthsAsPeopleReadThem(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 999999: "999,999", 1000000: "1,000,000"} {
		if got := grouped(n); got != want {
			t.Errorf("%d is %s, want %s", n, got, want)
		}
	}
	for d, want := range map[time.Duration]string{
		0: "0 s", 499 * time.Millisecond: "0 s", 500 * time.Millisecond: "1 s", 59 * time.Second: "59 s", 59500 * time.Millisecond: "1 min 0 s", time.Minute: "1 min 0 s", time.Hour: "60 min 0 s",
	} {
		if got := length(d); got != want {
			t.Errorf("%v is %s, want %s", d, got, want)
		}
	}
}

// TestAStageIsShownOncePatienceHasPassed goes by the clock that it is given, and shows the
// innermost stage alone, cut to the terminal.
func TestAStageIsShownOncePatienceHasPassed(t *testing.T) {
	s, now := &screen{}, time.Unix(0, 0)
	m := New(s, 12, func() time.Time { return now })
	m.every = time.Hour // nothing is shown but by this test
	end := m.Watch("measure")
	now = now.Add(2*time.Second - 1)
	m.show(m.stages[0])
	if got := s.text(); got != "" {
		t.Errorf("before two seconds %q is shown", got)
	}
	now = now.Add(1)
	m.show(m.stages[0])
	if got := s.text(); got != "measure: 2 " && got != "measure: 2" {
		t.Errorf("after two seconds %q is shown", got)
	}
	endInner := m.Watch("a")
	now = now.Add(3 * time.Second)
	m.show(m.stages[0])
	if got := s.text(); got != "measure: 2" {
		t.Errorf("while another stage is under way %q is shown", got)
	}
	m.Count(1, 3)
	m.Count(3, 3)
	m.Count(2, 3)
	m.show(m.stages[1])
	if got := s.text(); got != "a: 3 s" || m.stages[1].done != 3 || m.stages[0].done != 0 {
		t.Errorf("%q is shown, and %d and %d are done", got, m.stages[0].done, m.stages[1].done)
	}
	end()
	if len(m.stages) != 1 || m.stages[0].name != "a" {
		t.Errorf("the stage that ended goes on: %v", len(m.stages))
	}
	endInner()
	if got := s.text(); got != "" || len(m.stages) != 0 {
		t.Errorf("%q stands there at the end", got)
	}
}
