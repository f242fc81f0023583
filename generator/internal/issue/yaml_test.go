package issue

import (
	"fmt"
	"strings"
)

// YAML is the form as GitHub reads it, in .github/ISSUE_TEMPLATE.
func (f Form) YAML() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# pairbook makes this file from the types of the records, and finds what somebody wrote by\n"+
		"# the labels: with other labels it is not understood.\n"+
		"name: %q\ndescription: %q\ntitle: %q\nbody:\n  - type: markdown\n    attributes:\n      value: %q\n", f.Name, f.Description, f.Name, f.Lead)
	for _, field := range f.Fields {
		field.yaml(&b)
	}
	return b.String()
}

// kind is what GitHub calls a field of that sort.
func (f Field) kind() string {
	switch {
	case f.Many:
		return "checkboxes"
	case len(f.Choices) > 0:
		return "dropdown"
	case f.Rows:
		return "textarea"
	}
	return "input"
}

func (f Field) yaml(b *strings.Builder) {
	fmt.Fprintf(b, "  - type: %s\n    id: %s\n    attributes:\n      label: %q\n", f.kind(), f.ID, f.Label)
	if f.Help != "" {
		fmt.Fprintf(b, "      description: %q\n", f.Help)
	}
	if f.Example != "" {
		fmt.Fprintf(b, "      placeholder: %q\n", f.Example)
	}
	if len(f.Choices) > 0 {
		b.WriteString("      options:\n")
	}
	for _, c := range f.Choices {
		b.WriteString("        - ")
		if f.Many {
			b.WriteString("label: ")
		}
		fmt.Fprintf(b, "%q\n", c.Words)
	}
	if f.Required {
		b.WriteString("    validations:\n      required: true\n")
	}
}
