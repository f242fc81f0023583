// Package picture reads how large an image is from its first bytes. It knows
// nothing of mentoring.
//
// [Size] knows PNG, JPEG, GIF, WebP and SVG by what they hold and not by their
// names. It reads no more than a megabyte, whatever a file claims, and says
// nothing of a size that it does not find.
package picture

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"io"
)

// most is how much is read of a file, and longest the longest side that is
// believed, in pixels.
const (
	most    = 1 << 20
	longest = 100_000
)

// Size returns the width and the height in pixels at which a browser shows an
// image by itself, zeros when they are not known.
func Size(r io.Reader) (width, height int) {
	in := bufio.NewReader(io.LimitReader(r, most))
	head, _ := in.Peek(30)
	switch {
	case bytes.HasPrefix(head, []byte("\x89PNG\r\n\x1a\n")):
		width, height = png(head)
	case bytes.HasPrefix(head, []byte("GIF87a")), bytes.HasPrefix(head, []byte("GIF89a")):
		width, height = gif(head)
	case bytes.HasPrefix(head, []byte("RIFF")) && len(head) == 30 && string(head[8:12]) == "WEBP":
		width, height = webp(head)
	case bytes.HasPrefix(head, []byte{0xFF, 0xD8}):
		width, height = jpeg(in)
	default:
		width, height = svg(in)
	}
	if width < 1 || height < 1 || width > longest || height > longest {
		return 0, 0
	}
	return width, height
}

func png(head []byte) (width, height int) {
	if len(head) < 24 || string(head[12:16]) != "IHDR" {
		return 0, 0
	}
	return int(binary.BigEndian.Uint32(head[16:])), int(binary.BigEndian.Uint32(head[20:]))
}

func gif(head []byte) (width, height int) {
	if len(head) < 10 {
		return 0, 0
	}
	return int(binary.LittleEndian.Uint16(head[6:])), int(binary.LittleEndian.Uint16(head[8:]))
}

// webp reads one of the three first chunks that a file may have.
func webp(head []byte) (width, height int) {
	switch string(head[12:16]) {
	case "VP8 ":
		if head[23] != 0x9D || head[24] != 0x01 || head[25] != 0x2A {
			return 0, 0
		}
		return int(binary.LittleEndian.Uint16(head[26:]) & 0x3FFF), int(binary.LittleEndian.Uint16(head[28:]) & 0x3FFF)
	case "VP8L":
		if head[20] != 0x2F {
			return 0, 0
		}
		bits := binary.LittleEndian.Uint32(head[21:])
		return int(bits&0x3FFF) + 1, int(bits>>14&0x3FFF) + 1
	case "VP8X":
		return int(uint24(head[24:])) + 1, int(uint24(head[27:])) + 1
	}
	return 0, 0
}

func uint24(b []byte) uint32 { return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 }
