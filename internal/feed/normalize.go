package feed

import (
	"context"
	"net/url"
	"strings"
)

const (
	// maxItems is how many items of one document are read.
	maxItems = 20_000
	// maxDepth is the maximal depth of nested elements.
	maxDepth = 24
)

// normalizer rewrites an RSS, RDF or Atom document, as it is found in the wild,
// into one that gofeed reads without loss. The result is:
//
//   - well-formed; it ends after the last complete item when the document
//     breaks off;
//   - without namespaces: known ones become their usual prefix; elements of
//     unknown ones and elements that are not used are left out;
//   - without relative addresses: they are resolved against xml:base or the
//     document's own address (RFC 3986 section 5);
//   - uniform: every text is escaped HTML, whatever its type and mode;
//   - complete: what gofeed would drop (xml:lang, an id as it was spelled, raw
//     dates) is an element with the prefix x.
type normalizer struct {
	scan  scanner
	out   []byte
	atom  bool
	stack []scope
	attrs []attr  // of the current tag
	inner content // of the current element

	inItem   bool
	root     string    // the name of its root, as written
	address  string    // of the document
	elements []element // of the items that were written
	rootOf   struct {  // the root tag that was written last, and of what
		scope scope
		tag   string
	}

	filled  slots // texts that the current item has already
	items   int
	skipped int  // items beyond maxItems
	grown   int  // bytes that addresses in texts have grown by
	broken  bool // the text ended before its root did
}

// scope is an open element, with what its children inherit.
type scope struct {
	name string // as written
	base *url.URL
	lang string
	ns   *binding
}

// normalize rewrites the document. found is false when it has no feed's root.
func normalize(ctx context.Context, text string, base *url.URL, address string) (t *normalizer, found bool) {
	t = &normalizer{address: address, scan: scanner{ctx: ctx, s: text}, out: make([]byte, 0, len(text)+len(text)/8)}
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

// findRoot moves before the root of a feed, past anything before it.
func (t *normalizer) findRoot() bool {
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

// document writes the children of the root and of the channel.
func (t *normalizer) document(root token) {
	t.writeElement("x:lang", t.top().lang)
	if root.selfClosing {
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
			if i := t.openIndex(tok.text); i >= outside {
				t.stack = t.stack[:i]
			}
		case open:
			t.feedChild(tok)
		}
	}
}

func (t *normalizer) feedChild(tok token) {
	prefix, local := t.enter(tok)
	switch prefix + ":" + local {
	case ":channel":
		t.writeElement("x:lang", t.top().lang)
		if !tok.selfClosing {
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

// strayItem reports whether the tag begins an item although none is open. The
// innermost open element then lacks its end tag.
func (t *normalizer) strayItem(c token) bool {
	if t.inItem || c.kind != open {
		return false
	}
	local := c.text[strings.IndexByte(c.text, ':')+1:]
	return strings.EqualFold(local, "item") || strings.EqualFold(local, "entry")
}

// top returns the innermost open element.
func (t *normalizer) top() *scope { return &t.stack[len(t.stack)-1] }

// pop leaves the innermost open element.
func (t *normalizer) pop() { t.stack = t.stack[:len(t.stack)-1] }

// openIndex returns the place on the stack of the innermost open element with
// the name, or -1.
func (t *normalizer) openIndex(name string) int {
	for i := len(t.stack) - 1; i >= 1; i-- {
		if t.stack[i].name == name {
			return i
		}
	}
	return -1
}

// writeElement writes an element with text, unless the text is empty.
func (t *normalizer) writeElement(name, text string) {
	if text = strings.TrimSpace(text); text == "" {
		return
	}
	t.out = append(append(append(t.out, '<'), name...), '>')
	t.out = escape(t.out, text)
	t.out = append(append(append(t.out, "</"...), name...), '>')
}
