package feed

// item writes an item with its children. One that breaks off is taken back.
func (t *normalizer) item(tok token) {
	t.inItem = true
	defer func() { t.inItem = false }()
	if t.items >= maxItems {
		t.skipped++
		t.capture(tok)
		t.pop()
		return
	}
	mark, level := len(t.out), len(t.stack)
	t.filled = 0
	element := "item"
	if t.atom {
		element = "entry"
	}
	t.out = append(append(append(t.out, '<'), element...), '>')
	t.writeElement("x:lang", t.top().lang)
	if about, ok := lookup(t.attrs, t.prefixed("rdf", "about")); ok {
		t.writeElement("x:about", about)
	}
	for !tok.selfClosing {
		child := t.scan.next()
		if child.kind == end {
			t.out, t.broken = t.out[:mark], true
			break
		}
		if child.kind == closing {
			if i := t.openIndex(child.text); i >= 0 {
				if i < level-1 {
					t.scan.pos = child.at // ends an element further out
				}
				break
			}
		}
		if child.kind == open {
			if child.text == tok.text { // the end of this one is missing
				t.scan.pos = child.at
				break
			}
			t.itemChild(child)
			if t.broken {
				t.out = t.out[:mark]
				break
			}
		}
	}
	t.stack = t.stack[:level-1]
	if !t.broken {
		t.items++
		t.recordElement(tok.at, t.scan.pos, &t.stack[level-2])
		t.out = append(append(append(t.out, "</"...), element...), '>')
	}
}
