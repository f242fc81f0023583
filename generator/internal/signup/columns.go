package signup

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"unicode"

	"pairbook/generator/internal/phrase"
	"pairbook/generator/internal/table"
	"pairbook/generator/internal/text"
)

// headings are the words of headers, folded, by field: the first that matches is
// what a column is tried as, so that narrower ones stand above wider ones.
var headings = []heading{
	as(Manager, `(line )?manager\w*|supervisor\w*|boss|vorgesetzt\w*|fuhrungskraft|chef(in)?|superieur\w*|responsable|jef[ea]|line lead`),
	as(Signed, `timestamp|zeitstempel|horodateur|marca temporal|submitted( at| on)?|completion time|eingegangen( am)?|fertigstellungszeit|abgeschickt( am)?|heure de fin|hora de finalizacion|datum|date|fecha`),
	as(Email, `e ?mail\w*|mail|mailadresse|courriel|correo( electronico)?|adresse electronique`),
	as(Mentors, `(how many|number of|wie viele|anzahl|combien de|nombre de|cuant[oa]s|numero de) mentor(s|en|es|innen|as|in|inn?en)?( innen)?`),
	as(Capacity, `((how many|number of|wie viele|anzahl|combien de|nombre de|cuant[oa]s|numero de) (\w+ )?(mentees?|mentorees?|menti|mentorand\w*|mentorad[oa]s|mentores|people|persons?|personen|personnes|personas|tandems?|pairings?))|capacity|kapazitat|capacite|capacidad`),
	as(Prefers, `prefer\w* (mentor|mentee|partner)s?|wunsch ?(mentor|mentee|partner|tandem)\w*|tandempartner\w*|(paired|matched) with|(mentore?e?|mentor[ea]?) (souhaitee?|prefer\w+|desead[oa])`),
	as(Publish, `publish\w*|public|veroffentlich\w*|offentlich|publi(e|er|que|car|cado|cation)|website|webseite|homepage|sichtbar`),
	as(Part, `.*\bmentor(in|innen|a|es|s|en)?\b.*\b(or|oder|ou|o|und|and|et|y|sowie)\b.*\b(mentee|mentees|mentore|menti|mentorand\w*|mentorad\w*)\b.*|.*\bmentees?\b.*\b(or|oder|ou|o)\b.*\bmentor\w*\b.*|parts?|roles?|rolle\w*|rol|papel|(take part|participate|join|teilnehmen|mitmachen|participer|participar) (as|als|comme|como)|(ich )?(mochte|bin|suche)( \w+)* als|dabei als|en tant que`),
	as(Goals, `goals?|ziele?n?|zielsetzung|objectifs?|objetivos?|achieve|erreichen|vorhaben`),
	as(GitHub, `git ?hub\w*`),
	as(Links, `linked ?in\w*|xing|orcid|mastodon|web ?sites?|webseiten?|homepage|portfolio|blog|profil(e)? (url|links?)|links?|url|sites? web|liens?|sitios? web|pagina web|enlaces?`),
	as(Unit, `departments?|team|unit|organi[sz]ations?|company|abteilung\w*|bereich|institut\w*|firma|referat|service|departement|equipe|departamento|equipo|faculty|fakultat|division|office|employer|arbeitgeber(in)?|einrichtung|dienststelle`),
	as(Level, `level|grade|seniority|career stage|karrierestufe|stufe|niveau|nivel|erfahrungsstufe|berufserfahrung|years of experience|berufsjahre`),
	as(Offers, `offer\w*|(can|could) (you |i )?(help|teach|share|support|offer)\w*|(happy|glad|willing|able) to (help|teach|share|support|offer)|help (others|people|somebody|someone)|biete\w*|anbiete\w*|weitergeben|weitergebe|expertise|erfahren in|starken?|strengths|good at|peux|offr\w+|ofrec\w+|puedo|kenne ich mich|helfen kann|beitragen`),
	as(Seeks, `seek\w*|(to|would like to|want to) learn|learn\w*|look\w* for|(want|need|like) \w*\s?help|suche|sucht|suchst|lerne?n?|dazulernen|weiterentwickeln|unterstutzung|cherch\w+|apprendre|besoin|busc\w+|aprender|necesit\w+|develop|improve|get better`),
	as(Topics, `topics?|themen\w*|thema|sujets?|themes?|thematiques?|temas?|skills?|subjects?|areas?|interests?|interess\w*|fachgebiete?|kompetenz\w*|domaines?|competences?|habilidades|competencias|focus|schwerpunkte?|areas`),
	as(Zone, `time ?zones?|zeitzone|fuseau( horaire)?|zona horaria|huso( horario)?|city|town|stadt|ort|wohnort|location|standort|wo|ville|ciudad|country|land|pays|pais|based`),
	as(Languages, `languages?|sprachen?|langues?|idiomas?|lenguas?|speak|sprichst|sprechen|parle\w*|hablas?`),
	as(Hours, `availab\w+|free|verfugbar\w*|zeiten|zeitfenster|wann|when|uhrzeit\w*|wochentage?|days|hours|times|disponib\w+|horaires?|quand|cuando|horarios?|termine|frei`),
	as(About, `about (you|me|yourself|us)|^about$|(short )?bio|biograph(y|ie)|(kurz)?biogra(f|ph)ie|introduce yourself|uber (dich|sie|mich)|stell\w* (dich|sie sich) (kurz )?vor|(kurz)?vorstellung|a propos de (vous|toi|moi)|presente[zr]? vous|sobre (ti|mi|usted)|biografia|presentate`),
	as(Name, `full name|your name|(vor|ruf) und (nach|zu|familien)name|vorname (und )?(nach|zu|familien)?name|nom et prenoms?|prenoms? et nom|nom complet|nombre (y apellidos?|completo)|(ganzer|vollstandiger|voller) name`),
	as(Last, `last name|surname|family name|nachname|familienname|zuname|nom de famille|apellidos?`),
	as(First, `first name|given names?|forename|vorname|rufname|prenoms?`),
	as(Name, `name|nom|nombre|wie heisst du|wie heissen sie|who are you|participant|teilnehmer\w*|teilnehmende\w*|interessent\w*`),
	as(Pronouns, `pronouns?|pronomen|pronoms?|pronombres?`),
	as(Goals, `motivation|hope|why|warum|wieso|pourquoi|por que|expectations?|erwartung\w*|get out of|wunsche?`),
	as(Capacity, `mentees?|mentorees?|mentorand\w*|plat?ze?|places|plazas`),
}

type heading struct {
	field Field
	words func() *regexp.Regexp // read when a column is looked at, not at every start
}

func as(field Field, words string) heading {
	return heading{field, text.Pattern(`(^| )(` + words + `)( |$)`)}
}

// says reports whether a folded header has words of a field.
func says(folded string, field Field) bool {
	return slices.ContainsFunc(headings, func(h heading) bool { return h.field == field && h.words().MatchString(folded) })
}

// column is a column being looked at.
type column struct {
	header string
	name   string   // the header, numbered where others have the same
	cells  []string // the rows' texts that are not empty
	field  Field
	tied   bool // another column before it has the field
}

// findColumns says what each column is taken for. An answer column:FIELD=HEADER goes
// before what is found out.
func (f *form) findColumns(sheet *table.Table) {
	for i, header := range sheet.Header {
		c := &column{header: header.Text, name: header.Text}
		for n := 2; f.columnOf(c.name) != nil; n++ {
			c.name = fmt.Sprintf("%s (%d)", c.header, n)
		}
		for _, row := range sheet.Rows {
			if row.Fault == nil && row.Cells[i].Text != "" {
				c.cells = append(c.cells, row.Cells[i].Text)
			}
		}
		f.columns = append(f.columns, c)
	}
	for _, field := range fields() {
		if header, ok := f.answered("column:" + string(field)); ok {
			f.place(field, header)
		}
	}
	for _, c := range f.columns {
		if c.field == "" {
			c.field = f.unlessTaken(c, byHeader(c))
		}
	}
	f.personNames()
	for _, c := range f.columns {
		if c.field == "" && !c.tied {
			c.field = f.unlessTaken(c, byCells(c))
		}
	}
	if !f.has(Name) && !f.has(First) {
		f.guessName()
	}
	for i, c := range f.columns {
		if c.field != "" {
			f.at[c.field] = append(f.at[c.field], i)
		}
	}
}

// place takes the column with a header for a field, or none for "none".
func (f *form) place(field Field, header string) {
	f.fixed[field] = true
	if c := f.columnOf(header); c != nil && c.field == "" {
		c.field = field
	} else if header != "none" {
		f.misuse("column:"+string(field), header, "no column is called so")
	}
}

// columnOf returns the column of a name, or nil.
func (f *form) columnOf(name string) *column {
	for _, c := range f.columns {
		if phrase.Fold(c.name) == phrase.Fold(name) {
			return c
		}
	}
	return nil
}

func (f *form) has(field Field) bool {
	return slices.ContainsFunc(f.columns, func(c *column) bool { return c.field == field })
}

// unlessTaken returns a field unless it has one column and that is another.
func (f *form) unlessTaken(c *column, field Field) Field {
	if field == "" || field.joins() && !f.fixed[field] {
		return field
	}
	if f.has(field) || f.fixed[field] {
		c.tied = !f.fixed[field] && len(c.cells) > 0
		if c.tied && (field == Email || share(c.cells, isAddress) < 0.5) {
			f.rivals[field] = append(f.rivals[field], c.name)
		}
		return ""
	}
	return field
}

// byHeader returns the field that a header names and the cells do not contradict.
func byHeader(c *column) Field {
	folded := phrase.Fold(c.header)
	if field := asPart(c, folded); field != "" {
		return field
	}
	for _, h := range headings {
		switch {
		case !h.words().MatchString(folded) || !fits(h.field, c.cells):
		case h.field == Offers && says(folded, Seeks):
			return Topics // what is taught and what is learnt in one column
		case h.field == Last && says(folded, First):
			return Name
		default:
			return h.field
		}
	}
	return ""
}

// wanted and before match the folded headers of what somebody wants to be, and of what
// they were.
var (
	wanted = text.Pattern(`\b(be|become|act|serve|participate|take part|volunteer|als|sein|werden|begleiten|etre|devenir|comme|ser|como)\b`)
	before = text.Pattern(`\b(before|already|ever|schon|bereits|bisher|deja|antes|anteriormente)\b`)
)

// asPart returns the part that a column asks about by yes and no.
func asPart(c *column, header string) Field {
	part, ok := phrase.PartOf(c.header)
	if !ok || !wanted().MatchString(header) || before().MatchString(header) || len(c.cells) == 0 || share(c.cells, isYesNo) < 0.8 {
		return ""
	}
	return map[phrase.Part]Field{phrase.PartMentor: AsMentor, phrase.PartMentee: AsMentee}[part]
}

// byCells returns the field that cells cannot be but for.
func byCells(c *column) Field {
	if len(c.cells) == 0 || phrase.HasAny(phrase.Fold(c.header), "manager", "vorgesetzte", "comment", "comments", "kommentar", "bemerkung", "bemerkungen") {
		return ""
	}
	for _, field := range []Field{Email, Signed, Part, Zone, Languages, Hours} {
		if share(c.cells, reads(field)) >= 0.8 && (field != Part || few(c.cells)) && (field != Hours || share(c.cells, saysWhen) >= 0.5) {
			return field
		}
	}
	return ""
}

// saysWhen reports whether a cell is more than numbers, which may count anything.
func saysWhen(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || r == ':' })
}

// few reports whether cells are short and of a few kinds, as choices are.
func few(cells []string) bool {
	kinds := map[string]bool{}
	for _, cell := range cells {
		kinds[phrase.Fold(cell)] = true
		if len(cell) > 60 {
			return false
		}
	}
	return len(kinds) <= 8
}

// personNames tells whole names from first and last ones: a plain "name" beside a
// first name is the last one, and "nombre" beside "apellidos" the first.
func (f *form) personNames() {
	for _, c := range f.columns {
		switch {
		case c.field != Name || f.fixed[Name]:
		case f.has(First) && !f.has(Last):
			c.field = Last
		case f.has(Last) && !f.has(First):
			c.field = First
		}
	}
}

// guessName takes the column with most different texts of two or three words that
// begin with capitals for the names.
func (f *form) guessName() {
	var best *column
	most := 0
	for _, c := range f.columns {
		different := map[string]bool{}
		for _, cell := range c.cells {
			different[cell] = true
		}
		if c.field == "" && share(c.cells, looksLikeName) >= 0.8 && len(different) > most && 10*len(different) >= 8*len(c.cells) {
			best, most = c, len(different)
		}
	}
	if best != nil && !f.fixed[Name] {
		best.field = Name
	}
}

func looksLikeName(s string) bool {
	words := strings.Fields(s)
	return len(words) >= 2 && len(words) <= 5 && !strings.ContainsFunc(s, unicode.IsDigit) && !strings.ContainsAny(s, "@;|?!:") &&
		unicode.IsUpper([]rune(words[0])[0]) && unicode.IsUpper([]rune(words[len(words)-1])[0])
}

// share returns which share of cells is so.
func share(cells []string, is func(string) bool) float64 {
	n := 0
	for _, cell := range cells {
		if is(cell) {
			n++
		}
	}
	return float64(n) / float64(max(len(cells), 1))
}

// fits reports whether cells can hold a field that their header names.
func fits(field Field, cells []string) bool {
	if len(cells) == 0 {
		return true
	}
	longer := func(most int) float64 { return share(cells, func(s string) bool { return len(s) > most }) }
	switch field {
	case Email, Part, Zone, Languages, Capacity, Mentors, Signed, Publish, GitHub, Links:
		return share(cells, reads(field)) >= 0.5
	case Hours:
		return share(cells, reads(field)) >= 0.2
	case Topics, Offers, Seeks:
		return longer(150) <= 0.3 && share(cells, isYesNo) < 0.5
	case Name, First, Last, Unit:
		return longer(80) <= 0.3 && share(cells, isYesNo) < 0.5 && share(cells, isAddress) < 0.5
	case Manager, Prefers:
		return longer(80) <= 0.3 && share(cells, isYesNo) < 0.5
	case About:
		return share(cells, isYesNo) < 0.5
	case Pronouns:
		return longer(30) <= 0.3 && share(cells, isYesNo) < 0.5
	}
	return true
}

// fields lists all fields.
func fields() []Field {
	return []Field{Name, First, Last, Email, Part, AsMentor, AsMentee, Topics, Offers, Seeks, Goals, Capacity, Mentors, Zone, Languages, Hours, Unit, Level, Manager, Prefers, GitHub, Publish, About, Pronouns, Links, Signed}
}
