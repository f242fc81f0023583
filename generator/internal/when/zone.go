package when

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// zoneinfo is the IANA time zone database as the Go distribution ships it in
// lib/time/zoneinfo.zip (public domain). The machine's own files are not used,
// because they differ between machines.
//
//go:embed zoneinfo.zip
var zoneinfo []byte

var database = sync.OnceValues(func() (*zip.Reader, error) {
	return zip.NewReader(bytes.NewReader(zoneinfo), int64(len(zoneinfo)))
})

var offsetForm = regexp.MustCompile(`^([+-])(\d{2}):(\d{2})$`)

// ErrNoZone reports a name that is neither in the zone database nor an offset.
var ErrNoZone = errors.New("no such time zone")

// Zone is the name of a time zone as in a record: an IANA name such as
// Europe/London, or an offset such as +02:00. The empty Zone is absent.
type Zone string

// ParseZone checks that a name is an IANA name or an offset of at most 14 hours.
func ParseZone(s string) (Zone, error) {
	z := Zone(s)
	if _, err := z.Location(); err != nil {
		return "", err
	}
	return z, nil
}

// City is what people call a zone by: its city, or its distance from UTC.
func (z Zone) City() string {
	switch name := string(z); {
	case offsetForm.MatchString(name):
		return "UTC" + name
	case name == "", strings.HasPrefix(name, "Etc/"):
		return name // Etc/GMT+5 is west of Greenwich, and GMT+5 would not say so
	default:
		return strings.ReplaceAll(path.Base(name), "_", " ")
	}
}

// Location loads the zone from the embedded database. It returns [ErrNoZone] if
// there is none with that name.
func (z Zone) Location() (*time.Location, error) {
	if m := offsetForm.FindStringSubmatch(string(z)); m != nil {
		return fixed(string(z), m)
	}
	if z == "" || strings.HasPrefix(string(z), "/") || strings.HasSuffix(string(z), "/") {
		return nil, fmt.Errorf("%w: %q", ErrNoZone, string(z))
	}
	db, err := database()
	if err != nil {
		return nil, fmt.Errorf("open the zone database: %w", err)
	}
	f, err := db.Open(string(z))
	if err != nil {
		return nil, fmt.Errorf("%w: %q", ErrNoZone, string(z))
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		return nil, fmt.Errorf("%w: %q", ErrNoZone, string(z))
	}
	return time.LoadLocationFromTZData(string(z), data)
}

func fixed(name string, m []string) (*time.Location, error) {
	h, _ := strconv.Atoi(m[2])
	minutes, _ := strconv.Atoi(m[3])
	if h > 14 || minutes > 59 || (h == 14 && minutes > 0) {
		return nil, fmt.Errorf("%w: %q", ErrNoZone, name)
	}
	seconds := h*3600 + minutes*60
	if m[1] == "-" {
		seconds = -seconds
	}
	return time.FixedZone(name, seconds), nil
}

// ZoneNames lists the names in the database, for suggestions; nil when it cannot
// be read.
func ZoneNames() []string {
	db, err := database()
	if err != nil {
		return nil
	}
	var names []string
	for _, f := range db.File {
		if !strings.HasSuffix(f.Name, "/") {
			names = append(names, f.Name)
		}
	}
	return names
}
