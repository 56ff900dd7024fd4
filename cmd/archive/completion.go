package main

import (
	"io"

	"github.com/spf13/cobra"
)

// shell is a shell with a completion script.
type shell struct {
	name, long, example string
	write               func(root *cobra.Command, w io.Writer, descriptions bool) error
}

func shells() []shell {
	return []shell{
		{
			"bash", "Print the completion script for bash. It needs the package bash-completion.",
			`  source <(archive completion bash)        in this shell
  archive completion bash > ~/.local/share/bash-completion/completions/archive
                                           in every new one`,
			func(root *cobra.Command, w io.Writer, d bool) error { return root.GenBashCompletionV2(w, d) },
		},
		{
			"zsh", "Print the completion script for zsh. It needs \"autoload -U compinit; compinit\"\nin ~/.zshrc.",
			`  source <(archive completion zsh)         in this shell
  archive completion zsh > "${fpath[1]}/_archive"
                                           in every new one`,
			func(root *cobra.Command, w io.Writer, d bool) error {
				if d {
					return root.GenZshCompletion(w)
				}
				return root.GenZshCompletionNoDesc(w)
			},
		},
		{
			"fish", "Print the completion script for fish.",
			`  archive completion fish | source         in this shell
  archive completion fish > ~/.config/fish/completions/archive.fish
                                           in every new one`,
			func(root *cobra.Command, w io.Writer, d bool) error { return root.GenFishCompletion(w, d) },
		},
		{
			"powershell", "Print the completion script for PowerShell. To have it in every new shell, add\nthe example's line to your profile.",
			`  archive completion powershell | Out-String | Invoke-Expression`,
			func(root *cobra.Command, w io.Writer, d bool) error {
				if d {
					return root.GenPowerShellCompletionWithDesc(w)
				}
				return root.GenPowerShellCompletion(w)
			},
		},
	}
}

func newCompletionCmd(a *app) *cobra.Command {
	cmd := newGroup(&cobra.Command{
		Use:   "completion",
		Short: "Print a script that completes commands in your shell",
		Long: `Print a script with which your shell completes commands, flags, and the names
of feeds and topics.`,
		Example: `  source <(archive completion bash)
  archive completion zsh > "${fpath[1]}/_archive"
  archive completion fish --help           how to load it`,
	})
	for _, sh := range shells() {
		cmd.AddCommand(newShellCmd(a, sh))
	}
	return cmd
}

func newShellCmd(a *app, sh shell) *cobra.Command {
	var bare bool
	cmd := &cobra.Command{
		Use:               sh.name,
		Short:             "Print the completion script for " + sh.name,
		Long:              sh.long,
		Example:           sh.example,
		Args:              cobra.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return sh.write(cmd.Root(), a.out, !bare)
		},
	}
	cmd.Flags().BoolVar(&bare, "no-descriptions", false, "complete names only")
	return cmd
}
