package feed

import (
	"context"
	"net/url"
	"strings"
)

const (
	// maxItems is how many items of one document are read.
	maxItems = 20_000
	// maxDepth is how deep elements may stand in one another.
	maxDepth = 24
)

// tidier rewrites an RSS, RDF or Atom document, as it is found in the wild,
// into one that gofeed reads without loss:
//
//   - well-formed, and ended after the last whole item when it breaks off;
//   - without namespaces: known ones become their usual prefix, elements of
//     unknown ones are left out, as is all else that nobody reads;
//   - every relative address made absolute by xml:base or the document's own;
//   - every text, whatever its type and mode, as escaped HTML;
//   - what gofeed would drop (xml:lang, an id as it was spelled, raw dates)
//     as elements with the prefix x.
type tidier struct {
	scan  scanner
	out   []byte
	atom  bool
	stack []scope
	attrs []attr  // of the current tag
	inner []token // of the current element

	inItem   bool
	root     string    // the name of its root, as written
	address  string    // of the document
	elements []element // of the items that were written
	rootOf   struct {  // the root tag that was written last, and of what
		scope scope
		tag   string
	}

	told    told // what the item at hand has said already
	items   int
	skipped int  // items beyond maxItems
	broken  bool // the text ended before its root did
}

// scope is an element that is open, with what it hands to those within.
type scope struct {
	name string // as written
	base *url.URL
	lang string
	ns   *binding
}

// tidy rewrites the document. found is false when it has no feed's root.
func tidy(ctx context.Context, text string, base *url.URL, address string) (t *tidier, found bool) {
	t = &tidier{address: address, scan: scanner{ctx: ctx, s: text}, out: make([]byte, 0, len(text)+len(text)/8)}
	if !t.findRoot() {
		return t, false
	}
	root := t.scan.next()
	t.stack = append(t.stack, scope{base: base})
	t.push(root)
	_, local := t.canonical(root.text)
	t.root = root.text
	t.atom = local == "feed"
	if t.atom {
		t.out = append(t.out, "<feed>"...)
		t.document(root)
		t.out = append(t.out, "</feed>"...)
		return t, true
	}
	t.out = append(t.out, `<rss version="2.0"><channel>`...)
	t.document(root)
	t.out = append(t.out, "</channel></rss>"...)
	return t, true
}

// findRoot moves before the root of a feed, past whatever stands before it.
func (t *tidier) findRoot() bool {
	for tries := 0; tries < 200; tries++ {
		switch tok := t.scan.next(); tok.kind {
		case end:
			return false
		case open:
			if rootName(tok.text) {
				t.scan.pos = tok.at
				return true
			}
		}
	}
	return false
}

func rootName(name string) bool {
	switch strings.ToLower(name[strings.IndexByte(name, ':')+1:]) {
	case "rss", "rdf", "feed", "channel":
		return true
	}
	return false
}

// document writes what stands in the root, and in the channel within it.
func (t *tidier) document(root token) {
	t.note("x:lang", t.top().lang)
	if root.alone {
		return
	}
	outside := len(t.stack) - 1
	for len(t.stack) > outside {
		tok := t.scan.next()
		switch tok.kind {
		case end:
			t.broken = true
			return
		case closing:
			if i := t.opened(tok.text); i >= outside {
				t.stack = t.stack[:i]
			}
		case open:
			t.feedChild(tok)
		}
	}
}

func (t *tidier) feedChild(tok token) {
	prefix, local := t.enter(tok)
	switch prefix + ":" + local {
	case ":channel":
		t.note("x:lang", t.top().lang)
		if !tok.alone {
			return // stays open
		}
	case ":item", ":entry":
		t.item(tok)
		return
	case ":title", "dc:title":
		t.markup(tok, "title")
	case ":link":
		t.link(tok)
	case "atom:link":
		t.tree(tok, prefix, local)
		return
	case ":language", "dc:language":
		t.plain(tok, "x:language")
	default:
		t.ofFeed(tok, prefix+":"+local)
	}
	t.pop()
}

// strayItem reports whether the tag begins an item where none is open: then
// what is open lacks its end.
func (t *tidier) strayItem(c token) bool {
	if t.inItem || c.kind != open {
		return false
	}
	local := c.text[strings.IndexByte(c.text, ':')+1:]
	return strings.EqualFold(local, "item") || strings.EqualFold(local, "entry")
}

// top returns the innermost open element.
func (t *tidier) top() *scope { return &t.stack[len(t.stack)-1] }

// pop leaves the innermost open element.
func (t *tidier) pop() { t.stack = t.stack[:len(t.stack)-1] }

// opened returns the place on the stack of the innermost open element with
// the name, or -1.
func (t *tidier) opened(name string) int {
	for i := len(t.stack) - 1; i >= 1; i-- {
		if t.stack[i].name == name {
			return i
		}
	}
	return -1
}

// note writes an element with text, unless the text is empty.
func (t *tidier) note(name, text string) {
	if text = strings.TrimSpace(text); text == "" {
		return
	}
	t.out = append(append(append(t.out, '<'), name...), '>')
	t.out = escape(t.out, text)
	t.out = append(append(append(t.out, "</"...), name...), '>')
}
