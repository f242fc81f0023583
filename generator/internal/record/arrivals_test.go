package record

import "testing"

// TestSigner finds people by what commits say of them.
func TestSigner(t *testing.T) {
	repo := &Repository{
		Site: &Site{Repository: "https://github.com/a/b"},
		People: NewTable(map[PersonID]*Person{
			"ada":  {ID: "ada", Name: "Ada L", GitHub: "Ada-L", GitHubID: 102},
			"bo":   {ID: "bo", Name: "Bo", GitHub: "bo"},
			"cy":   {ID: "cy", Name: "Cy", GitHub: "0"},
			"sam":  {ID: "sam", Name: "Sam"},
			"sam2": {ID: "sam2", Name: "sam", GitHub: "102"},
			"dee":  {ID: "dee", Name: "Dee", GitHub: "twice"},
			"eve":  {ID: "eve", Name: "Eve", GitHub: "Twice"},
			"fay":  {ID: "fay"}, // whose name is private
		}),
	}
	signer := repo.Signer()
	for _, c := range []struct {
		name, address string
		want          PersonID
	}{
		{"", "102+renamed@users.noreply.github.com", "ada"},
		{"Ada L", "103+ada-l@users.noreply.github.com", ""},
		{"Ada L", "ada-l@users.noreply.github.com", ""},
		{"ada l", "ada@example.org", "ada"},
		{"Ada-L", "ada@example.org", ""},
		{"Robert", "7+BO@users.noreply.github.com", "bo"},
		{"Robert", "bo@example.org", ""},
		{"Bo", "1+stranger@users.noreply.github.com", ""},
		{"", "102@users.noreply.github.com", "sam2"},
		{"", "bo@users.noreply.github.com", "bo"},
		{"SAM", "sam@example.org", ""},
		{"", "1+twice@users.noreply.github.com", ""},
		{"", "", ""},
	} {
		if got := signer(c.name, c.address); got != c.want {
			t.Errorf("%s <%s> is %q, want %q", c.name, c.address, got, c.want)
		}
	}
}
