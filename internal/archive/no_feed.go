package archive

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strings"

	"newsarchive/internal/article"
	"newsarchive/internal/discover"
	"newsarchive/internal/feed"
	"newsarchive/internal/fetch"
	"newsarchive/internal/news"
	"newsarchive/internal/private"
)

// NoFeedError means that what stands at an address is no feed.
type NoFeedError struct {
	URL  string // without login; empty where it is not to be repeated
	What string // what was found, in words: "the address gives an image (image/png), not a feed"
	Hint string // what to do about it; may be empty
	// Feeds are those that the page names.
	Feeds []discover.Feed
	// Kind is html, consent, login, bot, or format.
	Kind news.FailureKind

	err error
}

// Error returns "URL: what was found; what to do".
func (e *NoFeedError) Error() string {
	return strings.TrimPrefix(e.URL+": "+strings.TrimSuffix(e.What+"; "+e.Hint, "; "), ": ")
}

// Unwrap returns the error of the parser.
func (e *NoFeedError) Unwrap() error { return e.err }

// NamedError means that the one feed of a page cannot be had.
type NamedError struct {
	Page string
	Err  error // a [*fetch.Error] or a [*NoFeedError]
}

// Error returns the page and why there is no feed.
func (e *NamedError) Error() string { return e.Page + " names a feed: " + e.Err.Error() }

// Unwrap returns why there is no feed.
func (e *NamedError) Unwrap() error { return e.Err }

// hide removes secrets from the words.
func (e *NoFeedError) hide(h private.Hider) {
	e.What = h.String(e.What)
	for i, f := range e.Feeds {
		e.Feeds[i] = discover.Feed{URL: h.String(f.URL), Title: h.String(f.Title)}
	}
}

// noFeed puts into words what stands in place of a feed; err is the parser's.
func noFeed(ctx context.Context, address string, res fetch.Response, err error) *NoFeedError {
	e := &NoFeedError{URL: address, What: err.Error(), Kind: news.FailFormat, err: err}
	switch {
	case errors.Is(err, feed.ErrHTML):
		e.Kind = news.FailHTML
		e.Feeds, _ = discoverPage(res).Feeds()
		if wall := wallOf(ctx, address, res); wall != nil && len(e.Feeds) == 0 {
			return wall
		}
	case errors.Is(err, feed.ErrUnknown):
		if kind, hint := kindOf(res.Body); kind != "" {
			e.What, e.Hint = "the address gives "+kind+", not a feed", hint
		}
	}
	return e
}

// maxWall is how many bytes of a page are looked at for a wall; those are small.
const maxWall = 512 << 10

// wallOf returns the error for a page that stands before the one that was asked
// for, and nil for any other.
func wallOf(ctx context.Context, address string, res fetch.Response) *NoFeedError {
	text, err := article.Read(ctx, news.Page{
		Asked: address, URL: res.URL, Status: http.StatusOK, Body: res.Body[:min(len(res.Body), maxWall)],
		Header: map[string][]string{"Content-Type": {res.ContentType}},
	})
	if err != nil {
		return nil //nolint:nilerr // a page that cannot be read is none of these
	}
	e := &NoFeedError{URL: address, err: feed.ErrHTML}
	switch text.Kind {
	case news.PageConsent:
		e.Kind = news.FailConsent
		e.What, e.Hint = "a page that asks for consent to cookies comes first", "look for the address of the feed itself; or agree in a browser, and give the cookie that it got: archive feed set FEED --cookie NAME=VALUE"
	case news.PageLogin:
		e.Kind = news.FailLogin
		e.What, e.Hint = "a page to sign in comes first", "give the address of the feed itself, or a user name and password: archive feed set FEED --login NAME:PASSWORD"
	case news.PageBot:
		e.Kind = news.FailBot
		e.What, e.Hint = "the site lets only browsers in: it checks for a person first", "look for another address of the feed, or ask the site to let feed readers in"
	default:
		return nil
	}
	return e
}

// xmlRoot finds the first element of an XML document.
var xmlRoot = regexp.MustCompile(`^(?:\s|<\?[^>]*>|<!--[^>]*-->|<!DOCTYPE[^>]*>)*<([A-Za-z][\w:.-]{0,60})`)

// kindOf says what a document is that is neither a feed nor a page, and what to
// do with it; empty if that cannot be told.
func kindOf(body []byte) (kind, hint string) {
	head := body[:min(len(body), 4<<10)]
	if m := xmlRoot.FindSubmatch(head); m != nil {
		switch name := strings.ToLower(string(m[1])); name {
		case "opml":
			return "an OPML list of feeds", `save it, and "archive feed import FILE" follows them`
		case "urlset", "sitemapindex":
			return "a sitemap", "look for the feed on the site's own page"
		case "svg":
			return "an image (image/svg+xml)", ""
		default:
			return fmt.Sprintf("an XML document of another kind, <%s>", name), ""
		}
	}
	switch typ, _, _ := strings.Cut(http.DetectContentType(head), ";"); {
	case strings.HasPrefix(typ, "image/"):
		return "an image (" + typ + ")", ""
	case strings.HasPrefix(typ, "video/"), strings.HasPrefix(typ, "audio/"), typ == "application/ogg":
		return "a recording (" + typ + ")", "look for the feed on the page that links it"
	case strings.HasPrefix(typ, "text/"):
		if text := bytes.TrimSpace(head); len(text) > 0 && (text[0] == '{' || text[0] == '[') {
			return "JSON of another kind than JSON Feed", ""
		}
		return "", ""
	default:
		return "a file (" + typ + ")", ""
	}
}
