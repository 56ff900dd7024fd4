package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/terminal"
	"newsarchive/store"
)

// synced prints one feed's line, unless --quiet is given: in a pipe the records
//
//	feed  outcome  new items  new stories  changed items  error
//
// A watch leaves out feeds with nothing new, and writes the time first.
func (a *app) synced(s archive.Synced, watched *watcher) {
	if watched != nil {
		watched.alive()
	}
	if a.quiet || a.out.Terminal && s.Fetch.Outcome == store.OutcomePutOff {
		return // one line says it of all feeds of the host
	}
	when := ""
	if watched != nil {
		if !tells(s) {
			return
		}
		when = a.now().Format(time.RFC3339) + "\t"
	}
	label := terminal.Clean(s.Feed.Label())
	if !a.out.Terminal {
		reason := terminal.Clean(s.Waits)
		switch {
		case s.Err != nil:
			reason = terminal.Clean(s.Err.Error())
		case s.Window != nil:
			reason = windowWords(s.Feed, *s.Window)
		}
		fmt.Fprintf(a.out, "%s%s\t%s\t%d\t%d\t%d\t%s\n", when, label, s.Fetch.Outcome, s.Saved.Items, s.Saved.Stories, s.Saved.Changed, reason) //nolint:errcheck // the sync goes on
		return
	}
	width := min(max(a.out.Width/2, 20), 48)
	line := terminal.Pad(label, width) + "  " + a.outcome(s)
	fmt.Fprintln(a.out, line) //nolint:errcheck // the sync goes on
	if s.Err != nil {
		w := &terminal.Lines{Stream: a.out}
		w.Wrap("    ", "    "+terminal.Clean(s.Err.Error()))
	}
	if s.Saved.Moved != "" {
		w := &terminal.Lines{Stream: a.out}
		w.Wrap("    ", "    it has moved for good to "+terminal.Clean(s.Saved.Moved)+", and is fetched there from now on; the old address is kept")
	}
	if s.Window != nil {
		w := &terminal.Lines{Stream: a.out}
		w.Wrap("    ", a.out.Style(terminal.Yellow, "    "+windowWords(s.Feed, *s.Window)))
	}
}

// tells reports whether there is something to say of a feed.
func tells(s archive.Synced) bool {
	return s.Err != nil || s.Saved.Items+s.Saved.Changed+s.Saved.Faults > 0 || s.Saved.Moved != ""
}

// outcome describes the result of fetching one feed.
func (a *app) outcome(s archive.Synced) string {
	var parts []string
	if n := s.Saved.Items; n > 0 {
		parts = append(parts, plural(n, "new item", "new items")+" ("+plural(s.Saved.Stories, "story", "stories")+")")
	}
	if n := s.Saved.Changed; n > 0 {
		parts = append(parts, plural(n, "changed", "changed"))
	}
	if n := s.Saved.Skipped; n > 0 {
		parts = append(parts, fmt.Sprintf("%d left out", n))
	}
	if n := s.Saved.Faults; n > 0 {
		parts = append(parts, plural(n, "entry could not be used", "entries could not be used"))
	}
	switch {
	case s.Fetch.Outcome == store.OutcomeFailed:
		return a.out.Style(terminal.Red, "failed")
	case s.Err != nil:
		return a.out.Style(terminal.Yellow, strings.Join(append(parts, "read in part"), ", "))
	case len(parts) == 0:
		return a.out.Style(terminal.Dim, "nothing new")
	}
	return a.out.Style(terminal.Green, strings.Join(parts, ", "))
}

// syncEnd prints the result of the whole sync.
func (a *app) syncEnd(ctx context.Context, ar *archive.Archive, r syncReport, o syncOptions) error {
	if o.watched != nil {
		return o.watched.syncEnd(r)
	}
	if o.json {
		if err := format.WriteJSON(a.out, r); err != nil {
			return err
		}
	}
	if len(r.Feeds) == 0 && !o.json {
		followed, err := ar.Followed(ctx)
		switch {
		case err != nil:
			return err
		case len(followed) == 0:
			a.note(`no feed is followed; "archive feed add ADDRESS" follows one`)
		default:
			a.note(`no feed is due; "archive sync --all" fetches all of them now`)
		}
	}
	if n := r.Saved.Skipped; n > 0 && !a.out.Terminal && !o.json {
		a.note(`%s left out by rules of their feeds; "archive feed show FEED" lists them`, plural(n, "item was", "items were"))
	}
	if r.Failed > 0 {
		a.note("%s of %d failed; what the others brought is stored", plural(r.Failed, "feed", "feeds"), len(r.Feeds))
		return errPart
	}
	return nil
}
