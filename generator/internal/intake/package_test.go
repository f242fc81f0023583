package intake

import (
	"encoding/json"
	"slices"
	"testing"
)

// TestWhatColumnsMean compares columns of each type, as a data package describes them.
func TestWhatColumnsMean(t *testing.T) {
	for _, c := range []struct {
		kind       Kind
		name, want string
	}{
		{People, "id", `{"name":"id","type":"string","description":"the person, as other tables name them","constraints":{"required":true,"pattern":"^[a-z0-9][a-z0-9-]{0,63}$"}}`},
		{People, "name", `{"name":"name","type":"string","description":"as people call them"}`},
		{People, "publish", `{"name":"publish","type":"boolean","description":"no: a site shows nothing of them","trueValues":["yes"],"falseValues":["no"]}`},
		{People, "left", `{"name":"left","type":"date","description":"the day on which they left the programme"}`},
		{People, "formerly", `{"name":"formerly","type":"string","description":"ids that they had before; several have a | between"}`},
		{Enrolments, "role", `{"name":"role","type":"string","description":"their part; each has a row","constraints":{"required":true,"enum":["mentor","mentee","peer"]}}`},
		{Sessions, "format", `{"name":"format","type":"string","description":"how they met","constraints":{"enum":["video","in-person","chat"]}}`},
		{Sessions, "notes", `{"name":"notes","type":"string","description":"what they wrote, as plain lines"}`},
	} {
		fields := Describe(c.kind).Schema.Fields
		i := slices.IndexFunc(fields, func(f Field) bool { return f.Name == c.name })
		got, err := json.Marshal(fields[i])
		if err != nil || string(got) != c.want {
			t.Errorf("%s of %s: got %s, %v, want %s", c.name, c.kind, got, err, c.want)
		}
	}
	capacity := Describe(Enrolments).Schema.Fields[slices.Index(Enrolments.Fields(), "capacity")]
	if c := capacity.Constraints; capacity.Type != "integer" || c == nil || c.Minimum == nil || c.Maximum == nil || *c.Minimum != 0 || *c.Maximum <= 0 {
		t.Errorf("capacity: got %+v, %+v", capacity, capacity.Constraints)
	}
}

// TestEachColumnSaysWhatItMeans finds words for every column of every kind, and none for
// a column that is not there.
func TestEachColumnSaysWhatItMeans(t *testing.T) {
	for _, kind := range Kinds() {
		for _, f := range Describe(kind).Schema.Fields {
			if f.Description == "" {
				t.Errorf("%s of %s has no words", f.Name, kind)
			}
		}
		for name := range meanings[kind] {
			if !slices.Contains(kind.Fields(), name) {
				t.Errorf("%s has no column %s, which has words", kind, name)
			}
		}
	}
}
