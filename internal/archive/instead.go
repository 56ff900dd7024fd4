package archive

import (
	"context"
	"errors"
	"fmt"

	"newsarchive/internal/feed"
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
	if private.Is(f.URL) {
		e.Feeds = nil // their addresses may be as secret
	}
	switch n := len(e.Feeds); {
	case n == 1:
		e.What += ", which names " + e.Feeds[0].URL
		e.Hint = fmt.Sprintf(`"archive feed set %d --url ADDRESS" follows that`, f.ID)
	case n > 1:
		e.What += fmt.Sprintf(", which names %d feeds: ", n)
		for i, named := range e.Feeds[:min(n, 3)] {
			if i > 0 {
				e.What += ", "
			}
			e.What += named.URL
		}
		if n > 3 {
			e.What += " …"
		}
		e.Hint = fmt.Sprintf(`"archive feed set %d --url ADDRESS" follows one of them`, f.ID)
	case e.Hint == "" && errors.Is(err, feed.ErrHTML):
		e.Hint = fmt.Sprintf(`see in a browser whether the feed has moved; "archive feed set %d --url ADDRESS" gives its new address`, f.ID)
	}
	return e
}
