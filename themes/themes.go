// Package themes holds the default theme, for when a repository has none of
// its own: templates and assets, as they lie in the folder default.
package themes

import (
	"embed"
	"io/fs"
)

//go:embed default
var files embed.FS

// Default returns the default theme, rooted where a theme is: templates/ and assets/.
func Default() (fs.FS, error) { return fs.Sub(files, "default") }
