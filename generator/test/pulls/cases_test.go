package pulls

import (
	"fmt"
	"os"
	"runtime"
	"strings"
)

// pullsOfPairs are those of people who meet.
func pullsOfPairs() []pull {
	write := func(name, text string) func(gitWork) { return func(w gitWork) { w.write(name, text) } }
	own := otter + "sessions/2026-11-20.md"
	return []pull{
		{name: "good-log", author: "Noor-Reads:77", change: write(own, goodby), status: 0, lane: "routine", allowed: []string{own}},
		{name: "done-without-a-meeting", author: "Noor-Reads:77", change: write(otter+"actions/library.yaml", "done: 2026-11-18\n"), status: 0, lane: "routine", allowed: []string{otter + "actions/library.yaml"}},
		{name: "done-by-a-stranger", author: "zuriz", change: write(otter+"actions/library.yaml", "done: 2026-11-18\n"), status: 0, lane: "review", reasons: []string{"no member of 2026-autumn/otter"}, allowed: []string{}},
		{name: "log-by-the-mentor", author: "GraceWrites:2001", change: write(own, goodby), status: 0, lane: "routine", allowed: []string{own}},
		{name: "login-in-other-case", author: "NOOR-reads", change: write(own, goodby), status: 0, lane: "routine", allowed: []string{own}},
		{name: "renamed-account", author: "grace-married:2001", change: write(own, goodby), status: 0, lane: "routine", allowed: []string{own}},
		{name: "stolen-login", author: "GraceWrites:9999", change: write(own, goodby), status: 0, lane: "review", reasons: []string{"number of another account", "no member"}, allowed: []string{}},
		{name: "login-without-its-number", author: "GraceWrites", change: write(own, goodby), status: 0, lane: "review", reasons: []string{"number is not known"}, allowed: []string{}},
		{name: "author-not-known", author: "", change: write(own, goodby), status: 0, lane: "review", reasons: []string{"--author was not given"}, allowed: []string{}},
		{name: "log-in-another-folder", author: "Noor-Reads", change: write(heron+"sessions/2026-11-20.md", logOf("2026-11-20", "")), status: 0, lane: "review",
			reasons: []string{"no member of 2026-autumn/heron"}, allowed: []string{}},
		{name: "log-of-the-new-mentor", author: "zuriz", change: write(heron+"sessions/2026-11-19.md", logOf("2026-11-19", "attended: [zuri, kofi]\n")), status: 0, lane: "routine"},
		{name: "log-of-the-mentor-before", author: "olive-left", change: write(heron+"sessions/2026-10-12.md", logOf("2026-10-12", "attended: [olive, kofi]\n")), status: 0, lane: "review",
			reasons: []string{"no member of 2026-autumn/heron"}, allowed: []string{}},
		{name: "confirms-for-another", author: "noor-reads", change: write(own, logOf("2026-11-20", "confirmed: [noor, grace]\n")), status: 0, lane: "review",
			reasons: []string{"confirms the meeting in the name of grace"}, allowed: []string{}},
		{name: "signs-for-another", author: "zuriz", change: func(w gitWork) {
			w.edit(heron+"plan.yaml", "goals:", "agreement:\n  - {person: zuri, signed: 2026-11-02}\n  - {person: kofi, signed: 2026-11-02}\ngoals:")
		}, status: 0, lane: "review", reasons: []string{"signs in the name of kofi"}, allowed: []string{}},
		{name: "a-log-that-is-emptied", author: "noor-reads", change: write(otter+"sessions/2026-09-21.md", logOf("2026-09-21", "attended: []\n")), status: 1, lane: "review",
			reasons: []string{"the meeting counted, and would no longer", "takes away all that was under actions"}, allowed: []string{}},
		{name: "a-plan-that-is-emptied", author: "noor-reads", change: write(otter+"plan.yaml", "goals: []\n"), status: 0, lane: "review",
			reasons: []string{"takes away all that was under goals"}, allowed: []string{}},
		{name: "log-of-the-mentor-before-edited", author: "zuriz", change: func(w gitWork) { w.edit(heron+"sessions/2026-09-28.md", "40m", "45m") }, status: 0, lane: "review",
			reasons: []string{"no member on 2026-09-28"}, allowed: []string{}},
		{name: "plan-edited", author: "noor-reads", change: func(w gitWork) { w.edit(otter+"plan.yaml", "set: 2026-09-14}", "set: 2026-09-14, done: 2026-11-18}") }, status: 0, lane: "routine"},
		{name: "log-and-its-pairing", author: "noor-reads", change: func(w gitWork) {
			w.write(own, goodby)
			w.edit(otter+"pairing.yaml", "state: active", "state: paused\npauses: [{from: 2026-11-20}]")
		}, status: 0, lane: "review", reasons: []string{"pairing.yaml: it is for the coordinators"}, allowed: []string{own}},
		{name: "bad-date", author: "noor-reads", change: write(own, logOf("20.11.2026", "")), status: 1, lane: "review", reasons: []string{"1 mistake"}},
		{name: "html-in-a-log", author: "noor-reads", approved: "GraceWrites:2001", owned: true, change: write(own, logOf("2026-11-20", "")+"<img src=x onerror=alert(1)>\n"), status: 0, lane: "review", reasons: []string{"HTML or an image"}},
		{name: "html-behind-an-escape", author: "noor-reads", change: write(own, logOf("2026-11-20", `guests: ["\x3cscript>alert(1)\x3c/script>"]`+"\n")), status: 0, lane: "review", reasons: []string{"HTML or an image"}},
		{name: "image-in-a-log", author: "noor-reads", change: write(own, logOf("2026-11-20", "")+"![us](../../us.png)\n"), status: 0, lane: "review", reasons: []string{"HTML or an image"}},
		{name: "tracking-image", author: "noor-reads", change: write(own, logOf("2026-11-20", "")+"![us](https://example.org/us.png)\n"), status: 1, lane: "review", reasons: []string{"HTML or an image"}},
		{name: "two-long-logs", author: "noor-reads", change: func(w gitWork) {
			w.write(own, logOf("2026-11-20", "")+strings.Repeat("We read the opening aloud.\n", 400))
			w.write(otter+"sessions/2026-11-19.md", logOf("2026-11-19", "")+strings.Repeat("We read the opening aloud.\n", 400))
		}, status: 0, lane: "review", reasons: []string{"may hold 20480"}},
		{name: "a-log-too-long", author: "noor-reads", change: write(own, logOf("2026-11-20", "")+strings.Repeat("We read the opening aloud.\n", 900)), status: 1, lane: "review"},
		{name: "own-log-deleted", author: "noor-reads", approved: "GraceWrites:2001", change: func(w gitWork) { w.remove(otter + "sessions/2026-10-05.md") }, status: 0, lane: "review",
			reasons: []string{"deleting what was logged"}, allowed: []string{}},
		{name: "own-log-renamed", author: "noor-reads", change: func(w gitWork) {
			w.move(otter+"sessions/2026-10-05.md", otter+"sessions/2026-10-05-2.md")
		}, status: 0, lane: "review", reasons: []string{"moved here", "deleting what was logged"}, allowed: []string{}},
		{name: "moved-log", author: "noor-reads", change: func(w gitWork) {
			w.move(heron+"sessions/2026-09-28.md", otter+"sessions/2026-09-28.md")
		}, status: 0, lane: "review", reasons: []string{"moved here from " + heron, "no member of 2026-autumn/heron"}, allowed: []string{}},
		{name: "a-page-that-is-no-log", author: "noor-reads", change: write(otter+"sessions/README.md", "<h1>Click here</h1>\n"), status: 0, lane: "review",
			reasons: []string{"nothing reads it as a record"}},
		{name: "a-hidden-file", author: "noor-reads", change: write(otter+"sessions/.2026-11-20.md", "<h1>Click here</h1>\n"), status: 0, lane: "review",
			reasons: []string{"nothing reads it as a record"}},
		{name: "a-log-that-is-a-program", author: "noor-reads", change: func(w gitWork) {
			w.write(own, goodby)
			if err := os.Chmod(w.at(own), 0o755); err != nil {
				w.t.Fatal(err)
			}
		}, status: 0, lane: "review", reasons: []string{"no ordinary file"}},
		{name: "symlink", author: "noor-reads", change: func(w gitWork) {
			if err := os.Symlink("../../../../../../.git/config", w.at(own)); err != nil {
				w.t.Fatal(err)
			}
		}, status: 1, lane: "review", reasons: []string{"no ordinary file"}, allowed: []string{}},
		{name: "a-log-becomes-a-link", author: "noor-reads", change: func(w gitWork) {
			w.remove(otter + "sessions/2026-10-05.md")
			if err := os.Symlink("../plan.yaml", w.at(otter+"sessions/2026-10-05.md")); err != nil {
				w.t.Fatal(err)
			}
		}, status: 1, lane: "review", reasons: []string{"no ordinary file"}, allowed: []string{}},
		{name: "a-submodule", author: "noor-reads", change: func(w gitWork) {
			w.git("clone", "--quiet", ".", own)
			w.commit("a submodule")
			w.remove(own) // as a checkout leaves it, which fetches none
			if err := os.Mkdir(w.at(own), 0o755); err != nil {
				w.t.Fatal(err)
			}
		}, status: 0, unseen: true, lane: "review", reasons: []string{"no ordinary file"}, allowed: []string{}},
		{name: "empty", author: "noor-reads", change: func(gitWork) {}, status: 0, lane: "review", reasons: []string{"changes no file"}},
		{name: "what-was-there-and-back", author: "noor-reads", change: func(w gitWork) {
			w.write(own, goodby)
			w.commit("we met")
			w.remove(own)
		}, status: 0, lane: "review", reasons: []string{"changes no file"}},
	}
}

// pullsOfPeople are of what people say of themselves.
func pullsOfPeople() []pull {
	edit := func(name, from, to string) func(gitWork) { return func(w gitWork) { w.edit(name, from, to) } }
	noor, bram, open := "program/people/noor.yaml", "program/people/bram.yaml", "program/cohorts/2027-spring/enrolments/bram.yaml"
	return []pull{
		{name: "own-topics-changed", author: "Noor-Reads", change: edit(noor, "[writing]", "[writing, careers]"), status: 0, lane: "review", reasons: []string{"own record"}, allowed: []string{noor}},
		{name: "own-manager-edited", author: "Noor-Reads", change: edit(noor, "manager: ines", "manager: wren"), status: 0, lane: "review", reasons: []string{"level, unit, manager"}, allowed: []string{}},
		{name: "own-level-deleted", author: "Noor-Reads", change: edit(noor, "level: early\n", ""), status: 0, lane: "review", reasons: []string{"level, unit, manager"}, allowed: []string{}},
		{name: "own-account-changed", author: "Noor-Reads", change: edit(noor, "Noor-Reads", "Somebody-Else"), status: 0, lane: "review", reasons: []string{"change of account"}, allowed: []string{}},
		{name: "own-record-spoilt", author: "Noor-Reads", change: edit(noor, "name: Noor", "name: [Noor"), status: 1, lane: "review", reasons: []string{"could not be read"}, allowed: []string{}},
		{name: "own-record-deleted", author: "bram-waits", change: func(w gitWork) { w.remove(bram) }, status: 0, lane: "review", reasons: []string{"deleting a person"}, allowed: []string{}},
		{name: "own-state-changed", author: "Noor-Reads", change: edit(otter+"pairing.yaml", "state: active", "state: completed\nended: 2026-11-19"), status: 0, lane: "review",
			reasons: []string{"for the coordinators"}, allowed: []string{}},
		{name: "own-enrolment", author: "Bram-Waits", change: func(w gitWork) { w.write(open, "mentee: {seeks: [writing]}\n") }, status: 0, lane: "review",
			reasons: []string{"whether there is a place"}, allowed: []string{open}},
		{name: "own-enrolment-cleared-by-oneself", author: "Bram-Waits", change: func(w gitWork) {
			w.write(open, "mentee: {}\ncleared:\n  - {requirement: talk, on: 2026-11-19, by: wren}\n")
		}, status: 0, lane: "review", reasons: []string{"cleared and left"}, allowed: []string{}},
		{name: "own-enrolment-when-it-runs", author: "Bram-Waits", change: func(w gitWork) {
			w.write("program/cohorts/2026-autumn/enrolments/bram.yaml", "mentee: {}\n")
		}, status: 0, lane: "review", reasons: []string{"not open"}, allowed: []string{}},
		{name: "opens-the-cohort-first", author: "Bram-Waits", change: func(w gitWork) {
			w.edit("program/cohorts/2026-autumn/cohort.yaml", "state: running", "state: open")
			w.write("program/cohorts/2026-autumn/enrolments/bram.yaml", "mentee: {}\n")
		}, status: 0, lane: "review", reasons: []string{"not open", "for the coordinators"}, allowed: []string{}},
		{name: "own-enrolment-edited", author: "tomo-two:2003", change: func(w gitWork) {
			w.write("program/cohorts/2027-spring/enrolments/tomo.yaml", "mentor: {capacity: 3}\n")
		}, status: 0, lane: "review", reasons: []string{"enrolment that is filed"}, allowed: []string{}},
		{name: "enrolment-of-somebody-else", author: "Noor-Reads", change: func(w gitWork) { w.write(open, "mentee: {}\n") }, status: 0, lane: "review",
			reasons: []string{"somebody else's enrolment"}, allowed: []string{}},
	}
}

// pullsOfCoordinators are those of Wren and Ines.
func pullsOfCoordinators() []pull {
	everything := func(cohort string) func(gitWork) {
		return func(w gitWork) {
			for k := range 150 {
				w.write(fmt.Sprintf("program/people/guest-%03d.yaml", k), fmt.Sprintf("name: Guest %d\n", k))
				w.write(fmt.Sprintf("program/cohorts/%s/enrolments/guest-%03d.yaml", cohort, k), "mentee: {}\n")
			}
		}
	}
	const gathering = "program/cohorts/2026-autumn/gatherings/2026-11-19.md"
	gathered := func(w gitWork) { w.write(gathering, logOf("2026-11-19", "attended: [noor, ines]\n")) }
	return []pull{
		{name: "import-of-300-files", author: "wren-coordinates:1001", change: everything("2027-spring"), status: 0, lane: "review", reasons: []string{"299 more: a coordinator changes it"}},
		{name: "import-by-a-cohorts-coordinator", author: "ineslooksafter", change: everything("2026-autumn"), status: 0, lane: "review",
			reasons: []string{"149 more: a coordinator changes it", "149 more: the author has a record already"}},
		{name: "deleted-cohort", author: "wren-coordinates:1001", change: func(w gitWork) { w.remove("program/cohorts/2026-autumn") }, status: 1, lane: "review", reasons: []string{"a coordinator changes it"}},
		{name: "pairing-by-its-coordinator", author: "ineslooksafter", change: func(w gitWork) {
			w.edit(otter+"pairing.yaml", "state: active", "state: paused\npauses: [{from: 2026-11-16}]")
		}, status: 0, lane: "review", reasons: []string{"a coordinator changes it"}, allowed: []string{otter + "pairing.yaml"}},
		{name: "gathering-by-its-coordinator", author: "ineslooksafter", change: gathered, status: 0, lane: "review", reasons: []string{"a coordinator changes it"}, allowed: []string{gathering}},
		{name: "gathering-by-a-member", author: "noor-reads", change: gathered, status: 0, lane: "review", reasons: []string{"for the coordinators"}, allowed: []string{}},
		{name: "another-cohort-by-a-coordinator", author: "ineslooksafter", change: func(w gitWork) {
			w.edit("program/cohorts/2027-spring/cohort.yaml", "state: open", "state: matching")
		}, status: 0, lane: "review", reasons: []string{"for the coordinators"}, allowed: []string{}},
		{name: "makes-oneself-a-coordinator", author: "Noor-Reads", change: func(w gitWork) {
			w.edit("program/programs/mentoring.yaml", "[wren]", "[wren, noor]")
			w.remove(heron + "sessions/2026-09-28.md")
		}, status: 0, lane: "review", reasons: []string{"for the coordinators", "no member"}, allowed: []string{}},
		{name: "log-moved-by-a-coordinator", author: "wren-coordinates:1001", change: func(w gitWork) {
			w.move(heron+"sessions/2026-09-28.md", otter+"sessions/2026-09-28.md")
		}, status: 0, lane: "review", allowed: []string{heron + "sessions/2026-09-28.md", otter + "sessions/2026-09-28.md"}},
		{name: "no-site-any-more", author: "wren-coordinates:1001", change: func(w gitWork) { w.remove("program/site.yaml") }, status: 1, lane: "review"},
	}
}

// pullsOfStrangers are those of people whom the base does not know, and of those
// who try what they should not.
func pullsOfStrangers() []pull {
	own := otter + "sessions/2026-11-20.md"
	write := func(name, text string) func(gitWork) { return func(w gitWork) { w.write(name, text) } }
	return []pull{
		{name: "non-member", author: "stranger:31", change: write(own, goodby), status: 0, lane: "review", reasons: []string{"no record has this account", "no member"}, allowed: []string{}},
		{name: "someone-new", author: "Pia-New:41", change: func(w gitWork) {
			w.write("program/people/pia.yaml", "name: Pia\nalias: Hazel\ngithub: pia-new\ngithub_id: 41\ntopics: [writing]\n")
			w.write("program/cohorts/2027-spring/enrolments/pia.yaml", "mentee: {goals: [Find my feet]}\n")
		}, status: 0, lane: "review", reasons: []string{"say welcome", "whether there is a place"},
			allowed: []string{"program/cohorts/2027-spring/enrolments/pia.yaml", "program/people/pia.yaml"}},
		{name: "someone-new-with-a-level", author: "pia-new:41", change: write("program/people/pia.yaml", "name: Pia\ngithub: pia-new\nlevel: senior\n"), status: 0, lane: "review",
			reasons: []string{"level, unit"}, allowed: []string{}},
		{name: "someone-new-for-another", author: "pia-new:41", change: write("program/people/pia.yaml", "name: Pia\ngithub: her-friend\n"), status: 0, lane: "review",
			reasons: []string{"not the author's own account"}, allowed: []string{}},
		{name: "someone-new-with-anothers-number", author: "pia-new:41", change: write("program/people/pia.yaml", "name: Pia\ngithub: pia-new\ngithub_id: 42\n"), status: 0, lane: "review",
			reasons: []string{"not the author's own account"}, allowed: []string{}},
		{name: "a-second-record", author: "Noor-Reads:77", change: write("program/people/noor-two.yaml", "name: Noor\ngithub: noor-reads\n"), status: 1, lane: "review",
			reasons: []string{"has a record already"}, allowed: []string{}},
		{name: "a-record-for-a-stolen-login", author: "GraceWrites:9999", change: write("program/people/grace-two.yaml", "name: Grace\ngithub: GraceWrites\ngithub_id: 9999\n"), status: 1, lane: "review",
			reasons: []string{"number of another account"}, allowed: []string{}},
		{name: "a-member-first", author: "stranger:31", change: func(w gitWork) {
			w.write("program/people/mallory.yaml", "name: Mallory\ngithub: stranger\n")
			w.edit(otter+"pairing.yaml", "mentees: [noor]", "mentees: [noor, mallory]")
			w.write(own, goodby)
		}, status: 0, lane: "review", reasons: []string{"no member", "for the coordinators", "say welcome"}, allowed: []string{"program/people/mallory.yaml"}},
		{name: "a-rename-that-changes-ownership", author: "Noor-Reads", change: func(w gitWork) {
			w.git("mv", strings.TrimSuffix(heron, "/"), strings.TrimSuffix(heron, "heron/")+"noors")
			w.edit(strings.TrimSuffix(heron, "heron/")+"noors/pairing.yaml", "mentees: [kofi]", "mentees: [noor]")
		}, status: 0, lane: "review", reasons: []string{"no member of 2026-autumn/heron", "moved here from"}, allowed: []string{}},
		{name: "takes-anothers-record-by-a-rename", author: "Noor-Reads", change: func(w gitWork) {
			w.move("program/people/noor.yaml", "program/people/noor-reads.yaml")
		}, status: 1, lane: "review", reasons: []string{"deleting a person", "moved here from"}, allowed: []string{}},
		{name: "look-alike", author: "stranger:31", change: func(w gitWork) {
			w.write("program/people/n00r.yaml", "name: Noor\ngithub: stranger\n")
		}, status: 0, lane: "review", reasons: []string{"n00r looks like noor"}},
		{name: "look-alike-pairing", author: "wren-coordinates:1001", change: func(w gitWork) {
			w.write("program/cohorts/2026-autumn/enrolments/bram.yaml", "mentee: {}\ncleared: [{requirement: talk, on: 2026-11-19}]\n")
			w.write("program/cohorts/2026-autumn/pairings/0tter/pairing.yaml", "mentors: [tomo]\nmentees: [bram]\nstate: proposed\n")
		}, status: 0, lane: "review", reasons: []string{"0tter looks like otter"}},
		{name: "generator-and-workflow", author: "Noor-Reads", change: func(w gitWork) {
			w.write(own, goodby)
			w.write("generator/main.go", "package main\n\nfunc main() { panic(1) }\n")
			w.write(".github/workflows/check.yml", "name: check\non: pull_request_target\n")
		}, status: 0, lane: "review", reasons: []string{".github/workflows/check.yml and 1 more: it is for the coordinators"}, allowed: []string{own}},
		{name: "hostile-names", author: "stranger:31", change: func(w gitWork) {
			if runtime.GOOS != "linux" {
				w.t.Skip("the file systems of this system hold no such names")
			}
			for _, name := range []string{
				"program/people/@everyone.yaml", "program/people/`rm`.yaml", "program/people/a](https:\\evil.example).yaml", "program/people/\u202egpj.yaml",
				"program/people/<img src=x>.yaml", "program/people/new\nline\n# heading.yaml", "program/people/%0A::error::x.yaml", "program/people/\xff.yaml",
				"content/``` @here ```.md", "content/<!-- -->.md", "program/cohorts/</details>/pairings/@me/sessions/2026-11-20.md", "content/ .md", "-- --.md", "#1.md",
			} {
				w.write(name, "# @everyone <b>\n")
			}
		}, status: 1, lane: "review"},
		{name: "hostile-values", author: "Noor-Reads", change: func(w gitWork) {
			w.write(own, logOf("2026-11-20", "attended: [\"@everyone\", \"`x` <img src=x>\", grcae]\ntopics: [\"[click](https://evil.example)\"]\n"))
			w.write(otter+"sessions/2026-11-19.md", logOf("2026-11-19", "\"``` @here\": 1\n\"#1 GH-2 https://evil.example\": 2\n"))
		}, status: 1, lane: "review"},
	}
}
