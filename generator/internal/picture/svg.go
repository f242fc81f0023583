package picture

import (
	"encoding/xml"
	"io"
	"math"
	"strconv"
	"strings"
)

// drawingHead is how much of a drawing may come before its size.
const drawingHead = 64 << 10

// svg reads the size that a drawing gives in pixels. One that gives another, or
// none, takes the room that it finds.
func svg(in io.Reader) (width, height int) {
	d := xml.NewDecoder(io.LimitReader(in, drawingHead))
	for {
		token, err := d.Token()
		if err != nil {
			return 0, 0
		}
		root, begins := token.(xml.StartElement)
		if !begins {
			continue
		}
		if root.Name.Local != "svg" {
			return 0, 0
		}
		for _, a := range root.Attr {
			switch a.Name {
			case xml.Name{Local: "width"}:
				width = pixels(a.Value)
			case xml.Name{Local: "height"}:
				height = pixels(a.Value)
			}
		}
		return width, height
	}
}

func pixels(length string) int {
	n, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(length), "px"), 64)
	if err != nil || math.IsNaN(n) || n < 0 || n > longest {
		return 0
	}
	return int(math.Round(n))
}
