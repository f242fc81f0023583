//go:build unix

package main

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// invented is a measurement that nobody made.
func invented() *bench {
	hugo := cost{wall: 2, cpu: 4, memory: 100 << 20}
	return &bench{
		runs:      5,
		handbooks: []comparison{{"100", cost{1, 1, 50 << 20}, hugo}, {"1,000", cost{5, 2, 75 << 20}, hugo}},
		logs:      []comparison{{"10 and 100", cost{1, 3, 200 << 20}, hugo}, {"100 and 1,000", cost{9, 24, 500 << 20}, hugo}},
		checks:    []row{{"10 and 100", cost{0.5, 0.75, 20 << 20}}, {"100 and 1,000", cost{6, 9, 100 << 20}}},
	}
}

func TestTheDocumentKeepsWhatIsNotMeasured(t *testing.T) {
	document := filepath.Join(t.TempDir(), "BENCH.md")
	if err := os.WriteFile(document, []byte("# Words\n\n"+mark+"\nof last year\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := invented().save(document); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(document)
	if err != nil || !strings.HasPrefix(string(text), "# Words\n\n"+mark) || strings.Contains(string(text), "last year") || strings.Count(string(text), mark) != 1 {
		t.Errorf("%v\n%s", err, text)
	}
	for _, line := range []string{
		"| 100 | 1.00 | 1.00 | 50 MB | 2.00 | 4.00 | 100 MB | **0.50 ×** | **0.25 ×** | **0.50 ×** |\n",
		"| 10 and 100 | 1.00 | 3.00 | 200 MB | 2.00 | 4.00 | 100 MB | **0.50 ×** | **0.75 ×** | **2.00 ×** |\n",
		"| 10 and 100 | 0.50 | 0.75 | 20 MB |\n",
		"From 10 and 100 to 100 and 1,000 a build takes 9.00 × the seconds, 8.00 × the CPU and 2.50 × the memory, and a check 12.00 × the seconds.\n",
	} {
		if !strings.Contains(string(text), line) {
			t.Errorf("there is no line %s in\n%s", line, text)
		}
	}
	if err := os.WriteFile(document, []byte("# Words\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := invented().save(document); err == nil {
		t.Error("a document without the heading was written over")
	}
}

func TestThePlotIsADrawingOfItsOwn(t *testing.T) {
	plot := invented().plot()
	for d := xml.NewDecoder(strings.NewReader(plot)); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("%v in\n%s", err, plot)
		}
	}
	for _, part := range []string{
		`<svg xmlns="http://www.w3.org/2000/svg" role="img"`, `<title id="bench-title">pairbook beside Hugo</title>`, `</desc><style>`,
		`viewBox="-6 0 646 166"`, "clock, 1,000 pages: 2.50×", "2.50 × of Hugo&#39;s", "CPU 0.50×", "memory 0.75×",
	} {
		if !strings.Contains(plot, part) {
			t.Errorf("there is no %s in\n%s", part, plot)
		}
	}
	for _, part := range []string{"figure", "summary", "table"} {
		if strings.Contains(plot, "<"+part) {
			t.Errorf("<%s> is no part of a drawing", part)
		}
	}
}

func TestMedian(t *testing.T) {
	got := median([]cost{{3, 10, 7}, {1, 30, 9}, {2, 20, 8}})
	if got != (cost{2, 20, 8}) {
		t.Errorf("%v", got)
	}
}
