package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
)

func newManCmd(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "man FOLDER",
		Short: "Write the manual pages of all commands",
		Long: `Write a manual page of every command and help topic to FOLDER, which is made when
it is not there: archive.1, archive-search.1, archive-feed-add.1 and so on, and
archive-query.7 for a topic.`,
		Example: `  archive man ~/.local/share/man/man1
  archive man pages          and then: man pages/archive-search.1`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return runMan(a, cmd.Root(), args[0]) },
	}
}

func runMan(a *app, root *cobra.Command, folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return fmt.Errorf("make the folder of the manual pages: %w", err)
	}
	pages := 0
	var write func(*cobra.Command) error
	write = func(cmd *cobra.Command) error {
		if cmd.Hidden {
			return nil
		}
		cmd.InitDefaultHelpFlag()
		page := filepath.Join(folder, manName(cmd)+"."+manSection(cmd))
		if err := os.WriteFile(page, []byte(manPage(cmd)), 0o644); err != nil { //nolint:gosec // a manual is for all to read
			return fmt.Errorf("write a manual page: %w", err)
		}
		pages++
		for _, sub := range cmd.Commands() {
			if err := write(sub); err != nil {
				return err
			}
		}
		return nil
	}
	if err := write(root); err != nil {
		return err
	}
	a.note("%s written to %s", plural(pages, "page", "pages"), folder)
	return nil
}

// manName is the name of a command's page.
func manName(cmd *cobra.Command) string { return strings.ReplaceAll(cmd.CommandPath(), " ", "-") }

// manSection is 1 for a command, 7 for a topic.
func manSection(cmd *cobra.Command) string {
	if cmd.IsAdditionalHelpTopicCommand() {
		return "7"
	}
	return "1"
}
