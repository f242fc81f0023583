package topic

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/record"
)

func TestKinship(t *testing.T) {
	within := map[record.TopicID][]record.TopicID{
		"data": nil, "charts": {"data", "talks"}, "maps": {"charts"}, "globes": {"maps"}, "talks": nil, "statistics": {"data"},
		"egg": {"hen"}, "hen": {"egg", "gone"}, "self": {"self"},
	}
	topics := map[record.TopicID]*record.Topic{}
	for id, parents := range within {
		topics[id] = &record.Topic{ID: id, Within: parents}
	}
	k := NewKinship(record.NewTable(topics))
	for id, want := range map[record.TopicID]map[record.TopicID]int{
		"charts":     {"charts": 0, "data": 1, "talks": 1, "maps": 1, "statistics": 2, "globes": 2},
		"statistics": {"statistics": 0, "data": 1, "charts": 2, "maps": 3},
		"globes":     {"globes": 0, "maps": 1, "charts": 2, "data": 3, "talks": 3},
		"egg":        {"egg": 0, "hen": 1},
		"self":       {"self": 0},
		"nowhere":    {"nowhere": 0},
	} {
		got := k.Kin(id)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("kin of %s (-want +got):\n%s", id, diff)
		}
		for other, steps := range got {
			if _, known := within[other]; known && k.Kin(other)[id] != steps {
				t.Errorf("%s is %d steps from %s, and %d the other way", other, steps, id, k.Kin(other)[id])
			}
		}
	}
	for want, two := range map[record.TopicID][2]record.TopicID{
		"data": {"statistics", "maps"}, "charts": {"globes", "charts"}, "talks": {"talks", "globes"}, "egg": {"egg", "hen"}, "": {"hen", "data"},
	} {
		if got := k.Common(two[0], two[1]); got != want {
			t.Errorf("%v lie within %q, want %q", two, got, want)
		}
	}
	if got := k.Ancestors("maps"); !slices.Equal(got, []record.TopicID{"charts", "data", "talks"}) {
		t.Errorf("maps lie within %v", got)
	}
}

func TestWords(t *testing.T) {
	for text, want := range map[string][]string{
		"Planning a project":                     {"plan", "project"},
		"Plan the projects; planned, a PROJECT!": {"plan", "project"},
		"C++ and C#, not C":                      {"c", "c#", "c++"},
		"Modelling/modeling image-processing":    {"imag", "model", "process"},
		"How I take over people's work":          nil,
		"Données ouvertes 数据":                    {"donne", "ouvert", "数据"},
		"shared, sharing, share":                 {"shar"},
		"":                                       nil,
	} {
		if got := Words(text); !slices.Equal(got, want) {
			t.Errorf("Words(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestRarity(t *testing.T) {
	r := NewRarity([][]string{{"a", "b"}, {"a"}, {"a"}, nil})
	for thing, want := range map[string]int{"a": 847, "b": 1609, "nobody's": 1609} {
		if got := r.Of(thing); got != want {
			t.Errorf("%s weighs %d, want %d", thing, got, want)
		}
	}
}
