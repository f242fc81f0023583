package command

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"pairbook/generator/internal/edit"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/topic"
)

// noteAlike notes the topics that are most likely the same, from a score on: the first
// few of those that concern a topic.
func (a *app) noteAlike(topics record.Table[record.TopicID, *record.Topic], from int, concerns func(record.TopicID) bool) {
	var pairs []string
	for _, l := range topic.Likenesses(topics) {
		if l.Relation == topic.Same && l.Score >= from && (concerns(l.Topic) || concerns(l.Other)) {
			pairs = append(pairs, fmt.Sprintf("%s and %s (%s)", l.Topic, l.Other, l.Because))
		}
	}
	const few = 3
	if more := len(pairs) - few; more > 0 {
		pairs = append(pairs[:few], prose.CountOf(more, "pair more", "pairs more"))
	}
	if len(pairs) > 0 {
		fmt.Fprintf(a.stderr, "note: these topics may be the same: %s; pairbook topics lists all, and makes one of two\n", prose.List(pairs))
	}
}

// noteNewTopics notes which topics that changes add may be the same as others.
func (a *app) noteNewTopics(ws *workspace, changes []edit.Change) error {
	isNew := func(c edit.Change) bool {
		return c.Old == nil && strings.HasPrefix(c.Path, path.Dir(record.TopicPath("id"))+"/")
	}
	if !slices.ContainsFunc(changes, isNew) {
		return nil
	}
	after, _, err := record.Load(edit.Overlay(ws.Files, changes))
	if err != nil {
		return fmt.Errorf("load the records as they would be: %w", err)
	}
	a.noteAlike(after.Topics, topic.Plausible, func(id record.TopicID) bool { return !ws.Repo.Topics.Has(id) })
	return nil
}
