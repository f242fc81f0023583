package command

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestServe shows the site of a new programme, changes a page, breaks it, mends
// it, and ends as Ctrl-C does.
func TestServe(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "programme")
	now := time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	if status := Run(t.Context(), []string{"init", dir}, strings.NewReader(""), io.Discard, io.Discard, now); status != statusFine {
		t.Fatal("init", status)
	}
	ctx, interrupt := context.WithCancel(t.Context())
	out, told := io.Pipe()
	var stderr bytes.Buffer
	ended := make(chan int, 1)
	go func() {
		ended <- Run(ctx, []string{"serve", "--root", dir, "--port", "0", "--audience", "coordinators", "--timing"}, strings.NewReader(""), told, &stderr, now)
		told.Close()
	}()
	lines := make(chan string, 100) // read at once, because serve waits for its reader
	go func() {
		for scanner := bufio.NewScanner(out); scanner.Scan(); {
			lines <- scanner.Text()
		}
		close(lines)
	}()
	line := func() string {
		text, ok := <-lines
		if !ok {
			t.Fatalf("serve ends with %d: %s", <-ended, &stderr)
		}
		return text
	}
	address, rest, _ := strings.Cut(line(), " ")
	if !strings.HasSuffix(rest, "Ctrl-C ends it.") {
		t.Error(rest)
	}
	if got := line(); !strings.HasPrefix(got, "Built ") {
		t.Error(got)
	}
	events := eventsOf(t, ctx, address)
	if got := events(); got != `{"build":1,"problems":"","broken":false}` {
		t.Error(got)
	}
	page := filepath.Join(dir, "content", "index.md")
	before, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct{ text, told, event, shown string }{
		{"\nA new sentence.\n", " files in ", `"problems":"","broken":false`, "A new sentence."},
		{"\n[A link](of-another-time.md)\n", " files, with problems, in ", `there is no content/of-another-time.md [broken-link]`, "A link"},
		{"", " files in ", `"problems":"","broken":false`, "</html>"},
	} {
		if err := os.WriteFile(page, append(bytes.Clone(before), step.text...), 0o666); err != nil {
			t.Fatal(err)
		}
		for !strings.Contains(line(), step.told) { // a write can be seen halfway
		}
		for !strings.Contains(events(), step.event) {
		}
		if body := get(t, address); !strings.Contains(body, step.shown) {
			t.Errorf("after %q the page is %s", step.text, body)
		}
	}
	private := filepath.Join(dir, "private")
	if err := os.MkdirAll(private, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(private, "avoid.yaml"), []byte("- [nobody, nobody-else]\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for !strings.Contains(line(), "Nothing could be built") { // nobody has these ids
	}
	interrupt()
	if status := <-ended; status != statusFine {
		t.Errorf("serve ends with %d", status)
	}
	if !strings.Contains(stderr.String(), "content/index.md:") {
		t.Errorf("the terminal is not told of the broken link: %s", &stderr)
	}
}

// eventsOf returns a function that waits for the next event.
func eventsOf(t *testing.T, ctx context.Context, address string) func() string {
	t.Helper()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address+".serve/events", nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { answer.Body.Close() })
	lines := bufio.NewScanner(answer.Body)
	return func() string {
		for lines.Scan() {
			if text, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				return text
			}
		}
		t.Fatal("the events end", lines.Err())
		return ""
	}
}

func get(t *testing.T, address string) string {
	t.Helper()
	answer, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}
