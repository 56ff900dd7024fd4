package main

import "github.com/spf13/cobra"

func newEnvironmentTopic() *cobra.Command {
	return newTopic("environment", "Environment variables", `
  ARCHIVE_DIR      the archive's folder, where --dir is not given
  XDG_DATA_HOME    else the archive is the folder "archive" in this one
                   (default: ~/.local/share)
  XDG_CACHE_HOME   what is made of archives that cannot be written to lies in the
                   folder "archive/read-only" in this one (default: ~/.cache)
  TZ               the time zone of a new archive; an archive keeps its own
  NO_COLOR         when set, no colour; TERM=dumb and --no-color do the same
  COLUMNS          the width of the terminal, in place of the real one
  PAGER            the program that shows long texts (default: less -FRX)
  HTTP_PROXY, HTTPS_PROXY, NO_PROXY
                   the proxy through which feeds and pages are fetched, and
                   webhooks are told
  ARCHIVE_GOOGLE_NEWS, ARCHIVE_WAYBACK
                   addresses that stand in for https://news.google.com and
                   https://archive.org, such as a mirror's
  GOGC, GOMEMLIMIT garbage collection, as in any Go program (default: twice
                   Go's own GOGC, and more often above 192 MB)
`)
}
