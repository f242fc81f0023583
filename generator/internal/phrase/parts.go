package phrase

import "pairbook/generator/internal/text"

// Part is the part that somebody wants to take.
type Part string

// The parts.
const (
	PartMentor Part = "mentor"
	PartMentee Part = "mentee"
	PartBoth   Part = "both"
	PartPeer   Part = "peer"
)

var (
	both = text.Pattern(`\b(both|beide|beides|beide rollen|les deux|ambos|ambas|either)\b`)
	// wantsMentor matches who is looking for a mentor, and so is a mentee.
	wantsMentor = text.Pattern(`\b(find|finding|want|need|like|get|getting|seek|seeking|have|having|looking for|search for|searching for|receive|suche|brauche|mochte|wunsche mir|recherche|cherche|veux|souhaite|busco|quiero|necesito)( (a|an|some|my|eine|einen|einer|un|une|una|el|la))? mentor(s|in|inn?en|a|as|es|e)?\b`)
	// accented matches the French mentee, whom nothing but an accent tells from a mentor.
	accented = text.Pattern(`(?i)\bmentor(é|e\x{301})(e|s|es)?`)
	isMentor = text.Pattern(`\b(mochte |wurde gern |will )?(als |eine |ein )?mentor(in)? (sein|werden)\b`)
	mentee   = text.Pattern(`\b(mentees?|mentored|mentorees?|menti|mentorand|mentorizad[oa]s?|mentorad[oa]s?|proteges?|proteg|learner|learners|apprentie?|aprendiz|filleule?|be coached|begleitet werden|gefordert werden|etre accompagnee?|ser acompanad[oa])\b`)
	mentor   = text.Pattern(`\b(mentors?|mentorin|mentorinnen|mentoring|mentora|mentoras|mentores?|mentrice|marraine|parrain|coach|guide others|andere begleiten)\b`)
	peer     = text.Pattern(`\b(peers?|buddy|buddies|kollegial\w*|pairs?|entre pares)\b`)
)

// PartOf reads which part somebody wants to take. It reports whether one was named.
func PartOf(s string) (Part, bool) {
	folded := isMentor().ReplaceAllString(Fold(accented().ReplaceAllString(s, "mentee")), "mentor")
	asMentee := wantsMentor().MatchString(folded)
	rest := wantsMentor().ReplaceAllString(folded, "")
	asMentee = asMentee || mentee().MatchString(rest)
	asMentor := mentor().MatchString(mentee().ReplaceAllString(rest, ""))
	switch {
	case both().MatchString(folded) || asMentee && asMentor:
		return PartBoth, true
	case asMentee:
		return PartMentee, true
	case asMentor:
		return PartMentor, true
	case peer().MatchString(folded):
		return PartPeer, true
	}
	return "", false
}

var (
	yes = text.Pattern(`^(yes|y|ja|j|oui|si|true|x|1|ok|agreed|i agree|einverstanden|sehr gerne|gerne|d accord|de acuerdo|checked)\b`)
	no  = text.Pattern(`^(no|n|nein|non|false|0|nicht|not|keine?|i do not|i don t)\b`)
)

// YesNo reads an answer to a question of yes or no. It reports whether it is one.
func YesNo(s string) (answer, ok bool) {
	folded := Fold(s)
	return yes().MatchString(folded), yes().MatchString(folded) || no().MatchString(folded)
}
