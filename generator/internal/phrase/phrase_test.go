package phrase

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/internal/when"
)

func TestZones(t *testing.T) {
	for s, want := range map[string]string{
		"Europe/London": "[Europe/London]", "London": "[Europe/London]", "UK": "[Europe/London]", "EST": "[America/New_York]", "CET": "[Europe/Berlin]",
		"Eastern Time": "[America/New_York]", "Vereinigtes Königreich": "[Europe/London]", "Großbritannien": "[Europe/London]", "Alemania": "[Europe/Berlin]", "München": "[Europe/Berlin]",
		"New York": "[America/New_York]", "new_york": "[America/New_York]", "GMT": "[Europe/London UTC]", "IST": "[Asia/Kolkata Europe/Dublin Asia/Jerusalem]",
		"UTC+2": "[+02:00]", "GMT −03:30": "[-03:30]", "+0530": "[+05:30]", "+01:00": "[+01:00]", "UTC": "[UTC]", "London, UK": "[Europe/London]", "Berlin (CET)": "[Europe/Berlin]",
		"somewhere": "[]", "XX, Berlin": "[Europe/Berlin]", "": "[]", "UTC+25": "[]", "Nairobi": "[Africa/Nairobi]", "Kenia": "[Africa/Nairobi]", "Etc": "[]",
	} {
		if got := fmt.Sprint(Zones(s)); got != want {
			t.Errorf("%q: %s, want %s", s, got, want)
		}
	}
}

// TestZonesExist finds every zone of the tables in the database.
func TestZonesExist(t *testing.T) {
	check := func(name string, zone when.Zone) {
		if _, err := when.ParseZone(string(zone)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, zones := range abbreviations {
		for _, zone := range zones {
			check(name, zone)
		}
	}
	for name, zone := range places() {
		check(name, zone)
	}
	for name := range towns {
		if name != Fold(name) {
			t.Errorf("%q is never found: it is not folded", name)
		}
	}
}

func TestLanguages(t *testing.T) {
	for s, want := range map[string]string{
		"English": "[en]", "EN": "[en]", "en|de": "[en de]", "English, French": "[en fr]", "Deutsch und Englisch": "[de en]", "français, anglais": "[fr en]",
		"español / inglés": "[es en]", "English (fluent), Welsh": "[en cy]", "fluent German": "[de]", "Portuguese (Brazil)": "[pt]", "pt-BR": "[pt-BR]",
		"中文": "[zh]", "Русский; українська": "[ru uk]", "tiếng Việt": "[vi]", "English, English": "[en]", "Klingon": "[]", "": "[]", "English and Elvish": "[]",
		"aa, en": "[aa en]", "Deutsch (meine Sprache), English": "[de en]", "German Deutsch": "[de]", "speaks German and English": "[de en]", "speaks French German": "[]", "de-at": "[de-AT]", "an en": "[]", "zz": "[]",
		"it is German": "[de]", "az": "[az]", "low-intermediate": "[]",
		"English, , and French": "[en fr]",
	} {
		got, ok := Languages(s)
		if fmt.Sprint(got) != want || ok != (len(got) > 0) {
			t.Errorf("%q: %v, %v; want %s", s, got, ok, want)
		}
	}
}

// TestHowWellALanguageIsSpokenIsLeftOut reads what stands before the brackets.
func TestHowWellALanguageIsSpokenIsLeftOut(t *testing.T) {
	for s, want := range map[string]string{"English (better than French)": "en", " pt-BR (fluent)": "pt-BR", "(French)": ""} {
		if got, ok := Language(s); got != want || ok != (want != "") {
			t.Errorf("%q: %q, %v; want %q", s, got, ok, want)
		}
	}
}

func TestLanguageName(t *testing.T) {
	for code, want := range map[string]string{
		"cy": "Welsh", "no": "Norwegian", "en-GB": "British English", "sw-KE": "Swahili", "sr-Latn": "Serbian", "zh-Hant-TW": "Traditional Chinese", "bfi": "British Sign Language",
		"bn": "Bengali", "xx": "xx", "xx-Latn": "xx-Latn", "": "", "-": "-", "cy-": "Welsh", "pt-BR": "Brazilian Portuguese",
	} {
		if got := LanguageName(code); got != want {
			t.Errorf("%q is %q, want %q", code, got, want)
		}
	}
}

func TestNumber(t *testing.T) {
	for s, want := range map[string]string{
		"1": "1 1", "one": "1 1", "1-2": "1 2", "1 – 2": "1 2", "two mentees": "2 2", "zwei oder drei": "2 3", "up to 3": "1 3", "max. 2": "1 2", "2+": "2 2", "jusqu'à 2": "1 2",
		"höchstens drei": "1 3", "0": "0 0", "none": "0 0", "as many as it takes": "", "": "", "3-1": "", "1 2 3": "", "x": "", "5000": "",
		"-5": "", "−5": "", "– 5": "5 5", "mentees: -5": "", "up to -5": "", "1 -2": "1 2", "1.5": "", "1,5": "", "0.5 mentees": "", "2.": "2 2",
		"1000": "1000 1000", "1001": "", "2 — 3": "2 3", "2-2": "2 2", "one to two": "1 2", "a mentee": "1 1", "up to a mentee": "1 1", "two or none": "",
	} {
		low, high, ok := Number(s)
		got := ""
		if ok {
			got = fmt.Sprint(low, high)
		}
		if got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

func TestDay(t *testing.T) {
	for _, test := range []struct {
		s     string
		order Order
		want  string
	}{
		{"2026-11-12", YearFirst, "2026-11-12"}, {"2026/11/12 10:01:11", YearFirst, "2026-11-12"}, {"12/11/2026", DayFirst, "2026-11-12"}, {"12.11.26", DayFirst, "2026-11-12"},
		{"11/12/2026, 14:00", MonthFirst, "2026-11-12"}, {"3/4/2026", DayFirst, "2026-04-03"}, {"2026-11-12", MonthFirst, "2026-11-12"},
		{"12/11/2026", YearFirst, ""}, {"13/13/2026", DayFirst, ""}, {"31/2/2026", DayFirst, ""}, {"12/11/2026", MonthFirst, "2026-12-11"}, {"soon", DayFirst, ""}, {"1/1/1", DayFirst, ""}, {"123/1/2026", DayFirst, ""},
		{"1/11/12", DayFirst, "2012-11-01"}, {"12/11/2026", "", ""}, {"2026/13/40", DayFirst, ""}, {"2026/11/1234", DayFirst, ""},
	} {
		got := ""
		if d, err := Day(test.s, test.order); err == nil {
			got = d.String()
		}
		if got != test.want {
			t.Errorf("%q, %q: %q, want %q", test.s, test.order, got, test.want)
		}
	}
}

func TestPartOf(t *testing.T) {
	for part, texts := range map[Part][]string{
		PartMentor: {"Mentor", "mentors", "I want to be a mentor", "Mentor:in", "Ich möchte Mentorin sein", "mentora", "Je veux être mentor", "I would like to mentor others as a mentor", "Mentoring somebody"},
		PartMentee: {"mentee", "Mentee ", "I am looking for a mentor", "I'd like a mentor", "Ich suche eine Mentorin", "mentoré", "Busco mentor", "mentorada", "to be mentored", "Mentee:r"},
		PartBoth:   {"Both", "Mentor and mentee", "Beides", "les deux", "Ambos", "mentor/mentee", "both roles"},
		PartPeer:   {"Peer", "peers", "kollegiale Gruppe"},
		"":         {"", "other", "not sure", "maybe"},
	} {
		for _, s := range texts {
			if got, ok := PartOf(s); got != part || ok != (part != "") {
				t.Errorf("%q: %q, %v; want %q", s, got, ok, part)
			}
		}
	}
}

func TestYesNo(t *testing.T) {
	for s, want := range map[string]string{"Yes": "true true", "ja, gerne": "true true", "Oui": "true true", "sí": "true true", "Yes, you may": "true true", "No": "false true", "Nein danke": "false true", "perhaps": "false false", "": "false false", "notable": "false false"} {
		a, ok := YesNo(s)
		if got := fmt.Sprint(a, ok); got != want {
			t.Errorf("%q: %s, want %s", s, got, want)
		}
	}
}

// TestWordsMeanOneThing finds words that stand in two lists, of which a map would keep
// either.
func TestWordsMeanOneThing(t *testing.T) {
	words := 0
	for _, list := range hourLists {
		words += len(strings.Fields(list))
	}
	if words != len(hourWords) {
		t.Errorf("%d words are listed, and %d are different", words, len(hourWords))
	}
}

func TestFold(t *testing.T) {
	if got := Fold("  What’s your E-Mail? (Työ) "); got != "what s your e mail tyo" {
		t.Errorf("%q", got)
	}
	if !Has("full name", "name") || Has("surname", "name") || !HasAny("a b", "x", "b") || HasAny("a b", "x") {
		t.Error("words are found in part, or not found")
	}
	if !slices.Contains(folds("Berlin (CET), Germany"), "germany") {
		t.Error(folds("Berlin (CET), Germany"))
	}
}
