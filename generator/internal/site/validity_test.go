package site

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// void are the elements that have no end tag.
var void = strings.Fields("br col hr img input link meta wbr")

// attributesInUse are those that pages may have, besides aria-*, data-* and, in
// drawings, those of SVG.
var attributesInUse = strings.Fields(`alt autocapitalize autocomplete charset checked class cite colspan content datetime defer dir disabled download
	for height hidden href http-equiv id inputmode lang list max media min multiple name novalidate open placeholder property readonly rel required role rows scope
	selected size spellcheck src start step tabindex title translate type value width`)

// invalid reads a page strictly and says what is wrong with it: an element is closed by
// another end tag than its own or not at all, an attribute is unknown, or a browser puts
// an element elsewhere than it is written, because it may not stand there.
func invalid(t *testing.T, page string) (faults []string) {
	t.Helper()
	fault := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	var open, written []string
	z := html.NewTokenizer(strings.NewReader(page))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		token := z.Token()
		if kind == html.EndTagToken {
			if len(open) == 0 || open[len(open)-1] != token.Data {
				fault("</%s> closes %v", token.Data, open)
				return faults
			}
			open = open[:len(open)-1]
		}
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		if token.Data == "noscript" {
			z.NextIsNotRawText()
		}
		written = append(written, fmt.Sprint(len(open), " ", token.Data))
		if name := unknown(token); name != "" && token.Data != "svg" && !slices.Contains(open, "svg") {
			fault("the attribute %s is unknown: %s", name, token)
		}
		if kind == html.StartTagToken && !slices.Contains(void, token.Data) {
			open = append(open, token.Data)
		}
	}
	if len(open) > 0 {
		fault("never closed: %v", open)
	}
	var read []string
	for _, n := range nodes(t, page) {
		if n.Type == html.ElementNode {
			depth := -1 // of the document
			for range n.Ancestors() {
				depth++
			}
			read = append(read, fmt.Sprint(depth, " ", strings.ToLower(n.Data)))
		}
	}
	if !slices.Equal(written, read) {
		at := 0
		for at < min(len(written), len(read)) && written[at] == read[at] {
			at++
		}
		fault("a browser reads other elements than are written, after %v: %v, not %v", written[max(0, at-3):at], read[at:min(at+3, len(read))], written[at:min(at+3, len(written))])
	}
	return faults
}

// unknown is the first attribute of an element that is none.
func unknown(element html.Token) string {
	for _, a := range element.Attr {
		if !slices.Contains(attributesInUse, a.Key) && !strings.HasPrefix(a.Key, "aria-") && !strings.HasPrefix(a.Key, "data-") {
			return a.Key
		}
	}
	return ""
}

// TestInvalid tries what is wrong with a page, and what is not.
func TestInvalid(t *testing.T) {
	const begin, end = "<!doctype html><html><head><title>a</title></head><body>", "</body></html>"
	if faults := invalid(t, begin+`<p class="a">b<br></p><table><tbody><tr><td>c</td></tr></tbody></table><svg viewBox="0 0 1 1"><path d=""/></svg>`+end); faults != nil {
		t.Error(faults)
	}
	for _, wrong := range []string{"<p><div></div></p>", "<p><b>a</p></b>", "<p>", `<p colour="a"></p>`, "<table><tr></tr></table>", "<table><p></p></table>", "<a href=x><a href=y></a></a>"} {
		if len(invalid(t, begin+wrong+end)) == 0 {
			t.Errorf("%s is valid", wrong)
		}
	}
}
