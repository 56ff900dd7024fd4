package feed

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"newsarchive/internal/news"
)

// Options describes the HTTP response that a document came in. All fields may
// be empty.
type Options struct {
	// URL is the address it was fetched from, after redirects. Relative
	// addresses are resolved against it.
	URL string
	// ContentType is the value of the HTTP header; only its charset is used.
	ContentType string
	// Language is the HTTP header Content-Language, used when the feed
	// declares no language.
	Language string
}

// Parse parses a feed. Items are in the feed's order.
//
// An entry that says nothing, and a field or list that exceeds its limit, is
// recorded in Document.Faults; the other entries are unaffected. Mistakes with
// one plausible meaning (a missing end tag, an undeclared entity) are repaired
// without a fault.
//
// Two errors come with a usable document, whose Partial is then true:
// [ErrBroken], when the text ends early, with the items before the break; and
// [ErrLimit], with the first items of a document that has more than 20,000
// items or stories. With any other error the document is empty: [ErrEmpty],
// [ErrHTML], [ErrUnknown], or the cause of ctx's end.
//
// The work is linear in the size of the document. It can be cancelled within
// an entry, not only between entries.
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
		return news.Document{}, ErrHTML
	}
	text = expandOwnEntities(text)
	if r.base == nil {
		r.base = selfBase(ctx, text)
	}
	t, found := normalize(ctx, text, r.base, r.address)
	if ctx.Err() != nil {
		return news.Document{}, context.Cause(ctx)
	}
	if !found {
		if isFragment(text) {
			return news.Document{}, ErrHTML
		}
		return news.Document{}, fmt.Errorf("%w; it begins with %q", ErrUnknown, beginning(text))
	}
	if err := r.readXML(t); err != nil {
		return news.Document{}, err
	}
	r.attachRaw(t)
	return r.end(t.skipped, t.broken)
}

// end returns the document, and the error when it was read in part.
func (r *reader) end(skipped int, broken bool) (news.Document, error) {
	switch {
	case r.ctx.Err() != nil:
		return news.Document{}, context.Cause(r.ctx)
	case broken:
		return r.broken()
	case skipped > 0:
		r.doc.Partial = true
		return r.doc, fmt.Errorf("%w: %d items beyond the first %d are not read", ErrLimit, skipped, maxItems)
	case r.skipped > 0:
		r.doc.Partial = true
		return r.doc, fmt.Errorf("%w: %d items beyond the first %d stories are not read", ErrLimit, r.skipped, maxStories)
	}
	return r.doc, nil
}

// broken returns the items before the break, and [ErrBroken].
func (r *reader) broken() (news.Document, error) {
	r.doc.Partial = true
	if n := len(r.doc.Items); n != 1 {
		return r.doc, fmt.Errorf("%w after %d items", ErrBroken, n)
	}
	return r.doc, fmt.Errorf("%w after 1 item", ErrBroken)
}

// beginning returns the first characters of a text, for a message.
func beginning(s string) string {
	const maxRunes = 60
	s = strings.Join(strings.Fields(s[:min(len(s), 4*maxRunes)]), " ")
	for i := range s {
		if i >= maxRunes {
			return strings.ToValidUTF8(s[:i], "") + "…"
		}
	}
	return strings.ToValidUTF8(s, "")
}
