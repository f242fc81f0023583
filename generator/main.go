// Command pairbook keeps a mentoring programme that lives in a git repository:
// it checks the records, measures what happened, and renders the handbook and
// the dashboards as a static site.
package main

import (
	"os"

	"pairbook/generator/internal/command"
)

func main() { os.Exit(command.Main()) }
