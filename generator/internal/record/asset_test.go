package record

import "testing"

// TestInert tries drawings.
func TestInert(t *testing.T) {
	for drawing, want := range map[string]bool{
		`<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/><use href="#a"/></svg>`: true,
		`<svg><script>x</script></svg>`:                                false,
		`<svg onload="x"/>`:                                            false,
		`<svg><a href="javascript:x"/></svg>`:                          false,
		`<svg><a xlink:href="https://evil.example"/></svg>`:            false,
		`<svg><foreignObject/></svg>`:                                  false,
		`<svg><animate attributeName="href" to="javascript:x"/></svg>`: false,
		`<!DOCTYPE svg [<!ENTITY x "y">]><svg>&x;</svg>`:               false,
		`<?xml-stylesheet href="x.css"?><svg/>`:                        false,
		`<svg><SCRIPT/></svg>`:                                         false,
		`<svg`:                                                         false,
	} {
		if inert([]byte(drawing)) != want {
			t.Errorf("%s is inert: %t", drawing, !want)
		}
	}
}
