package colour

import (
	"io/fs"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pairbook/themes"
)

// TestContrast compares with figures of WCAG's own examples and of look.md.
func TestContrast(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want float64
	}{
		{"#000000", "#FFFFFF", 21}, {"#FFFFFF", "#FFFFFF", 1}, {"#777777", "#FFFFFF", 4.48}, {"#767676", "#FFFFFF", 4.54}, {"#FF0000", "#FFFFFF", 4},
	} {
		a, okA := Parse(test.a)
		b, okB := Parse(test.b)
		if got := Contrast(a, b); !okA || !okB || math.Abs(got-test.want) > 0.005 || Contrast(b, a) != got {
			t.Errorf("%s on %s: %.3f, not %.2f", test.a, test.b, got, test.want)
		}
	}
}

func TestParse(t *testing.T) {
	for _, s := range []string{"", "#", "0A5E73", "#0A5E7", "#0A5E733", "#0A5E7G", "#+A5E73", "# A5E73", "#fff"} {
		if c, ok := Parse(s); ok {
			t.Errorf("%q is read as %s", s, c)
		}
	}
	if c, ok := Parse("#0a5e73"); !ok || c.String() != "#0A5E73" {
		t.Errorf("#0a5e73 is read as %s", c)
	}
}

func anyColour() *rapid.Generator[RGB] {
	return rapid.Custom(func(t *rapid.T) RGB {
		return RGB{rapid.Byte().Draw(t, "R"), rapid.Byte().Draw(t, "G"), rapid.Byte().Draw(t, "B")}
	})
}

// TestReadable takes any colour: what comes of it can be read on every ground, and
// is the colour itself if that can.
func TestReadable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := anyColour().Draw(t, "colour")
		for _, grounds := range [][]RGB{Light(), Dark()} {
			near := Readable(c, grounds)
			readable := true
			for _, g := range grounds {
				readable = readable && Contrast(c, g) >= Text
				if Contrast(near, g) < Text {
					t.Errorf("%s for %s has %.2f on %s", near, c, Contrast(near, g), g)
				}
			}
			if readable && near != c {
				t.Errorf("%s becomes %s", c, near)
			}
		}
	})
}

// TestGroundsAreTheThemes compares with the tokens of the style sheet.
func TestGroundsAreTheThemes(t *testing.T) {
	style, err := fs.ReadFile(themes.Default(), "assets/style.css")
	if err != nil {
		t.Fatal(err)
	}
	light, dark := Light(), Dark()
	for i, token := range []string{"paper", "surface", "sunken"} {
		if want := "--" + token + ": light-dark(" + light[i].String() + ", " + dark[i].String() + ");"; !strings.Contains(string(style), want) {
			t.Errorf("the style has no %s", want)
		}
	}
}
