package seal

import "testing"

// TestALineOfSpacesThatNobodySees is refused like any other character of that kind, in the
// list and in what a sealed file says of its keys.
func TestALineOfSpacesThatNobodySees(t *testing.T) {
	for _, space := range []string{"\u00a0", "\u3000\u00a0", " \u2003 "} {
		all, problems := ParseRecipients("list", []byte(space+"\n"))
		if len(all) != 0 || len(problems) != 1 || problems[0].Message != "a character stands here that nobody sees" {
			t.Errorf("%q is the keys %v, and %v", space, all, problems)
		}
	}
	for _, key := range []string{"", " ", "\u00a0"} {
		c := Content{Versions: []string{digest(nil)}, Recipients: map[string]string{key: ""}}
		if err := c.valid(); err == nil || err.Error() != "what it says of the keys that open it cannot be read" {
			t.Errorf("%q is a key: %v", key, err)
		}
	}
}
