// Package feed makes items of the bytes of a feed: RSS 0.9x, 1.0 and 2.0,
// Atom 0.3 and 1.0, RDF and JSON Feed, as they are found in the wild, and the
// clusters of Google News. It is pure: bytes in, [store.Document] out.
//
// # The way of a document
//
// Its bytes become clean UTF-8; an XML document is rewritten into one that
// gofeed reads without loss (see tidier); gofeed reads it; and what it says
// becomes [store.Item] values, each with its stories.
//
// # What an item holds
//
// Title, Summary and Content are HTML, as the feed said it: text that was
// declared to be no HTML is escaped, relative addresses are made absolute,
// nothing is cleaned. Whoever shows them has to. Link, Related and Image, and
// the addresses of stories, are absolute http(s) addresses or empty.
//
// Published is the date of publication; where a feed gives none, that of the
// creation, or else of the last change (RFC 4287 asks for no other). The raw
// text beside it is that of the date that was taken.
//
// An ordinary item holds one story, that of its link; one that has no link
// still holds a story, for its text. A Google News item holds the stories
// that it lists: see [Cluster].
package feed

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"newsarchive/internal/news"
)

// Options say where a document comes from.
type Options struct {
	// URL is the address it was fetched from, after redirects. Relative
	// addresses are resolved against it.
	URL string
	// ContentType is the HTTP header, for its charset.
	ContentType string
	// Language is the HTTP header Content-Language, for a feed that says
	// none itself.
	Language string
}

// Parse reads a feed.
//
// The items of the document stand in the feed's order. An entry that says
// nothing, or a field that is too long, is a Fault of the document and costs
// nothing else.
//
// A document that breaks off gives what stands before the break, Partial, and
// beside it an error that is [ErrBroken]: both are to be used. So are those of
// a document of more than 20,000 items, of which the rest is left out; the
// error is [ErrLimit]. The work is linear in the document's size, and ends
// with ctx, whose error is returned. With every other error the document is empty: [ErrEmpty], [ErrHTML] (an [HTMLError],
// which names the page's feeds), [ErrUnknown]. Mistakes that leave no doubt
// what is meant (a missing end tag, an undeclared entity) are mended in
// silence.
func Parse(ctx context.Context, raw []byte, opts Options) (news.Document, error) {
	text := strings.TrimLeft(toText(raw, opts.ContentType), " \t\r\n\uFEFF")
	r := reader{ctx: ctx, address: opts.URL, language: headerLanguage(opts.Language)}
	if u, err := url.Parse(opts.URL); err == nil && (u.Scheme == "http" || u.Scheme == "https") {
		r.base = u
	}
	switch {
	case text == "":
		return news.Document{}, ErrEmpty
	case text[0] == '{':
		return r.readJSON(text)
	}
	if isPage(text) {
		return news.Document{}, &HTMLError{Feeds: pageFeeds(text, r.base)}
	}
	text = ownEntities(text)
	if r.base == nil {
		r.base = ownBase(ctx, text)
	}
	t, found := tidy(ctx, text, r.base, r.address)
	if ctx.Err() != nil {
		return news.Document{}, context.Cause(ctx)
	}
	if !found {
		if isFragment(text) {
			return news.Document{}, &HTMLError{Feeds: pageFeeds(text, r.base)}
		}
		return news.Document{}, fmt.Errorf("%w; it begins with %q", ErrUnknown, beginning(text))
	}
	if err := r.readXML(t); err != nil {
		return news.Document{}, err
	}
	r.keepRaw(t)
	return r.end(t.skipped, t.broken)
}

// end returns the document, with the error of one that is read in part.
func (r *reader) end(skipped int, broken bool) (news.Document, error) {
	switch {
	case r.ctx.Err() != nil:
		return news.Document{}, context.Cause(r.ctx)
	case broken:
		return r.broken()
	case skipped > 0:
		r.doc.Partial = true
		return r.doc, fmt.Errorf("%w: %d items beyond the first %d are not read", ErrLimit, skipped, maxItems)
	}
	return r.doc, nil
}

// broken gives what stands before the break, and says so.
func (r *reader) broken() (news.Document, error) {
	r.doc.Partial = true
	if n := len(r.doc.Items); n != 1 {
		return r.doc, fmt.Errorf("%w after %d items", ErrBroken, n)
	}
	return r.doc, fmt.Errorf("%w after 1 item", ErrBroken)
}

// beginning returns the first characters of a text, for a message.
func beginning(s string) string {
	const most = 60
	s = strings.Join(strings.Fields(s[:min(len(s), 4*most)]), " ")
	for i := range s {
		if i >= most {
			return strings.ToValidUTF8(s[:i], "") + "…"
		}
	}
	return strings.ToValidUTF8(s, "")
}
