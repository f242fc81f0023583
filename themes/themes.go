// Package themes holds the default theme, for when a repository has none of
// its own: templates and assets, from the folder default.
package themes

import (
	"embed"
	"fmt"
	"io/fs"
)

//go:embed default
var files embed.FS

// Default returns the default theme, with templates/ and assets/ at its root.
func Default() fs.FS {
	theme, err := fs.Sub(files, "default")
	if err != nil {
		panic(fmt.Sprintf("open the embedded theme: %v", err)) // the name is a constant
	}
	return theme
}
