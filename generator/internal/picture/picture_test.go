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

// joined puts a file together of texts, bytes and the tests' other parts.
func joined(parts ...any) []byte {
	var b []byte
	for _, p := range parts {
		switch p := p.(type) {
		case string:
			b = append(b, p...)
		case []byte:
			b = append(b, p...)
		case int:
			b = append(b, byte(p))
		}
	}
	return b
}

// frame is the segment of a JPEG that says how large it is: 40 by 30, under a marker.
func frame(marker int) []byte {
	return joined(0xFF, marker, 0, 17, 8, 0, 30, 0, 40, 3, strings.Repeat("\x00", 9))
}

// file is an image and how large it is.
type file struct {
	body []byte
	want [2]int
}

func sized(t *testing.T, files map[string]file) {
	t.Helper()
	for name, c := range files {
		if w, h := Size(bytes.NewReader(c.body)); [2]int{w, h} != c.want {
			t.Errorf("%s: %d by %d, not %v", name, w, h, c.want)
		}
	}
}

// TestFilesByHand reads files of which a part is missing or means something else, up to
// the sides that are believed.
func TestFilesByHand(t *testing.T) {
	t.Parallel()
	riff := func(chunk string, rest ...any) []byte {
		b := append(joined("RIFF\x00\x00\x00\x00WEBP", chunk, "\x00\x00\x00\x00"), joined(rest...)...)
		return append(b, make([]byte, max(0, 30-len(b)))...)
	}
	png := "\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"
	sized(t, map[string]file{
		"PNG":                        {joined(png, "IHDR\x00\x00\x01\x02\x00\x00\x00\x03"), [2]int{258, 3}},
		"PNG of the longest side":    {joined(png, "IHDR\x00\x01\x86\xa0\x00\x01\x86\xa0"), [2]int{100_000, 100_000}},
		"PNG too wide":               {joined(png, "IHDR\x00\x01\x86\xa1\x00\x00\x00\x03"), [2]int{}},
		"PNG too high":               {joined(png, "IHDR\x00\x00\x00\x03\x00\x01\x86\xa1"), [2]int{}},
		"PNG without a width":        {joined(png, "IHDR\x00\x00\x00\x00\x00\x00\x00\x03"), [2]int{}},
		"PNG without a height":       {joined(png, "IHDR\x00\x00\x00\x03\x00\x00\x00\x00"), [2]int{}},
		"PNG cut off":                {joined(png, "IHDR\x00\x00\x01\x02\x00\x00\x00"), [2]int{}},
		"PNG with another head":      {joined(png, "IDAT\x00\x00\x01\x02\x00\x00\x00\x03"), [2]int{}},
		"GIF of 1987":                {joined("GIF87a\x02\x01\x03\x00"), [2]int{258, 3}},
		"GIF of 1989":                {joined("GIF89a\x02\x00\x03\x00"), [2]int{2, 3}},
		"GIF cut off":                {joined("GIF89a\x02\x00\x03"), [2]int{}},
		"WebP":                       {riff("VP8 ", "\x00\x00\x00\x9d\x01\x2a\x02\x40\x03\x80"), [2]int{2, 3}},
		"WebP, first mark wrong":     {riff("VP8 ", "\x00\x00\x00\x9e\x01\x2a\x02\x00\x03\x00"), [2]int{}},
		"WebP, second mark wrong":    {riff("VP8 ", "\x00\x00\x00\x9d\x02\x2a\x02\x00\x03\x00"), [2]int{}},
		"WebP, third mark wrong":     {riff("VP8 ", "\x00\x00\x00\x9d\x01\x2b\x02\x00\x03\x00"), [2]int{}},
		"WebP without loss":          {riff("VP8L", "\x2f\x02\x40\x00\x00"), [2]int{3, 2}},
		"WebP without loss, no mark": {riff("VP8L", "\x2e\x02\x40\x00\x00"), [2]int{}},
		"WebP of several parts":      {riff("VP8X", "\x00\x00\x00\x00\x01\x01\x00\x02\x00\x01"), [2]int{258, 65539}},
		"WebP of another kind":       {riff("VP9 "), [2]int{}},
		"WebP cut off":               {riff("VP8X", "\x00\x00\x00\x00\x01\x01\x00\x02\x00\x00")[:29], [2]int{}},
		"a sound":                    {joined("RIFF\x00\x00\x00\x00WAVEVP8X", make([]byte, 20)), [2]int{}},
	})
}

// TestSegmentsOfAJPEG finds the frame among other segments, and none where one ends early.
func TestSegmentsOfAJPEG(t *testing.T) {
	t.Parallel()
	sized(t, map[string]file{
		"JPEG":                        {joined("\xff\xd8", frame(0xC0)), [2]int{40, 30}},
		"JPEG, progressive":           {joined("\xff\xd8", frame(0xC2)), [2]int{40, 30}},
		"JPEG, the last kind":         {joined("\xff\xd8", frame(0xCF)), [2]int{40, 30}},
		"JPEG after a comment":        {joined("\xff\xd8\xff\xfe\x00\x04ab", frame(0xC0)), [2]int{40, 30}},
		"JPEG after an empty comment": {joined("\xff\xd8\xff\xfe\x00\x02", frame(0xC0)), [2]int{40, 30}},
		"JPEG after padding":          {joined("\xff\xd8\xff\xff", frame(0xC0)), [2]int{40, 30}},
		"JPEG after a comment of -1":  {joined("\xff\xd8\xff\xfe\x00\x01", frame(0xC0)), [2]int{}},
		"JPEG after a stray byte":     {joined("\xff\xd8\x00", frame(0xC0)), [2]int{}},
		"JPEG after its image":        {joined("\xff\xd8\xff\xda\x00\x02", frame(0xC0)), [2]int{}},
		"JPEG after its end":          {joined("\xff\xd8\xff\xd9\x00\x02", frame(0xC0)), [2]int{}},
		"JPEG with Huffman tables":    {joined("\xff\xd8", frame(0xC4)), [2]int{}},
		"JPEG of a kind to come":      {joined("\xff\xd8", frame(0xC8)), [2]int{}},
		"JPEG with other tables":      {joined("\xff\xd8", frame(0xCC)), [2]int{}},
		"JPEG, no frame before":       {joined("\xff\xd8", frame(0xBF)), [2]int{}},
		"JPEG, no frame after":        {joined("\xff\xd8", frame(0xD0)), [2]int{}},
		"JPEG cut off in a frame":     {joined("\xff\xd8", frame(0xC0)[:8]), [2]int{}},
		"JPEG with a short frame":     {joined("\xff\xd8\xff\xc0\x00\x06\x08\x00\x1e\x00\x28"), [2]int{}},
		"JPEG, a frame of its size":   {joined("\xff\xd8\xff\xc0\x00\x07\x08\x00\x1e\x00\x28"), [2]int{40, 30}},
		"JPEG cut off in a comment":   {joined("\xff\xd8\xff\xfe\x00\x09ab"), [2]int{}},
		"JPEG cut off in Exif data":   {joined("\xff\xd8\xff\xe1\x00\x09ab"), [2]int{}},
		"JPEG cut off after a marker": {joined("\xff\xd8\xff"), [2]int{}},
		"JPEG cut off in a length":    {joined("\xff\xd8\xff\xc0\x00"), [2]int{}},
		"JPEG without anything":       {joined("\xff\xd8"), [2]int{}},
		"JPEG with other Exif data":   {joined("\xff\xd8\xff\xe1\x00\x06http", frame(0xC0)), [2]int{40, 30}},
	})
}

// TestOrientation finds the entry among others, and none where the data end before it.
func TestOrientation(t *testing.T) {
	t.Parallel()
	entry := "\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00\x00\x00"
	other := "\x00\x01\x03\x00\x01\x00\x00\x00\x07\x00\x00\x00"
	for name, c := range map[string]struct {
		exif string
		want int
	}{
		"the first":               {"Exif\x00\x00II\x2a\x00\x08\x00\x00\x00\x01\x00" + entry, 6},
		"the second":              {"Exif\x00\x00II\x2a\x00\x08\x00\x00\x00\x02\x00" + other + entry, 6},
		"after a gap":             {"Exif\x00\x00II\x2a\x00\x0a\x00\x00\x00..\x01\x00" + entry, 6},
		"beyond those counted":    {"Exif\x00\x00II\x2a\x00\x08\x00\x00\x00\x01\x00" + other + entry, 0},
		"none":                    {"Exif\x00\x00II\x2a\x00\x08\x00\x00\x00\x00\x00", 0},
		"no entries":              {"Exif\x00\x00II\x2a\x00\x08\x00\x00\x00", 0},
		"entries beyond the end":  {"Exif\x00\x00II\x2a\x00\xff\xff\xff\xff\x01\x00" + entry, 0},
		"an entry that is cut":    {"Exif\x00\x00II\x2a\x00\x08\x00\x00\x00\x01\x00" + entry[:11], 0},
		"a head that is cut":      {"Exif\x00\x00II\x2a\x00\x08\x00\x00", 0},
		"of another kind of data": {"Ex1f\x00\x00II\x2a\x00\x08\x00\x00\x00\x01\x00" + entry, 0},
	} {
		if got := orientation([]byte(c.exif)); got != c.want {
			t.Errorf("%s: %d, not %d", name, got, c.want)
		}
	}
}

// TestSidesOfDrawings believes up to the longest side, and rounds.
func TestSidesOfDrawings(t *testing.T) {
	t.Parallel()
	for length, want := range map[string]int{"100000": 100_000, "100000.1": 0, "0": 0, "0.4": 0, "0.5": 1, "12.4px": 12, "-1": 0, "-0.1": 0, "px": 0, "1 px": 0} {
		if got := pixels(length); got != want {
			t.Errorf("%q: %d, not %d", length, got, want)
		}
	}
}

// TestNoMoreThanAMegabyteIsRead of a file that has its size beyond that.
func TestNoMoreThanAMegabyteIsRead(t *testing.T) {
	t.Parallel()
	comment := append(joined("\xff\xfe\xff\xff"), make([]byte, 0xFFFF-2)...)
	for comments, want := range map[int]int{15: 40, 17: 0} {
		if w, _ := Size(bytes.NewReader(slices.Concat([]byte("\xff\xd8"), bytes.Repeat(comment, comments), frame(0xC0)))); w != want {
			t.Errorf("after %d comments the image is %d wide, not %d", comments, w, want)
		}
	}
}
