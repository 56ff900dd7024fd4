package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/terminal"

	"github.com/adrg/xdg"
	"github.com/spf13/cobra"
)

// app is what all commands share: the streams, the clock and the archive's place.
type app struct {
	in  io.Reader
	out *terminal.Stream
	err *terminal.Stream
	now func() time.Time
	// wait waits between the tries of a delivery; nil: as long as it takes. Tests
	// shorten it.
	wait func(context.Context, time.Duration) error
	// sleep waits between the rounds of a watch; nil: as long as it takes. Tests
	// shorten it.
	sleep func(context.Context, time.Duration) error
	// network is how feeds are reached; tests shorten its times.
	network archive.Network

	dir     string
	noColor bool
	quiet   bool

	readOnly bool // the archive that was opened cannot be written to
}

func newApp(in io.Reader, out, err io.Writer) *app {
	return &app{in: in, out: terminal.New(out), err: terminal.New(err), now: time.Now}
}

// run runs the program with these arguments and returns its exit code.
func (a *app) run(ctx context.Context, args []string) int {
	root := newRootCmd(a)
	root.SetArgs(queryArgs(root, args))
	cmd, err := root.ExecuteContextC(ctx)
	if isCobraArgs(cmd, err) {
		err = usagef("%s takes %s; see %q", strings.TrimPrefix(cmd.CommandPath(), "archive "), takes(cmd), cmd.CommandPath()+" --help")
	}
	if ctx.Err() != nil && !errors.Is(err, errTold) {
		err = ctx.Err()
	}
	return a.report(err)
}

func newRootCmd(a *app) *cobra.Command {
	cmd := newGroup(&cobra.Command{
		Use:   "archive",
		Short: "A personal archive of the news",
		Long: `archive keeps every item of the feeds you follow, and every story that those
items linked, in one SQLite file that is yours. It finds what was written about a
topic, by whom and when, at once.

The archive is a folder: --dir, else $ARCHIVE_DIR, else ` + tilde(defaultDir()) + `.`,
		Example: `  archive demo                                  see what it does, in ten seconds
  archive feed add https://news.example/rss     follow a feed
  archive sync                                  fetch what is due
  archive search South Korea Japan summit       find stories
  archive timeline --key 10 takaichi            the key dates of a topic
  archive show 12                               read a story and its cluster`,
		SilenceErrors:     true,
		SilenceUsage:      true,
		PersistentPreRunE: func(*cobra.Command, []string) error { return a.setup() },
		Version:           version(),
	})
	cmd.SetVersionTemplate(versionLine())
	cmd.SetIn(a.in)
	cmd.SetOut(a.out)
	cmd.SetErr(a.err)
	cmd.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return usageError{fmt.Errorf("%w (see %s --help)", err, c.CommandPath())}
	})
	f := cmd.PersistentFlags()
	f.StringVar(&a.dir, "dir", "", "the archive's `FOLDER`")
	f.BoolVar(&a.noColor, "no-color", false, "no colour, even on a terminal")
	f.BoolVarP(&a.quiet, "quiet", "q", false, "no progress bars and no notes")
	cmd.Flags().Bool("version", false, "print the version")
	_ = cmd.MarkPersistentFlagDirname("dir")

	a.fitHelp(cmd)
	cmd.AddGroup(
		&cobra.Group{ID: "gather", Title: "Gather:"},
		&cobra.Group{ID: "ask", Title: "Ask:"},
		&cobra.Group{ID: "keep", Title: "Keep:"},
	)
	cmd.CompletionOptions.DisableDefaultCmd = true
	help := newHelpCmd()
	help.GroupID = "keep"
	cmd.SetHelpCommand(help)
	add := func(group string, cmds ...*cobra.Command) {
		for _, c := range cmds {
			c.GroupID = group
			cmd.AddCommand(c)
		}
	}
	add("gather", newFeedCmd(a), newSyncCmd(a), newFetchCmd(a), newResolveCmd(a), newAddCmd(a), newImportCmd(a))
	add("ask", newSearchCmd(a), newShowCmd(a), newTimelineCmd(a), newEventCmd(a), newChainCmd(a), newLogCmd(a), newTagCmd(a), newMarkCmd(a), newTopicCmd(a), newStatsCmd(a), newServeCmd(a), newMCPCmd(a), newPasswordCmd(a))
	add("keep", newExportCmd(a), newBackupCmd(a), newRestoreCmd(a), newPruneCmd(a), newForgetCmd(a), newDoctorCmd(a), newReindexCmd(a), newMirrorCmd(a), newReparseCmd(a), newRereadCmd(a), newSettingsCmd(a), newUnitCmd(a), newDemoCmd(a), newCompletionCmd(a), newManCmd(a), newVersionCmd(a))
	cmd.AddCommand(newQueryTopic(), newDatesTopic(), newExitCodesTopic(), newEnvironmentTopic())
	return cmd
}

// setup runs before every command, after its flags are parsed.
func (a *app) setup() error {
	a.routeLibraryLog()
	if a.noColor {
		a.out.Plain()
		a.err.Plain()
	}
	if a.dir == "" {
		a.dir = os.Getenv("ARCHIVE_DIR")
	}
	if a.dir == "" {
		a.dir = defaultDir()
	}
	return nil
}

func defaultDir() string { return filepath.Join(xdg.DataHome, "archive") }

// tilde shortens a path below the home folder.
func tilde(path string) string {
	if rel, err := filepath.Rel(xdg.Home, path); err == nil && filepath.IsLocal(rel) {
		return filepath.Join("~", rel)
	}
	return path
}

// logger reports what the program does on its own, as notes on stderr.
func (a *app) logger() *slog.Logger {
	if a.quiet {
		return slog.New(slog.DiscardHandler)
	}
	return slog.New(noteHandler{a.err})
}
