package main

import (
	"fmt"
	"io"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"newsarchive/internal/format"
)

// version returns the program's version: the module's, when it was installed
// as one, else "devel" and the revision it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "devel"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return "devel-" + s.Value[:min(12, len(s.Value))]
		}
	}
	return "devel"
}

// userAgent names the program to the servers that it asks.
func userAgent() string { return "archive/" + version() + " (personal news archive)" }

// versionLine is what "archive version" and "archive --version" print.
func versionLine() string {
	return fmt.Sprintf("archive %s (%s, %s/%s)\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

type versionOptions struct{ json bool }

func newVersionCmd(a *app) *cobra.Command {
	var o versionOptions
	cmd := &cobra.Command{
		Use:     "version",
		Short:   "Print the version",
		Example: "  archive version\n  archive version --json",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return runVersion(a, o)
		},
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "one JSON document")
	return cmd
}

func runVersion(a *app, o versionOptions) error {
	if o.json {
		return format.WriteJSON(a.out, struct {
			format.Header
			Version string `json:"version"`
			Go      string `json:"go"`
			OS      string `json:"os"`
			Arch    string `json:"arch"`
		}{format.NewHeader(), version(), runtime.Version(), runtime.GOOS, runtime.GOARCH})
	}
	_, err := io.WriteString(a.out, versionLine())
	return err
}
