package diag

import (
	"fmt"
	"strings"
	"testing"
)

// TestAnswer asks a question of many problems, shuffled: the first in order are
// answered, each once, and no other question is evaluated.
func TestAnswer(t *testing.T) {
	var l List
	asked := 0
	for i := range 9 {
		line := i*4%9 + 1
		for range 2 { // the same twice
			l.Errorf(Position{Path: "a", Line: line, Column: 1}, "rule", "", "there is no %d", line)
			l.CompleteLater(func() string { asked++; return fmt.Sprintf("; did you mean \"%d\"?", -line) })
		}
	}
	l.Warnf(Position{Path: "a", Line: 10, Column: 1}, "rule", "", "nothing is asked")
	got := l.Complete(3)
	if len(got) != 10 || asked != 3 {
		t.Fatalf("%d problems, %d answers: %v", len(got), asked, got)
	}
	for i, p := range got {
		if p.Line != i+1 || strings.Contains(p.Message, "mean") != (i < 3) || p.Completion != nil {
			t.Errorf("%+v", p)
		}
	}
	for _, most := range []int{0, 9} {
		if fresh := got.Without(l.Complete(most)); len(fresh) > 0 {
			t.Errorf("with %d answers these are new: %v", most, fresh)
		}
	}
}
