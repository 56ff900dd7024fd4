package feed

import "strings"

// tree writes an element with its content, and closes it.
func (t *normalizer) tree(tok token, prefix, local string) {
	t.children(tok, prefix, local)
	t.pop()
}

// children writes an element with its attributes, text and children. Elements
// below maxDepth or of an unknown namespace are left out.
func (t *normalizer) children(tok token, prefix, local string) {
	name := local
	if prefix != "" {
		name = prefix + ":" + local
	}
	t.out = append(append(t.out, '<'), name...)
	t.writeAttrs()
	t.out = append(t.out, '>')
	for !tok.selfClosing {
		c := t.scan.next()
		if c.kind == end {
			t.broken = true
			break
		}
		if c.kind == closing {
			if i := t.openIndex(c.text); i >= 0 {
				if i < len(t.stack)-1 {
					t.scan.pos = c.at
				}
				break
			}
			continue
		}
		if c.kind != open {
			t.characters(c, local)
			continue
		}
		if t.strayItem(c) {
			t.scan.pos = c.at
			break
		}
		p, l := t.enter(c)
		switch {
		case p == "?" || len(t.stack) > maxDepth:
			t.capture(c)
			t.pop()
		case p == "" && (l == "title" || l == "subtitle"):
			t.markup(c, l)
			t.pop()
		case p == "media" && isMediaText(l):
			t.mediaText(c, l)
			t.pop()
		default:
			t.tree(c, p, l)
		}
		if t.broken {
			break
		}
	}
	t.out = append(append(append(t.out, "</"...), name...), '>')
}

func (t *normalizer) characters(c token, local string) {
	text := strings.TrimSpace(characters(c))
	if text != "" && (local == "url" || local == "uri") {
		text = t.absolute(text)
	}
	t.out = escape(t.out, text)
}

// writeAttrs writes the attributes of the current tag that are used, with
// absolute addresses.
func (t *normalizer) writeAttrs() {
	for _, a := range t.attrs {
		value := strings.TrimSpace(decode(a.value))
		name := strings.ToLower(a.name)
		switch name {
		case "href", "url", "src":
			value = t.absolute(value)
		case "ispermalink":
			name = "isPermaLink"
		case "rel", "type", "term", "label", "medium", "title", "width", "height", "length", "filesize", "duration", "role":
		default:
			continue
		}
		t.out = append(append(append(t.out, ' '), name...), `="`...)
		t.out = append(escape(t.out, value), '"')
	}
}
