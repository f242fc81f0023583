package review

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// The accounts of the programme in miniature.
var (
	wren  = Author{"Wren-Coordinates", 1001} // coordinates the programme
	ines  = Author{"InesLooksAfter", 12}     // coordinates the autumn
	grace = Author{"GraceWrites", 2001}      // meets noor, in otter
	noor  = Author{"Noor-Reads", 14}
	tomo  = Author{"tomo-two", 2003} // is in no pairing
	kofi  = Author{"kofi-k", 16}     // is in heron
)

// ownerCase is a pull request and its approvals.
type ownerCase struct {
	author   Author
	approved []Author
	base     func(base fstest.MapFS) fstest.MapFS // nil for the programme in miniature
	head     func(base fstest.MapFS) fstest.MapFS
	// meanwhile is what the base changed since the pull request began.
	meanwhile []string
	needed    []string // who is asked, where it waits
	why       string   // a part of why it waits; "" where an owner has approved
}

func (c ownerCase) holds(t *testing.T) {
	base := theBase(t)
	if c.base != nil {
		base = c.base(base)
	}
	in := input(t, base, c.head(base), c.author)
	in.Approved, in.Meanwhile = c.approved, c.meanwhile
	r := Of(in)
	got := r.Owner
	if c.why == "" {
		if got.State != OwnerSuccess || len(got.Needed) > 0 {
			t.Errorf("%s, needs %q: %s", got.State, got.Needed, got.Why)
		}
		return
	}
	if got.State != OwnerPending || !strings.Contains(got.Why.String(), c.why) {
		t.Errorf("%s, want a pending that says %q: %s", got.State, c.why, got.Why)
	}
	if !slices.Equal(got.Needed, c.needed) {
		t.Errorf("it needs %q, want %q", got.Needed, c.needed)
	}
}

const (
	personOfNoor  = "program/people/noor.yaml"
	personOfGrace = "program/people/grace.yaml"
	theProgramme  = "program/programs/mentoring.yaml"
	waits         = "one of the owners has to approve this commit: "
)

func write(pathsAndTexts ...string) func(fstest.MapFS) fstest.MapFS {
	return func(base fstest.MapFS) fstest.MapFS { return with(base, pathsAndTexts...) }
}

func edit(path, from, to string) func(fstest.MapFS) fstest.MapFS {
	return func(base fstest.MapFS) fstest.MapFS { return edited(base, path, from, to) }
}

// Who may stand behind a change, other than its author.
func TestOwnersApprove(t *testing.T) {
	html := logOf("2026-11-20") + "<b>We</b> met\n"
	twoCoordinators := edit(theProgramme, "[wren]", "[wren, tomo]")
	for name, c := range map[string]ownerCase{
		"the routine lane":                      {author: noor, head: write(november, logOf("2026-11-20"))},
		"a log by the other member":             {author: noor, head: write(november, html), approved: []Author{grace}},
		"a log of a pair by a coordinator":      {author: kofi, head: write(november, logOf("2026-11-20")), approved: []Author{ines}},
		"a log that somebody else wrote":        {author: kofi, head: write(november, logOf("2026-11-20")), approved: []Author{noor}},
		"each confirms for themselves":          {author: noor, head: write(november, strings.Replace(html, "2026-11-20\n", "2026-11-20\nconfirmed: [noor, grace]\n", 1)), approved: []Author{grace}},
		"one's record, by a coordinator":        {author: noor, head: edit(personOfNoor, "[writing]", "[careers]"), approved: []Author{wren}},
		"one's record, by oneself":              {author: tomo, head: edit(personOfNoor, "[writing]", "[careers]"), approved: []Author{noor}},
		"without the number, as the record":     {author: tomo, head: edit(personOfNoor, "[writing]", "[careers]"), approved: []Author{{"noor-READS", 0}}},
		"a renamed account, by its number":      {author: tomo, head: edit(personOfGrace, "[writing]", "[careers]"), approved: []Author{{"grace-of-today", 2001}}},
		"several files, several owners":         {author: tomo, head: write(november, logOf("2026-11-20"), heron+"sessions/2026-11-19.md", logOf("2026-11-19")), approved: []Author{noor, kofi}},
		"somebody new, by a coordinator":        {author: Author{"pia", 41}, head: write("program/people/pia.yaml", "name: Pia\ngithub: pia\n"), approved: []Author{wren}},
		"the programme, by another coordinator": {author: wren, base: twoCoordinators, head: edit(theProgramme, "Mentoring", "Meeting"), approved: []Author{tomo}},
		"a cohort, by its own coordinator":      {author: wren, head: edit(autumn+"cohort.yaml", "Autumn 2026", "Autumn"), approved: []Author{ines}},
		"nobody else is a coordinator":          {author: wren, head: edit(theProgramme, "Mentoring", "Meeting"), approved: []Author{wren, ines, grace}, why: "nobody can approve this, as the author may not"},
		"nothing changes":                       {author: noor, head: write(), approved: []Author{wren}, why: "changes no file"},
		"the author is not known":               {head: edit(personOfNoor, "[writing]", "[careers]"), approved: []Author{wren}, why: "author is not known"},
		"one of two files": {author: tomo, head: write(november, logOf("2026-11-20"), heron+"sessions/2026-11-19.md", logOf("2026-11-19")), approved: []Author{noor},
			why: waits + heron + "sessions/2026-11-19.md", needed: []string{"InesLooksAfter", "Wren-Coordinates", "ZuriZ", "kofi-k"}},
	} {
		t.Run(name, c.holds)
	}
}

// TestNoWayAroundOwners attacks the ownership of records. None of it gets
// through: each waits for somebody whom the base names.
func TestNoWayAroundOwners(t *testing.T) {
	coordinator := []string{"Wren-Coordinates"}
	anyOfOtter := []string{"GraceWrites", "InesLooksAfter", "Noor-Reads", "Wren-Coordinates"}
	takeOver := edit(personOfNoor, "Noor-Reads", "kofi-two")
	html := write(november, logOf("2026-11-20")+"<b>We</b> met\n")
	for name, c := range map[string]ownerCase{
		"approved by who owns nothing":      {author: kofi, head: write(november, logOf("2026-11-20")), approved: []Author{tomo, {"zuriz", 0}, {"nobody", 66}}, why: waits, needed: anyOfOtter},
		"approved by its author":            {author: noor, head: html, approved: []Author{noor, {"NOOR-reads", 0}}, why: waits, needed: []string{"GraceWrites", "InesLooksAfter", "Wren-Coordinates"}},
		"approved with its author's number": {author: Author{"wren-coordinates", 0}, head: edit(theProgramme, "Mentoring", "Meeting"), approved: []Author{wren}, why: waits, needed: coordinator},
		"opened from a second account":      {author: Author{"noor-again", 77}, head: html, approved: []Author{noor}, why: waits, needed: []string{"InesLooksAfter", "Wren-Coordinates"}},
		"approved from a second account":    {author: noor, head: html, approved: []Author{{"noor-again", 77}}, why: waits, needed: []string{"GraceWrites", "InesLooksAfter", "Wren-Coordinates"}},
		"the login in another case":         {author: Author{"WREN-coordinates", 1001}, head: edit(theProgramme, "Mentoring", "Meeting"), approved: []Author{{"wren-COORDINATES", 0}}, why: "nobody can approve this, as the author may not"},
		"a login that was given up":         {author: kofi, head: write(november, logOf("2026-11-20")), approved: []Author{{"GraceWrites", 666}}, why: waits, needed: anyOfOtter},
		"a login without its number":        {author: kofi, head: write(november, logOf("2026-11-20")), approved: []Author{{"GraceWrites", 0}}, why: waits, needed: anyOfOtter},
		"an owner renamed in the request":   {author: kofi, head: takeOver, approved: []Author{{"kofi-two", 88}}, why: waits, needed: coordinator},
		"an account changed with its owner": {author: kofi, head: takeOver, approved: []Author{noor}, why: waits, needed: coordinator},
		"the owner deleted": {author: kofi, head: write(personOfNoor, "", november, logOf("2026-11-20")), approved: []Author{noor},
			why: personOfNoor, needed: coordinator},
		"a person moved to another id": {author: kofi, head: func(base fstest.MapFS) fstest.MapFS {
			return with(base, "program/people/noora.yaml", string(base[personOfNoor].Data), personOfNoor, "")
		}, approved: []Author{noor, kofi}, why: personOfNoor + " and 1 more", needed: coordinator},
		"a log moved out of a pairing": {author: kofi, head: func(base fstest.MapFS) fstest.MapFS {
			return with(base, heron+"sessions/2026-10-05.md", string(base[october].Data), october, "")
		}, approved: []Author{noor, kofi, grace}, why: heron + "sessions/2026-10-05.md and 1 more", needed: []string{"InesLooksAfter", "Wren-Coordinates"}},
		"oneself a coordinator":  {author: kofi, head: edit(theProgramme, "[wren]", "[wren, kofi, noor]"), approved: []Author{noor, ines}, why: waits, needed: coordinator},
		"oneself of the pairing": {author: kofi, head: edit(otter+"pairing.yaml", "[noor]", "[noor, kofi]"), approved: []Author{noor}, why: waits, needed: []string{"InesLooksAfter", "Wren-Coordinates"}},
		"oneself cleared":        {author: kofi, head: write(spring+"enrolments/bram.yaml", "mentee: {}\ncleared: [{requirement: talk, on: 2026-11-01}]\n"), approved: []Author{{"bram-waits", 0}}, why: waits, needed: coordinator},
		"who asks for reviews":   {author: kofi, head: write(".github/CODEOWNERS", "* @kofi-k\n", ".github/workflows/check.yml", "on: push\n"), approved: []Author{noor, ines}, why: ".github/CODEOWNERS and 1 more", needed: coordinator},
		"the words of another":   {author: kofi, head: write(november, logOf("2026-11-20", "confirmed: [noor, grace]")), approved: []Author{grace}, why: waits, needed: []string{"InesLooksAfter", "Wren-Coordinates"}},
		"a path in another case": {author: kofi, head: write("program/people/Noor.yaml", "name: Noor\n", "Program/people/noor.yaml", "name: Noor\n", "program/cohorts/2026-autumn/pairings/Otter/plan.yaml", "goals: []\n"), approved: []Author{noor, grace},
			why: "Program/people/noor.yaml and 2 more", needed: []string{"InesLooksAfter", "Wren-Coordinates"}},
		"a path in another normal form": {author: kofi, head: write("program/people/n\u006f\u0308or.yaml", "name: Noor\n", "program/people/n\u00f6or.yaml", "name: Noor\n"), approved: []Author{noor}, why: "1 more", needed: coordinator},
		"a link to a record": {author: kofi, head: func(base fstest.MapFS) fstest.MapFS {
			return linked(base, october, fs.ModeSymlink|0o777)
		}, approved: []Author{noor, grace}, why: waits, needed: []string{"InesLooksAfter", "Wren-Coordinates"}},
		"a submodule for a folder": {author: kofi, head: func(base fstest.MapFS) fstest.MapFS {
			head := with(base, october, "", september, "")
			head[otter+"sessions"] = &fstest.MapFile{Mode: fs.ModeIrregular}
			return head
		}, approved: []Author{noor, grace}, why: "2 more", needed: []string{"InesLooksAfter", "Wren-Coordinates"}},
		"what the base has changed since": {author: kofi, head: edit(october, "Slower", "Faster"), meanwhile: []string{october}, approved: []Author{noor, grace}, why: waits, needed: []string{"InesLooksAfter", "Wren-Coordinates"}},
		"a file that nothing reads":       {author: kofi, head: write(otter+"sessions/README.md", "# Ours\n"), approved: []Author{noor}, why: waits, needed: []string{"InesLooksAfter", "Wren-Coordinates"}},
		"a coordinator who has left":      {author: kofi, base: edit("program/people/wren.yaml", "name: Wren", "name: Wren\nleft: 2026-11-01"), head: edit(theProgramme, "Mentoring", "Meeting"), approved: []Author{wren}, why: "nobody can approve this, as the author may not", needed: nil},
		"a member who has left":           {author: noor, base: edit(otter+"pairing.yaml", "[grace]", "[{person: grace, until: 2026-11-01}]"), head: html, approved: []Author{grace}, why: waits, needed: []string{"InesLooksAfter", "Wren-Coordinates"}},
		"an account that two records have": {author: kofi, base: write("program/people/mole.yaml", "name: Mole\ngithub: wren-coordinates\ngithub_id: 1001\n"), head: edit(theProgramme, "Mentoring", "Meeting"), approved: []Author{wren},
			why: "nobody can approve this, as the author may not"},
		"another cohort's coordinator": {author: kofi, head: edit(spring+"cohort.yaml", "Spring 2027", "Spring"), approved: []Author{ines}, why: waits, needed: coordinator},
	} {
		t.Run(name, c.holds)
	}
}

// One account is known again by its number, and by its login in any case.
func TestOneAccount(t *testing.T) {
	for _, c := range []struct {
		a, b Author
		want bool
	}{
		{Author{"ada", 0}, Author{"ADA", 0}, true}, {Author{"ada", 7}, Author{"Ada", 0}, true}, {Author{"ada", 7}, Author{"ada", 8}, true},
		{Author{"ada", 7}, Author{"renamed", 7}, true}, {Author{"ada", 7}, Author{"bo", 8}, false}, {Author{"ada", 0}, Author{"bo", 0}, false},
	} {
		if c.a.same(c.b) != c.want || c.b.same(c.a) != c.want {
			t.Errorf("%v and %v are one: want %v", c.a, c.b, c.want)
		}
	}
}

// What a report says of owners goes into a status: of hostile names it keeps one line.
func TestOwnerOfManyFiles(t *testing.T) {
	base := theBase(t)
	var files []string
	for k := range 40 {
		files = append(files, fmt.Sprintf("content/page-%02d.md", k), "# Page\n")
	}
	got := Of(input(t, base, with(base, files...), kofi)).Owner
	if want := waits + "content/page-00.md and 39 more"; got.Why.String() != want {
		t.Errorf("%s, want %s", got.Why, want)
	}
}

// TestAPairingsRecordIsTheCoordinators where the author is no one of the base, and where it
// comes or goes, whatever the base has.
func TestAPairingsRecordIsTheCoordinators(t *testing.T) {
	record := otter + "pairing.yaml"
	base := theBase(t)
	titled := edited(base, record, "state:", "title: The almanac\nstate:")
	added := input(t, base, titled, noor) // the base has it meanwhile
	added.Changes[0].Added = true
	for name, in := range map[string]Input{
		"a stranger": input(t, base, titled, Author{"mallory", 66}), "nobody": input(t, base, titled, Author{}),
		"gone": input(t, base, with(base, record, ""), noor), "added": added,
	} {
		r := Of(in)
		if c := r.Changes[0]; c.Path != record || c.Allowed || c.Whose.String() != "the coordinators of 2026-autumn" {
			t.Errorf("%s: %s belongs to %s, allowed %t", name, c.Path, c.Whose, c.Allowed)
		}
	}
}
