package intake

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// cohort returns the files of a cohort with three pairings.
func cohort() map[string]string {
	return map[string]string{
		"program/people/fay.yaml":                                   "name: Fay\n",
		"program/topics/rain.yaml":                                  "name: Rain\n",
		"program/cohorts/one/enrolments/fay.yaml":                   "mentor:\n  # by hand\n  offers:\n    - go\n    - rain\n",
		"program/people/ada.yaml":                                   "name: Ada # the first\n",
		"program/people/bo.yaml":                                    "name: Bo\n",
		"program/people/cy.yaml":                                    "name: Cy\nformerly: [cyd]\n",
		"program/topics/go.yaml":                                    "name: Go\n",
		"program/cohorts/one/cohort.yaml":                           "program: mentoring\nname: One\nstarts: 2026-01-01\nends: 2026-06-30\nstate: running\n",
		"program/cohorts/one/pairings/otter/pairing.yaml":           "# two\nmentors:\n  - person: ada\n    until: 2026-03-01\n  - bo\nmentees: [cy]\nstate: active\nstarted: 2026-01-07\n",
		"program/cohorts/one/pairings/otter/sessions/2026-01-14.md": "---\ndate: 2026-01-14\nduration: 45m # short\n---\n\nNotes stay.\n",
		"program/cohorts/one/enrolments/ada.yaml":                   "mentor:\n  capacity: 2\n  offers: [go]\navailability: [\"Mon 09:00-12:00\"]\n",
	}
}

// TestPlan checks the plan of rows: new and changed files, bad rows, notes.
func TestPlan(t *testing.T) {
	for name, test := range map[string]struct {
		spec
		extra map[string]string // files that are there besides
		files map[string]string
		bad   []string
		notes []string
		err   string
	}{
		"a new person": {
			spec: spec{kind: People, text: "id,name,topics,github_id,languages\ndi,  Di   Doe ,GO | Sea-ice|sea ice,0042,\nem,,,42,en|sw\n"},
			files: map[string]string{
				"program/people/em.yaml": "name: em\ngithub_id: 42\nlanguages: [en, sw]\n",
			},
			bad: []string{"in.csv:2:37: github_id: \"0042\" is not a whole number from 0 to 1000000000"},
		},
		"topics are unified": {
			spec: spec{kind: People, text: "id,topics\ndi,GO | Sea-ice|sea ice\nem,sea ice|C++\n"},
			files: map[string]string{
				"program/people/di.yaml":      "name: di\ntopics: [go, sea-ice]\n",
				"program/people/em.yaml":      "name: em\ntopics: [sea-ice, c]\n",
				"program/topics/go.yaml":      "name: Go\naliases: [GO]\n",
				"program/topics/sea-ice.yaml": "name: sea ice\naliases: [Sea-ice]\n",
				"program/topics/c.yaml":       "name: C++\n",
			},
		},
		"a known person keeps what is not given": {
			spec:  spec{kind: People, text: "id,name,alias,unit,manager\nada,,Heron,North,cy\n"},
			files: map[string]string{"program/people/ada.yaml": "name: Ada # the first\nalias: Heron\nunit: North\nmanager: cy\n"},
		},
		"the same again": {
			spec: spec{kind: People, text: "id,name\nada,Ada\nada,Ada\n"},
		},
		"people that will not do": {
			spec:  spec{kind: People, text: "id,name,time_zone,topics,manager\nP 1,,,,\nada,A,,,\nada,B,,,\nx,,Mars/One,,\ny,,,...,\nz,,,,cyd\nw,a\u200bb,,,\n,,,,bo\n"},
			files: map[string]string{"program/people/ada.yaml": "name: A # the first\n", "program/people/z.yaml": "name: z\nmanager: cy\n"},
			bad: []string{
				`in.csv:2:1: id: "P 1" is no id; an id has small letters, digits and hyphens, at most 64, a letter or digit first`,
				`in.csv:4:1: id: "ada" is in line 3 already, with other values`,
				`in.csv:5:4: time_zone: no such time zone: "Mars/One"`,
				`in.csv:6:5: topics: there is no word in "..."`,
				"in.csv:8:3: name: the invisible character U+200B is not allowed in a record",
				"in.csv:9:1: id: there is no value",
			},
		},
		"who needs a bad row is bad": {
			spec: spec{kind: People, text: "id,manager,github_id\nx,y,\ny,z,\nz,,-1\n"},
			bad: []string{
				`in.csv:2:3: manager: nobody has the id "y"`,
				`in.csv:3:3: manager: nobody has the id "z"`,
				`in.csv:4:4: github_id: "-1" is not a whole number from 0 to 1000000000`,
			},
		},
		"new people": {
			spec:  spec{kind: People, text: "id,manager\nx,y\n", newPeople: true},
			files: map[string]string{"program/people/x.yaml": "name: x\nmanager: y\n", "program/people/y.yaml": "name: \"y\"\n"},
			notes: []string{"made a bare record for 1 person; give them their names"},
		},
		"enrolments of one person": {
			spec: spec{kind: Enrolments, text: "cohort,person,role,capacity,topics\none,ada,mentor,,Rust\none,bo,mentee,,Go\none,bo,mentor,3,\none,bo,mentee,,Rust\none,cy,peer,,Go\n"},
			files: map[string]string{
				"program/cohorts/one/enrolments/ada.yaml": "mentor:\n  capacity: 2\n  offers: [rust]\navailability: [\"Mon 09:00-12:00\"]\n",
				"program/cohorts/one/enrolments/bo.yaml":  "mentor:\n  capacity: 3\nmentee:\n  seeks: [go, rust]\n",
				"program/cohorts/one/enrolments/cy.yaml":  "peer:\n  topics: [go]\n",
				"program/topics/rust.yaml":                "name: Rust\n",
			},
		},
		"rows that say together what is there": {
			spec: spec{kind: Enrolments, text: "cohort,person,role,topics\none,fay,mentor,Go\none,fay,mentor,Rain\n"},
		},
		"enrolments that will not do": {
			spec: spec{kind: Enrolments, text: "cohort,person,role,capacity\none,adda,mentor,\none,bo,boss,\none,bo,mentee,2\none,cy,mentor,1\none,cy,mentor,2\nOne,ada,mentor,1\none,ada,,\n"},
			files: map[string]string{
				"program/cohorts/one/enrolments/cy.yaml": "mentor: {}\n",
			},
			bad: []string{
				`in.csv:2:5: person: nobody has the id "adda"`,
				`in.csv:3:8: role: "boss" is not one of mentor, mentee, peer`,
				"in.csv:4:15: capacity: only a mentor has it, and the row is a mentee's",
				"in.csv:6:15: capacity: it is 2 here and 1 in line 5",
				`in.csv:7:1: cohort: "One" is no id; an id has small letters, digits and hyphens, at most 64, a letter or digit first`,
				"in.csv:8:9: role: there is no value",
			},
		},
		"set is for the rows that can have it": {
			spec: spec{kind: Enrolments, text: "cohort,person,role\none,bo,mentee\none,cy,mentor\n", set: []string{"capacity=2"}},
			files: map[string]string{
				"program/cohorts/one/enrolments/bo.yaml": "mentee: {}\n",
				"program/cohorts/one/enrolments/cy.yaml": "mentor:\n  capacity: 2\n",
			},
		},
		"a cohort without dates": {
			spec: spec{kind: Enrolments, text: "cohort,person,role\n2027,bo,mentee\n"},
			files: map[string]string{
				"program/cohorts/2027/cohort.yaml":        "# Made by an import. Without this line, no import changes its days.\nprogram: mentoring\nname: \"2027\"\nstarts: 2026-11-20\nends: 2027-05-20\nstate: open\n",
				"program/cohorts/2027/enrolments/bo.yaml": "mentee: {}\n",
			},
			notes: []string{"made the cohort 2027, open, from 20 Nov 2026 to 20 May 2027"},
		},
		"cohorts of their rows' dates": {
			spec: spec{kind: Pairings, text: "cohort,pairing,mentors,mentees,state,started,ended\n" +
				"past,a,ada,bo,completed,2025-02-01,2025-06-01\npast,b,ada,cy,completed,2025-01-01,2025-05-01\n" +
				"now,a,ada,bo,active,2026-10-01,\nnow,b,ada,bo,completed,2026-09-01,2026-10-01\nsoon,a,ada,bo,proposed,,\n"},
			files: map[string]string{
				"program/cohorts/past/cohort.yaml":             "# Made by an import. Without this line, no import changes its days.\nprogram: mentoring\nname: past\nstarts: 2025-01-01\nends: 2025-06-01\nstate: closed\n",
				"program/cohorts/now/cohort.yaml":              "# Made by an import. Without this line, no import changes its days.\nprogram: mentoring\nname: now\nstarts: 2026-09-01\nends: 2027-03-01\nstate: running\n",
				"program/cohorts/soon/cohort.yaml":             "# Made by an import. Without this line, no import changes its days.\nprogram: mentoring\nname: soon\nstarts: 2026-11-20\nends: 2027-05-20\nstate: open\n",
				"program/cohorts/past/pairings/a/pairing.yaml": "mentors: [ada]\nmentees: [bo]\nstate: completed\nstarted: 2025-02-01\nended: 2025-06-01\n",
				"program/cohorts/past/pairings/b/pairing.yaml": "mentors: [ada]\nmentees: [cy]\nstate: completed\nstarted: 2025-01-01\nended: 2025-05-01\n",
				"program/cohorts/now/pairings/a/pairing.yaml":  "mentors: [ada]\nmentees: [bo]\nstate: active\nstarted: 2026-10-01\n",
				"program/cohorts/now/pairings/b/pairing.yaml":  "mentors: [ada]\nmentees: [bo]\nstate: completed\nstarted: 2026-09-01\nended: 2026-10-01\n",
				"program/cohorts/soon/pairings/a/pairing.yaml": "mentors: [ada]\nmentees: [bo]\nstate: proposed\n",
			},
			notes: []string{
				"made the cohort now, running, from 1 Sep 2026 to 1 Mar 2027",
				"made the cohort past, closed, from 1 Jan 2025 to 1 Jun 2025",
				"made the cohort soon, open, from 20 Nov 2026 to 20 May 2027",
			},
		},
		"a known pairing keeps its members' days": {
			spec: spec{kind: Pairings, text: "cohort,pairing,mentors,mentees,state,started,ended,reason,cadence\none,otter,ada|bo,cy,done,2025-12-01,2026-07-31,time,1w\n",
				values: []string{"state:done=ended"}, widen: true},
			files: map[string]string{
				"program/cohorts/one/pairings/otter/pairing.yaml": "# two\nmentors:\n  - person: ada\n    until: 2026-03-01\n  - bo\nmentees: [cy]\nstate: ended\nstarted: 2025-12-01\nended: 2026-07-31\nreason: time\ncadence: 1w\n",
				"program/cohorts/one/cohort.yaml":                 "program: mentoring\nname: One\nstarts: 2025-12-01\nends: 2026-07-31\nstate: running\n",
			},
			notes: []string{"widened the cohort one: it is running, from 1 Dec 2025 to 31 Jul 2026"},
		},
		"a member is added": {
			spec: spec{kind: Pairings, text: "cohort,pairing,mentors,state\none,otter,ada|bo|cyn,active\n", newPeople: true},
			files: map[string]string{
				"program/cohorts/one/pairings/otter/pairing.yaml": "# two\nmentors:\n  - person: ada\n    until: 2026-03-01\n  - bo\n  - cyn\nmentees: [cy]\nstate: active\nstarted: 2026-01-07\n",
				"program/people/cyn.yaml":                         "name: cyn\n",
			},
			notes: []string{"made a bare record for 1 person; give them their names"},
		},
		"pairings that will not do": {
			spec: spec{kind: Pairings, text: "cohort,pairing,mentors,mentees,peers,state,started,ended,reason,cadence\n" +
				"one,a,,bo,,active,2026-02-01,,,\n" +
				"one,b,ada,,,active,2026-02-01,,,\n" +
				"one,c,ada|bo,bo|cy,,active,2026-02-01,,,\n" +
				"one,d,,,ada,active,2026-02-01,,,\n" +
				"one,e,ada,,bo|cy,active,2026-02-01,,,\n" +
				"one,f,ada,bo,,active,,,,\n" +
				"one,g,ada,bo,,completed,2026-02-01,,,\n" +
				"one,h,ada,bo,,active,2026-02-01,2026-03-01,,\n" +
				"one,i,ada,bo,,completed,2026-02-01,2026-01-01,,\n" +
				"one,j,ada,bo,,ended,2026-02-01,2026-03-01,,\n" +
				"one,k,ada,bo,,over,1/2/2026,2026-06-31,because,often\n" +
				"one,l,ada,nobody,,,2026-02-01,,,\n"},
			bad: []string{
				"in.csv:2:7: mentors: there is no mentor",
				"in.csv:3:11: mentees: there is no mentee",
				"in.csv:4:14: mentees: nobody mentors themself, and the mentors list bo as well",
				"in.csv:5:9: peers: there is one peer only",
				"in.csv:6:12: peers: there are peers and mentors or mentees as well",
				"in.csv:7:22: started: there is no date, and the pairing is active",
				"in.csv:8:36: ended: there is no date, and the pairing is completed",
				"in.csv:9:33: ended: there is a date, and the pairing is active",
				"in.csv:10:36: ended: 2026-01-01 is before the pairing started, on 2026-02-01",
				"in.csv:11:43: reason: there is none, and the pairing is ended",
				`in.csv:12:15: state: "over" is not one of open, proposed, active, paused, completed, ended, declined`,
				`in.csv:12:20: started: "1/2/2026" is not a date`,
				"in.csv:12:29: ended: 2026-06-31 is not in the calendar",
				`in.csv:12:40: reason: "because" is not one of finished-early, moved-on, time, different-match, unrecorded, other`,
				`in.csv:12:48: cadence: "often" is not an interval`,
				`in.csv:13:11: mentees: nobody has the id "nobody"`,
				"in.csv:13:19: state: there is no value",
			},
		},
		"sessions": {
			spec: spec{kind: Sessions, text: "cohort,pairing,date,duration,attended,guests,format,topics\n" +
				"one,otter,2026-01-14,1h,,,video,Go\n" + // the log that is there
				"one,otter,2026-02-01,,bo|cy,,,\n" +
				"one,otter,2026-02-01,30m,,,,\n" +
				"one,otter,2026-08-01,,ada|cy|em,The whole team|em,,\n", newPeople: true, widen: true},
			files: map[string]string{
				"program/cohorts/one/pairings/otter/sessions/2026-01-14.md":   "---\ndate: 2026-01-14\nduration: 1h # short\nformat: video\ntopics: [go]\n---\n\nNotes stay.\n",
				"program/cohorts/one/pairings/otter/sessions/2026-02-01.md":   "---\ndate: 2026-02-01\nattended: [bo, cy]\n---\n",
				"program/cohorts/one/pairings/otter/sessions/2026-02-01-2.md": "---\ndate: 2026-02-01\nduration: 30m\n---\n",
				"program/cohorts/one/pairings/otter/sessions/2026-08-01.md":   "---\ndate: 2026-08-01\nattended: [cy]\nguests: [The whole team, em, ada]\n---\n",
				"program/cohorts/one/cohort.yaml":                             "program: mentoring\nname: One\nstarts: 2026-01-01\nends: 2026-08-01\nstate: running\n",
				"program/people/em.yaml":                                      "name: em\n",
			},
			notes: []string{
				"made a bare record for 1 person; give them their names",
				"widened the cohort one: it is running, from 1 Jan 2026 to 1 Aug 2026",
			},
		},
		"a mentor as two things": {
			spec: spec{kind: Pairings, text: "cohort,pairing,state,mentors,co_mentors,backups,mentees,started\none,otter,active,ada|bo,bo,ada,cy,2026-01-07\n"},
			bad:  []string{"in.csv:2:25: co_mentors: bo is among the mentors already", "in.csv:2:28: backups: ada is among the mentors already"},
		},
		"what was agreed": {
			spec: spec{kind: Sessions, text: "cohort,pairing,date,goals,actions,done,dropped,confirmed\n" +
				"one,otter,2026-01-14,speak,Draft the talk,,,\n" + // the second of that name
				"one,otter,2026-02-01,speak 40 %|read,Bo:  Draft the talk by 2026-02-10|fay: Read https://example.org/|[weld] Weld,read-it on 2026-01-20|talk,swim,cy\n"},
			extra: map[string]string{"program/cohorts/one/pairings/otter/sessions/2026-01-07.md": "---\ndate: 2026-01-07\nactions:\n  - {id: draft-the-talk, what: Draft the talk}\n---\n"},
			files: map[string]string{
				"program/cohorts/one/pairings/otter/sessions/2026-01-14.md": "---\ndate: 2026-01-14\nduration: 45m # short\ngoals: [speak]\nactions:\n  - id: draft-the-talk-2\n    what: Draft the talk\n---\n\nNotes stay.\n",
				"program/cohorts/one/pairings/otter/sessions/2026-02-01.md": "---\ndate: 2026-02-01\ngoals:\n  - id: speak\n    percent: 40\n  - read\nactions:\n  - id: draft-the-talk-3\n    who: bo\n    what: Draft the talk\n    due: 2026-02-10\n" +
					"  - id: fay-read-https-example-org\n    what: 'fay: Read https://example.org/'\n  - id: weld\n    what: Weld\ndone:\n  - id: read-it\n    on: 2026-01-20\n  - talk\ndropped: [swim]\nconfirmed: [cy]\n---\n",
			},
		},
		"agreements that will not do": {
			spec: spec{kind: Sessions, text: "cohort,pairing,date,goals,actions,done,dropped\none,otter,2026-02-01,speak 140 %,,,\none,otter,2026-02-02,,Draft by 2026-02-31,,\none,otter,2026-02-03,,,Talk,\none,otter,2026-02-04,,,talk on Monday,\none,otter,2026-02-05,,,,swim on 2026-02-01\n"},
			bad: []string{
				`in.csv:2:22: goals: "140 %" is no percentage`,
				"in.csv:3:23: actions: 2026-02-31 is not in the calendar",
				`in.csv:4:24: done: "Talk" is no id; an id has small letters, digits and hyphens, at most 64, a letter or digit first`,
				`in.csv:5:24: done: "Monday" is not a date`,
				`in.csv:6:25: dropped: "swim on 2026-02-01" is no id; an id has small letters, digits and hyphens, at most 64, a letter or digit first`,
			},
		},
		"what somebody was cleared of": {
			spec:  spec{kind: Enrolments, text: "cohort,person,role,cleared,again\none,cy,mentor,references on 2026-01-02 by bo|talk on 2026-01-03,mentor\none,bo,mentee,references,\none,ada,mentor,references on 2026-01-02 by bob,often\n"},
			files: map[string]string{"program/cohorts/one/enrolments/cy.yaml": "mentor: {}\ncleared:\n  - requirement: references\n    on: 2026-01-02\n    by: bo\n  - requirement: talk\n    on: 2026-01-03\nagain: mentor\n"},
			bad: []string{
				`in.csv:3:15: cleared: "references" does not say on which day`,
				`in.csv:4:16: cleared: nobody has the id "bob"`,
				`in.csv:4:48: again: "often" is not one of yes, no, mentor`,
			},
		},
		"sessions that will not do": {
			spec: spec{kind: Sessions, text: "cohort,pairing,date,duration,attended,format\n" +
				"one,oter,2026-01-21,,,\ntwo,otter,2026-01-21,,,\none,otter,2021-06-31,,,\none,otter,\"January 17, 2020\",60 min,,\none,otter,2026-01-21,,bob,phone\none,otter,,,,\n"},
			bad: []string{
				`in.csv:2:5: pairing: there is no pairing "oter" in one`,
				`in.csv:3:1: cohort: there is no cohort "two"`,
				"in.csv:4:11: date: 2021-06-31 is not in the calendar",
				`in.csv:5:11: date: "January 17, 2020" is not a date`,
				`in.csv:6:23: attended: nobody has the id "bob"`,
				`in.csv:6:27: format: "phone" is not one of video, in-person, chat`,
				"in.csv:7:11: date: there is no value",
			},
		},
		"a table as a form exports it": {
			spec: spec{kind: People, idFrom: "name", split: []string{"topics=,"}, columns: []string{"name=First", "name=Last", "topics=Themes", "topics=More", "time_zone=Where"},
				text: "First,Last,Themes,More,Where,Languages,MANAGER\nDi,Doe,\"Go, Rain\",Snow,London,\"Englisch\nWelsh\",ada\nÉm,,,,EST,en|fr,Bo\nDi,Doe,\"Go, Rain\",Snow,London,\"Englisch\nWelsh\",ada\n山田,,,,Atlantis,,Bø\nAda,,,,,,cyd\nDi,Doe,,,,,\n"},
			files: map[string]string{
				"program/people/ada.yaml":    "name: Ada # the first\nmanager: cy\n",
				"program/people/di-doe.yaml": "name: Di Doe\ntopics: [go, rain, snow]\ntime_zone: Europe/London\nlanguages: [en, cy]\nmanager: ada\n",
				"program/people/em.yaml":     "name: Ém\ntime_zone: America/New_York\nlanguages: [en, fr]\nmanager: bo\n",
				"program/topics/snow.yaml":   "name: Snow\n",
			},
			bad: []string{`in.csv:7:7: time_zone: no such time zone: "Atlantis"`, `in.csv:9:1: id: "di-doe" is in line 2 already, with other values`},
		},
		"two people of one name": {
			spec:  spec{kind: Enrolments, text: "cohort,person,role\none,Di,mentee\none,@Bo-Example,mentee\none,\"ada, bo\",mentor\none,山田,mentor\n"},
			extra: map[string]string{"program/people/di.yaml": "name: Dí\n", "program/people/di-2.yaml": "name: di\n", "program/people/bo.yaml": "name: Bo\ngithub: bo-example\n"},
			files: map[string]string{"program/cohorts/one/enrolments/bo.yaml": "mentee: {}\n"},
			bad: []string{
				`in.csv:2:5: person: 2 people are called "Di": di and di-2`,
				`in.csv:4:5: person: "ada, bo" is no id; an id has small letters, digits and hyphens, at most 64, a letter or digit first`,
				`in.csv:5:5: person: "山田" is no id; an id has small letters, digits and hyphens, at most 64, a letter or digit first`,
			},
		},
		"all that an enrolment has": {
			spec: spec{kind: Enrolments, text: "cohort,person,role,capacity,mentors,goals,availability,prefers,status,left\none,bo,mentee,,2,Speak|Write,\"Mon pm, Do ab 15 Uhr\",Ada,waiting,\none,cy,mentor,two,,,at times,bo|cyd,withdrawn,2026-02-01\none,cy,mentor,two,,,,bo,withdrawn,2026-02-01\none,bo,mentor,,3,,,,,\n"},
			files: map[string]string{
				"program/cohorts/one/enrolments/bo.yaml": "mentee:\n  goals: [Speak, Write]\n  mentors: 2\nstatus: waiting\navailability: ['Mon 13:00-17:00', 'Thu 15:00-18:00']\nprefers: [ada]\n",
				"program/cohorts/one/enrolments/cy.yaml": "mentor:\n  capacity: 2\nstatus: withdrawn\nprefers: [bo]\nleft: 2026-02-01\n",
			},
			bad: []string{
				`in.csv:3:21: availability: "at times" is not understood as hours of a week`,
				"in.csv:5:16: mentors: only a mentee has it, and the row is a mentor's",
			},
		},
		"a cell that looks like a list": {
			spec:  spec{kind: People, text: "id,topics,languages\ndi,\"Go, Rain\",en\nem,,\"en; de\"\ngi,Snow; Rain,\nfi,\"Snow\nGo\",\n"},
			files: map[string]string{"program/people/di.yaml": "name: di\ntopics: [go-rain]\nlanguages: [en]\n", "program/people/em.yaml": "name: em\nlanguages: [en; de]\n", "program/people/fi.yaml": "name: fi\ntopics: [snow, go]\n", "program/topics/go-rain.yaml": "name: Go, Rain\n", "program/people/gi.yaml": "name: gi\ntopics: [snow-rain]\n", "program/topics/snow-rain.yaml": "name: Snow; Rain\n", "program/topics/snow.yaml": "name: Snow\n"},
			notes: []string{
				`topics: 2 cells look like lists and are taken whole, such as "Go, Rain" in line 2; --split topics=, says what separates values`,
				`languages: 1 cell looks like a list and is taken whole, such as "en; de" in line 3; --split languages=, says what separates values`,
			},
		},
		"days that no import may change": {
			spec:  spec{kind: Sessions, dates: "dmy", text: "cohort,pairing,date\none,otter,1/12/2025\none,otter,10/10/2062\none,otter,3/4/26\none,otter,4/13/2026\n"},
			files: map[string]string{"program/cohorts/one/pairings/otter/sessions/2026-04-03.md": "---\ndate: 2026-04-03\n---\n"},
			bad: []string{
				"in.csv:2:11: date: 2025-12-01 is outside of the cohort one, which goes from 1 Jan 2026 to 30 Jun 2026",
				"in.csv:3:11: date: 2062-10-10 is outside of the cohort one, which goes from 1 Jan 2026 to 30 Jun 2026",
				`in.csv:5:11: date: "4/13/2026" is no day in the order dmy`,
			},
		},
		"a day to come, and a cohort of an import": {
			spec:  spec{kind: Sessions, text: "cohort,pairing,date\none,otter,2062-10-10\none,otter,2026-08-01\n"},
			extra: map[string]string{"program/cohorts/one/cohort.yaml": madeByImport + "program: mentoring\nname: One\nstarts: 2026-01-01\nends: 2026-06-30\nstate: running\n"},
			files: map[string]string{
				"program/cohorts/one/cohort.yaml":                           madeByImport + "program: mentoring\nname: One\nstarts: 2026-01-01\nends: 2026-08-01\nstate: running\n",
				"program/cohorts/one/pairings/otter/sessions/2026-08-01.md": "---\ndate: 2026-08-01\n---\n",
			},
			notes: []string{"widened the cohort one: it is running, from 1 Jan 2026 to 1 Aug 2026"},
			bad:   []string{"in.csv:2:11: date: 2062-10-10 is outside of the cohort one, which goes from 1 Jan 2026 to 1 Aug 2026"},
		},
		"an unknown programme": {
			spec: spec{kind: Enrolments, text: "cohort,person,role\nnew,bo,mentee\n", set: []string{"program=mentorng"}},
			err:  `--set program=mentorng: there is no such programme; did you mean "mentoring"?`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			there := cohort()
			maps.Copy(there, test.extra)
			files := repository(there)
			p, err := plan(t, files, test.spec)
			if err != nil || test.err != "" {
				if err == nil || err.Error() != test.err {
					t.Fatalf("the error is %v, want %s", err, test.err)
				}
				return
			}
			var bad []string
			for _, problem := range p.Bad {
				bad = append(bad, problem.Position.String()+": "+problem.Message)
			}
			got := map[string]string{}
			for _, f := range p.Files {
				got[f.Path] = string(f.After)
			}
			if test.files == nil {
				test.files = map[string]string{}
			}
			if diff := cmp.Diff(test.bad, bad); diff != "" {
				t.Errorf("bad rows (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.files, got); diff != "" {
				t.Errorf("files (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.notes, p.Notes); diff != "" {
				t.Errorf("notes (-want +got):\n%s", diff)
			}
			files.apply(p)
			load(t, files)
			if again := mustPlan(t, files, test.spec); len(again.Files) > 0 {
				t.Errorf("importing it again changes %s:\n%s", again.Files[0].Path, again.Files[0].After)
			}
		})
	}
}

func TestPlanAsksWhichProgramme(t *testing.T) {
	files := repository(cohort())
	files.put(map[string]string{"program/programs/circles.yaml": "name: Circles\nformat: informal\n"})
	s := spec{kind: Enrolments, text: "cohort,person,role\nnew,bo,mentee\n"}
	_, err := plan(t, files, s)
	want := `make the cohort "new": there are 2 programmes (circles, mentoring); say with --set program=ID which of them runs it`
	if err == nil || err.Error() != want {
		t.Errorf("the error is %v, want %s", err, want)
	}
	s.set = []string{"program=circles"}
	p := mustPlan(t, files, s)
	i := slices.IndexFunc(p.Files, func(f File) bool { return f.Path == "program/cohorts/new/cohort.yaml" })
	if i < 0 || !strings.HasPrefix(string(p.Files[i].After), madeByImport+"program: circles\n") {
		t.Errorf("the cohort is not one of the programme that was named: %v", p.Files)
	}
}

// A topic with a new spelling keeps its file, with one more line.
func TestPlanKeepsWhatATopicHolds(t *testing.T) {
	files := repository(cohort())
	files.put(map[string]string{"program/topics/go.yaml": "# the board game\nname: Go # not the language\n"})
	p := mustPlan(t, files, spec{kind: People, text: "id,topics\ndi,GO\n"})
	i := slices.IndexFunc(p.Files, func(f File) bool { return f.Path == "program/topics/go.yaml" })
	if i < 0 {
		t.Fatal("the topic does not change")
	}
	if want := "# the board game\nname: Go # not the language\naliases: [GO]\n"; string(p.Files[i].After) != want || !strings.HasPrefix(want, string(p.Files[i].Before)) || len(p.Files[i].Before) == 0 {
		t.Errorf("%q becomes %q", p.Files[i].Before, p.Files[i].After)
	}
}

// A cohort is widened exactly to the days outside of it.
func TestPlanWidensToTheDay(t *testing.T) {
	for row, want := range map[string]string{
		"2026-01-01,2026-06-30": "",
		"2025-12-31,2026-06-30": "widened the cohort one: it is running, from 31 Dec 2025 to 30 Jun 2026",
		"2026-01-01,2026-07-01": "widened the cohort one: it is running, from 1 Jan 2026 to 1 Jul 2026",
	} {
		p := mustPlan(t, repository(cohort()), spec{kind: Pairings, text: "cohort,pairing,mentors,mentees,state,started,ended\none,heron,ada,cy,completed," + row + "\n", widen: true})
		if got := strings.Join(p.Notes, "; "); got != want || len(p.Bad) > 0 {
			t.Errorf("%s: %q %v, want %q", row, got, p.Bad, want)
		}
	}
}

// Each row has a log of its own: if two rows fit a log, one gets it, and the
// other another one that fits, or a new one.
func TestPlanGivesEachRowItsLog(t *testing.T) {
	folder := "program/cohorts/one/pairings/otter/sessions/"
	for name, test := range map[string]struct {
		rows  string
		there map[string]string // besides the first, which says 45m
		want  []string          // files
	}{
		"one":                       {rows: "45m\n", want: nil},
		"two of one log":            {rows: "45m\n45m\n", want: []string{folder + "2026-01-14-2.md"}},
		"one says less":             {rows: "45m\n\"\"\n", want: []string{folder + "2026-01-14-2.md"}},
		"who says less comes first": {rows: "\"\"\n45m\n", want: []string{folder + "2026-01-14-2.md"}},
		"two of two logs":           {rows: "45m\n45m\n", there: map[string]string{folder + "2026-01-14-2.md": "---\ndate: 2026-01-14\nduration: 45m\n---\n"}, want: nil},
		"the other makes room":      {rows: "\"\"\n45m\n", there: map[string]string{folder + "2026-01-14-2.md": "---\ndate: 2026-01-14\nduration: 30m\n---\n"}, want: nil},
		"three of two":              {rows: "45m\n30m\n\"\"\n", there: map[string]string{folder + "2026-01-14-2.md": "---\ndate: 2026-01-14\nduration: 30m\n---\n"}, want: []string{folder + "2026-01-14-3.md"}},
	} {
		t.Run(name, func(t *testing.T) {
			files := repository(cohort())
			files.put(test.there)
			text := "cohort,pairing,date,duration\n"
			for _, row := range strings.Fields(test.rows) {
				text += "one,otter,2026-01-14," + row + "\n"
			}
			p := mustPlan(t, files, spec{kind: Sessions, text: text})
			var got []string
			for _, f := range p.Files {
				got = append(got, f.Path)
			}
			if diff := cmp.Diff(test.want, got); diff != "" || len(p.Bad) > 0 {
				t.Errorf("files (-want +got), and %v:\n%s", p.Bad, diff)
			}
		})
	}
}

// A day has only as many logs as there are names.
func TestPlanFillsADay(t *testing.T) {
	text := "cohort,pairing,date,duration\n"
	for k := range maxPerDay + 1 {
		text += fmt.Sprintf("one,otter,2026-01-15,%dm\n", k+1)
	}
	p := mustPlan(t, repository(cohort()), spec{kind: Sessions, text: text})
	if len(p.Files) != maxPerDay || !slices.ContainsFunc(p.Files, func(f File) bool { return strings.HasSuffix(f.Path, "/2026-01-15-99.md") }) {
		t.Errorf("%d files", len(p.Files))
	}
	if len(p.Bad) != 1 || p.Bad[0].Message != "date: there are 99 logs of this day already" {
		t.Errorf("problems %v", p.Bad)
	}
}

// Zero is a whole number.
func TestPlanTakesNought(t *testing.T) {
	p := mustPlan(t, repository(cohort()), spec{kind: Enrolments, text: "cohort,person,role,capacity\none,bo,mentor,0\none,cy,mentor,-0\n"})
	if len(p.Files) != 1 || string(p.Files[0].After) != "mentor:\n  capacity: 0\n" || len(p.Bad) != 1 {
		t.Errorf("files %v, problems %v", p.Files, p.Bad)
	}
}

// A record that could not be read completely is not changed.
func TestPlanSparesWhatIsBroken(t *testing.T) {
	const meeting = "cohort,pairing,date\none,otter,2026-01-14\n"
	for _, c := range []struct {
		kind                     Kind
		path, broken, text, says string
	}{
		{People, "program/people/ada.yaml", "name: Ada\npublish: maybe\n", "id,name\nada,Adele\n", "id"},
		{Sessions, "program/cohorts/one/pairings/otter/pairing.yaml", "mentors: [ada]\nmentees: [bo]\nstate: asleep\n", meeting, "pairing"},
		{Sessions, "program/cohorts/one/cohort.yaml", "program: p\nstate: asleep\n", meeting, "cohort"},
	} {
		files := repository(cohort())
		files.put(map[string]string{c.path: c.broken})
		p := mustPlan(t, files, spec{kind: c.kind, text: c.text})
		if len(p.Files) > 0 || len(p.Bad) != 1 || p.Bad[0].Message != c.says+": there is a problem in "+c.path {
			t.Errorf("files %v, problems %v", p.Files, p.Bad)
		}
	}
}
