package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"pairbook/generator/test/here"
)

// formClock sets a page's own clock, to another day where the tab has its name, and
// opens no page of another host.
const formClock = `{
	const real = Date, still = real.parse((window.name || "` + today + `") + "T10:00:00");
	Date = class extends real { constructor(...a) { a.length ? super(...a) : super(still); } };
	Date.now = () => still;
	window.open = (address) => { window.opened = address; return null; };
}`

// replaced is a change of one text of a file.
func replaced(t *testing.T, file, before, after string) func(root string) {
	return func(root string) {
		t.Helper()
		name := filepath.Join(root, filepath.FromSlash(file))
		text, err := os.ReadFile(name)
		if err != nil || !strings.Contains(string(text), before) {
			t.Fatalf("%s does not hold %q: %v", file, before, err)
		}
		if err := os.WriteFile(name, []byte(strings.Replace(string(text), before, after, 1)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// form is a form of the site, open in a tab of 320 pixels.
type form struct {
	*testing.T
	tab context.Context
}

// openForm opens a page of a site from the disk, on a device of its own.
func openForm(t *testing.T, site, address string) *form {
	t.Helper()
	f := &form{t, device(t)}
	f.do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		if _, err := cdp.Call(ctx, target, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: formClock}); err != nil {
			return err
		}
		// Of several tabs one has the keys; here each is to behave as if it had.
		_, err := cdp.Call(ctx, target, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
		return err
	}), chromedp.EmulateViewport(320, 640))
	f.visit(site, address)
	return f
}

// afresh opens a page for another test, which finds nothing kept.
func (f *form) afresh(t *testing.T, site, address string) *form {
	g := &form{t, f.tab}
	g.run(`localStorage.clear()`)
	g.visit(site, address)
	return g
}

// visit opens another page of a site, or the same one anew.
func (f *form) visit(site, address string) {
	f.Helper()
	name, query, asks := strings.Cut(address, "?")
	if asks {
		query = "?" + query
	}
	f.do(chromedp.Navigate(fileURL(filepath.Join(site, name)) + query))
}

func (f *form) do(steps ...chromedp.Action[chromedp.Void]) {
	f.Helper()
	if err := chromedp.Do(f.tab, steps...); err != nil {
		f.Fatal(err)
	}
}

func evaluate[T any](f *form, expression string) T {
	f.Helper()
	value, err := chromedp.Run(f.tab, chromedp.Evaluate[T](expression))
	if err != nil {
		f.Fatalf("%s: %v", expression, err)
	}
	return value
}

// run carries out a script that tells nothing.
func (f *form) run(script string) {
	f.Helper()
	evaluate[bool](f, "{ "+script+" } true")
}

// script writes a value as a script has it.
func script(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return string(text)
}

// pick clicks what a label says.
func (f *form) pick(words ...string) {
	f.Helper()
	for _, w := range words {
		f.run(fmt.Sprintf(`const found = [...document.querySelectorAll("form label")].filter((l) => l.textContent.trim().startsWith(%[1]s) && l.control && l.offsetParent);
			if (found.length !== 1) throw new Error(found.length + " labels say " + %[1]s);
			found[0].control.click()`, script(w)))
	}
}

// fill writes into a field and tells the page, as typing does.
func (f *form) fill(id, text string) {
	f.Helper()
	f.run(fmt.Sprintf(`const field = document.getElementById("pb-%s"); field.value = %s; field.dispatchEvent(new Event("input", { bubbles: true }))`, id, script(text)))
}

func (f *form) send() { f.Helper(); f.run(`document.getElementById("pb-send").click()`) }

// amiss is what the page says is wrong.
func (f *form) amiss() []string {
	f.Helper()
	return evaluate[[]string](f, `[...document.querySelectorAll(".beside")].map((l) => l.dataset.said)`)
}

// saved is the file that the address holds that was opened.
func (f *form) saved() (file, text string) {
	f.Helper()
	address := evaluate[string](f, `window.opened || ""`)
	if address == "" {
		f.Fatalf("nothing was opened; the page says %q, and %q is amiss", evaluate[string](f, `document.getElementById("pb-said").textContent`), f.amiss())
	}
	if len(address) >= 7500 {
		f.Errorf("the address has %d bytes", len(address))
	}
	u, err := url.Parse(address)
	if err != nil {
		f.Fatal(err)
	}
	const begins = "https://github.com/harbour-example/mentoring/new/main/"
	folder, ok := strings.CutPrefix(strings.TrimSuffix(address, "?"+u.RawQuery), begins)
	if !ok || u.Query().Get("filename") == "" {
		f.Fatalf("the address is %s", address)
	}
	return folder + "/" + u.Query().Get("filename"), u.Query().Get("value")
}

// put writes a file into a repository.
func put(t *testing.T, root, file, text string) {
	t.Helper()
	name := filepath.Join(root, filepath.FromSlash(file))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// checked gives what `check` says of a file.
func checked(t *testing.T, root, file string) (messages []string, errors int) {
	t.Helper()
	_, stdout, stderr := pairbook(t, "check", "--root", root, "--as-of", today, "--format", "json")
	var found struct {
		Problems []struct{ Path, Message, Severity string }
		Errors   int
	}
	if err := json.Unmarshal([]byte(stdout), &found); err != nil {
		t.Fatalf("%v\n%s%s", err, stdout, stderr)
	}
	for _, p := range found.Problems {
		if p.Path == file {
			messages = append(messages, p.Message)
		}
	}
	return messages, found.Errors
}

// TestLogAMeeting fills in the form and holds the file that it makes to check.
func TestLogAMeeting(t *testing.T) {
	t.Parallel()
	site := clubsSite(t)
	opened := openForm(t, site, "index.html")
	const kestrel = "program/cohorts/2026-autumn/pairings/kestrel/sessions/"
	for name, c := range map[string]struct {
		fill func(f *form)
		file string
		text string
	}{
		"as it stands": {func(*form) {},
			kestrel + today + ".md", "---\ndate: 2026-11-20\n---\n"},
		"another day, one of them": {func(f *form) { f.pick("another day"); f.fill("date", "2026-11-18"); f.pick("Sigrún") },
			kestrel + "2026-11-18.md", "---\ndate: 2026-11-18\nattended: [bronwen]\n---\n"},
		"nobody": {func(f *form) { f.pick("Nobody") },
			kestrel + today + ".md", "---\ndate: 2026-11-20\nattended: []\n---\n"},
		"all there is": {func(f *form) {
			f.run(`document.querySelectorAll("form details").forEach((d) => { d.open = true; })`)
			f.fill("duration", "90m")
			f.fill("format", "video")
			f.fill("topics-word", "public speaking")
			f.run(`document.querySelector("#pb-topics button").click()`)
			f.fill("next", "2026-12-02")
			f.fill("notes", "\n  Went & through: it + \"twice\" – 100 %\n\nBetter.\n ")
		}, kestrel + today + ".md", "---\ndate: 2026-11-20\nduration: 1h30m\nformat: video\ntopics: [public-speaking]\nnext: 2026-12-02\n---\n\nWent & through: it + \"twice\" – 100 %\n\nBetter.\n"},
	} {
		t.Run(name, func(t *testing.T) {
			f := opened.afresh(t, site, "log.html?pairing=2026-autumn/kestrel")
			c.fill(f)
			f.send()
			file, text := f.saved()
			if file != c.file || text != c.text {
				t.Errorf("%s:\n%s\nnot %s:\n%s", file, text, c.file, c.text)
			}
			if shown := evaluate[string](f, `document.getElementById("pb-text").textContent`); shown != text {
				t.Errorf("the preview shows %q", shown)
			}
			repository := clubs(t)
			put(t, repository, file, text)
			if messages, errors := checked(t, repository, file); errors > 0 || len(messages) > 0 {
				t.Errorf("check finds %d errors, and says of the log: %q", errors, messages)
			}
		})
	}
}

// TestLogOfWhoStandsBy takes an adviser to have come only where somebody says so.
func TestLogOfWhoStandsBy(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	f := openForm(t, clubsSite(t), "log.html?pairing=2026-autumn/swift")
	for _, want := range []string{"---\ndate: 2026-11-20\n---\n", "---\ndate: 2026-11-20\nattended: [kwabena, sigrun, dawit]\n---\n"} {
		if got := evaluate[string](f, `document.getElementById("pb-text").textContent`); got != want {
			t.Errorf("the log is\n%s\nnot\n%s", got, want)
		}
		f.pick("Sigrún")
	}
}

// TestLogTicksActionsOff offers what is open and writes down what is done.
func TestLogTicksActionsOff(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	f := openForm(t, clubsSite(t), "log.html?pairing=2026-autumn/swift")
	open := evaluate[[]string](f, `pairbookForms.pairings["2026-autumn/swift"].actions.map((a) => a.id)`)
	if len(open) == 0 {
		t.Fatal("nothing is open")
	}
	f.run(`document.querySelector("input[name=done]").click(); document.getElementById("pb-send").click()`)
	file, text := f.saved()
	if want := "---\ndate: 2026-11-20\ndone: [" + open[0] + "]\n---\n"; text != want {
		t.Errorf("%s, not %s", text, want)
	}
	root := clubs(t)
	put(t, root, file, text)
	if messages, errors := checked(t, root, file); errors > 0 || len(messages) > 0 {
		t.Errorf("check says %q", messages)
	}
	// Without a meeting, on a day after that of the site.
	f.run(`window.name = "2026-11-23"`)
	f.do(chromedp.Navigate(fileURL(filepath.Join(clubsSite(t), "cohorts/2026-autumn/pairings/swift.html"))))
	f.run(`window.opened = document.querySelector("a[data-day]").href`)
	file, text = f.saved()
	if want := "program/cohorts/2026-autumn/pairings/swift/actions/" + open[0] + ".yaml"; file != want || text != "done: 2026-11-23\n" {
		t.Errorf("done without a meeting is %s: %q", file, text)
	}
}

// TestLogUnderAliases names nobody: who was there is written by hand when not
// all were, and what is not published is not offered.
func TestLogUnderAliases(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	root := clubs(t, replaced(t, "program/site.yaml", "people: names", "people: aliases"), replaced(t, "program/site.yaml", "actions: true", "actions: false"))
	f := openForm(t, siteOf(t, root), "log.html?pairing=2026-autumn/kestrel")
	members := evaluate[[]string](f, `[...document.querySelectorAll("#pb-members label")].map((l) => l.textContent.trim())`)
	if slices.ContainsFunc(members, func(w string) bool { return strings.Contains(w, "Sigr") || strings.Contains(w, "Bronwen") }) {
		t.Errorf("the form names %q", members)
	}
	if !evaluate[bool](f, `document.getElementById("pb-actions").hidden && !JSON.stringify(pairbookForms).match(/sigrun|bronwen/i)`) {
		t.Error("actions are offered, or ids told")
	}
	f.pick(members[1])
	f.send()
	if got := f.amiss(); len(got) != 1 || !strings.Contains(got[0], "by id: 1 in all") {
		t.Errorf("amiss: %q", got)
	}
	f.fill("attended", "Bronwen")
	f.send()
	if got := f.amiss(); len(got) != 1 || !strings.HasPrefix(got[0], `attended: "Bronwen" is no id; an id has small letters`) {
		t.Errorf("amiss: %q", got)
	}
	f.fill("attended", "bronwen")
	f.send()
	file, text := f.saved()
	put(t, root, file, text)
	if messages, errors := checked(t, root, file); errors > 0 || len(messages) > 0 || !strings.Contains(text, "attended: [bronwen]") {
		t.Errorf("check says %q of\n%s", messages, text)
	}
}

// TestWrongLogsInTheWordsOfCheck holds what the page says of a log to what
// check says of the same file. Nothing is opened before it has been seen.
func TestWrongLogsInTheWordsOfCheck(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	site := clubsSite(t)
	opened := openForm(t, site, "index.html")
	for name, fill := range map[string]func(f *form){
		"after the cohort":  func(f *form) { f.pick("another day"); f.fill("date", "2027-06-01") },
		"before the start":  func(f *form) { f.pick("another day"); f.fill("date", "2026-08-30") },
		"not yet":           func(f *form) { f.pick("another day"); f.fill("date", "2026-11-22") },
		"no date":           func(f *form) { f.pick("another day") },
		"duration":          func(f *form) { f.fill("duration", "90") },
		"long duration":     func(f *form) { f.fill("duration", "99h60m") },
		"next":              func(f *form) { f.fill("next", "2026-11-19") },
		"hidden character":  func(f *form) { f.fill("notes", "one\u200bword") },
		"control character": func(f *form) { f.fill("notes", "a\u0007bell") },
		"too long":          func(f *form) { f.fill("notes", strings.Repeat("words ", 2800)) },
	} {
		t.Run(name, func(t *testing.T) {
			f := opened.afresh(t, site, "log.html?pairing=2026-autumn/kestrel")
			fill(f)
			f.send()
			said := f.amiss()
			if len(said) == 0 || evaluate[string](f, `window.opened || ""`) != "" {
				t.Fatalf("the page says %q and opens %q", said, evaluate[string](f, `window.opened || ""`))
			}
			root := clubs(t)
			file := evaluate[string](f, `document.getElementById("pb-path").textContent`)
			put(t, root, file, evaluate[string](f, `document.getElementById("pb-text").textContent`))
			messages, errors := checked(t, root, file)
			slices.Sort(messages)
			if got := slices.Sorted(slices.Values(said)); !slices.Equal(got, messages) {
				t.Errorf("the page says\n%q, and check\n%q", got, messages)
			}
			f.send()
			if opened := evaluate[string](f, `window.opened || ""`); (opened != "") != (errors == 0) {
				t.Errorf("of %d errors, all the same %q is opened", errors, opened)
			}
		})
	}
}

// TestSlipsBesideTheirFields tells of a slip while somebody writes, right below
// the field, in words that know nothing of files, and takes it back.
func TestSlipsBesideTheirFields(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	f := openForm(t, clubsSite(t), "log.html?pairing=2026-autumn/kestrel")
	f.fill("duration", "1.5 hours")
	f.do(waitFor(`document.querySelector(".beside")`))
	said := evaluate[[]string](f, `[...document.querySelectorAll(".beside")].map((s) => s.textContent)`)
	if !slices.Equal(said, []string{"Write how long it took as 45m, 1h or 1h30m."}) {
		t.Errorf("the page says %q", said)
	}
	if !evaluate[bool](f, `(() => {
		const field = document.getElementById("pb-duration"), words = document.querySelector(".beside");
		const gap = words.getBoundingClientRect().top - field.getBoundingClientRect().bottom;
		return field.getAttribute("aria-invalid") === "true" && field.getAttribute("aria-describedby").split(" ").includes(words.id) && gap >= 0 && gap < 60;
	})()`) {
		t.Error("the words are not beside the field, or the field is not marked")
	}
	f.run(`document.querySelector("button[value='1h30m']").click()`)
	if got := f.amiss(); len(got) != 0 || evaluate[bool](f, `document.getElementById("pb-duration").hasAttribute("aria-invalid")`) {
		t.Errorf("the slip is put right, and the page says %q", got)
	}
	f.send()
	if _, text := f.saved(); text != "---\ndate: 2026-11-20\nduration: 1h30m\n---\n" {
		t.Errorf("the log is %q", text)
	}
}

// TestSentencesAreWhole fills every text of every sentence from the same
// arguments; none runs out of them.
func TestSentencesAreWhole(t *testing.T) {
	t.Parallel()
	f := openForm(t, clubsSite(t), "join.html")
	f.send()
	page := evaluate[string](f, `document.querySelector("main").textContent + JSON.stringify(pairbookForm.say("required", "name"))`)
	if strings.Contains(page, "undefined") || !strings.Contains(page, "add a line: name: …") {
		t.Errorf("the page says %q", page)
	}
}

// TestLogRemembersThePairing opens the form of the pairing that was logged from
// the device last, once something was sent, and lets another be chosen.
func TestLogRemembersThePairing(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	site := clubsSite(t)
	f := openForm(t, site, "log.html?pairing=2026-autumn/kestrel")
	seen := func(address string) string {
		f.visit(site, "log.html"+address)
		return evaluate[string](f, `document.getElementById("pb-log").hidden ? "choose" : document.getElementById("pb-code").textContent`)
	}
	if got := seen(""); got != "choose" {
		t.Errorf("before anything was sent the page shows %q", got)
	}
	seen("?pairing=2026-autumn/kestrel")
	f.send()
	if got := seen(""); got != "kestrel" {
		t.Errorf("after a log the page shows %q", got)
	}
	if got := seen("?choose"); got != "choose" {
		t.Errorf("asked for another pairing, the page shows %q", got)
	}
	f.run(`pairbookLast.keep("no/such")`)
	if got := seen(""); got != "choose" {
		t.Errorf("of a pairing that is gone the page shows %q", got)
	}
}

// TestLongLog offers another way where an address would be too long.
func TestLongLog(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	f := openForm(t, clubsSite(t), "log.html?pairing=2026-autumn/kestrel")
	f.fill("notes", strings.Repeat("é ", 2000))
	f.send()
	said := evaluate[string](f, `document.getElementById("pb-said").textContent`)
	if !strings.HasPrefix(said, "This is too long for an address.") || evaluate[string](f, `window.opened || ""`) != "" {
		t.Errorf("the page says %q", said)
	}
	text := evaluate[string](f, `document.getElementById("pb-text").textContent`)
	f.run(`navigator.clipboard.writeText = async (text) => { window.copied = text; }; document.getElementById("pb-copy").click()`)
	f.do(waitFor(`window.copied && document.getElementById("pb-said").textContent.startsWith("Copied.")`))
	if copied := evaluate[string](f, `window.copied`); copied != text {
		t.Errorf("%q is copied", copied)
	}
	f.run(`navigator.clipboard.writeText = async () => { throw new Error("no"); }; document.getElementById("pb-copy").click()`)
	f.do(waitFor(`document.getElementById("pb-said").textContent.startsWith("This browser does not let")`))
	if selected := evaluate[string](f, `getSelection().toString()`); strings.TrimSpace(selected) != strings.TrimSpace(text) {
		t.Errorf("%q is selected", selected)
	}
	f.run(`const make = URL.createObjectURL; URL.createObjectURL = (blob) => { blob.text().then((t) => { window.downloaded = t; }); return make(blob); };
		HTMLAnchorElement.prototype.click = function () { window.named = this.download; }; document.getElementById("pb-download").click()`)
	f.do(waitFor(`window.downloaded`))
	if got := evaluate[string](f, `window.named + "\n" + window.downloaded`); got != "2026-autumn.kestrel."+today+".md\n"+strings.Replace(text, "---\n", "---\npairing: 2026-autumn/kestrel\n", 1) {
		t.Errorf("downloaded is %q", got)
	}
}

// TestLogByMail opens a mail with the log in it, which receive reads; a long one is to
// be attached.
func TestLogByMail(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	f := openForm(t, clubsSite(t), "log.html?pairing=2026-autumn/kestrel")
	f.fill("notes", "Wir haben über Züge gesprochen, & mehr.")
	f.run(`HTMLAnchorElement.prototype.click = function () { window.mailed = this.href; }; document.getElementById("pb-mail").click()`)
	f.do(waitFor(`window.mailed`))
	address, err := url.Parse(evaluate[string](f, `window.mailed`))
	if err != nil {
		t.Fatal(err)
	}
	text := evaluate[string](f, `document.getElementById("pb-text").textContent`)
	text = strings.Replace(text, "---\n", "---\npairing: 2026-autumn/kestrel\n", 1) + "\n-- \n"
	if q := address.Query(); address.Scheme != "mailto" || q.Get("subject") != "2026-autumn.kestrel."+today || q.Get("body") != strings.ReplaceAll(text, "\n", "\r\n") {
		t.Errorf("the mail is %q, %q", address, q)
	}
	if said := evaluate[string](f, `document.getElementById("pb-said").textContent`); !strings.HasPrefix(said, "Your mail program opens with all of it") {
		t.Errorf("the page says %q", said)
	}
	f.fill("notes", strings.Repeat("Züge ", 500))
	f.run(`document.getElementById("pb-mail").click()`)
	if said := evaluate[string](f, `document.getElementById("pb-said").textContent`); !strings.HasPrefix(said, "This is too long for a mail") {
		t.Errorf("the page says %q", said)
	}
}

// waitFor waits until an expression holds.
func waitFor(expression string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Run(ctx, chromedp.Poll[bool]("Boolean("+expression+")"))
		return err
	})
}

// TestFormsWithoutScript shows what to write, and where.
func TestFormsWithoutScript(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	site := clubsSite(t)
	for file, wants := range map[string][]string{
		"log.html":  {"---\ndate: 2026-11-20\n---\n", "/new/main/program/cohorts/2026-autumn/pairings/kestrel/sessions?filename=2026-11-20.md"},
		"join.html": {"name: How you like to be called\n", "/new/main/program/people?filename=your-id.yaml", "/new/main/program/cohorts/2027-spring/enrolments?filename=your-id.yaml"},
	} {
		f := openForm(t, site, "index.html")
		f.do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
			_, err := cdp.Call(ctx, target, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
			return err
		}), chromedp.Navigate(fileURL(filepath.Join(site, file))))
		shown := evaluate[string](f, `document.querySelector("main").innerText + [...document.querySelectorAll("main a")].filter((a) => a.offsetParent).map((a) => a.href).join("\n")`)
		for _, want := range wants {
			if !strings.Contains(shown, strings.TrimSpace(want)) {
				t.Errorf("%s does not show %q:\n%s", file, want, shown)
			}
		}
		if evaluate[bool](f, `[...document.querySelectorAll("form, #pb-choose")].some((e) => e.offsetParent)`) {
			t.Errorf("%s shows a form that cannot work", file)
		}
	}
}

// TestJoin writes a person and their enrolment.
func TestJoin(t *testing.T) {
	t.Parallel()
	root := clubs(t)
	f := openForm(t, clubsSite(t), "join.html")
	f.send()
	if got := f.amiss(); len(got) != 2 || !strings.HasPrefix(got[0], `id: "" is no id; `) || got[1] != `"name" is missing here` {
		t.Errorf("amiss: %q", got)
	}
	f.fill("id", "ada-l")
	f.fill("name", "Ada: O'Neil")
	f.fill("alias", "wagtail")
	f.fill("account", "ada-example")
	f.fill("zone", "Europe/London")
	f.fill("knows-word", "Statistics")
	f.run(`document.querySelector("#pb-knows button").click()`)
	f.send()
	file, text := f.saved()
	if file != "program/people/ada-l.yaml" || text != "name: 'Ada: O''Neil'\nalias: wagtail\ngithub: ada-example\ntopics: [statistics]\ntime_zone: Europe/London\n" {
		t.Errorf("%s:\n%s", file, text)
	}
	put(t, root, file, text)
	f.pick("Step 2")
	f.send()
	if got := f.amiss(); len(got) != 1 || got[0] != "the enrolment does not say as what: mentor, mentee or peer" {
		t.Errorf("amiss: %q", got)
	}
	f.pick("as a mentor", "as a mentee")
	f.fill("goal", "Speak up; no, really: do.")
	f.send()
	file, text = f.saved()
	if file != "program/cohorts/2027-spring/enrolments/ada-l.yaml" || text != "mentor: {}\nmentee:\n  goals: ['Speak up; no, really: do.']\n" {
		t.Errorf("%s:\n%s", file, text)
	}
	put(t, root, file, text)
	if messages, errors := checked(t, root, file); errors > 0 || len(messages) > 0 {
		t.Errorf("check finds %d errors and says %q", errors, messages)
	}
}
