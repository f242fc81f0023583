package veil

import (
	"io/fs"
	"testing"

	"pairbook/generator/internal/record"
	"pairbook/generator/test/mini"
)

// input loads a repository; its records must be sound.
func input(t *testing.T, files fs.FS, audience Audience) Input {
	t.Helper()
	return inputOf(mini.Load(t, files), files, audience)
}

func inputOf(repo *record.Repository, files fs.FS, audience Audience) Input {
	return Input{Repo: repo, AsOf: mini.Day, Audience: audience, Files: files}
}
