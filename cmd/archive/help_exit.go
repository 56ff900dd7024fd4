package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// exitCodes are the exit codes and their meanings.
func exitCodes() []struct {
	code    int
	meaning string
} {
	return []struct {
		code    int
		meaning string
	}{
		{exitDone, "success, also of a search that found nothing"},
		{exitFailed, "failed; the message says on what, and why"},
		{exitUsage, "wrong usage: an unknown command, flag, feed or topic, an invalid\nquery"},
		{exitPart, "done in part: some feeds, files or topics failed, the rest is stored;\nor \"archive doctor\" found errors or warnings"},
		{exitNothing, "nothing matched (with --exit-code), nothing is new, or no feed fails\n(feed list --failing)"},
		{exitNoArchive, "there is no archive in the folder"},
		{exitLocked, "another process is working on the archive; try again later"},
		{exitDamaged, "the archive is damaged, or a newer version has written it"},
		{exitOffline, "this machine is offline; the feeds are tried again with the next sync"},
		{exitInterrupted, "interrupted by Ctrl-C or a signal; what was saved stays"},
	}
}

func newExitCodesTopic() *cobra.Command {
	var b strings.Builder
	for _, c := range exitCodes() {
		fmt.Fprintf(&b, "  %4d  %s\n", c.code, strings.ReplaceAll(c.meaning, "\n", "\n        "))
	}
	return newTopic("exit-codes", "What the exit codes mean", `
Every command ends with one of these codes:

`+b.String()+`
A script that treats a partial success as success accepts 0 and 3. For a systemd
unit, that is SuccessExitStatus=3.
`)
}
