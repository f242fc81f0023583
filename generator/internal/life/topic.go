package life

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
)

// Same makes one topic of two: what the other is called becomes aliases of the topic, and
// all that refers to the other refers to the topic.
func (d *Draft) Same(topic, other *record.Topic) error {
	if err := apart(topic, other); err != nil {
		return err
	}
	fresh := *topic
	for _, called := range append([]string{other.Name}, other.Aliases...) {
		if called != fresh.Name && !slices.Contains(fresh.Aliases, called) {
			fresh.Aliases = append(slices.Clip(fresh.Aliases), called)
		}
	}
	fresh.Within, _ = insteadOf(append(slices.Clone(topic.Within), other.Within...), other.ID, topic.ID)
	fresh.Within = slices.DeleteFunc(fresh.Within, func(id record.TopicID) bool { return id == topic.ID })
	var keys []string
	if len(fresh.Aliases) > len(topic.Aliases) {
		keys = append(keys, "aliases")
	}
	if !slices.Equal(fresh.Within, topic.Within) {
		keys = append(keys, "within")
	}
	if err := d.set(&fresh, keys...); err != nil {
		return err
	}
	if err := d.remove(other.Path); err != nil {
		return err
	}
	referring := 0
	for _, rec := range d.Repo.Records() {
		if rec.Where().Path == topic.Path || rec.Where().Path == other.Path {
			continue
		}
		found, err := d.newTopicIn(rec, other.ID, topic.ID)
		if err != nil {
			return err
		}
		if found {
			referring++
		}
	}
	d.says("%s is %s now. What it was called is among the aliases, and %s to %s instead.",
		other.ID, topic.ID, prose.CountOf(referring, "record refers", "records refer"), topic.ID)
	return d.settle()
}

// Within records that a topic lies within another.
func (d *Draft) Within(topic, other *record.Topic) error {
	if err := apart(topic, other); err != nil {
		return err
	}
	if slices.Contains(topic.Within, other.ID) {
		return fmt.Errorf("%s lies within %s already", topic.ID, other.ID)
	}
	fresh := *topic
	fresh.Within = append(slices.Clone(topic.Within), other.ID)
	if err := d.set(&fresh, "within"); err != nil {
		return err
	}
	d.says("%s lies within %s now: somebody who offers one is in part an answer to somebody who seeks the other.", topic.ID, other.ID)
	return d.settle()
}

// apart refuses a topic and itself, and topics whose records have mistakes.
func apart(topic, other *record.Topic) error {
	if topic.ID == other.ID {
		return fmt.Errorf("%s is one topic already", topic.ID)
	}
	for _, t := range []*record.Topic{topic, other} {
		if t.Incomplete {
			return fmt.Errorf("%s has a mistake; mend it first, pairbook check says where", t.Path)
		}
	}
	return nil
}

// newTopicIn lets a record refer to another topic in place of one, once in each list, and
// reports whether it referred to it.
func (d *Draft) newTopicIn(rec record.Record, old, id record.TopicID) (found bool, err error) {
	is := func(_ []any, value any) bool { return value == old }
	record.Each(rec, func(path []any, value any) { found = found || is(path, value) })
	fresh, twice := withTopic(rec, old, id)
	switch {
	case len(twice) > 0:
		err = d.set(fresh, twice...)
	case found:
		err = d.change(rec.Where().Path, func(raw []byte) ([]byte, error) {
			return record.Replace(raw, rec, func(path []any, value any) (string, bool) { return string(id), is(path, value) })
		})
	}
	link := regexp.MustCompile(`\btopics/` + regexp.QuoteMeta(string(old)) + `\.yaml\b`)
	if src := rec.Where(); err == nil && strings.HasSuffix(src.Path, ".md") && link.Match(src.Text()) {
		found = true
		err = d.change(src.Path, func(raw []byte) ([]byte, error) {
			return link.ReplaceAll(raw, []byte("topics/"+string(id)+".yaml")), nil
		})
	}
	return found, err
}

// withTopic returns a record with another topic in place of one. If a list of it had
// both, twice names the keys of all that change.
func withTopic(rec record.Record, old, id record.TopicID) (fresh record.Record, twice []string) {
	var keys []string
	both := false
	swap := func(key string, list []record.TopicID) []record.TopicID {
		other, had := insteadOf(list, old, id)
		if had {
			keys, both = append(keys, key), both || len(other) < len(list)
		}
		return other
	}
	switch r := rec.(type) {
	case *record.Topic:
		c := *r
		c.Within, fresh = swap("within", c.Within), &c
	case *record.Person:
		c := *r
		c.Topics, fresh = swap("topics", c.Topics), &c
	case *record.Session:
		c := *r
		c.Topics, fresh = swap("topics", c.Topics), &c
	case *record.Enrolment:
		c := *r
		if c.Mentor != nil {
			mentor := *c.Mentor
			mentor.Offers, c.Mentor = swap("mentor", mentor.Offers), &mentor
		}
		if c.Mentee != nil {
			mentee := *c.Mentee
			mentee.Seeks, c.Mentee = swap("mentee", mentee.Seeks), &mentee
		}
		if c.Peer != nil {
			peer := *c.Peer
			peer.Topics, c.Peer = swap("peer", peer.Topics), &peer
		}
		fresh = &c
	}
	if both {
		return fresh, keys
	}
	return nil, nil
}

// insteadOf returns a list with another topic in place of one, each once, and whether it
// had that one.
func insteadOf(list []record.TopicID, old, id record.TopicID) (other []record.TopicID, had bool) {
	for _, t := range list {
		if t == old {
			t, had = id, true
		}
		if !slices.Contains(other, t) {
			other = append(other, t)
		}
	}
	return other, had
}
