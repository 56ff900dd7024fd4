package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"newsarchive/internal/discover"
	"newsarchive/internal/private"
	"newsarchive/internal/terminal"
)

// known returns the address of the feed of a known site's page, without
// fetching anything; any other address as it is.
func (a *app) known(address string, o feedAddOptions) (string, error) {
	if o.force || o.private {
		return address, nil
	}
	feeds, err := discover.Site(private.Bare(address))
	switch {
	case err != nil:
		return "", usageError{err}
	case len(feeds) == 1:
		return feeds[0].URL, nil
	case len(feeds) > 1:
		return "", severalFeeds(address, feeds)
	}
	return address, nil
}

// chooseFeed asks which of a page's feeds is meant, on a terminal; elsewhere it
// is wrong usage, and the error lists them.
func (a *app) chooseFeed(ctx context.Context) func(string, []discover.Feed) (int, error) {
	return func(page string, feeds []discover.Feed) (int, error) {
		if a.quiet || !a.canAsk() {
			return 0, severalFeeds(page, feeds)
		}
		a.note("%s names %d feeds:", page, len(feeds))
		for i, f := range feeds {
			fmt.Fprintf(a.err, "%4d  %s\n", i+1, a.err.Fit(terminal.Clean(strings.TrimSpace(f.Title+"  "+f.URL)), 6)) //nolint:errcheck // the question follows
		}
		answer, _ := a.reply(ctx, fmt.Sprintf("Which one? [1-%d] ", len(feeds)))
		if ctx.Err() != nil {
			return 0, ctx.Err()
		}
		n, err := strconv.Atoi(answer)
		if err != nil || n < 1 || n > len(feeds) {
			return 0, usagef("no feed was chosen; nothing is followed")
		}
		return n - 1, nil
	}
}

// severalFeeds is the error that lists the feeds of a page, with the command that
// follows each.
func severalFeeds(page string, feeds []discover.Feed) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s names %d feeds; follow one of them:", page, len(feeds))
	for _, f := range feeds {
		if f.Title != "" {
			b.WriteString("\n" + f.Title)
		}
		b.WriteString("\n    archive feed add " + shellWord(f.URL))
	}
	return usagef("%s", b.String())
}

// shellWord quotes a word for a POSIX shell, where it needs that.
func shellWord(s string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("/:._-@%+,", r)
	}
	if s != "" && strings.IndexFunc(s, func(r rune) bool { return !plain(r) }) < 0 {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
