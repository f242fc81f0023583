package review

import (
	"fmt"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/prose"
)

// maxRoutine is the size limit of a routine pull request, in bytes.
const maxRoutine = 20 << 10

// decide chooses the lane, the verdict and the next step.
func (r *Report) decide(in Input, j *judge) {
	if len(in.Changes) == 0 {
		r.Lane, r.Verdict, r.Next = Careful, "Nothing changes.", phrase("Close it, or add what was meant.")
		r.Reasons = []Phrase{phrase("the pull request changes no file")}
		return
	}
	r.Reasons = append(r.Reasons, r.notRoutine(in, j)...)
	if len(r.Reasons) > 0 {
		r.Lane = Careful
	}
	errors, _ := r.Problems.Count()
	allowed := true
	for _, c := range r.Changes {
		allowed = allowed && c.Allowed
	}
	switch {
	case errors > 0:
		r.Verdict, r.Next = fmt.Sprintf("%s to mend.", prose.Count(errors, "mistake")), fixNext(r.Problems[0], errors)
	case r.Lane == Routine:
		r.Verdict = "All is well: it is your own pair's, small and sound."
		r.Next = phrase("Nothing. It can be merged as soon as the checks are green.")
		r.Reasons = []Phrase{phrase("the author is a member of the pairing, and changes only what is the members’ own")}
	case allowed:
		r.Verdict = "All is well, and a coordinator reads it before it is merged."
		r.Next = phrase("A coordinator: read it, and merge it if it is what was meant.")
	default:
		r.Verdict = "It changes what is not the author's, so it needs a coordinator."
		r.Next = phrase("A coordinator: decide whether that is meant, and merge it or say why not.")
	}
}

func fixNext(p diag.Problem, errors int) Phrase {
	next := phrase(fmt.Sprintf("Mend %%s, line %d", p.Line), p.Path)
	if p.Hint != "" {
		next = next.then(phrase(": %s", p.Hint))
	}
	if errors > 1 {
		next = next.then(phrase(". The rest is listed below"))
	}
	return next.then(phrase("."))
}

// notRoutine lists the reasons that keep a pull request out of the routine lane.
func (r *Report) notRoutine(in Input, j *judge) (reasons []Phrase) {
	if errors, _ := r.Problems.Count(); errors > 0 {
		reasons = append(reasons, phrase("the checks find "+prose.Count(errors, "mistake")))
	}
	if !j.why.empty() {
		reasons = append(reasons, j.why)
	}
	if in.Forks > 1 {
		reasons = append(reasons, phrase(fmt.Sprintf("it was merged crosswise with the base, so that there are %d commits from which it may be told what it changes", in.Forks)))
	}
	size := int64(0)
	for _, c := range in.Changes {
		size += c.Size
	}
	reasons = append(reasons, r.ofFiles()...)
	if size > maxRoutine {
		reasons = append(reasons, phrase(fmt.Sprintf("it holds %d bytes, and what nobody has read may hold %d", size, maxRoutine)))
	}
	return append(reasons, j.lookAlikes()...)
}

// ofFiles lists the reasons why files are not routine, each reason once, with the
// first file that it applies to.
func (r *Report) ofFiles() (reasons []Phrase) {
	var order []Phrase
	files := map[string][]string{}
	for _, c := range r.Changes {
		for _, why := range c.why {
			key := why.String()
			if files[key] == nil {
				order = append(order, why)
			}
			files[key] = append(files[key], c.Path)
		}
	}
	for _, why := range order {
		reasons = append(reasons, firstOf(files[why.String()]).then(phrase(": ")).then(why))
	}
	return reasons
}

// firstOf names the first of some files, and how many more there are.
func firstOf(files []string) Phrase {
	if more := len(files) - 1; more > 0 {
		return phrase(fmt.Sprintf("%%s and %d more", more), files[0])
	}
	return phrase("%s", files[0])
}
