package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/programme"
	"pairbook/generator/internal/serve"
	"pairbook/generator/internal/site"
	"pairbook/generator/internal/veil"
)

// shutdownGrace is how long pages that are being loaded have when serve ends.
const shutdownGrace = 200 * time.Millisecond

func serveCommand(a *app) *cobra.Command {
	var audience string
	var port int
	command := &cobra.Command{
		Use:     "serve",
		Short:   "Show the site in a browser, and again whenever a file changes",
		Example: "  pairbook serve --port 0\n  pairbook serve --port 0 --audience coordinators",
		Long: "serve builds the site in memory, shows it to this machine only, and builds it\n" +
			"again whenever something in program, content or themes changes; pages that are\n" +
			"open load themselves again. What is wrong is shown in the terminal and on the\n" +
			"page. Ctrl-C ends it.",
		Args: noArguments,
		RunE: func(command *cobra.Command, args []string) error {
			who, err := veil.ParseAudience(audience)
			if err != nil {
				return usageError{err}
			}
			return a.serve(command.Context(), who, port)
		},
	}
	flags := command.Flags()
	flags.StringVar(&audience, "audience", "public", "who the site is for: public or coordinators")
	flags.IntVar(&port, "port", 8080, "the `port` to listen on; 0 takes any that is free")
	return command
}

// serve shows the site until ctx ends.
func (a *app) serve(ctx context.Context, audience veil.Audience, port int) error {
	if a.rev != "" {
		return usagef("serve shows files as they change, and --rev names a commit, which does not; use build")
	}
	if port < 0 || port > 65535 {
		return usagef("--port: %d is no port; give one from 0 to 65535", port)
	}
	root, err := a.findRoot()
	if err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		return usagef("--port: %d cannot be had; --port 0 takes any that is free: %v", port, err)
	}
	if err := a.gate.begin(); err != nil { // an interruption is the usual end
		listener.Close()
		return err
	}
	address := "http://" + listener.Addr().String() + "/"
	fmt.Fprintf(a.stdout, "%s is shown to this machine only, and again when a file changes. Ctrl-C ends it.\n", address)
	shown := serve.New(listener.Addr())
	show := func() {
		begun := time.Now()
		built := a.built(audience, address)
		shown.Show(built)
		fmt.Fprintf(a.stdout, "%s in %d ms\n", state(built), time.Since(begun).Milliseconds())
	}
	return a.serveUntil(ctx, listener, shown, root, show)
}

// serveUntil answers requests and watches the files until ctx ends or one of the
// two fails.
func (a *app) serveUntil(ctx context.Context, listener net.Listener, shown http.Handler, root string, show func()) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	server := &http.Server{Handler: shown, ReadHeaderTimeout: 10 * time.Second, BaseContext: func(net.Listener) context.Context { return ctx }}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener); stop() }()
	var folders []string
	for _, name := range []string{"content", "program", "themes", "private"} {
		folders = append(folders, filepath.Join(root, name))
	}
	err := serve.Watch(ctx, folders, show)
	stop()
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownGrace)
	defer cancel()
	_ = server.Shutdown(last)
	if failed := <-served; err == nil && !errors.Is(failed, http.ErrServerClosed) {
		err = fmt.Errorf("serve the site: %w", failed)
	}
	return err
}

// state says in a line what has been built.
func state(built serve.Site) string {
	switch {
	case built.Files == nil:
		return "Nothing could be built"
	case built.Problems != "":
		return fmt.Sprintf("Built %d files, with problems,", len(built.Files))
	}
	return fmt.Sprintf("Built %d files", len(built.Files))
}

// built builds the site in memory. What is wrong is printed, and becomes part of
// it; a site that cannot be built has no files.
func (a *app) built(audience veil.Audience, address string) (built serve.Site) {
	var problems strings.Builder
	both := io.MultiWriter(a.stderr, &problems)
	outputs, broken, err := a.inMemory(audience, address, both)
	switch {
	case errors.Is(err, errProblems):
		problems.WriteString("The terminal says what is wrong.\n")
	case err != nil:
		fmt.Fprintf(both, "pairbook: %v\n", err)
	}
	built = serve.Site{Problems: problems.String(), Broken: broken || err != nil}
	if err == nil {
		built.Files = make(map[string]func(io.Writer) error, len(outputs))
		for _, output := range outputs {
			built.Files[output.Path] = output.Render
		}
	}
	return built
}

// inMemory makes the files of the site from the records without errors, and prints
// the problems; broken reports that there are errors. It returns errProblems for
// those of the private list, which are printed on standard error alone.
func (a *app) inMemory(audience veil.Audience, address string, w io.Writer) (outputs []site.Output, broken bool, err error) {
	ws, err := a.openFor(programme.Options{Rendered: true})
	if err != nil {
		return nil, false, err
	}
	if problems := ws.Problems(); len(problems) > 0 {
		if err := diag.Print(w, diag.Text, problems, ws.text); err != nil {
			return nil, false, fmt.Errorf("print the problems: %w", err)
		}
	}
	valid := ws.Valid()
	broken = valid != ws.Run
	ws.Run = valid
	outputs, err = a.render(ws, audience, address)
	return outputs, broken, err
}
