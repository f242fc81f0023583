package pulls

// pullsMeanwhile are those whose base moves on, and those that meet problems
// which are not theirs.
func pullsMeanwhile() []pull {
	own := otter + "sessions/2026-11-20.md"
	good := func(w gitWork) { w.write(own, goodby) }
	spoil := func(w gitWork) { w.edit("program/people/kofi.yaml", "name: Kofi", "nam: Kofi") }
	return []pull{
		{name: "base-has-another-log", author: "noor-reads", change: good, meanwhile: func(w gitWork) {
			w.write(heron+"sessions/2026-11-18.md", logOf("2026-11-18", "attended: [zuri, kofi]\n"))
		}, status: 0, lane: "routine", allowed: []string{own}},
		{name: "base-has-a-merge", author: "noor-reads", change: good, meanwhile: func(w gitWork) {
			w.git("checkout", "--quiet", "-b", "another")
			w.write(heron+"sessions/2026-11-18.md", logOf("2026-11-18", "attended: [zuri, kofi]\n"))
			w.commit("another")
			w.git("checkout", "--quiet", "main")
			w.git("merge", "--quiet", "--no-ff", "-m", "merge another", "another")
			w.git("branch", "--quiet", "-D", "another")
		}, status: 0, lane: "routine", allowed: []string{own}},
		{name: "two-add-the-same-file", author: "noor-reads", change: good, meanwhile: func(w gitWork) {
			w.write(own, logOf("2026-11-20", "duration: 30m\n"))
		}, status: 0, lane: "review", reasons: []string{"somebody else has added this file meanwhile"}, allowed: []string{}},
		{name: "two-add-the-same-words", author: "noor-reads", change: good, meanwhile: good, status: 0, lane: "review", reasons: []string{"changes no file"}},
		{name: "squashed-and-gone-on", author: "noor-reads", change: func(w gitWork) {
			w.write(otter+"sessions/2026-11-06.md", logOf("2026-11-06", ""))
			w.commit("the first")
			w.write(own, goodby)
		}, meanwhile: func(w gitWork) { // the first was merged by a squash
			w.git("checkout", "--quiet", "-b", "the-first")
			w.write(otter+"sessions/2026-11-06.md", logOf("2026-11-06", "draft: yes\n"))
			w.commit("a draft")
			w.write(otter+"sessions/2026-11-06.md", logOf("2026-11-06", ""))
			w.commit("the first")
			w.git("checkout", "--quiet", "main")
			w.git("merge", "--quiet", "--squash", "the-first")
			w.git("branch", "--quiet", "-D", "the-first")
		}, status: 0, lane: "routine", allowed: []string{own}},
		{name: "base-merged-into-the-branch", author: "noor-reads", change: func(w gitWork) {
			w.write(own, goodby)
			w.commit("we met")
			w.git("checkout", "--quiet", "-b", "theirs", "origin/main")
			w.git("checkout", "--quiet", "pull")
			w.git("merge", "--quiet", "--no-ff", "-m", "take over the base", "theirs")
		}, status: 0, lane: "routine", allowed: []string{own}},
		{name: "member-since-it-began", author: "bram-waits", change: func(w gitWork) {
			w.write(heron+"sessions/2026-11-20.md", logOf("2026-11-20", ""))
		}, meanwhile: func(w gitWork) { // the base's tip says whose it is
			w.edit(heron+"pairing.yaml", "mentees: [kofi]", "mentees: [kofi, bram]")
		}, status: 0, lane: "routine", allowed: []string{heron + "sessions/2026-11-20.md"}},
		{name: "member-no-more", author: "noor-reads", change: good, meanwhile: func(w gitWork) {
			w.edit(otter+"pairing.yaml", "mentees: [noor]", "mentees: [{person: noor, until: 2026-11-01}, kofi]")
		}, status: 0, lane: "review", reasons: []string{"no member"}, allowed: []string{}},
		{name: "completed-meanwhile", author: "noor-reads", change: good, meanwhile: func(w gitWork) {
			w.edit(otter+"pairing.yaml", "state: active", "state: completed\nended: 2026-11-20")
			w.edit("program/cohorts/2026-autumn/cohort.yaml", "state: running", "state: closed")
		}, status: 0, lane: "review", reasons: []string{"the pairing 2026-autumn/otter is over", "the cohort 2026-autumn is closed"}, allowed: []string{own}},
		{name: "withdrawn-meanwhile", author: "noor-reads", change: good, meanwhile: func(w gitWork) {
			w.write("program/cohorts/2026-autumn/enrolments/noor.yaml", "mentee: {}\nstatus: withdrawn\nleft: 2026-11-19\n")
		}, status: 0, lane: "review", reasons: []string{"has left the cohort 2026-autumn"}, allowed: []string{}},
		{name: "changed-meanwhile", author: "noor-reads", change: func(w gitWork) {
			w.edit(otter+"sessions/2026-10-05.md", "Slower is better.", "Slower is better, we found.")
		}, meanwhile: func(w gitWork) {
			w.edit(otter+"sessions/2026-10-05.md", "done: [outline]", "duration: 45m\ndone: [outline]")
		}, status: 0, lane: "review", reasons: []string{"somebody else has changed this file meanwhile"}, allowed: []string{otter + "sessions/2026-10-05.md"}},
		{name: "left-the-programme", author: "noor-reads", change: good, meanwhile: func(w gitWork) {
			w.edit("program/people/noor.yaml", "name: Noor", "name: Noor\nleft: 2026-11-15")
		}, status: 0, lane: "review", reasons: []string{"the author has left"}, allowed: []string{}},
		{name: "problem-in-the-base-only", author: "noor-reads", change: good, meanwhile: spoil, status: 0, lane: "routine", allowed: []string{own}},
		{name: "problem-known", author: "noor-reads", before: spoil, change: good, status: 0, lane: "routine", allowed: []string{own}},
		{name: "problem-mended-in-the-base", author: "noor-reads", before: spoil, change: good, meanwhile: func(w gitWork) {
			w.edit("program/people/kofi.yaml", "nam: Kofi", "name: Kofi")
		}, status: 0, lane: "routine", allowed: []string{own}},
		{name: "problem-known-and-one-more-of-it", author: "kofi-k", before: func(w gitWork) {
			w.edit(heron+"plan.yaml", "goals:", "goals:\n  - {id: field, text: Again, set: 2026-09-21}")
		}, change: func(w gitWork) {
			w.edit(heron+"plan.yaml", "goals:", "goals:\n  - {id: field, text: And again, set: 2026-09-21}")
		}, meanwhile: func(w gitWork) { // two commits have it, and yet it is known once
			w.write(otter+"sessions/2026-11-18.md", logOf("2026-11-18", ""))
		}, status: 1, lane: "review", reasons: []string{"1 mistake"}},
		{name: "closed-meanwhile", author: "bram-waits", change: func(w gitWork) {
			w.write("program/cohorts/2027-spring/enrolments/bram.yaml", "mentee: {}\n")
		}, meanwhile: func(w gitWork) {
			w.edit("program/cohorts/2027-spring/cohort.yaml", "state: open", "state: matching")
		}, status: 0, lane: "review", reasons: []string{"not open"}, allowed: []string{}},
		{name: "topic-deleted-by-a-coordinator", author: "wren-coordinates:1001", change: func(w gitWork) { // breaks what it does not touch
			w.remove("program/topics/careers.yaml")
		}, status: 1, lane: "review"},
	}
}
