package browser

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/test/here"
)

// TestAccountsAsCheckTakesThem compares the accounts that the form to join takes with
// those that check does, on each forge, and its record with the one that check reads.
func TestAccountsAsCheckTakesThem(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	long := strings.Repeat("a", 38)
	names := []string{"ada", "alice_contoso", "a_b_c", "first.last", "under_score", "a--b", "x-", "-x", "_x", ".x", "x.", "x_", "a..b", "a.git", "1.5", "007", "no", "@ada", "a b", "a/b", "ädä",
		long + "a", long + "ab", long + "abc", strings.Repeat("a", 255), strings.Repeat("a", 256)}
	for _, forge := range few(1, [][2]string{{"gitlab", "accounts:\n  gitlab: "}, {"github", "github: "}, {"forgejo", "accounts:\n  forgejo: "}}) {
		on, keys := forge[0], forge[1]
		root := clubs(t, replaced(t, "program/site.yaml", "repository: https://github.com/harbour-example/mentoring", "repository: https://git.example.org/harbour/mentoring\nforge: "+on))
		f := openForm(t, siteOf(t, root), "join.html")
		f.fill("name", "Somebody")
		f.fill("zone", "")
		var refused, found []string
		for i, name := range names {
			f.fill("id", fmt.Sprintf("new-%d", i))
			f.fill("account", name)
			f.send()
			amiss := f.amiss()
			if len(amiss) > 0 {
				refused = append(refused, amiss...)
				continue
			}
			address := evaluate[string](f, `window.opened`)
			text := evaluate[string](f, `document.getElementById("pb-text").textContent`)
			if !strings.HasPrefix(text, "name: Somebody\n"+keys) || !strings.HasPrefix(address, "https://git.example.org/harbour/mentoring/") {
				t.Errorf("%s: the form sends to %s\n%s", on, address, text)
			}
			put(t, root, fmt.Sprintf("program/people/new-%d.yaml", i), text)
		}
		_, stdout, _ := pairbook(t, "check", "--root", root, "--as-of", today, "--rule", "account")
		if strings.Contains(stdout, "error") {
			t.Errorf("%s: check refuses what the form takes:\n%s", on, stdout)
		}
		for i, name := range names {
			put(t, root, fmt.Sprintf("program/people/new-%d.yaml", i), "name: Somebody\n"+keys+"'"+name+"'\n")
			messages, _ := checked(t, root, fmt.Sprintf("program/people/new-%d.yaml", i))
			found = append(found, slices.DeleteFunc(messages, func(m string) bool { return !strings.Contains(m, "cannot be the name") })...)
		}
		if !slices.Equal(refused, found) {
			t.Errorf("%s: the form refuses\n%q\nand check\n%q", on, refused, found)
		}
	}
}

// TestFormOnAForge says what opens, in the words of the repository's forge.
func TestFormOnAForge(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	for lines, want := range map[string][2]string{
		"repository: https://gitlab.com/harbour/mentoring":   {"https://gitlab.com/harbour/mentoring/-/new/main/program/cohorts/2026-autumn/pairings/kestrel/sessions?file_name=2026-11-20.md&content=---", "GitLab opens with the file filled in: "},
		"repository: https://codeberg.org/harbour/mentoring": {"https://codeberg.org/harbour/mentoring/_new/main/program/cohorts/2026-autumn/pairings/kestrel/sessions?filename=2026-11-20.md&value=---", "Forgejo opens with the file filled in: "},
	} {
		root := clubs(t, replaced(t, "program/site.yaml", "repository: https://github.com/harbour-example/mentoring", lines))
		f := openForm(t, siteOf(t, root), "log.html?pairing=2026-autumn/kestrel")
		f.send()
		if got := evaluate[string](f, `window.opened || ""`); !strings.HasPrefix(got, want[0]) {
			t.Errorf("%s opens %q", lines, got)
		}
		if got := evaluate[string](f, `document.getElementById("pb-said").textContent`); !strings.HasPrefix(got, want[1]) {
			t.Errorf("%s says %q", lines, got)
		}
	}
}

// TestFormWithoutAForge offers mail and a file, and opens nothing.
func TestFormWithoutAForge(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	root := clubs(t, replaced(t, "program/site.yaml", "repository: https://github.com/harbour-example/mentoring", "repository: https://git.example.org/mentoring\nforge: none"))
	f := openForm(t, siteOf(t, root), "log.html?pairing=2026-autumn/kestrel")
	const offered = `[...document.querySelectorAll(".acts button")].filter((b) => b.offsetParent).map((b) => b.textContent).join()`
	if got := evaluate[string](f, offered); got != "Send by mail,Copy,Download" {
		t.Errorf("the form for a log offers %s", got)
	}
	f.run(`navigator.clipboard.writeText = async (text) => { window.copied = text; }; document.getElementById("pb-copy").click()`)
	f.do(waitFor(`window.copied && document.getElementById("pb-said").textContent.startsWith("Copied. Send it")`))
	if copied := evaluate[string](f, `window.copied`); !strings.HasPrefix(copied, "---\npairing: 2026-autumn/kestrel\ndate: ") {
		t.Errorf("%q is copied, which nobody can put in its place", copied)
	}
	f.run(`document.getElementById("pb-download").click()`)
	if got := evaluate[string](f, `document.getElementById("pb-said").textContent`); got != "Downloaded as 2026-autumn.kestrel.2026-11-20.md. Send it to whoever coordinates." {
		t.Errorf("it says %q", got)
	}
	f.visit(siteOf(t, root), "join.html")
	if got := evaluate[string](f, offered); got != "Send by mail,Copy,Download" {
		t.Errorf("the form to join offers %s", got)
	}
	f.fill("id", "ada-l")
	f.fill("name", "Ada")
	f.fill("zone", "")
	f.run(`document.getElementById("pb-download").click()`)
	if got := evaluate[string](f, `document.getElementById("pb-said").textContent`); got != "Downloaded as ada-l.md. Send it to whoever coordinates." {
		t.Errorf("it says %q", got)
	}
}
