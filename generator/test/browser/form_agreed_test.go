package browser

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"pgregory.net/rapid"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/text"
	"pairbook/generator/test/here"
)

const swiftLogs = "program/cohorts/2026-autumn/pairings/swift/sessions/"

// TestLogWhatWasAgreed writes down two things to do, a goal that moved and who else was
// there, and holds the file to check.
func TestLogWhatWasAgreed(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	f := openForm(t, clubsSite(t), "log.html?pairing=2026-autumn/swift")
	f.run(`document.querySelectorAll("form details").forEach((d) => { d.open = true; })`)
	f.fill("what-0", "  Write to the  harbour: both letters ")
	f.fill("whose-0", "dawit")
	f.fill("by-0", "7")
	f.run(`document.getElementById("pb-another").click()`)
	f.fill("what-1", "Write to the harbour")
	f.fill("by-1", "other")
	f.fill("due-1", "2026-11-19")
	f.run(`document.getElementById("pb-another").click()`) // which stays empty
	f.fill("goal-submit", "100")
	f.fill("guests", "a colleague from planning\n\n oksana \n")
	f.fill("introductions", "somebody who sails, too")
	if !evaluate[bool](f, `document.getElementById("pb-plan").closest("p").offsetParent && document.getElementById("pb-plan").href.endsWith("/edit/main/program/cohorts/2026-autumn/pairings/swift/plan.yaml")`) {
		t.Error("a goal is reached, and the page does not lead to the plan")
	}
	f.pick("Nobody")
	draftSurvives(f)
	f.send()
	if got := f.amiss(); len(got) != 1 || got[0] != "due: 2026-11-19 is before this meeting, 2026-11-20" {
		t.Fatalf("amiss: %q", got)
	}
	if on := evaluate[string](f, `document.querySelector(".beside").closest("p").querySelector("input").id`); on != "pb-due-1" {
		t.Errorf("the slip is told beside %s", on)
	}
	f.fill("due-1", "")
	f.send()
	if got := f.amiss(); len(got) != 1 || got[0] != "Say by which day." {
		t.Fatalf("amiss: %q", got)
	}
	f.fill("by-1", "")
	f.send()
	file, text := f.saved()
	const want = `---
date: 2026-11-20
attended: []
guests: [a colleague from planning, oksana]
goals:
  - id: submit
    percent: 100
actions:
  - id: write-to-the-harbour-2026-11-20
    who: dawit
    what: 'Write to the  harbour: both letters'
    due: 2026-11-27
  - id: write-to-the-harbour-2026-11-20-2
    what: Write to the harbour
introductions: ['somebody who sails, too']
---
`
	if file != swiftLogs+today+".md" || text != strings.Replace(want, "the  harbour", "the harbour", 1) {
		t.Errorf("%s:\n%s", file, text)
	}
	root := clubs(t)
	put(t, root, file, text)
	if messages, errors := checked(t, root, file); errors > 0 || len(messages) > 0 {
		t.Errorf("check says %q", messages)
	}
	draftIsGone(f)
	g := openForm(t, clubsSite(t), "log.html?pairing=2026-autumn/kestrel")
	if !evaluate[bool](g, `document.getElementById("pb-goals").hidden && document.getElementById("pb-actions").hidden`) {
		t.Error("goals are asked after that are not there")
	}
}

// TestAgreedUnderAliases asks for an id by hand where the site tells none, and for no goal
// that is not published.
func TestAgreedUnderAliases(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	root := clubs(t, replaced(t, "program/site.yaml", "people: names", "people: aliases"), replaced(t, "program/site.yaml", "goals: true", "goals: false"))
	f := openForm(t, siteOf(t, root), "log.html?pairing=2026-autumn/swift")
	f.fill("what-0", "Read it")
	if who := evaluate[[]string](f, `[...document.getElementById("pb-whose-0").options].map((o) => o.text)`); !slices.Equal(who, []string{"not said", "gannet, by their id", "saxifrage, adviser, by their id", "fulmar, by their id"}) {
		t.Errorf("one can choose %q", who)
	}
	f.fill("whose-0", "?")
	f.send()
	if got := f.amiss(); len(got) != 1 || got[0] != "Write their id." {
		t.Errorf("amiss: %q", got)
	}
	f.fill("whose-id-0", "Dawit")
	f.send()
	if got := f.amiss(); len(got) != 1 || !strings.HasPrefix(got[0], `who: "Dawit" is no id; `) {
		t.Errorf("amiss: %q", got)
	}
	f.fill("whose-id-0", "dawit")
	f.send()
	file, text := f.saved()
	put(t, root, file, text)
	if messages, errors := checked(t, root, file); errors > 0 || len(messages) > 0 || !strings.Contains(text, "    who: dawit\n") {
		t.Errorf("check says %q of\n%s", messages, text)
	}
	if !evaluate[bool](f, `document.getElementById("pb-goals").hidden && !JSON.stringify(pairbookForms).includes("Hand in")`) {
		t.Error("goals are told")
	}
}

// TestActionIDs makes ids of drawn words: each is one, and new.
func TestActionIDs(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	f := openForm(t, clubsSite(t), "log.html?pairing=2026-autumn/swift")
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.OneOf(rapid.StringMatching(`[A-Za-zéßØł ,.0-9-]{0,40}`), rapid.String()), 1, 9).Draw(t, "words")
		ids := evaluate[[]string](f, `(() => { const taken = []; `+script(words)+`.forEach((w) => taken.push(pairbookForm.actionID(w, "2026-11-20", taken))); return taken; })()`)
		seen := map[string]bool{}
		for i, id := range ids {
			short, _, ok := strings.Cut(id, "-2026-11-20")
			if !record.ValidID(id) || !ok || seen[id] || len(id) > 40 {
				t.Fatalf("of %q the id is %q, of %q", words[i], id, ids)
			}
			if plain := strings.Trim(notInID(text.Unaccented(words[i])), "-"); short != "action" && !strings.HasPrefix(plain, short) {
				t.Fatalf("%q begins with %q", plain, short)
			}
			seen[id] = true
		}
	})
}

// notInID puts a hyphen for whatever an id cannot hold.
func notInID(words string) string {
	var id strings.Builder
	for _, r := range words {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			id.WriteRune(r)
		} else if !strings.HasSuffix(id.String(), "-") {
			id.WriteByte('-')
		}
	}
	return id.String()
}

// preview is the file that the form shows.
const preview = `document.getElementById("pb-text").textContent`

// draftSurvives loads the form again a day later, which changes nothing of what it
// will save, and says what is kept.
func draftSurvives(f *form) {
	f.Helper()
	before := evaluate[string](f, preview)
	f.run(`window.name = "2026-11-21"`)
	f.do(chromedp.Reload())
	if after := evaluate[string](f, preview); after != before || !strings.Contains(after, "attended: []") {
		f.Errorf("loaded again the form says\n%s\nnot\n%s", after, before)
	}
	const begun = "You began this on 20 Nov 2026. What you have written is kept on this device only, until you send, copy or download it. Start afresh removes it."
	if said := evaluate[string](f, `document.querySelector("form > :nth-child(2)").innerText`); said != begun {
		f.Errorf("below the pairing the form says %q", said)
	}
	if day := evaluate[string](f, `document.getElementById("pb-today").textContent + "; " + document.getElementById("pb-by-0").selectedOptions[0].text`); day != "20 Nov 2026, when you began this; 27 Nov 2026" {
		f.Errorf("the days are called %q", day)
	}
	if hidden := evaluate[[]string](f, `[...document.querySelectorAll("form [name]")].filter((e) => e.type !== "button" && e.value && !e.offsetParent && e.type !== "radio").map((e) => e.id || e.name)`); len(hidden) > 0 {
		f.Errorf("%q are filled in and folded away", hidden)
	}
}

// draftIsGone finds nothing kept once a log was sent, nor of a form that is as it was,
// and starts afresh.
func draftIsGone(f *form) {
	f.Helper()
	const drafts = `Object.keys(localStorage).filter((k) => k.startsWith("pairbook-draft")).length`
	empty := func(when string) {
		f.Helper()
		f.do(chromedp.Reload())
		if text := evaluate[string](f, preview); text != "---\ndate: 2026-11-21\n---\n" || evaluate[int](f, drafts) != 0 || evaluate[bool](f, `Boolean(document.getElementById("pb-draft").offsetParent)`) {
			f.Errorf("%s, %d drafts are kept, and the form says\n%s", when, evaluate[int](f, drafts), text)
		}
	}
	empty("sent")
	f.run(`document.getElementById("pb-another").click()`)
	f.fill("guests", "x")
	if evaluate[int](f, drafts) != 1 || !evaluate[bool](f, `Boolean(document.getElementById("pb-draft").offsetParent)`) {
		f.Error("a draft is not kept, or not spoken of")
	}
	f.fill("guests", "")
	empty("taken back")
	f.pick("another day")
	f.run(`window.gone = false; document.getElementById("pb-afresh").click()`)
	for again := false; !again; { // the page is between two while it loads
		again, _ = chromedp.Run(f.tab, chromedp.Evaluate[bool](`window.gone === undefined && document.readyState === "complete"`))
	}
	empty("started afresh")
	f.run(`localStorage.setItem("pairbook-draft 2026-autumn/swift " + new URL(".", location.href).pathname, '{"day":"2026-11-32","fields":{"day=other":true}}')`)
	f.do(chromedp.Reload())
	if text := evaluate[string](f, preview); text != "---\ndate: 2026-11-21\n---\n" {
		f.Errorf("of a draft that is none the form says\n%s", text)
	}
}
