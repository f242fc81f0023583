package review

import (
	"fmt"
	"regexp"
	"strings"

	"pairbook/generator/internal/record"
)

// mostRoutine is how much a routine pull request may hold, in bytes.
const mostRoutine = 20 << 10

// markup is what no routine log has: HTML, an image, or the start of either.
var markup = regexp.MustCompile(`<[a-zA-Z/!?]|!\[|&#`)

// decide chooses the lane, and the words for it.
func (r *Report) decide(in Input, j *judge) {
	if len(in.Changes) == 0 {
		r.Lane, r.Verdict, r.Next = Careful, "Nothing changes.", "Close it, or add what was meant."
		r.Reasons = []string{"the pull request changes no file"}
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
		p := r.Problems[0]
		r.Verdict = fmt.Sprintf("%s to mend.", count(errors, "mistake"))
		r.Next = fmt.Sprintf("Mend %s, line %d; the rest is listed below.", p.Path, p.Line)
		if errors == 1 {
			r.Next = fmt.Sprintf("Mend %s, line %d.", p.Path, p.Line)
		}
	case r.Lane == Routine:
		r.Verdict = "All is well: it is your own pair's, small and sound."
		r.Next = "Nothing. It can be merged as soon as the checks are green."
		r.Reasons = []string{"the author is a member of the pairing, and changes its sessions or plan only"}
	case allowed:
		r.Verdict = "All is well, and a coordinator reads it before it is merged."
		r.Next = "A coordinator: read it, and merge it if it is what was meant."
	default:
		r.Verdict = "It changes what is not the author's, so it needs a coordinator."
		r.Next = "A coordinator: decide whether that is meant, and merge it or say why not."
	}
}

// notRoutine lists what keeps a pull request from the routine lane.
func (r *Report) notRoutine(in Input, j *judge) (reasons []string) {
	if errors, _ := r.Problems.Count(); errors > 0 {
		reasons = append(reasons, "the checks find "+count(errors, "mistake"))
	}
	if j.person == nil {
		reasons = append(reasons, j.why)
	}
	size, by := int64(0), map[string]int{}
	var order []string
	for k, c := range r.Changes {
		size += in.Changes[k].Size
		why := c.why
		if c.Allowed && c.routine {
			why = ""
		}
		if why == "" && markup.Match(body(in.After, c.Path)) {
			why = "it holds HTML or an image"
		}
		if why == "" {
			continue
		}
		if by[why]++; by[why] == 1 {
			order = append(order, c.Path+"\x00"+why)
		}
	}
	for _, o := range order {
		file, why, _ := strings.Cut(o, "\x00")
		if n := by[why]; n > 1 {
			file += fmt.Sprintf(" and %d more", n-1)
		}
		reasons = append(reasons, file+": "+why)
	}
	if size > mostRoutine {
		reasons = append(reasons, fmt.Sprintf("it is %d bytes, and what nobody has read may be %d", size, mostRoutine))
	}
	return append(reasons, j.lookAlikes()...)
}

// body is what a log or a plan says.
func body(repo *record.Repository, file string) []byte {
	parts := strings.Split(file, "/")
	if kind := place(parts); kind != "session" && kind != "plan" {
		return nil
	}
	c := repo.Cohorts.Get(record.CohortID(parts[2]))
	if c == nil {
		return nil
	}
	p := c.Pairings.Get(record.PairingID(parts[4]))
	if p == nil {
		return nil
	}
	if p.Plan != nil && p.Plan.Where().Path == file {
		return p.Plan.Text()
	}
	for _, s := range p.Sessions {
		if s.Where().Path == file {
			return s.Text()
		}
	}
	return nil
}

// count puts a number before a noun.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
