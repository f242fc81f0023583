package check

import (
	"regexp"
	"slices"
	"testing"
)

// FuzzFind looks for personal data in anything: what is found lies in the
// line, in order, and no two finds overlap.
func FuzzFind(f *testing.F) {
	for _, seed := range []string{"", "a@b.co", "+44 20 7946 0958 (020) 7946 0958", "tel: +1 (555) 867-5309, x@y.z\xff", "2026-11-12 0161-496-0000"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		for _, all := range [][]match{find(line, emails), find(line, telephones), find(line, accounts), findSecrets(line)} {
			end := 0
			for _, m := range all {
				if m.start < end || m.end <= m.start || m.end > len(line) || m.what == "" {
					t.Fatalf("%+v is found in %q", m, line)
				}
				end = m.end
			}
		}
	})
}

// TestExpressionsCompile compiles what is compiled only when it is asked for.
func TestExpressionsCompile(t *testing.T) {
	for _, one := range slices.Concat(emails, telephones, accounts) {
		one.form()
	}
	for _, one := range allSecrets {
		one.form()
	}
	for _, one := range []func() *regexp.Regexp{notNumbers, notMail, afterWords, plainCode, placeholder, rule, codeForm} {
		one()
	}
}
