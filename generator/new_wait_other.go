//go:build !unix

package main

import "os"

// linesWait cannot be told here; answers are given at a terminal or by flags.
func linesWait(*os.File) bool { return false }
