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

// TestReadableWhereNothingIs returns the colour itself on grounds that no colour can be
// read on, and the nearest elsewhere.
func TestReadableWhereNothingIs(t *testing.T) {
	t.Parallel()
	grey := RGB{0x77, 0x77, 0x77}
	for _, c := range []struct {
		grounds []RGB
		want    string
	}{
		{[]RGB{{0, 0, 0}, {0x77, 0x77, 0x77}, {255, 255, 255}}, "#777777"},
		{[]RGB{{0, 0, 0}, {255, 255, 255}}, "#767676"},
		{[]RGB{{255, 255, 255}}, "#767676"},
		{[]RGB{{0, 0, 0}}, "#777777"},
		{[]RGB{{0x40, 0x40, 0x40}}, "#ABABAB"},
		{nil, "#777777"},
	} {
		if got := Readable(grey, c.grounds).String(); got != c.want {
			t.Errorf("%s on %v becomes %s, not %s", grey, c.grounds, got, c.want)
		}
	}
	if got := Readable(RGB{0x77, 0x77, 0x77}, []RGB{{0x76, 0x76, 0x76}}).String(); got != "#040404" {
		t.Errorf("on grey of its own it becomes %s", got)
	}
}

// TestWorst is the ground with the least contrast, wherever it stands.
func TestWorst(t *testing.T) {
	t.Parallel()
	ground, contrast := Worst(RGB{}, []RGB{{255, 255, 255}, {0x77, 0x77, 0x77}, {0x80, 0x80, 0x80}})
	if ground.String() != "#777777" || math.Abs(contrast-4.69) > 0.005 {
		t.Errorf("%s, %.2f", ground, contrast)
	}
}

// TestDarkColoursHaveTheirLuminance takes both branches of the curve.
func TestDarkColoursHaveTheirLuminance(t *testing.T) {
	t.Parallel()
	for v, want := range map[uint8]float64{0: 0, 10: 0.0030353, 11: 0.0033465, 128: 0.2158605, 255: 1} {
		if got := (RGB{v, v, v}).luminance(); math.Abs(got-want) > 1e-6 {
			t.Errorf("of %d: %.7f, not %.7f", v, got, want)
		}
	}
}
