package record

import (
	"cmp"
	"slices"

	"pairbook/generator/internal/forge"
	"pairbook/generator/internal/when"
)

// Person is program/people/<person>.yaml. About, Pronouns and Links are what they say
// of themself, and a site shows them only with their name. What follows Manager is
// for coordinators only, with Level and Unit.
type Person struct {
	Source
	ID        PersonID    `yaml:"-"`
	Name      string      `yaml:"name,required"`
	Alias     string      `yaml:"alias"`
	GitHub    string      `yaml:"github"`
	GitHubID  int         `yaml:"github_id"`
	Accounts  Accounts    `yaml:"accounts"`
	Topics    []TopicID   `yaml:"topics"`
	TimeZone  when.Zone   `yaml:"time_zone"`
	Languages []string    `yaml:"languages"`
	About     string      `yaml:"about"`
	Pronouns  string      `yaml:"pronouns"`
	Links     []NamedLink `yaml:"links"`
	Publish   bool        `yaml:"publish" default:"true"`
	Formerly  []PersonID  `yaml:"formerly"`
	Level     string      `yaml:"level"`
	Unit      string      `yaml:"unit"`
	Manager   PersonID    `yaml:"manager"`
	Training  []Trained   `yaml:"training"`
	Left      when.Date   `yaml:"left"`
}

// Accounts are the names of a person's accounts on other forges than GitHub.
type Accounts struct {
	GitLab  string `yaml:"gitlab"`
	Forgejo string `yaml:"forgejo"`
}

// Account returns the name of a person's account on a forge, that on GitHub where the
// repository is on none.
func (p *Person) Account(on forge.Forge) string {
	switch on.Name {
	case forge.GitLab:
		return p.Accounts.GitLab
	case forge.Forgejo:
		return p.Accounts.Forgejo
	}
	return p.GitHub
}

// Number returns the number of a person's account on a forge, 0 where the record has
// none.
func (p *Person) Number(on forge.Forge) int {
	if on.Name == forge.GitLab || on.Name == forge.Forgejo {
		return 0
	}
	return p.GitHubID
}

// AllAccounts returns the names of a person's accounts by the names of forges.
func (p *Person) AllAccounts() map[string]string {
	all := map[string]string{}
	for _, f := range forge.All() {
		if name := p.Account(f); name != "" && f.Words != "" {
			all[f.Name] = name
		}
	}
	return all
}

// Signup is program/imports/<signup>.yaml: how the exports of a sign-up form are read.
type Signup struct {
	Source
	ID      SignupID `yaml:"-"`
	Answers []Answer `yaml:"answers"`
}

// Answer is what was answered to a question about a form. Key is that of the question,
// such as capacity, or zone: with the word that it is about.
type Answer struct {
	Key   string `yaml:"key,required"`
	Value string `yaml:"value,required"`
}

// Trained is a training module that a person has taken.
type Trained struct {
	Module    TrainingID `yaml:"module,required"`
	Completed when.Date  `yaml:"completed,required"`
}

// Enrolment is a person in a cohort, cohorts/<cohort>/enrolments/<person>.yaml:
// at least one of Mentor, Mentee and Peer is there.
type Enrolment struct {
	Source
	Person       PersonID        `yaml:"-"`
	Mentor       *AsMentor       `yaml:"mentor"`
	Mentee       *AsMentee       `yaml:"mentee"`
	Peer         *AsPeer         `yaml:"peer"`
	Status       Status          `yaml:"status" default:"accepted"`
	Availability []when.Slot     `yaml:"availability"`
	Prefers      []PersonID      `yaml:"prefers"`
	Cleared      []ClearedRecord `yaml:"cleared"`
	Left         when.Date       `yaml:"left"`
	Again        Again           `yaml:"again"`
}

// AsMentor is somebody's part as a mentor. Capacity is a number of pairings; without
// Offers, the person's own topics are offered.
type AsMentor struct {
	Capacity int       `yaml:"capacity" default:"1"`
	Offers   []TopicID `yaml:"offers"`
}

// AsMentee is somebody's part as a mentee. Mentors is the number of mentors wanted.
type AsMentee struct {
	Seeks   []TopicID `yaml:"seeks"`
	Goals   []string  `yaml:"goals"`
	Mentors int       `yaml:"mentors" default:"1"`
}

// AsPeer is somebody's part as a peer.
type AsPeer struct {
	Topics []TopicID `yaml:"topics"`
}

// ClearedRecord records who confirmed that a requirement is met, and when.
type ClearedRecord struct {
	Requirement RequirementID `yaml:"requirement,required"`
	On          when.Date     `yaml:"on,required"`
	By          PersonID      `yaml:"by"`
}

// Uncleared returns the programme's requirements of a part that an enrolment does not
// record as cleared by a day, or at all if the day is 0. A nil enrolment clears
// nothing. A requirement without a role applies to every part.
func (p *Program) Uncleared(e *Enrolment, part Party, by when.Date) []Requirement {
	var missing []Requirement
	for _, r := range p.Requirements {
		cleared := e != nil && slices.ContainsFunc(e.Cleared, func(c ClearedRecord) bool { return c.Requirement == r.ID && (by == 0 || c.On <= by) })
		if (r.Role == "" || string(r.Role) == string(part)) && !cleared {
			missing = append(missing, r)
		}
	}
	return missing
}

// Quoted returns the requirement's name in quotation marks.
func (r Requirement) Quoted() string { return "“" + cmp.Or(r.Name, string(r.ID)) + "”" }

// Parties returns the person's parts in the cohort.
func (e *Enrolment) Parties() []Party {
	var parties []Party
	if e.Mentor != nil {
		parties = append(parties, Mentors)
	}
	if e.Mentee != nil {
		parties = append(parties, Mentees)
	}
	if e.Peer != nil {
		parties = append(parties, Peers)
	}
	return parties
}
