// Package colour compares colours as WCAG does, so that what people read can be
// read. It knows nothing of mentoring.
package colour

import (
	"fmt"
	"math"
	"strconv"
)

// RGB is a colour of sRGB.
type RGB struct{ R, G, B uint8 }

// Text is the least contrast that text needs.
const Text = 4.5

// Light and Dark return the grounds on which the default theme sets text, in its
// two schemes.
func Light() []RGB { return []RGB{{0xFB, 0xFA, 0xF7}, {0xFF, 0xFF, 0xFF}, {0xF3, 0xF0, 0xE9}} }

// Dark is like Light.
func Dark() []RGB { return []RGB{{0x15, 0x16, 0x14}, {0x1D, 0x1F, 0x1C}, {0x25, 0x28, 0x24}} }

// Parse reads a colour that is written as #0A5E73. Anything else is not ok.
func Parse(s string) (c RGB, ok bool) {
	if len(s) != 7 || s[0] != '#' {
		return RGB{}, false
	}
	n, err := strconv.ParseUint(s[1:], 16, 32)
	return RGB{uint8(n >> 16), uint8(n >> 8), uint8(n)}, err == nil
}

func (c RGB) String() string { return fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B) }

// luminance is WCAG's, 0 to 1.
func (c RGB) luminance() float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

// Contrast returns the contrast of two colours, 1 to 21.
func Contrast(a, b RGB) float64 {
	x, y := a.luminance(), b.luminance()
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// Worst returns the ground on which a colour is hardest to read, and its contrast
// there.
func Worst(c RGB, grounds []RGB) (ground RGB, contrast float64) {
	contrast = math.Inf(1)
	for _, g := range grounds {
		if k := Contrast(c, g); k < contrast {
			ground, contrast = g, k
		}
	}
	return ground, contrast
}

// Readable returns the colour nearest to one, between it and black or white, that
// can be read on all of the grounds. Of grounds on which neither can, it returns c.
func Readable(c RGB, grounds []RGB) RGB {
	for step := range 256 {
		for _, end := range []uint8{0, 255} {
			mixed := RGB{mix(c.R, end, step), mix(c.G, end, step), mix(c.B, end, step)}
			if _, contrast := Worst(mixed, grounds); contrast >= Text {
				return mixed
			}
		}
	}
	return c
}

// mix goes a number of 255 steps from a to b.
func mix(a, b uint8, step int) uint8 { return uint8((int(a)*(255-step) + int(b)*step + 127) / 255) }
