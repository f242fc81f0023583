package picture

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"image"
	"image/color"
	gogif "image/gif"
	gojpeg "image/jpeg"
	gopng "image/png"
	"io"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var encoders = map[string]func(io.Writer, image.Image) error{
	"PNG":  gopng.Encode,
	"GIF":  func(w io.Writer, m image.Image) error { return gogif.Encode(w, m, nil) },
	"JPEG": func(w io.Writer, m image.Image) error { return gojpeg.Encode(w, m, nil) },
}

func encoded(t tester, name string, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := encoders[name](&b, image.NewPaletted(image.Rect(0, 0, w, h), color.Palette{color.Black, color.White})); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

type tester interface {
	Helper()
	Fatal(args ...any)
}

// TestSizeOfWhatIsMade compares with images that the standard library makes.
func TestSizeOfWhatIsMade(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(1, 300).Draw(t, "w"), rapid.IntRange(1, 300).Draw(t, "h")
		for name := range encoders {
			if gotW, gotH := Size(bytes.NewReader(encoded(t, name, w, h))); gotW != w || gotH != h {
				t.Errorf("a %s of %d by %d is read as %d by %d", name, w, h, gotW, gotH)
			}
		}
	})
}

// exif is the segment that a camera writes, in one of the two orders of bytes.
func exif(order binary.ByteOrder, mark string, orientation uint16) []byte {
	b := append([]byte("Exif\x00\x00"+mark), 0, 0, 0, 0, 0, 0)
	tiff := b[6:]
	order.PutUint16(tiff[2:], 42)
	order.PutUint32(tiff[4:], 8)
	entry := make([]byte, 14)
	order.PutUint16(entry, 1)
	order.PutUint16(entry[2:], 0x0112)
	order.PutUint16(entry[4:], 3)
	order.PutUint32(entry[6:], 1)
	order.PutUint16(entry[10:], orientation)
	b = append(b, entry...)
	return append([]byte{0xFF, 0xE1, byte((len(b) + 2) >> 8), byte(len(b) + 2)}, b...)
}

// TestAnImageOnItsSideIsTurned as browsers turn it.
func TestAnImageOnItsSideIsTurned(t *testing.T) {
	upright := encoded(t, "JPEG", 40, 30)
	for orientation := range uint16(10) {
		for mark, order := range map[string]binary.ByteOrder{"II": binary.LittleEndian, "MM": binary.BigEndian} {
			turned := slices.Concat(upright[:2], exif(order, mark, orientation), upright[2:])
			wantW, wantH := 40, 30
			if orientation >= 5 && orientation <= 8 {
				wantW, wantH = 30, 40
			}
			if w, h := Size(bytes.NewReader(turned)); w != wantW || h != wantH {
				t.Errorf("orientation %d, %s: %d by %d", orientation, mark, w, h)
			}
		}
	}
}

// Three images of 1 by 1, 3 by 2 and 300 by 200, one of each kind.
var webps = map[string][2]int{
	"UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA":         {1, 1},
	"UklGRhoAAABXRUJQVlA4TA0AAAAvAkAAAAcQEf0PRET/Aw==":                 {3, 2},
	"UklGRjoAAABXRUJQVlA4WAoAAAAAAAAAKwEAxwAAVlA4TA0AAAAvK8ExAAcQEf0=": {300, 200},
}

func TestWebP(t *testing.T) {
	for text, want := range webps {
		body, err := base64.StdEncoding.DecodeString(text)
		if err != nil {
			t.Fatal(err)
		}
		if w, h := Size(bytes.NewReader(body)); w != want[0] || h != want[1] {
			t.Errorf("%s: %d by %d, not %v", body[12:16], w, h, want)
		}
	}
}

func TestDrawings(t *testing.T) {
	for text, want := range map[string][2]int{
		`<svg xmlns="http://www.w3.org/2000/svg" width="120" height="80px"/>`:                        {120, 80},
		`<?xml version="1.0"?><!-- a comment --><svg width=" 12.6 " height="8"><g width="1"/></svg>`: {13, 8},
		`<svg viewBox="0 0 24 24"/>`:      {},
		`<svg width="100%" height="20"/>`: {},
		`<svg width="3cm" height="20"/>`:  {},
		`<svg width="NaN" height="20"/>`:  {},
		`<svg width="1e9" height="20"/>`:  {},
		`<svg width="-4" height="20"/>`:   {},
		`<html width="4" height="20"/>`:   {},
		`text`:                            {},
		``:                                {},
		strings.Repeat(" ", drawingHead) + `<svg width="4" height="4"/>`: {},
	} {
		if w, h := Size(strings.NewReader(text)); w != want[0] || h != want[1] {
			t.Errorf("%.60q: %d by %d, not %v", text, w, h, want)
		}
	}
}

// FuzzSize feeds it anything: it ends, and a size is none or one to believe.
func FuzzSize(f *testing.F) {
	for name := range encoders {
		f.Add(encoded(f, name, 3, 2))
	}
	f.Add(slices.Concat([]byte{0xFF, 0xD8}, exif(binary.BigEndian, "MM", 6)))
	f.Add([]byte(`<svg width="1" height="1"/>`))
	f.Add([]byte("RIFF\x00\x00\x00\x00WEBPVP8L"))
	f.Fuzz(func(t *testing.T, body []byte) {
		w, h := Size(bytes.NewReader(body))
		if (w == 0) != (h == 0) || w < 0 || h < 0 || w > longest || h > longest {
			t.Errorf("%d by %d", w, h)
		}
	})
}
