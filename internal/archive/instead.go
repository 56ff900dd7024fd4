package archive

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"newsarchive/internal/discover"
	"newsarchive/internal/fetch"
	"newsarchive/internal/news"
	"newsarchive/internal/private"
)

// instead says what stands in place of a feed, and what to do for a feed that is
// followed.
func instead(ctx context.Context, f news.Feed, hide private.Hider, res fetch.Response, err error) error {
	e := noFeed(ctx, f.URL, res, err)
	e.URL = "" // the report has it
	e.hide(hide)
	e.What += elsewhereFrom(f, res.URL)
	if private.Is(f.URL) {
		e.Feeds = nil // their addresses may be as secret
	}
	e.Feeds = slices.DeleteFunc(e.Feeds, func(named discover.Feed) bool { return named.URL == f.URL })
	const shown = 3
	switch n := len(e.Feeds); {
	case n == 1:
		e.What += ", which names the feed " + e.Feeds[0].URL
		e.Hint = fmt.Sprintf("to follow that: archive feed set %d --url %s", f.ID, typed(e.Feeds[0].URL))
	case n > 1:
		e.What += fmt.Sprintf(", which names %d feeds: %s", n, addresses(e.Feeds[:min(n, shown)]))
		if n > shown {
			e.What += " …"
		}
		e.Hint = fmt.Sprintf("to follow the first: archive feed set %d --url %s", f.ID, typed(e.Feeds[0].URL))
	case e.Hint == "":
		e.Hint = lookMoved(f.ID)
	}
	e.Hint = strings.ReplaceAll(e.Hint, anyFeed, fmt.Sprintf("feed set %d", f.ID))
	return e
}

func addresses(feeds []discover.Feed) string {
	all := make([]string, len(feeds))
	for i, f := range feeds {
		all[i] = f.URL
	}
	return strings.Join(all, ", ")
}
