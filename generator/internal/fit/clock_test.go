package fit

import (
	"slices"
	"testing"
)

// TestHoursThatMeetAreOneStretch, so that a meeting may lie across the end of one.
func TestHoursThatMeetAreOneStretch(t *testing.T) {
	t.Parallel()
	got := merged([]Span{{0, 60}, {60, 90}, {70, 80}, {91, 120}})
	if want := []Span{{0, 90}, {91, 120}}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
