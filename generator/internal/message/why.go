package message

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/text"
)

// weighed matches what match writes of a criterion: its points, of how many, and why.
var weighed = text.Pattern(`^[^ ,:]+, (\d+) of (\d+): (.+)$`)

// coordinating matches what match writes for coordinators alone.
var coordinating = text.Pattern(`^(pinned.*|proposed to facilitate: .*|(\S+|a coordinator) put .* together)$`)

// why is what speaks for a match, as its record says, told to a reader: of each criterion with two thirds of its points
// the words that match has for what two people have in common, and what somebody wrote.
func (in Input) why(r recipient) string {
	if r.pairing.Record.Match == nil {
		return ""
	}
	say := in.teller(r)
	var all []string
	for _, because := range r.pairing.Record.Match.Because {
		because = oneLine(because)
		if parts := weighed().FindStringSubmatch(because); parts != nil {
			points, _ := strconv.Atoi(parts[1])
			of, _ := strconv.Atoi(parts[2])
			if 3*points >= 2*of {
				all = append(all, say.tell(parts[3])...)
			}
		} else if !coordinating().MatchString(because) {
			all = append(all, because)
		}
	}
	return strings.Join(all, "; ")
}

// saying is words that match writes of what people have in common, and these words to a reader. In these, a word in braces
// is that of a [teller].
type saying struct {
	wrote func() *regexp.Regexp
	told  string
}

func says(wrote, told string) saying { return saying{text.Pattern(`^` + wrote + `$`), told} }

// ofAll begins what holds of every two of a circle.
const ofAll = `for each of the \d+ pairs among them, `

// sayings are all that a letter repeats. What match says besides is for who decides: what is not known, what a pair lacks,
// what the programme looks for, who of the two alone wished for the other.
var sayings = []saying{
	says(`the mentee seeks (.+), and the mentor offers (it|both|them all)`, `{mentee} {seeks} $1, and {mentor} {offers} $2`),
	says(`the mentor offers (.+), which the mentee seeks`, `{mentor} {offers} $1, which {mentee} {seeks}`),
	says(`for (.+) the mentor offers (.+)`, `for $1, {mentor} {offers} $2`),
	says(`the mentee's goals share (.+)`, `{mentee's} goals share $1`),
	says(`of what the mentor offers, (.+ is sought by .+)`, `of what {mentor} {offers}, $1`),
	says(`the mentor is (.+) further on than the mentee`, `{mentor} {mentor is} $1 further on than {mentee}`),
	says(`the mentee is (.+) further on than the mentor`, `{mentee} {mentee is} $1 further on than {mentor}`),
	says(`one is (.+) further on than the other`, `one of you is $1 further on than the other`),
	says(`the two are at the same level`, `you are at the same level`),
	says(`the hours from 09:00 to 17:00 on weekdays are the same for both`, `the hours from 09:00 to 17:00 on weekdays are the same for both of you`),
	says(`(of the 40 h from 09:00 to 17:00 on weekdays, .+ are the same for both)`, `$1 of you`),
	says(`both are free (.+): (.+) for the mentee, (.+) for the mentor`, `you are both free $1: $2 for {mentee}, $3 for {mentor}`),
	says(`both are free (.+)`, `you are both free $1`),
	says(`((?:both|all) (?:speak .+|have an hour in common every week))`, `you $1`),
	says(`each named the other`, `each of you named the other`),
	says(`both are of the same unit`, `you are both of the same unit`),
	says(`the two are of different units`, `you are of different units`),
	says(`the two have not met before`, `you have not met before`),
	says(`the two have met before.*`, `you have met before`),
	says(`the two are together in .*`, `you are together in a pairing already`),
	says(`the two were together in .*`, `you were together in a pairing before`),
	says(ofAll+`the two are of different units`, `you are all of different units`),
	says(ofAll+`both are of the same unit`, `you are all of the same unit`),
	says(ofAll+`the two are at the same level`, `you are all at the same level`),
	says(ofAll+`the two have not met before`, `none of you have met before`),
	says(ofAll+`each named the other`, `you all named each other`),
	says(ofAll+`(the hours .+ are the same) for both`, `$1 for all of you`),
	says(`(“.+ is named by .+)`, `$1`),
}

// ofEach matches what match writes where the same holds of each mentee of a group with their mentor.
var ofEach = text.Pattern(`^for each of the \d+ pairs of mentee and mentor, (.+)$`)

// unwanted matches what the programme does not look for.
var unwanted = text.Pattern(`; the programme looks for (different ones|the same one|two who )`)

var (
	quotation = text.Pattern(`“[^“”]*”`)
	byHowMany = text.Pattern(`by (both|all|(\d+) of \d+)`)
)

// teller knows how a reader and the others of a pairing are called in a letter to the reader.
type teller struct {
	mentee, mentor string // "you" or a name
	reader         record.Party
	led, aside     bool // it is a group with a mentor; the reader stands by
}

func (in Input) teller(r recipient) teller {
	of := map[record.Party][]recipient{}
	for _, m := range in.members(r.pairing) {
		if !m.aside {
			of[m.party] = append(of[m.party], m)
		}
	}
	called := func(party record.Party) string {
		switch {
		case len(of[party]) != 1:
			return "one of the " + string(party)
		case of[party][0].person == r.person:
			return "you"
		}
		return in.name(of[party][0].person)
	}
	return teller{called(record.Mentees), called(record.Mentors), r.party, len(of[record.Mentees]) > 1, r.aside}
}

// tell says to the reader what match wrote of a criterion, as far as a letter repeats it. Names in quotation marks are not
// read.
func (t teller) tell(wrote string) (told []string) {
	var names []string
	wrote = quotation().ReplaceAllStringFunc(wrote, func(name string) string {
		names = append(names, fmt.Sprintf("“%d”", len(names)/2), name)
		return names[len(names)-2]
	})
	if each := ofEach().FindStringSubmatch(wrote); each != nil {
		wrote, t.mentee = each[1], "each mentee"
		if t.reader == record.Mentees {
			t.mentee = "you"
		}
	}
	if unwanted().MatchString(wrote) {
		return nil
	}
	words := strings.NewReplacer(slices.Concat(names, t.words())...)
	for part := range strings.SplitSeq(wrote, "; ") {
		for _, s := range sayings {
			if at := s.wrote().FindStringSubmatchIndex(part); at != nil {
				if !t.aside {
					part = string(s.wrote().ExpandString(nil, s.told, part, at))
				}
				told = append(told, words.Replace(byHowMany().ReplaceAllStringFunc(part, t.by)))
				break
			}
		}
	}
	return told
}

// words are the words in braces of a saying, and those for the two in what match wrote, each with what it is called.
func (t teller) words() []string {
	verb := func(who, you, other string) string {
		if who == "you" {
			return you
		}
		return other
	}
	return []string{
		"{mentee}", t.mentee, "{mentor}", t.mentor, "{mentee's}", verb(t.mentee, "your", t.mentee+"'s"),
		"{seeks}", verb(t.mentee, "seek", "seeks"), "{offers}", verb(t.mentor, "offer", "offers"),
		"{mentee is}", verb(t.mentee, "are", "is"), "{mentor is}", verb(t.mentor, "are", "is"),
		"the mentee", t.mentee, "the mentor", t.mentor,
	}
}

// by says who of a team named a topic, from by both, by all or by 2 of 3.
func (t teller) by(wrote string) string {
	n := byHowMany().FindStringSubmatch(wrote)
	how := cmp.Or(n[2], n[1])
	switch {
	case t.led && how == "1":
		return "by 1 mentee"
	case t.led:
		return "by " + how + " mentees"
	case t.aside:
		return "by " + how + " of them"
	}
	return "by " + how + " of you"
}
