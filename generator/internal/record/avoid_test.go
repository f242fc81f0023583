package record

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDecodeAvoid(t *testing.T) {
	want := [][2]PersonID{{"ada", "bob"}, {"cy", "di"}}
	for _, text := range []string{"- [ada, bob]\n- [cy, di]\n", "pairs:\n  - [ada, bob]\n  - - cy\n    - di\n"} {
		got, err := DecodeAvoid([]byte(text))
		if err != nil || cmp.Diff(want, got) != "" {
			t.Errorf("%q is read as %v, %v", text, got, err)
		}
	}
	if got, err := DecodeAvoid([]byte("# nobody\n")); err != nil || got != nil {
		t.Errorf("a comment is read as %v, %v", got, err)
	}
	for text, line := range map[string]string{
		"- [ada, bob]\n- [secret]\n":            ":2:3:",
		"- [ada, bob]\n- [secret one, bob]\n":   ":2:4:",
		"secret\n":                              ":1:1:",
		"- [ada, bob]\n- {a: secret, b: bob}\n": ":2:3:",
		"- [ada, secret\n":                      ": this is not YAML",
	} {
		_, err := DecodeAvoid([]byte(text))
		if err == nil || !strings.Contains(err.Error(), line) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%q gives %v", text, err)
		}
	}
}
