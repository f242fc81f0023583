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
		`<svg><path fill="url(#a)" style="filter: url( '#b' ); transform: rotate(4deg)"/></svg>`:                                true,
		`<svg xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:export-filename="C:\a.png" font-family="A, 'B'"/>`:        true,
		`<svg style="background: url(https://evil.example/a.png)"/>`:                                                            false,
		`<svg><path mask="URL( 'https://evil.example/a.svg#b')"/></svg>`:                                                        false,
		`<svg style="background: image-set('https://evil.example/a.png' 1x)"/>`:                                                 false,
		`<svg style="background: u\72l(https://evil.example/a.png)"/>`:                                                          false,
		`<svg><img xmlns="http://www.w3.org/1999/xhtml" srcset="https://evil.example/a.png"/></svg>`:                            false,
		`<svg xmlns:h="http://www.w3.org/1999/xhtml"><h:meta http-equiv="refresh" content="0;url=https://evil.example"/></svg>`: false,
	} {
		if inert([]byte(drawing)) != want {
			t.Errorf("%s is inert: %t", drawing, !want)
		}
	}
}
