package check

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/forge"
	"pairbook/generator/internal/markdown"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/text"
)

// Metrics returns the metrics that an objective, an expectation or a page may name.
// Package measure defines them.
func Metrics() []record.MetricID {
	return slices.Concat(amounts(), shares())
}

// amounts returns the metrics without an upper bound.
func amounts() []record.MetricID {
	return []record.MetricID{
		"sessions_held", "hours", "days_since_last", "time_to_first", "median_gap", "longest_gap",
		"actions_open", "actions_overdue", "log_lag", "enrolled", "matched", "unmatched", "mentor_load",
	}
}

// shares returns the metrics with values from 0 to 1.
func shares() []record.MetricID {
	return []record.MetricID{
		"cadence_kept", "follow_through", "goal_progress", "milestones_kept", "confirmed", "match_rate", "met_within", "met", "met_three",
		"completed", "retention", "met_lately", "early_endings", "response_rate", "satisfaction", "expectation_met",
	}
}

// siteFormat reports a format of records that this program does not know.
func siteFormat(c *checker) {
	if s := c.repo.Site; !s.Incomplete && s.Format != 1 {
		c.errorf(s.At("format"), "write format: 1", "format: %d is unknown; this program reads format 1", s.Format)
	}
}

// siteAddress reports an incomplete address of the site or the repository.
func siteAddress(c *checker) {
	s := c.repo.Site
	for _, a := range []struct {
		key   string
		value record.Address
		hint  string
	}{
		{"base_url", s.BaseURL, "write it as https://example.org/mentoring/"},
		{"repository", s.Repository, "write it as https://github.com/OWNER/REPO"},
	} {
		u, err := url.Parse(string(a.value))
		if a.value == "" {
			continue
		}
		if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.RawQuery != "" || u.Fragment != "" {
			c.errorf(s.At(a.key), a.hint, "%s: %q is not a whole web address", a.key, string(a.value))
		} else if a.key == "repository" {
			c.forge(s)
		}
	}
}

// forge reports a repository to whose pages no address leads.
func (c *checker) forge(s *record.Site) {
	at, address := s.At("repository"), string(s.Repository)
	switch on, called := forge.At(address); {
	case s.Forge == "" && !called:
		c.warnf(at, "add a line, forge: github, gitlab, forgejo (Gitea, too) or none", "repository: the name of its host does not say which forge it is, so no page of the site links to it")
	case called && s.Forge != "" && s.Forge != forge.None && string(s.Forge) != on.Name:
		c.warnf(s.At("forge"), "write forge: "+on.Name+", or leave the line out", "forge: %q, and the repository's host is called after %s", s.Forge, on.Words)
	case !s.On().Holds(forge.Repository(address)):
		c.errorf(at, "write it as far as the repository's name, as in https://github.com/OWNER/REPO", "repository: %q is not the address of a whole repository", address)
	}
}

// repositoryName matches OWNER/NAME, as forges allow them.
var repositoryName = text.Pattern(`^[A-Za-z0-9_][A-Za-z0-9_.-]*/[A-Za-z0-9_.-]*[A-Za-z0-9_-]$`)

// destination reports a site that is to go to no repository, or over the records.
func destination(c *checker) {
	s := c.repo.Site
	name := s.Publish.Repository
	own := strings.TrimSuffix(strings.TrimSuffix(string(s.Repository), "/"), ".git")
	switch at := s.At("publish", "repository"); {
	case s.Publish.To == record.ToRepository && name == "":
		c.errorf(s.At("publish", "to"), "write repository: OWNER/NAME beside it, a repository for the site alone", "publish: the site is to go to another repository, and none is named")
	case name == "":
	case s.Publish.To != record.ToRepository:
		c.errorf(at, "write to: repository beside it, or leave this line out", "publish: a repository is named, and the site does not go to one")
	case !repositoryName().MatchString(name) || strings.HasSuffix(name, ".git"):
		c.errorf(at, "write it as OWNER/NAME", "publish: %q does not name a repository", name)
	case strings.HasSuffix(strings.ToLower(own), "/"+strings.ToLower(name)):
		c.errorf(at, "make another repository for the site alone, and name it here", "publish: %s is the repository of the records, and the site cannot go there", name)
	}
}

// branch reports a workflow for another branch than the site's.
func branch(c *checker) {
	s := c.repo.Site
	for _, b := range c.repo.Branches {
		if !s.Incomplete && b.Branch != s.Branch {
			c.errorf(b.Position, fmt.Sprintf("write %s here, or branch: %s in %s", s.Branch, b.Branch, record.SitePath), "the workflow is for the branch %q, and the site's is %q", b.Branch, s.Branch)
		}
	}
}

// theme reports an unknown theme of the site.
func theme(c *checker) {
	s := c.repo.Site
	if c.themes == nil || s.Theme == "default" || s.Theme == "" || slices.Contains(c.themes, s.Theme) {
		return
	}
	c.errorf(s.At("theme"), "name a folder of themes/, or leave theme out for the default", "theme: there is no themes/%s%s", s.Theme, prose.DidYouMean(s.Theme, c.themes))
}

// evidence reports an expectation whose evidence can never be computed.
func evidence(c *checker) {
	for _, role := range c.repo.Roles.All() {
		if role.Incomplete {
			continue
		}
		for i, e := range role.Expectations {
			at := role.At("expectations", i, "evidence")
			hint := "write {metric, at_least}, {survey, question, at_least} or none"
			switch ev := e.Evidence; {
			case ev.None():
			case ev.Metric != "" && (ev.Survey != "" || ev.Question != ""):
				c.errorf(at, hint, "evidence: it is a metric or a survey's question, and this is both")
			case ev.Metric == "" && (ev.Survey == "" || ev.Question == ""):
				c.errorf(at, hint, "evidence: a survey and its question go together")
			}
		}
	}
}

// target reports a target that a metric can never reach.
func target(c *checker) {
	for _, role := range c.repo.Roles.All() {
		for i, e := range role.Expectations {
			metric := e.Evidence.Metric
			if e.Evidence.Survey != "" {
				metric = "satisfaction" // answers are measured as one, whatever their scale
			}
			c.reachable(role, metric, e.Evidence.AtLeast, "at_least", "expectations", i, "evidence", "at_least")
		}
	}
	for _, program := range c.repo.Programs.All() {
		for i, o := range program.Objectives {
			c.objective(program, i, o)
		}
	}
}

func (c *checker) objective(program *record.Program, i int, o record.Objective) {
	c.reachable(program, o.Metric, o.Target, "target", "objectives", i, "target")
	if o.Metric == "" && o.Unit == "share" && o.Target != nil && *o.Target > 1 {
		c.errorf(program.At("objectives", i, "target"), "write 0.75 for 75 per cent", "target: %v cannot be reached, because the unit is a share from 0 to 1", *o.Target)
	}
	if o.Metric != "" && o.Unit+string(o.Better) != "" {
		key := "unit"
		if o.Unit == "" {
			key = "better"
		}
		c.errorf(program.At("objectives", i, key), "remove it", "%s: %s has its own", key, o.Metric)
	}
}

func (c *checker) reachable(rec record.Record, metric record.MetricID, value *float64, key string, path ...any) {
	switch {
	case value == nil || metric == "":
	case *value < 0:
		c.errorf(rec.Where().At(path...), "", "%s: %v is less than nothing", key, *value)
	case *value > 1 && slices.Contains(shares(), metric):
		c.errorf(rec.Where().At(path...), "write 0.75 for 75 per cent", "%s: %v cannot be reached, because %s is a share from 0 to 1", key, *value, metric)
	}
}

// health reports pairings that would be quiet before they could use a hello.
func health(c *checker) {
	for _, program := range c.repo.Programs.All() {
		if !program.Incomplete {
			c.quietLast(program, program.Health)
		}
	}
	for _, cohort := range c.repo.Cohorts.All() {
		if cohort.Health != nil && !cohort.Incomplete {
			c.quietLast(cohort, *cohort.Health)
		}
	}
}

func (c *checker) quietLast(rec record.Record, h record.Health) {
	hello := h.SayHello
	if h.Quiet.Days < hello.Days {
		c.errorf(rec.Where().At("health", "quiet", "days"), fmt.Sprintf("write %d or more", hello.Days), "days: %d of quiet are fewer than the %d of say_hello", h.Quiet.Days, hello.Days)
	}
	if h.Quiet.Cadences < hello.Cadences {
		c.errorf(rec.Where().At("health", "quiet", "cadences"), fmt.Sprintf("write %v or more", max(0, hello.Cadences)), "cadences: %v of quiet are fewer than the %v of say_hello", h.Quiet.Cadences, hello.Cadences)
	}
	if hello.Cadences < 0 {
		c.errorf(rec.Where().At("health", "say_hello", "cadences"), "write 0 or more", "cadences: %v is less than nothing", hello.Cadences)
	}
}

// unusedRole reports a role that no programme has, unless a programme names an unknown
// role, which may be this one.
func unusedRole(c *checker) {
	misspelt := func(p *record.Program) bool {
		return slices.ContainsFunc(p.Roles, func(id record.RoleID) bool { return !c.repo.Roles.Has(id) })
	}
	if c.somePrograms() || slices.ContainsFunc(c.repo.Programs.All(), misspelt) {
		return
	}
	for _, role := range c.repo.Roles.All() {
		used := slices.ContainsFunc(c.repo.Programs.All(), func(p *record.Program) bool { return slices.Contains(p.Roles, role.ID) })
		if !used {
			c.warnf(role.At(), fmt.Sprintf("add %q to the roles of a programme, or delete the file", role.ID), "no programme has the role %q", role.ID)
		}
	}
}

// noCadence reports a formal programme without a cadence.
func noCadence(c *checker) {
	for _, p := range c.repo.Programs.All() {
		if !p.Incomplete && p.Format == record.Formal && p.Cadence.IsZero() {
			c.warnf(p.At("format"), "add cadence: 2w, for instance; where none is expected, write format: hybrid or informal", "format: formal, but cadence is missing, so nothing tells how often to meet")
		}
	}
}

// notExpected reports what the programme's format ignores: a cadence, or milestones of
// an informal programme.
func notExpected(c *checker) {
	look := func(rec record.Record, format record.Format, cadence, milestones bool) {
		hint := "take it out, or write format: formal"
		if cadence && format != record.Formal {
			c.warnf(rec.Where().KeyAt("cadence"), hint, "cadence: %s programmes expect no rhythm, so nobody looks at it", format)
		}
		if milestones && format == record.Informal {
			c.warnf(rec.Where().KeyAt("milestones"), "take them out, or write format: hybrid", "milestones: informal programmes expect none, so nobody looks at them")
		}
	}
	for _, p := range c.repo.Programs.All() {
		if !p.Incomplete && p.Format != "" {
			look(p, p.Format, !p.Cadence.IsZero(), len(p.Milestones) > 0)
		}
	}
	for _, cohort := range c.repo.Cohorts.All() {
		if p := c.repo.Program(cohort); p != nil && !p.Incomplete && p.Format != "" && !cohort.Incomplete {
			look(cohort, p.Format, !cohort.Cadence.IsZero(), len(cohort.Milestones) > 0)
		}
	}
}

// noHelp reports a running programme without a contact for help: none is given, or only
// a handbook page without an address.
func noHelp(c *checker) {
	for _, p := range c.repo.Programs.All() {
		runs := slices.ContainsFunc(c.repo.Cohorts.All(), func(cohort *record.Cohort) bool {
			return cohort.Program == p.ID && cohort.State == record.CohortRunning
		})
		if !runs || p.Incomplete {
			continue
		}
		var missing []string
		for _, key := range sortedKeys(p.Contacts()) {
			contact := p.Contacts()[key]
			if !contact.Given() {
				missing = append(missing, key)
			} else if page := c.deadEnd(contact); page != nil {
				c.unreachable(p.At(key, "page"), key, contact, page)
			}
		}
		if len(missing) > 0 {
			c.warnf(p.At(), "add the mailbox or the telephone of a role, such as "+missing[0]+": {mail: …, tel: …, hours: …}", "%s: missing, so people in a running cohort do not learn whom to turn to", strings.Join(missing, ", "))
		}
	}
}

// deadEnd returns the handbook page of a contact, if the contact has nothing else and
// the page has no mailbox and no telephone. Other rules report a page that is missing
// or unreadable.
func (c *checker) deadEnd(contact record.Contact) *markdown.Page {
	target := c.repo.Resolve("content/index.md", string(contact.Page))
	if len(contact.Reach()) > 0 || target.Kind != record.TargetPage {
		return nil
	}
	text := c.pages[target.Page.Path]
	if text == nil || slices.ContainsFunc(text.Links, func(l markdown.Link) bool { return l.Kind == markdown.Mail }) {
		return nil
	}
	return text
}

func (c *checker) unreachable(at diag.Position, key string, contact record.Contact, page *markdown.Page) {
	found := "nobody's mailbox or telephone is on %s"
	if slices.ContainsFunc(page.Blocks, showsPrograms) {
		found = "%s shows the programmes, which lead back to it: a circle with nobody's mailbox or telephone on it"
	}
	c.warnf(at, fmt.Sprintf("write %s: {page: %s, mail: …}, with tel and hours where somebody answers", key, contact.Page), "%s: "+found, key, contact.Page)
}

func showsPrograms(b markdown.Block) bool {
	decoded, problems := record.DecodeBlock([]byte(b.YAML), b.At)
	return len(problems) == 0 && decoded.Show == record.ShowPrograms
}

// neverAsked reports a survey that nobody is ever asked to fill in.
func neverAsked(c *checker) {
	for _, p := range c.repo.Programs.All() {
		for i, s := range p.Surveys {
			if !p.Incomplete && s.At == "" && s.After.IsZero() && s.Every.IsZero() {
				c.warnf(p.At("surveys", i), "add at: start, at: close, after: 30d or every: 60d", "surveys: %q does not say when it is asked", s.ID)
			}
		}
	}
}
