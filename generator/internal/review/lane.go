package review

import (
	"fmt"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/prose"
)

// mostRoutine is how much a routine pull request may hold, in bytes.
const mostRoutine = 20 << 10

// decide chooses the lane, and the words for it.
func (r *Report) decide(in Input, j *judge) {
	if len(in.Changes) == 0 {
		r.Lane, r.Verdict, r.Next = Careful, "Nothing changes.", say("Close it, or add what was meant.")
		r.Reasons = []Phrase{say("the pull request changes no file")}
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
		r.Verdict, r.Next = fmt.Sprintf("%s to mend.", prose.Count(errors, "mistake")), mend(r.Problems[0], errors)
	case r.Lane == Routine:
		r.Verdict = "All is well: it is your own pair's, small and sound."
		r.Next = say("Nothing. It can be merged as soon as the checks are green.")
		r.Reasons = []Phrase{say("the author is a member of the pairing, and changes its sessions or plan only")}
	case allowed:
		r.Verdict = "All is well, and a coordinator reads it before it is merged."
		r.Next = say("A coordinator: read it, and merge it if it is what was meant.")
	default:
		r.Verdict = "It changes what is not the author's, so it needs a coordinator."
		r.Next = say("A coordinator: decide whether that is meant, and merge it or say why not.")
	}
}

func mend(p diag.Problem, errors int) Phrase {
	next := say(fmt.Sprintf("Mend %%s, line %d", p.Line), p.Path)
	if p.Hint != "" {
		next = next.then(say(": %s", p.Hint))
	}
	if errors > 1 {
		next = next.then(say(". The rest is listed below"))
	}
	return next.then(say("."))
}

// notRoutine lists what keeps a pull request from the routine lane.
func (r *Report) notRoutine(in Input, j *judge) (reasons []Phrase) {
	if errors, _ := r.Problems.Count(); errors > 0 {
		reasons = append(reasons, say("the checks find "+prose.Count(errors, "mistake")))
	}
	if !j.why.empty() {
		reasons = append(reasons, j.why)
	}
	if in.Forks > 1 {
		reasons = append(reasons, say(fmt.Sprintf("it was merged crosswise with the base, so that there are %d commits from which it may be told what it changes", in.Forks)))
	}
	size := int64(0)
	for _, c := range in.Changes {
		size += c.Size
	}
	reasons = append(reasons, r.ofFiles()...)
	if size > mostRoutine {
		reasons = append(reasons, say(fmt.Sprintf("it holds %d bytes, and what nobody has read may hold %d", size, mostRoutine)))
	}
	return append(reasons, j.lookAlikes()...)
}

// ofFiles says why each file is not routine, each reason once, with the first
// file that it is true of.
func (r *Report) ofFiles() (reasons []Phrase) {
	var order []Phrase
	first, files := map[string]string{}, map[string]int{}
	for _, c := range r.Changes {
		for _, why := range c.why {
			key := why.String()
			if files[key]++; files[key] == 1 {
				order, first[key] = append(order, why), c.Path
			}
		}
	}
	for _, why := range order {
		file, more := say("%s", first[why.String()]), files[why.String()]-1
		if more > 0 {
			file = file.then(say(fmt.Sprintf(" and %d more", more)))
		}
		reasons = append(reasons, file.then(say(": ")).then(why))
	}
	return reasons
}
