package life

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/record"
	"pairbook/generator/test/mini"
)

// references lists the topics of each list of them, by the record and the kind of list.
func references(repo *record.Repository) map[string][]record.TopicID {
	all := map[string][]record.TopicID{}
	for _, rec := range repo.Records() {
		record.Each(rec, func(path []any, value any) {
			if id, is := value.(record.TopicID); is {
				var keys []string
				for _, step := range path {
					if key, is := step.(string); is {
						keys = append(keys, key)
					}
				}
				name := rec.Where().Path + " " + strings.Join(keys, ".")
				all[name] = append(all[name], id)
			}
		})
	}
	return all
}

// TestSameTopic makes one of some two topics, and compares all lists of topics and what
// check finds with what they were.
func TestSameTopic(t *testing.T) {
	for name, w := range worlds(t) {
		before := load(t, w.files)
		found, topics := problems(t, w.files, w.day), before.Topics.IDs()
		for i, other := range topics {
			id := topics[(i+len(topics)/2)%len(topics)]
			if other == id || i%8 != 0 {
				continue
			}
			d := NewDraft(before, w.files, w.day)
			if err := d.Same(before.Topics.Get(id), before.Topics.Get(other)); err != nil {
				t.Fatal(name, id, other, err)
			}
			files := after(w.files, d.Changes())
			repo := load(t, files)
			want := map[string][]record.TopicID{}
			for where, list := range references(before) {
				where = strings.Replace(where, record.TopicPath(other), record.TopicPath(id), 1)
				for _, one := range slices.Concat(want[where], list) {
					if one == other {
						one = id
					}
					if own := where == record.TopicPath(id)+" within" && one == id; !own && !slices.Contains(want[where], one) {
						want[where] = append(want[where], one)
					}
				}
			}
			maps.DeleteFunc(want, func(_ string, list []record.TopicID) bool { return list == nil })
			got := references(repo)
			slices.Sort(want[record.TopicPath(id)+" within"])
			slices.Sort(got[record.TopicPath(id)+" within"])
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: %s is %s, and refers to other topics (-want +got):\n%s", name, other, id, diff)
			}
			if diff := cmp.Diff(found, problems(t, files, w.day)); diff != "" {
				t.Errorf("%s: %s is %s, and check finds otherwise (-before +after):\n%s", name, other, id, diff)
			}
			called := append([]string{before.Topics.Get(other).Name}, before.Topics.Get(other).Aliases...)
			for _, c := range called {
				if now := repo.Topics.Get(id); c != now.Name && !slices.Contains(now.Aliases, c) {
					t.Errorf("%s: %q is lost: %+v", name, c, now)
				}
			}
		}
	}
}

// TestSameTopicKeepsTheRest holds the bytes of records that have one of two topics, or
// both, in each kind of list.
func TestSameTopicKeepsTheRest(t *testing.T) {
	old := map[string]string{
		"program/topics/ml.yaml":                                       "# Short.\nname: ML\naliases: [M. L.]\nwithin: [ai, data]\n",
		"program/topics/machine-learning.yaml":                         "name: Machine learning # long\n# Above.\nwithin: ml\n",
		"program/topics/ai.yaml":                                       "name: AI\n",
		"program/topics/data.yaml":                                     "name: Data\n",
		"program/topics/nets.yaml":                                     "name: Nets\nwithin: [ml, machine-learning] # twice\n",
		"program/topics/trees.yaml":                                    "name: Trees\nwithin: ml # one\n",
		"program/people/idada.yaml":                                    "name: A\n# Hers.\ntopics:\n  - ml # first\n  - \"data\"\n",
		"program/cohorts/spring/enrolments/idada.yaml":                 "mentor: {capacity: 1, offers: [data, ml]} # both\nmentee:\n  seeks: [ml, machine-learning]\n",
		"program/cohorts/spring/pairings/otter/sessions/2026-04-02.md": "---\ndate: 2026-04-02\nduration: 1h\ntopics: [\"ml\"] # one\n---\n\nOf ml, see [it](../../../../../topics/ml.yaml).\n",
		"program/cohorts/spring/pairings/otter/sessions/2026-04-03.md": "---\ndate: 2026-04-03\ntopics: [ml, data, machine-learning]\n---\n\nMore.\n",
	}
	want := map[string]string{
		"program/topics/machine-learning.yaml":                         "name: Machine learning # long\naliases: [ML, M. L.]\n# Above.\nwithin: [ai, data]\n",
		"program/topics/nets.yaml":                                     "name: Nets\nwithin: machine-learning # twice\n",
		"program/topics/trees.yaml":                                    "name: Trees\nwithin: machine-learning # one\n",
		"program/people/idada.yaml":                                    "name: A\n# Hers.\ntopics:\n  - machine-learning # first\n  - \"data\"\n",
		"program/cohorts/spring/enrolments/idada.yaml":                 "# both\nmentor:\n  offers: [data, machine-learning]\nmentee:\n  seeks: [machine-learning]\n",
		"program/cohorts/spring/pairings/otter/sessions/2026-04-02.md": "---\ndate: 2026-04-02\nduration: 1h\ntopics: [\"machine-learning\"] # one\n---\n\nOf ml, see [it](../../../../../topics/machine-learning.yaml).\n",
		"program/cohorts/spring/pairings/otter/sessions/2026-04-03.md": "---\ndate: 2026-04-03\ntopics: [machine-learning, data]\n---\n\nMore.\n",
	}
	files := fstest.MapFS{}
	for path, text := range old {
		files[path] = &fstest.MapFile{Data: []byte(text)}
	}
	d := NewDraft(load(t, files), files, mini.Day)
	if err := d.Same(d.Repo.Topics.Get("machine-learning"), d.Repo.Topics.Get("ml")); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, c := range d.Changes() {
		if !c.Gone {
			got[c.Path] = string(c.New)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if len(d.Said) != 1 || !strings.Contains(d.Said[0], "6 records refer to machine-learning") {
		t.Errorf("it says %q", d.Said)
	}
}
