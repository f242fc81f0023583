package phrase

import (
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"pairbook/generator/internal/text"
	"pairbook/generator/internal/when"
)

// spoken returns the languages that this package reads.
func spoken() []language.Tag {
	return []language.Tag{language.English, language.German, language.French, language.Spanish}
}

// abbreviations are what people call their zone by, where it is one; those that
// several zones have are listed with all, the likeliest first.
var abbreviations = map[string][]when.Zone{
	"utc": {"UTC"}, "z": {"UTC"}, "gmt": {"Europe/London", "UTC"}, "bst": {"Europe/London"}, "wet": {"Europe/Lisbon"}, "west": {"Europe/Lisbon"},
	"cet": {"Europe/Berlin"}, "cest": {"Europe/Berlin"}, "mez": {"Europe/Berlin"}, "mesz": {"Europe/Berlin"}, "eet": {"Europe/Helsinki"}, "eest": {"Europe/Helsinki"},
	"msk": {"Europe/Moscow"}, "est": {"America/New_York"}, "edt": {"America/New_York"}, "et": {"America/New_York"}, "eastern": {"America/New_York"},
	"cst": {"America/Chicago", "Asia/Shanghai"}, "cdt": {"America/Chicago"}, "ct": {"America/Chicago"}, "central": {"America/Chicago", "Europe/Berlin"},
	"mst": {"America/Denver"}, "mdt": {"America/Denver"}, "mountain": {"America/Denver"},
	"pst": {"America/Los_Angeles"}, "pdt": {"America/Los_Angeles"}, "pt": {"America/Los_Angeles"}, "pacific": {"America/Los_Angeles"},
	"ist": {"Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"}, "pkt": {"Asia/Karachi"}, "sgt": {"Asia/Singapore"}, "hkt": {"Asia/Hong_Kong"},
	"jst": {"Asia/Tokyo"}, "kst": {"Asia/Seoul"}, "aest": {"Australia/Sydney"}, "aedt": {"Australia/Sydney"}, "acst": {"Australia/Adelaide"}, "awst": {"Australia/Perth"},
	"nzst": {"Pacific/Auckland"}, "nzdt": {"Pacific/Auckland"}, "eat": {"Africa/Nairobi"}, "wat": {"Africa/Lagos"}, "cat": {"Africa/Maputo"}, "sast": {"Africa/Johannesburg"},
	"brt": {"America/Sao_Paulo"}, "art": {"America/Argentina/Buenos_Aires"},
}

// countries are those with one zone, or with one in which nearly everybody lives.
var countries = map[string]when.Zone{
	"GB": "Europe/London", "IE": "Europe/Dublin", "DE": "Europe/Berlin", "AT": "Europe/Vienna", "CH": "Europe/Zurich", "FR": "Europe/Paris", "ES": "Europe/Madrid",
	"IT": "Europe/Rome", "NL": "Europe/Amsterdam", "BE": "Europe/Brussels", "LU": "Europe/Luxembourg", "PT": "Europe/Lisbon", "DK": "Europe/Copenhagen", "SE": "Europe/Stockholm",
	"NO": "Europe/Oslo", "FI": "Europe/Helsinki", "IS": "Atlantic/Reykjavik", "PL": "Europe/Warsaw", "CZ": "Europe/Prague", "SK": "Europe/Bratislava", "HU": "Europe/Budapest",
	"RO": "Europe/Bucharest", "BG": "Europe/Sofia", "GR": "Europe/Athens", "HR": "Europe/Zagreb", "SI": "Europe/Ljubljana", "RS": "Europe/Belgrade", "EE": "Europe/Tallinn",
	"LV": "Europe/Riga", "LT": "Europe/Vilnius", "UA": "Europe/Kyiv", "TR": "Europe/Istanbul", "IL": "Asia/Jerusalem", "EG": "Africa/Cairo", "MA": "Africa/Casablanca",
	"GH": "Africa/Accra", "NG": "Africa/Lagos", "KE": "Africa/Nairobi", "UG": "Africa/Kampala", "TZ": "Africa/Dar_es_Salaam", "RW": "Africa/Kigali", "ET": "Africa/Addis_Ababa",
	"ZA": "Africa/Johannesburg", "ZW": "Africa/Harare", "SN": "Africa/Dakar", "IN": "Asia/Kolkata", "PK": "Asia/Karachi", "BD": "Asia/Dhaka", "NP": "Asia/Kathmandu",
	"LK": "Asia/Colombo", "CN": "Asia/Shanghai", "TW": "Asia/Taipei", "HK": "Asia/Hong_Kong", "JP": "Asia/Tokyo", "KR": "Asia/Seoul", "SG": "Asia/Singapore", "MY": "Asia/Kuala_Lumpur",
	"TH": "Asia/Bangkok", "VN": "Asia/Ho_Chi_Minh", "PH": "Asia/Manila", "AE": "Asia/Dubai", "SA": "Asia/Riyadh", "NZ": "Pacific/Auckland", "AR": "America/Argentina/Buenos_Aires",
	"MX": "America/Mexico_City", "CL": "America/Santiago", "EC": "America/Guayaquil", "BO": "America/La_Paz", "CR": "America/Costa_Rica", "CO": "America/Bogota", "PE": "America/Lima", "UY": "America/Montevideo", "VE": "America/Caracas",
}

// towns are large ones that no zone is called after, and other words for countries.
var towns = map[string]when.Zone{
	"uk": "Europe/London", "england": "Europe/London", "scotland": "Europe/London", "wales": "Europe/London", "britain": "Europe/London", "great britain": "Europe/London", "grossbritannien": "Europe/London",
	"manchester": "Europe/London", "birmingham": "Europe/London", "edinburgh": "Europe/London", "glasgow": "Europe/London", "cardiff": "Europe/London",
	"munich": "Europe/Berlin", "munchen": "Europe/Berlin", "hamburg": "Europe/Berlin", "cologne": "Europe/Berlin", "koln": "Europe/Berlin", "frankfurt": "Europe/Berlin",
	"leipzig": "Europe/Berlin", "dresden": "Europe/Berlin", "stuttgart": "Europe/Berlin", "bonn": "Europe/Berlin", "wien": "Europe/Vienna", "geneva": "Europe/Zurich",
	"genf": "Europe/Zurich", "geneve": "Europe/Zurich", "bern": "Europe/Zurich", "basel": "Europe/Zurich", "lyon": "Europe/Paris", "marseille": "Europe/Paris", "toulouse": "Europe/Paris",
	"barcelona": "Europe/Madrid", "sevilla": "Europe/Madrid", "milan": "Europe/Rome", "milano": "Europe/Rome", "roma": "Europe/Rome", "rotterdam": "Europe/Amsterdam",
	"the hague": "Europe/Amsterdam", "antwerp": "Europe/Brussels", "porto": "Europe/Lisbon", "krakow": "Europe/Warsaw", "warszawa": "Europe/Warsaw", "praha": "Europe/Prague",
	"boston": "America/New_York", "washington": "America/New_York", "washington dc": "America/New_York", "nyc": "America/New_York", "atlanta": "America/New_York", "miami": "America/New_York",
	"philadelphia": "America/New_York", "san francisco": "America/Los_Angeles", "seattle": "America/Los_Angeles", "san diego": "America/Los_Angeles", "austin": "America/Chicago",
	"houston": "America/Chicago", "dallas": "America/Chicago", "montreal": "America/Toronto", "quebec": "America/Toronto", "ottawa": "America/Toronto", "rio de janeiro": "America/Sao_Paulo",
	"mumbai": "Asia/Kolkata", "delhi": "Asia/Kolkata", "new delhi": "Asia/Kolkata", "bangalore": "Asia/Kolkata", "bengaluru": "Asia/Kolkata", "hyderabad": "Asia/Kolkata",
	"chennai": "Asia/Kolkata", "beijing": "Asia/Shanghai", "shenzhen": "Asia/Shanghai", "osaka": "Asia/Tokyo", "cape town": "Africa/Johannesburg", "abuja": "Africa/Lagos",
	"prag": "Europe/Prague", "praga": "Europe/Prague", "graz": "Europe/Vienna", "linz": "Europe/Vienna", "salzburg": "Europe/Vienna", "innsbruck": "Europe/Vienna", "viena": "Europe/Vienna",
	"antwerpen": "Europe/Brussels", "brussel": "Europe/Brussels", "bruxelles": "Europe/Brussels", "bruselas": "Europe/Brussels", "londres": "Europe/London", "warschau": "Europe/Warsaw", "varsovie": "Europe/Warsaw",
	"rom": "Europe/Rome", "mailand": "Europe/Rome", "lissabon": "Europe/Lisbon", "lisboa": "Europe/Lisbon", "lisbonne": "Europe/Lisbon", "kopenhagen": "Europe/Copenhagen", "copenhague": "Europe/Copenhagen",
	"athen": "Europe/Athens", "moskau": "Europe/Moscow", "nurnberg": "Europe/Berlin", "hannover": "Europe/Berlin", "bremen": "Europe/Berlin", "dusseldorf": "Europe/Berlin", "sao paulo": "America/Sao_Paulo",
	"canberra": "Australia/Sydney", "wellington": "Pacific/Auckland",
}

// places maps the folded names of cities and countries to their zones.
var places = sync.OnceValue(func() map[string]when.Zone {
	by := map[string]when.Zone{}
	for _, name := range when.ZoneNames() {
		area, city, ok := strings.Cut(name, "/")
		if !ok || area == "Etc" || area == "US" || strings.HasPrefix(area, "posix") {
			continue
		}
		city = Fold(city[strings.LastIndex(city, "/")+1:])
		if _, taken := by[city]; !taken {
			by[city] = when.Zone(name)
		}
	}
	for code, zone := range countries {
		region := language.MustParseRegion(code)
		for _, tag := range spoken() {
			by[Fold(display.Regions(tag).Name(region))] = zone
		}
	}
	for name, zone := range towns {
		by[name] = zone
	}
	return by
})

// offsetForm matches "UTC+2" and "GMT-03:30".
var offsetForm = text.Pattern(`^(?:(?:utc|gmt)\s*)?([+−-])\s*(\d{1,2})(?::?(\d{2}))?$`)

// Zones reads a time zone: its name, an abbreviation, an offset, a country or a city.
// It returns the zones that it can be, the likeliest first; none if it is not
// understood.
func Zones(s string) []when.Zone {
	folded := Fold(s)
	for _, suffix := range []string{" standard time", " summer time", " daylight time", " time"} {
		folded = strings.TrimSuffix(folded, suffix)
	}
	if zones := abbreviations[folded]; zones != nil {
		return zones
	}
	if zone, err := when.ParseZone(strings.TrimSpace(s)); err == nil {
		return []when.Zone{zone}
	}
	if m := offsetForm().FindStringSubmatch(strings.ToLower(strings.TrimSpace(s))); m != nil {
		sign := strings.ReplaceAll(m[1], "−", "-")
		if zone, err := when.ParseZone(sign + strings.Repeat("0", 2-len(m[2])) + m[2] + ":" + (m[3] + "00")[:2]); err == nil {
			return []when.Zone{zone}
		}
	}
	for _, part := range append([]string{folded}, folds(s)...) {
		if zone, ok := places()[part]; ok {
			return []when.Zone{zone}
		}
	}
	return nil
}

// folds returns the folded parts of a text between commas, slashes and brackets, such
// as of "London, UK" or "Berlin (CET)".
func folds(s string) []string {
	var all []string
	for part := range strings.FieldsFuncSeq(s, func(r rune) bool { return strings.ContainsRune(",/()[];", r) }) {
		all = append(all, Fold(part))
	}
	return all
}
