//go:build unix

package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"pairbook/generator/internal/check"
	"pairbook/generator/internal/demo"
	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/site"
	"pairbook/generator/internal/veil"
	"pairbook/generator/internal/when"
	"pairbook/themes"
)

// BenchmarkStages measures each stage of a build by itself, on invented programmes
// of two sizes: what takes more than ten times as long for ten times as much is not
// linear.
func BenchmarkStages(b *testing.B) {
	day, err := when.ParseDate("2026-11-02")
	if err != nil {
		b.Fatal(err)
	}
	for _, size := range []demo.Options{{Pairings: 100, Sessions: 1000, Pages: 100}, {Pairings: 1000, Sessions: 10_000, Pages: 1000}} {
		size.Seed, size.AsOf = 1, day
		b.Run(fmt.Sprintf("%d pairings", size.Pairings), func(b *testing.B) {
			dir := filepath.Join(b.TempDir(), "programme")
			if _, err := demo.Write(b.Context(), dir, size); err != nil {
				b.Fatal(err)
			}
			stages(b, os.DirFS(dir), day)
		})
	}
}

func stages(b *testing.B, files fs.FS, day when.Date) {
	repo, _, err := record.Load(files)
	if err != nil {
		b.Fatal(err)
	}
	shown := veil.Show(veil.Input{Repo: repo, Files: files, AsOf: day})
	outputs, err := site.Build(shown, themes.Default(), files)
	if err != nil {
		b.Fatal(err)
	}
	for _, stage := range []struct {
		name string
		do   func() error
	}{
		{"load", func() error { _, _, err := record.Load(files); return err }},
		{"check", func() error { check.Run(repo, day); return nil }},
		{"measure", func() error { measure.Programme(repo, day); return nil }},
		{"veil", func() error { veil.Show(veil.Input{Repo: repo, Files: files, AsOf: day}); return nil }},
		{"site", func() error { _, err := site.Build(shown, themes.Default(), files); return err }},
		{"render", func() error {
			for _, o := range outputs {
				if err := o.Render(io.Discard); err != nil {
					return fmt.Errorf("render %s: %w", o.Path, err)
				}
			}
			return nil
		}},
	} {
		b.Run(stage.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := stage.do(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
