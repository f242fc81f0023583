package intake

import (
	"maps"
	"slices"
	"strings"

	"pairbook/generator/internal/record"
)

// Answers returns the record of the answers about a sign-up form, nil if it would be as it
// is known. Answers that it has and nobody asked this time stay.
func Answers(id record.SignupID, known *record.Signup, settled map[string]string) ([]byte, error) {
	settled = maps.Clone(settled)
	if known != nil {
		for _, answer := range known.Answers {
			again := func(key string) bool { return strings.EqualFold(key, answer.Key) }
			if !slices.ContainsFunc(slices.Collect(maps.Keys(settled)), again) {
				settled[answer.Key] = answer.Value
			}
		}
	}
	form := &record.Signup{ID: id}
	for _, key := range slices.Sorted(maps.Keys(settled)) {
		form.Answers = append(form.Answers, record.Answer{Key: key, Value: settled[key]})
	}
	switch {
	case known == nil:
		return record.Marshal(form)
	case slices.Equal(known.Answers, form.Answers):
		return nil, nil
	}
	return record.SetKeys(known.Text(), form, "answers")
}
