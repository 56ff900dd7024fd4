package main

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/internal/terminal"
)

//go:embed demo
var demoFiles embed.FS

type demoOptions struct {
	serve  bool
	listen string
}

func newDemoCmd(a *app) *cobra.Command {
	var o demoOptions
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Show what archive does, on feeds of its own",
		Long: `Build a temporary archive from a few feeds and a post that are part of the
program, and show what archive does with them: each command is printed before
its output. Nothing is fetched from the network, and nothing is left behind.

--serve shows that archive in a browser instead, until it is stopped.`,
		Example: "  archive demo\n  archive demo --serve",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !o.serve && cmd.Flags().Changed("listen") {
				return usagef("--listen goes with --serve")
			}
			if err := checkLoopback(o.listen); err != nil {
				return err
			}
			return runDemo(cmd.Context(), a, o)
		},
	}
	cmd.Flags().BoolVar(&o.serve, "serve", false, "show it in a browser")
	cmd.Flags().StringVar(&o.listen, "listen", "127.0.0.1:8484", "with --serve: the `ADDRESS` to listen on")
	return cmd
}

// demo plays commands against an archive and a feed server of its own.
type demo struct {
	*app
	folder string
	server *demoServer
}

func runDemo(ctx context.Context, a *app, o demoOptions) (err error) {
	folder, err := os.MkdirTemp("", "archive-demo-")
	if err != nil {
		return fmt.Errorf("make a folder for the demo: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	server, err := serveDemo(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.close()) }()
	post, err := demoFiles.ReadFile("demo/post.md")
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(folder, "post.md"), post, 0o600); err != nil {
		return err
	}
	d := &demo{app: a, folder: folder, server: server}
	if o.serve {
		return d.serve(ctx, o.listen)
	}
	d.out.Terminal = true // it is for a person, wherever it is read
	return d.play(ctx)
}

func (d *demo) play(ctx context.Context) error {
	steps := []struct {
		say  string
		run  []string
		turn bool // the feeds move on first
	}{
		{
			say: "Follow two feeds: a Google News topic, whose items are clusters of stories, and a blog.",
			run: []string{"feed", "add", d.server.url + "/world.xml", "--name", "world"},
		},
		{run: []string{"feed", "add", d.server.url + "/blog.xml"}},
		{
			say: "Import an old post.",
			run: []string{"import", filepath.Join(d.folder, "post.md")},
		},
		{
			say: "A day later the feeds have changed: another lead, an edited headline, a story gone.",
			run: []string{"sync", "--all"}, turn: true,
		},
		{
			say: "Search. Stories of one event are shown together.",
			run: []string{"search", "South Korea Japan summit"},
		},
		{
			say: "Show one of them with its cluster, and what changed.",
			run: []string{"show", "<the first>"},
		},
		{
			say: "The old headline finds it too.",
			run: []string{"search", `"lands in japan"`},
		},
		{
			say: "All of it is one folder.",
			run: []string{"stats"},
		},
	}
	for _, s := range steps {
		if s.turn {
			d.server.turn()
		}
		if s.run[0] == "show" {
			first, err := d.first(ctx)
			if err != nil {
				return err
			}
			s.run[1] = first
		}
		if err := d.step(ctx, s.say, s.run); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(d.out, "\n%s\n", d.out.Style(terminal.Dim, `That was all. "archive feed add ADDRESS" begins an archive of your own.`))
	return err
}

// first returns the number of the story that the demo's search shows first.
func (d *demo) first(ctx context.Context) (id string, err error) {
	sub := *d.app
	sub.dir = d.archive()
	err = sub.with(ctx, func(ar *archive.Archive) error {
		answer, err := ar.Search(ctx, archive.SearchOptions{Question: archive.Question{Text: "South Korea Japan summit"}, Page: archive.Page{Size: 1}})
		if err == nil && len(answer.Groups) == 0 {
			err = errors.New("the demo's search found nothing")
		}
		if err == nil {
			id = strconv.FormatInt(answer.Groups[0].Stories[0].ID, 10)
		}
		return err
	})
	return id, err
}

func (d *demo) archive() string { return filepath.Join(d.folder, "archive") }

// step prints a command and runs it.
func (d *demo) step(ctx context.Context, say string, args []string) error {
	if say != "" {
		if _, err := fmt.Fprintf(d.out, "\n%s\n", d.out.Style(terminal.Dim, "# "+say)); err != nil {
			return err
		}
	}
	words := make([]string, len(args))
	for i, arg := range args {
		words[i] = arg
		if strings.Contains(arg, `"`) {
			words[i] = "'" + arg + "'"
		}
	}
	if _, err := fmt.Fprintln(d.out, d.out.Style(terminal.Bold, "$ archive "+strings.Join(words, " "))); err != nil {
		return err
	}
	sub := *d.app
	sub.err = &terminal.Stream{Writer: d.out, Colour: d.out.Colour, Width: d.out.Width} // in its place, and without progress
	root := newRootCmd(&sub)
	root.SetArgs(queryArgs(root, append([]string{"--dir", d.archive()}, args...)))
	return root.ExecuteContext(ctx)
}

// demoServer serves the demo's feeds on loopback.
type demoServer struct {
	url    string
	server *http.Server
	served chan error
	turned atomic.Bool
}

func serveDemo(ctx context.Context) (*demoServer, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("serve the demo's feeds: %w", err)
	}
	d := &demoServer{url: "http://" + listener.Addr().String(), served: make(chan error, 1)}
	d.server = &http.Server{Handler: d, ReadHeaderTimeout: 5 * time.Second}
	go func() { d.served <- d.server.Serve(listener) }()
	return d, nil
}

// turn replaces the feeds with their later state.
func (d *demoServer) turn() { d.turned.Store(true) }

// ServeHTTP implements [http.Handler].
func (d *demoServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	state := "1"
	if d.turned.Load() {
		state = "2"
	}
	name := strings.TrimSuffix(filepath.Base(r.URL.Path), ".xml") + "-" + state + ".xml"
	body, err := demoFiles.ReadFile("demo/" + name)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "application/xml; charset=utf-8")
	_, _ = w.Write(body)
}

func (d *demoServer) close() error {
	err := d.server.Close()
	if served := <-d.served; !errors.Is(served, http.ErrServerClosed) {
		err = errors.Join(err, served)
	}
	return err
}
