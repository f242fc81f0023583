// Command pairbook is the command of the folder above, under a name that
// go install gives it.
package main

import (
	"os"

	"pairbook/generator/internal/command"
)

func main() { os.Exit(command.Main()) }
