package main

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/internal/unit"
)

func newUnitCmd(a *app) *cobra.Command {
	return newGroup(&cobra.Command{
		Use:   "unit",
		Short: "Print what makes this machine sync by itself",
		Long: `Print what systemd, launchd or cron needs to keep this archive up to date by
itself: a text with the absolute paths of this program and of the archive, which
says where it goes and which commands follow. Nothing is installed.

With --serve, what goes on also shows the archive to browsers: "archive serve --sync".
Flags that the sync, or the server, shall have come after "--".`,
		Example: `  archive unit systemd > ~/.config/systemd/user/archive.service
  archive unit systemd --serve > ~/.config/systemd/user/archive.service
  archive unit launchd > ~/Library/LaunchAgents/local.archive.plist
  archive unit cron
  archive unit systemd -- --check --mail me@example.org`,
	}, newUnitSystemdCmd(a), newUnitLaunchdCmd(a), newUnitCronCmd(a))
}

func newUnitSystemdCmd(a *app) *cobra.Command {
	var once, timer, serve bool
	cmd := &cobra.Command{
		Use:   "systemd [-- FLAGS]",
		Short: "Print a user service of systemd",
		Long: `Print a user service of systemd that runs "archive sync --watch". systemd starts
it again when it fails, and sees when it hangs; "systemctl --user status archive"
shows the last round and the next. With --serve it runs "archive serve --sync".

With --once it is a service that syncs once, and --timer prints the timer that
starts it every ten minutes: nothing runs in between.`,
		Example: `  archive unit systemd > ~/.config/systemd/user/archive.service
  archive unit systemd -- --check --mail me@example.org
  archive unit systemd --serve -- --listen 127.0.0.1:8080
  archive unit systemd --once > ~/.config/systemd/user/archive.service
  archive unit systemd --timer > ~/.config/systemd/user/archive.timer`,
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case serve && (once || timer):
				return usagef("--serve goes on: leave --once and --timer out")
			case once && timer:
				return usagef("--once prints the service and --timer its timer: give one of them")
			case timer && len(args) > 0:
				return usagef("the timer only starts the service: give the flags of the sync with --once")
			case timer:
				_, err := io.WriteString(a.out, unit.SystemdTimer())
				return err
			case once:
				return a.unit(cmd, unit.SystemdOnce, false, args)
			}
			return a.unit(cmd, unit.Systemd, serve, args)
		},
	}
	cmd.Flags().BoolVar(&once, "once", false, "a service that syncs once, for a timer")
	cmd.Flags().BoolVar(&timer, "timer", false, "the timer of that service")
	serveFlag(cmd, &serve)
	return unitCmd(cmd)
}

// serveFlag adds the flag of what goes on and serves.
func serveFlag(cmd *cobra.Command, serve *bool) {
	cmd.Flags().BoolVar(serve, "serve", false, "also show the archive to browsers: \"archive serve --sync\"")
}

func newUnitLaunchdCmd(a *app) *cobra.Command {
	var serve bool
	cmd := &cobra.Command{
		Use:   "launchd [-- FLAGS]",
		Short: "Print an agent of launchd, for macOS",
		Long: `Print the property list of an agent of launchd, for macOS, that runs "archive sync
--watch", or with --serve "archive serve --sync", while you are logged in. What it
prints goes to ~/Library/Logs/archive.log.`,
		Example: `  archive unit launchd > ~/Library/LaunchAgents/local.archive.plist
  archive unit launchd -- --check --exec /usr/local/bin/tell-me`,
		RunE: func(cmd *cobra.Command, args []string) error { return a.unit(cmd, unit.Launchd, serve, args) },
	}
	serveFlag(cmd, &serve)
	return unitCmd(cmd)
}

func newUnitCronCmd(a *app) *cobra.Command {
	return unitCmd(&cobra.Command{
		Use:   "cron [-- FLAGS]",
		Short: "Print a line for a crontab",
		Long: `Print a line for a crontab that syncs every ten minutes what is due. cron mails what
is printed: why a sync could not run, and with --check the new stories of topics.`,
		Example: `  archive unit cron
  archive unit cron -- --check`,
		RunE: func(cmd *cobra.Command, args []string) error { return a.unit(cmd, unit.Cron, false, args) },
	})
}

// unitCmd takes the flags of a sync after "--", and nothing else.
func unitCmd(cmd *cobra.Command) *cobra.Command {
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if dash := cmd.ArgsLenAtDash(); len(args) > 0 && dash != 0 {
			return usagef(`%s takes only flags, after "--"; here is %q`, cmd.CommandPath(), args[0])
		}
		return nil
	}
	cmd.ValidArgsFunction = cobra.NoFileCompletions
	return cmd
}

// unit prints what runs syncs of the archive, or with serve a server that syncs,
// with some flags.
func (a *app) unit(cmd *cobra.Command, write func(unit.Job) (string, error), serve bool, flags []string) error {
	command := "sync"
	if serve {
		command, flags = "serve", append([]string{"--sync"}, flags...)
	}
	programs, err := flagsOf(command, flags)
	if err != nil {
		return usagef("%s -- …: %w", cmd.CommandPath(), err)
	}
	job := unit.Job{Flags: flags, Serve: serve, Programs: programs}
	if job.Program, err = thisProgram(); err != nil {
		return err
	}
	if job.Archive, err = filepath.Abs(a.dir); err != nil {
		return err
	}
	if job.Home, err = os.UserHomeDir(); err != nil {
		return err
	}
	text, err := write(job)
	if err != nil {
		return err
	}
	if _, err := os.Stat(archive.DatabasePath(a.dir)); err != nil {
		a.note(`there is no archive in %s yet: "archive feed add ADDRESS" makes one`, a.dir)
	}
	_, err = io.WriteString(a.out, text)
	return err
}

// flagsOf checks the flags of a command that goes on, sync or serve, and reports
// whether they start other programs.
func flagsOf(command string, flags []string) (programs bool, err error) {
	root := newRootCmd(newApp(nil, io.Discard, io.Discard))
	cmd, rest, err := root.Find(append([]string{command}, flags...))
	if err == nil {
		err = cmd.ParseFlags(rest)
	}
	if err != nil {
		return false, err
	}
	f := cmd.Flags()
	for _, name := range []string{"watch", "all", "dir", "help"} {
		if f.Changed(name) {
			return false, errors.New("--" + name + " has no place there")
		}
	}
	switch {
	case f.NArg() > 0 && command == "sync":
		return false, errors.New("a sync that runs by itself takes all feeds that are due, not " + f.Arg(0))
	case f.NArg() > 0:
		return false, errors.New("a server takes no " + f.Arg(0))
	}
	return f.Changed("exec") || f.Changed("mail"), nil
}

// thisProgram returns the absolute path of this program: as it is found in $PATH,
// where links stay links, or else where it lies.
func thisProgram() (string, error) {
	path, err := os.Executable()
	if err != nil {
		return "", err
	}
	found, err := exec.LookPath(filepath.Base(os.Args[0]))
	if err != nil {
		return path, nil //nolint:nilerr // it was called by its path
	}
	if found, err = filepath.Abs(found); err != nil || !sameFile(found, path) {
		return path, err
	}
	return found, nil
}

func sameFile(a, b string) bool {
	one, err := os.Stat(a)
	if err != nil {
		return false
	}
	other, err := os.Stat(b)
	return err == nil && os.SameFile(one, other)
}
