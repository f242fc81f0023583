package picture

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"io"
)

// jpeg goes from segment to segment to the frame, and turns the size of an image
// that a camera held on its side, as browsers do.
func jpeg(in *bufio.Reader) (width, height int) {
	if _, err := in.Discard(2); err != nil {
		return 0, 0
	}
	turned := false
	for {
		marker, size, ok := segment(in)
		switch {
		case !ok:
			return 0, 0
		case isFrame(marker):
			frame := make([]byte, 5)
			if _, err := io.ReadFull(in, frame); err != nil || size < 5 {
				return 0, 0
			}
			height, width = int(binary.BigEndian.Uint16(frame[1:])), int(binary.BigEndian.Uint16(frame[3:]))
			if turned {
				return height, width
			}
			return width, height
		case marker == 0xE1:
			body := make([]byte, size)
			if _, err := io.ReadFull(in, body); err != nil {
				return 0, 0
			}
			if o := orientation(body); o >= 5 && o <= 8 {
				turned = true
			}
		default:
			if _, err := in.Discard(size); err != nil {
				return 0, 0
			}
		}
	}
}

// segment reads a marker and how many bytes follow it.
func segment(in *bufio.Reader) (marker byte, size int, ok bool) {
	c, err := in.ReadByte()
	if err != nil || c != 0xFF {
		return 0, 0, false
	}
	for marker = 0xFF; marker == 0xFF; { // a marker may be padded
		if marker, err = in.ReadByte(); err != nil {
			return 0, 0, false
		}
	}
	length := make([]byte, 2)
	if _, err := io.ReadFull(in, length); err != nil {
		return 0, 0, false
	}
	size = int(binary.BigEndian.Uint16(length)) - 2
	return marker, size, size >= 0 && marker != 0xDA && marker != 0xD9 // the image itself, and its end
}

// isFrame reports whether a segment begins a frame: 0xC0 to 0xCF but for the
// tables among them.
func isFrame(marker byte) bool {
	return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC
}

// orientation returns the orientation that Exif data give, 1 to 8, or 0.
func orientation(exif []byte) int {
	tiff, is := bytes.CutPrefix(exif, []byte("Exif\x00\x00"))
	if !is || len(tiff) < 8 {
		return 0
	}
	var order binary.ByteOrder = binary.LittleEndian
	if tiff[0] == 'M' {
		order = binary.BigEndian
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return 0
	}
	entries := int64(order.Uint16(tiff[at:]))
	for i := range entries {
		entry := at + 2 + 12*i
		if entry+12 > int64(len(tiff)) {
			return 0
		}
		if order.Uint16(tiff[entry:]) == 0x0112 {
			return int(order.Uint16(tiff[entry+8:]))
		}
	}
	return 0
}
