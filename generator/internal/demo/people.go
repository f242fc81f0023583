package demo

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// People are numbered. Pairing i adds the people 2i and 2i+1; after all of these come
// the coordinators and the heads of units, who are in no pairing.

// syllables make invented names: two a first name, three a last name.
var syllables = [32]string{
	"bel", "bru", "cas", "dor", "elm", "fen", "gal", "hul", "ilo", "jun", "kes", "lum", "mir", "nov", "oru", "pel",
	"quo", "ras", "sil", "tav", "ulm", "vel", "wim", "yor", "zan", "bri", "dal", "fro", "gri", "lor", "mel", "tob",
}

// mostPeople is the number of different names.
const mostPeople = 1 << 25

// spelling returns the number of a person's name. The multiplier is odd, so that no
// two people share a name.
func spelling(person int) uint32 { return (uint32(person)*22695477 + 12345677) % mostPeople }

func name(person int) string {
	n := spelling(person)
	var s [5]string
	for i := range s {
		s[i] = syllables[n%32]
		n /= 32
	}
	return capital(s[0]+s[1]) + " " + capital(s[2]+s[3]+s[4])
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func personID(person int) record.PersonID {
	return record.PersonID(strings.ReplaceAll(strings.ToLower(name(person)), " ", "-"))
}

func personIDs(people []int) []record.PersonID {
	ids := make([]record.PersonID, len(people))
	for i, p := range people {
		ids[i] = personID(p)
	}
	return ids
}

// heads returns the number of people who coordinate or lead a unit; the first two
// coordinate.
func (p *programme) heads() int { return 2 + p.Pairings/50 }

func (p *programme) head(n int) int { return 2*p.Pairings + n }

func (p *programme) coordinators() []record.PersonID {
	return personIDs([]int{p.head(0), p.head(1)})
}

var zones = []when.Zone{
	"Europe/London", "Europe/Berlin", "Europe/Helsinki", "Africa/Nairobi", "Africa/Lagos", "Asia/Kolkata", "Asia/Tokyo",
	"Australia/Sydney", "America/Toronto", "America/Bogota", "America/Sao_Paulo", "Pacific/Auckland",
}

var tongues = []string{"de", "es", "fi", "fr", "hi", "ja", "mi", "nl", "pl", "pt", "sw", "tr", "yo"}

var workingDays = []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday}

var levels = []string{"student", "early", "experienced", "senior", "lead"}

// person returns the record of a participant. People with even numbers, most of them
// mentors, are more experienced.
func (p *programme) person(number int) *record.Person {
	c := newChance(p.Seed, ofPerson, number)
	unit := c.IntN(p.heads())
	who := &record.Person{
		Name: name(number), Alias: pick(c, things) + " " + strconv.Itoa(number+1), Topics: some(c, c.between(1, 5), topicIDs),
		TimeZone: pick(c, zones), Languages: []string{"en"}, Unit: unitName(unit), Manager: personID(p.head(unit)),
	}
	if c.in(45) {
		who.GitHub = string(personID(number)) + "-demo-example"
	}
	if c.in(60) {
		who.Languages = append(some(c, c.between(1, 2), tongues), "en")
	}
	who.Publish = !c.in(3)
	if number%2 == 0 {
		who.Level = levels[c.between(2, 4)]
	} else {
		who.Level = levels[c.between(0, 3)]
	}
	who.Training = []record.Trained{{Module: "listening", Completed: p.AsOf.Add(-c.between(60, 1500))}}
	if c.in(30) {
		who.Training = append(who.Training, record.Trained{Module: "first-hour", Completed: p.AsOf.Add(-c.between(60, 1500))})
	}
	words := newChance(p.Seed, ofWords, 2*number)
	if words.in(30) {
		who.About = fmt.Sprintf("%d years of %s, and still curious.", words.between(2, 30), topicName(who.Topics[0]))
	}
	if words.in(25) {
		who.Pronouns = pick(words, []string{"she/her", "he/him", "they/them"})
	}
	if words.in(20) {
		who.Links = []record.NamedLink{{Title: "Work", URL: record.Address("https://people.example.org/" + string(personID(number)))}}
	}
	return who
}

// leader returns the record of a coordinator or a head of a unit.
func (p *programme) leader(n int) *record.Person {
	number := p.head(n)
	c := newChance(p.Seed, ofPerson, number)
	return &record.Person{
		Name: name(number), Alias: pick(c, things) + " " + strconv.Itoa(number+1), TimeZone: pick(c, zones), Languages: []string{"en"},
		Publish: true, Level: "lead", Unit: unitName(n),
	}
}

func unitName(n int) string {
	return capital(things[n%len(things)]) + " unit " + strconv.Itoa(n/len(things)+1)
}

// enrolment returns the record of somebody's part in a cohort, with the programme's
// requirements cleared. A mentor has the capacity room.
func (p *programme) enrolment(c chance, h *cohort, as record.Party, room int) *record.Enrolment {
	e := &record.Enrolment{Status: record.Accepted}
	before := h.starts.Add(-c.between(5, 40))
	before = min(before, p.AsOf)
	clearedOf := func(id record.RequirementID) {
		e.Cleared = []record.ClearedRecord{{Requirement: id, On: before, By: p.coordinators()[c.IntN(2)]}}
	}
	switch as {
	case record.Mentors:
		e.Mentor = &record.AsMentor{Capacity: room, Offers: some(c, c.between(1, 4), topicIDs)}
		clearedOf("safeguarding-talk")
	case record.Mentees:
		e.Mentee = &record.AsMentee{Seeks: some(c, c.between(1, 4), topicIDs), Mentors: 1}
		e.Mentee.Goals = some(c, c.between(0, 2), aims)
		clearedOf("time-agreed")
	default:
		e.Peer = &record.AsPeer{Topics: some(c, c.between(1, 4), topicIDs)}
	}
	for _, day := range some(c, c.between(0, 3), workingDays) {
		hour := c.between(8, 16)
		e.Availability = append(e.Availability, when.Slot{Day: day, From: 60 * hour, Until: 60 * (hour + c.between(1, 3))})
	}
	return e
}
