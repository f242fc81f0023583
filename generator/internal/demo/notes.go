package demo

import (
	"fmt"
	"strings"
)

// notes returns the notes of a meeting: mostly a few paragraphs, sometimes nothing,
// and rarely several pages.
func notes(c chance) string {
	var b strings.Builder
	paragraphs := 0
	switch kind := c.IntN(100); {
	case kind < 8:
		return ""
	case kind < 60:
		paragraphs = 1
	case kind < 90:
		paragraphs = c.between(2, 3)
	case kind < 99:
		paragraphs = c.between(4, 8)
	default:
		paragraphs = c.between(9, 30)
	}
	for i := range paragraphs {
		if i > 0 {
			b.WriteString("\n\n")
		}
		if i > 2 && i%4 == 3 {
			fmt.Fprintf(&b, "## %s\n\n", capital(pick(c, verbs)+" "+pick(c, objects)))
		}
		switch kind := c.IntN(100); {
		case kind < 65:
			paragraph(&b, c, c.between(1, 5))
		case kind < 85:
			list(&b, c, c.in(30))
		case kind < 92:
			fmt.Fprintf(&b, "> %s", sentence(c))
		case kind < 97:
			fmt.Fprintf(&b, "See <https://handbook.demo.example/%s> and [the example](https://demo.example/%s).", slug(pick(c, things)), slug(pick(c, things)))
		default:
			code(&b, c)
		}
	}
	return b.String()
}

func paragraph(b *strings.Builder, c chance, sentences int) {
	for i := range sentences {
		switch {
		case i > 0 && i%2 == 0:
			b.WriteString("\n")
		case i > 0:
			b.WriteString(" ")
		}
		b.WriteString(sentence(c))
	}
}

func sentence(c chance) string {
	object := pick(c, objects)
	switch kind := c.IntN(100); {
	case kind < 8:
		object = "**" + object + "**"
	case kind < 14:
		object = "*" + object + "*"
	case kind < 18:
		object = "`" + slug(object) + ".txt`"
	}
	switch c.IntN(6) {
	case 0:
		return fmt.Sprintf("We want to %s %s %s.", pick(c, verbs), object, pick(c, moments))
	case 1:
		return fmt.Sprintf("It was about %s, and about how to %s %s.", object, pick(c, verbs), pick(c, objects))
	case 2:
		return fmt.Sprintf("Try to %s %s %s; the rest can wait.", pick(c, verbs), object, pick(c, moments))
	case 3:
		return fmt.Sprintf("Most of the hour went into %s.", object)
	case 4:
		return fmt.Sprintf("If you %s %s first, there is less to do for %s.", pick(c, verbs), object, pick(c, objects))
	}
	return pick(c, remarks)
}

func list(b *strings.Builder, c chance, numbered bool) {
	for i := range c.between(2, 6) {
		if i > 0 {
			b.WriteString("\n")
		}
		mark := "-"
		if numbered {
			mark = fmt.Sprintf("%d.", i+1)
		}
		fmt.Fprintf(b, "%s %s %s", mark, capital(pick(c, verbs)), pick(c, objects))
		if c.in(15) {
			fmt.Fprintf(b, "\n%s- %s", strings.Repeat(" ", len(mark)+1), pick(c, moments))
		}
	}
}

func code(b *strings.Builder, c chance) {
	thing := pick(c, things)
	switch c.IntN(3) {
	case 0:
		fmt.Fprintf(b, "```sh\nmkdir -p %s\ncp %s.txt %s/ # %s\nls -l %s | sort\n```", thing, pick(c, things), thing, pick(c, moments), thing)
	case 1:
		fmt.Fprintf(b, "```yaml\nname: %s\nsize: %d\nparts:\n  - %s\n  - %s\n```", thing, c.between(1, 99), pick(c, things), pick(c, things))
	default:
		fmt.Fprintf(b, "```go\n// %s counts what there is.\nfunc %s(items []string) int {\n\treturn len(items) + %d\n}\n```", thing, thing, c.between(0, 9))
	}
}

// table writes a table of invented figures.
func table(b *strings.Builder, c chance) {
	b.WriteString("| what | when | minutes |\n|---|---|---:|\n")
	for i := range c.between(3, 9) {
		if i > 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(b, "| %s %s | %s | %d |", capital(pick(c, verbs)), pick(c, objects), pick(c, moments), 5*c.between(1, 24))
	}
}
