package command

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pairbook/generator/test/here"
)

// TestExportIsWhatItsPackageSays reads the tables as another program would that knows
// only datapackage.json: every cell is of its column's type and as it has to be.
func TestExportIsWhatItsPackageSays(t *testing.T) {
	t.Parallel()
	out := filepath.Join(t.TempDir(), "tables")
	if status, _, stderr := pairbook(t, time.Now(), "export", "all", "--out", out, "--root", here.Example(t), "--as-of", exampleDay); status != statusFine {
		t.Fatal(stderr)
	}
	text, err := os.ReadFile(filepath.Join(out, "datapackage.json"))
	if err != nil {
		t.Fatal(err)
	}
	var pack struct {
		Resources []struct {
			Name, Path string
			Schema     struct {
				Fields []struct {
					Name, Type, Description string
					TrueValues, FalseValues []string
					Constraints             struct {
						Required         bool
						Enum             []string
						Pattern          string
						Minimum, Maximum *float64
					}
				}
				PrimaryKey []string
			}
		}
	}
	if err := json.Unmarshal(text, &pack); err != nil {
		t.Fatal(err)
	}
	cells := 0
	for _, r := range pack.Resources {
		f, err := os.Open(filepath.Join(out, r.Path))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(f).ReadAll()
		f.Close()
		if err != nil || len(rows) < 2 {
			t.Fatalf("%s: %d rows, %v", r.Path, len(rows), err)
		}
		keys := map[string]bool{}
		for n, row := range rows {
			key := ""
			for i, cell := range row {
				field := r.Schema.Fields[i]
				if n == 0 {
					if cell != field.Name {
						t.Errorf("%s: the column %q is described as %q", r.Path, cell, field.Name)
					}
					continue
				}
				if slices.Contains(r.Schema.PrimaryKey, field.Name) {
					key += cell + "\n"
				}
				cells++
				if cell == "" {
					if field.Constraints.Required {
						t.Errorf("%s:%d: %s is empty", r.Path, n+1, field.Name)
					}
					continue
				}
				sound := true
				number, notNumber := strconv.ParseFloat(cell, 64)
				switch field.Type {
				case "date":
					_, err := time.Parse(time.DateOnly, cell)
					sound = err == nil
				case "integer", "number":
					sound = notNumber == nil && (field.Type == "number" || number == float64(int(number)))
				case "boolean":
					sound = slices.Contains(field.TrueValues, cell) || slices.Contains(field.FalseValues, cell)
				case "string":
				default:
					t.Errorf("%s is of the type %q", field.Name, field.Type)
				}
				c := field.Constraints
				sound = sound && (c.Enum == nil || slices.Contains(c.Enum, cell)) && regexp.MustCompile(c.Pattern).MatchString(cell)
				sound = sound && (c.Minimum == nil || number >= *c.Minimum) && (c.Maximum == nil || number <= *c.Maximum)
				if !sound {
					t.Errorf("%s:%d: %s is %q, which is no %s of %+v", r.Path, n+1, field.Name, cell, field.Type, c)
				}
			}
			if n > 0 && r.Schema.PrimaryKey != nil && keys[key] {
				t.Errorf("%s:%d: %s is there twice", r.Path, n+1, strings.TrimSpace(key))
			}
			keys[key] = true
		}
	}
	if cells < 2000 {
		t.Errorf("only %d cells were read", cells)
	}
}
