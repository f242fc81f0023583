package review

import (
	"fmt"
	"strings"
	"testing"
)

// TestAuthorsByForge knows an author by the account that their record has on the forge
// of the base, and by none elsewhere.
func TestAuthorsByForge(t *testing.T) {
	const log, day = otter + "sessions/2026-11-20.md", "---\ndate: 2026-11-20\n---\n"
	for _, c := range []struct {
		site, accounts, login string // lines of site.yaml and of noor's record
		lane                  Lane
	}{
		{"forge: gitlab", "accounts: {gitlab: noor.reads}", "Noor.Reads", Routine},
		{"repository: https://gitlab.example.org/a/b", "accounts: {gitlab: noor.reads}", "noor.reads", Routine},
		{"forge: forgejo", "accounts: {forgejo: noor_reads}", "noor_reads", Routine},
		{"forge: github", "github: noor_contoso", "noor_contoso", Routine},
		{"", "github: noor--reads", "noor--reads", Routine},
		{"forge: none", "github: x-", "x-", Routine},
		{"forge: gitlab", "github: noor", "noor", Careful},
		{"forge: gitlab", "github: noor\ngithub_id: 7", "noor", Careful},
		{"forge: gitlab", "github_id: 7\naccounts: {gitlab: noor}", "noor", Routine},
		{"forge: github", "accounts: {gitlab: noor}", "noor", Careful},
		{"forge: gitlab", "accounts: {forgejo: noor}", "noor", Careful},
	} {
		base := with(theBase(t), "program/site.yaml", "format: 1\ntitle: T\n"+c.site+"\n", "program/people/noor.yaml", "name: Noor\n"+c.accounts+"\n")
		r := Of(input(t, base, with(base, log, day), Author{c.login, 7}))
		if r.Lane != c.lane {
			t.Errorf("%s, %q: the lane of %s is %s: %v", c.site, c.accounts, c.login, r.Lane, r.Reasons)
		}
		// What the change itself says of the forge counts for nothing.
		if r := Of(input(t, base, with(base, log, day, "program/site.yaml", "format: 1\ntitle: T\nforge: forgejo\n"), Author{"mallory", 7})); r.Lane == Routine || r.Owner.State == OwnerSuccess {
			t.Errorf("%s: a stranger is taken for somebody: %+v", c.site, r.Owner)
		}
	}
}

// TestAccountsAreHandedOver by a coordinator alone, on every forge.
func TestAccountsAreHandedOver(t *testing.T) {
	base := with(theBase(t), "program/site.yaml", "format: 1\ntitle: T\nforge: gitlab\n", "program/people/noor.yaml", "name: Noor\naccounts: {gitlab: noor}\n")
	for _, record := range []string{"name: Noor\naccounts: {gitlab: mallory}\n", "name: Noor\n", "name: Noor\naccounts: {gitlab: noor, forgejo: noor}\n"} {
		r := Of(input(t, base, with(base, "program/people/noor.yaml", record), Author{"noor", 0}))
		if r.Changes[0].Allowed || !strings.Contains(fmt.Sprint(r.Reasons), "change of account") {
			t.Errorf("%s is allowed: %v", record, r.Reasons)
		}
	}
	r := Of(input(t, base, with(base, "program/people/new.yaml", "name: New\naccounts: {gitlab: new.comer}\n"), Author{"new.comer", 3}))
	if !r.Changes[0].Allowed {
		t.Errorf("a newcomer may not join: %v", r.Reasons)
	}
}
