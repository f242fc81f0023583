package check

import (
	"fmt"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/record"
)

// within is a repository of topics n that lie within others.
func within(t interface{ Fatal(...any) }, above [][]int) *record.Repository {
	files := fstest.MapFS{}
	for i, all := range above {
		text := fmt.Sprintf("name: T%d\nwithin: [", i)
		for j, a := range all {
			if j > 0 {
				text += ", "
			}
			text += fmt.Sprintf("t%d", a)
		}
		files[fmt.Sprintf("program/topics/t%d.yaml", i)] = &fstest.MapFile{Data: []byte(text + "]\n")}
	}
	repo, _, err := record.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return repo
}

// TestCircles compares with what can be reached from each topic: two have one number
// just when each can be reached from the other.
func TestCircles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 8).Draw(t, "topics")
		above := make([][]int, n)
		reached := make([][]bool, n)
		for i := range n {
			above[i] = rapid.SliceOfNDistinct(rapid.IntRange(0, n-1), 0, min(n, 3), rapid.ID[int]).Draw(t, "within")
			reached[i] = make([]bool, n)
			reached[i][i] = true
			for _, a := range above[i] {
				reached[i][a] = true
			}
		}
		for k := range n {
			for i := range n {
				for j := range n {
					reached[i][j] = reached[i][j] || reached[i][k] && reached[k][j]
				}
			}
		}
		circle := circlesOf(within(t, above).Topics)
		for i := range n {
			for j := range n {
				same := circle[record.TopicID(fmt.Sprintf("t%d", i))] == circle[record.TopicID(fmt.Sprintf("t%d", j))]
				if same != (reached[i][j] && reached[j][i]) {
					t.Fatalf("%v: topics %d and %d are in one circle: %v", above, i, j, same)
				}
			}
		}
	})
}

// BenchmarkTopicCycle follows chains. Ten times as many topics take 23 times as long,
// for their maps outgrow the cache, and took 100 times as long when each was followed.
func BenchmarkTopicCycle(b *testing.B) {
	for _, n := range []int{1_000, 10_000} {
		above := make([][]int, n)
		for i := range n - 1 {
			above[i] = []int{i + 1}
		}
		repo := within(b, above)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				topicCycle(&checker{&facts{repo: repo}, "topic-cycle", new(diag.List)})
			}
		})
	}
}
