package site

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
	"pairbook/themes"
)

var lookDir = flag.String("look", "", "write")
var lookRoot = flag.String("root", "../../..", "root")
var lookAudience = flag.String("audience", "public", "")

func TestLook(t *testing.T) {
	if *lookDir == "" {
		t.Skip()
	}
	root := os.DirFS(*lookRoot)
	repo, problems, err := record.Load(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems[:min(5, len(problems))] {
		t.Log(p)
	}
	asOf := when.Day(2026, 11, 20)
	a, _ := ParseAudience(*lookAudience)
	out, err := Build(Input{Repo: repo, Measured: measure.Programme(repo, asOf), AsOf: asOf, Theme: themes.Default(), Files: root, Audience: a, Revision: "0123456789abcdef"})
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range out {
		var b bytes.Buffer
		if err := o.Render(&b); err != nil {
			t.Error(err)
			continue
		}
		to := filepath.Join(*lookDir, o.Path)
		os.MkdirAll(filepath.Dir(to), 0o755)
		os.WriteFile(to, b.Bytes(), 0o644)
	}
}
