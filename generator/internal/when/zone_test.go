package when_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"pairbook/generator/internal/when"
)

// offset returns a zone's offset from UTC in minutes at noon of a day of 2026.
func offset(t *testing.T, name string, month time.Month) int {
	t.Helper()
	z, err := when.ParseZone(name)
	if err != nil {
		t.Fatal(err)
	}
	place, err := z.Location()
	if err != nil {
		t.Fatal(err)
	}
	_, seconds := time.Date(2026, month, 15, 12, 0, 0, 0, place).Zone()
	return seconds / 60
}

func TestParseZone(t *testing.T) {
	for _, c := range []struct {
		name         string
		winter, july int
	}{
		{"UTC", 0, 0}, {"Europe/London", 0, 60}, {"America/New_York", -300, -240}, {"Asia/Kathmandu", 345, 345}, {"Australia/Sydney", 660, 600},
		{"Africa/Nairobi", 180, 180}, {"+02:00", 120, 120}, {"-03:30", -210, -210}, {"+14:00", 840, 840}, {"+00:00", 0, 0},
	} {
		if winter, july := offset(t, c.name, time.January), offset(t, c.name, time.July); winter != c.winter || july != c.july {
			t.Errorf("%s is %d minutes from UTC in January and %d in July, want %d and %d", c.name, winter, july, c.winter, c.july)
		}
	}
	for _, s := range []string{
		"", "Local", "Europe", "Europe/", "Europe/Londn", "/etc/passwd", "../zoneinfo.zip", "Europe/../UTC", ".", "europe/london",
		"+14:01", "+15:00", "+02:60", "+2:00", "02:00", "+02:00 ", "UTC+2", "Europe/London\x00",
	} {
		z, err := when.ParseZone(s)
		if !errors.Is(err, when.ErrNoZone) || z != "" {
			t.Errorf("%q is read as %q, %v, want ErrNoZone", s, z, err)
		}
	}
}

// The machine's own zone files are replaced by wrong ones.
func TestZonesDoNotDependOnTheMachine(t *testing.T) {
	t.Setenv("TZ", "Asia/Tokyo")
	t.Setenv("ZONEINFO", filepath.Join(t.TempDir(), "nowhere"))
	if july := offset(t, "Europe/London", time.July); july != 60 {
		t.Errorf("with no zone files London is %d minutes from UTC in July", july)
	}
	lies := t.TempDir()
	if err := os.MkdirAll(filepath.Join(lies, "Europe"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(lies, "Europe", "London"), []byte("TZif nonsense"), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv("ZONEINFO", lies)
	if july := offset(t, "Europe/London", time.July); july != 60 {
		t.Errorf("with zone files that lie London is %d minutes from UTC in July", july)
	}
}

func TestEveryZoneOfTheDatabaseIsRead(t *testing.T) {
	names := when.ZoneNames()
	if len(names) < 400 {
		t.Fatalf("the database has %d names", len(names))
	}
	for _, name := range names {
		if _, err := when.ParseZone(name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzParseZone(f *testing.F) {
	for _, s := range []string{"Europe/London", "+02:00", "-14:00", "+14:01", "../UTC", "Local", "", "Europe"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		z, err := when.ParseZone(s)
		if err != nil {
			if z != "" || !errors.Is(err, when.ErrNoZone) {
				t.Fatalf("%q is read as %q, %v", s, z, err)
			}
			return
		}
		if place, err := z.Location(); err != nil || place.String() != s || string(z) != s {
			t.Fatalf("%q is read as %q, %v, %v", s, z, place, err)
		}
	})
}

func TestCity(t *testing.T) {
	for zone, want := range map[when.Zone]string{"Europe/London": "London", "America/Argentina/Buenos_Aires": "Buenos Aires", "+03:00": "UTC+03:00", "UTC": "UTC", "Etc/GMT+5": "Etc/GMT+5", "": ""} {
		if got := zone.City(); got != want {
			t.Errorf("%q is called %q, want %q", zone, got, want)
		}
	}
}
