package intake

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestPeerScoresInAnyOrder reads the same scores from the same rows in another order, and
// with the two of a row the other way round.
func TestPeerScoresInAnyOrder(t *testing.T) {
	want := &PeerScores{Peers: []string{"ann", "bob", "cat"}, Rows: []PeerScore{{0, 1, 50}, {0, 2, 40}, {1, 2, 30}}, SamePerson: 1}
	for _, rows := range []string{"ann,bob,50\nann,cat,40\nbob,cat,30\nann,ann,9\n", "cat,cat,9\nbob,cat,30\nann,bob,50\ncat,ann,40\n"} {
		got, problems := ReadPeerScores("s.csv", strings.NewReader("a,b,score\n"+rows))
		if diff := cmp.Diff(want, got); diff != "" || len(problems) > 0 {
			t.Errorf("%q: %v (-want +got):\n%s", rows, problems, diff)
		}
	}
	if got, problems := ReadPeerScores("s.csv", strings.NewReader("a,b,score\nann,bob,1\nbob,ann,1\n")); got != nil || len(problems) != 1 {
		t.Errorf("two in two rows: %+v, %v", got, problems)
	}
}
