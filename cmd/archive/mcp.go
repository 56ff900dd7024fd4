package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/internal/mcp"
	"newsarchive/internal/web"
)

type mcpOptions struct{ write bool }

func newMCPCmd(a *app) *cobra.Command {
	var o mcpOptions
	cmd := &cobra.Command{
		Use:   "mcp",
		Short: "Let an assistant ask the archive",
		Long: `Offer the archive to an assistant by the Model Context Protocol, on standard
input and output, until the assistant ends it. Its configuration names this
command; you do not type it. docs/assistants.md has the usual ones. By HTTP,
"archive serve --mcp" offers the same at /mcp.

It can search, read stories, count over time, find key dates, similar stories and
events, and see how the feeds are. Every answer has the numbers, addresses and
first sightings of its stories, and says on which days feeds were not fetched.

It changes nothing. With --write it can also tag and mark stories, add and remove
topics, and follow feeds. What publishers write reaches the assistant, and may try
to tell it what to do: give it --write, and other tools beside, with that in mind.`,
		Example: `  archive mcp
  archive --dir ~/news mcp --write
  claude mcp add archive -- archive mcp
  npx @modelcontextprotocol/inspector --cli archive mcp --method tools/list`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return runMCP(cmd.Context(), a, o) },
	}
	cmd.Flags().BoolVar(&o.write, "write", false, "offer also the tools that change the archive")
	return cmd
}

func runMCP(ctx context.Context, a *app, o mcpOptions) error {
	if a.out.Terminal {
		a.note("this waits for an assistant, which starts it by itself; \"archive mcp --help\" says how (Ctrl+C ends it)")
	}
	keeper := archive.NewKeeper(a.dir, a.options())
	server := mcp.New(keeper, a.mcpOptions(o.write))
	err := errors.Join(server.Serve(ctx, a.in, a.out.Writer), keeper.Close())
	if wrong, ok := errors.AsType[*json.SyntaxError](err); ok {
		return fmt.Errorf("standard input has no message of the Model Context Protocol (%w); an assistant starts this command: \"archive mcp --help\" says how", wrong)
	}
	if err == nil && ctx.Err() != nil {
		err = errTold
	}
	return err
}

// What --mcp of serve may be.
const (
	mcpRead  = "read"
	mcpWrite = "write"
)

func addMCPFlag(cmd *cobra.Command, value *string) {
	f := cmd.Flags()
	f.StringVar(value, "mcp", "", "answer assistants at /mcp; `SCOPE` is read, or write: also offer the tools that change the archive, to app passwords that may write")
	f.Lookup("mcp").NoOptDefVal = mcpRead
	_ = cmd.RegisterFlagCompletionFunc("mcp", cobra.FixedCompletions([]cobra.Completion{mcpRead, mcpWrite}, cobra.ShellCompDirectiveNoFileComp))
}

func checkMCP(o serveOptions) error {
	switch {
	case o.mcp != "" && o.mcp != mcpRead && o.mcp != mcpWrite:
		return usagef("--mcp=%s: it takes read or write", o.mcp)
	case o.mcp == mcpWrite && o.readOnly:
		return usagef("--mcp=write and --read-only exclude each other")
	}
	return nil
}

// assistants returns what answers at /mcp.
func (a *app) assistants(keeper *archive.Keeper, o serveOptions) (all web.Assistants) {
	if o.mcp != "" {
		all.Reading = mcp.New(keeper, a.mcpOptions(false)).Handler()
	}
	if o.mcp == mcpWrite {
		all.Writing = mcp.New(keeper, a.mcpOptions(true)).Handler()
	}
	return all
}

// mcpOptions say how the archive is offered to assistants.
func (a *app) mcpOptions(write bool) mcp.Options {
	return mcp.Options{Version: version(), Log: a.logger(), Now: a.now, Write: write, UserAgent: userAgent()}
}
