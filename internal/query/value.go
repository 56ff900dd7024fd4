package query

import (
	"strconv"
	"strings"
)

// fieldValue reads the value of a field after the colon: a group, or a comma
// list. from is where the value begins. A field without a value is an ordinary
// word.
func (p *parser) fieldValue(f Field, from int) Node {
	start := p.pos
	p.pos = from
	if p.peek() == '(' {
		outer := p.field
		p.field = f
		n := p.group()
		p.field = outer
		p.operators++
		return n
	}
	var alts []Node
	for {
		if it, ok := p.item(f); ok {
			alts = append(alts, p.value(f, it))
		}
		if p.peek() != ',' {
			break
		}
		p.pos++
	}
	if n := anyOf(alts); n != nil || p.err != nil {
		p.operators++
		return n
	}
	if from > start {
		return p.literalName(start, from)
	}
	return nil
}

// literalName reads the name of a field without a value as a word.
func (p *parser) literalName(start, colon int) Node {
	it := item{text: p.text[start:colon], from: start, to: p.pos}
	p.hint(it.from, it.to, "", "nothing to look for after %s so it is taken as a word", it.text)
	return p.words(Any, it)
}

// anyOf joins a comma list with OR. Its ids become one node.
func anyOf(alts []Node) Node {
	if len(alts) == 0 {
		return nil
	}
	switch list := alts[0].(type) {
	case ID:
		for _, n := range alts[1:] {
			if more, ok := n.(ID); ok {
				list.IDs = append(list.IDs, more.IDs...)
			}
		}
		return list
	case Cluster:
		for _, n := range alts[1:] {
			if more, ok := n.(Cluster); ok {
				list.IDs = append(list.IDs, more.IDs...)
			}
		}
		return list
	case Event:
		for _, n := range alts[1:] {
			if more, ok := n.(Event); ok {
				list.IDs = append(list.IDs, more.IDs...)
			}
		}
		return list
	}
	return either(alts...)
}

// item reads one item of a comma list. A web address is one, with its commas.
func (p *parser) item(f Field) (item, bool) {
	if p.opens() {
		return p.quoted(), true
	}
	start := p.pos
	if n := addressAt(p.text[start:]); n > 0 && (f == Link || f == FeedName || f == Publisher) {
		p.pos = start + n
		return item{text: p.text[start:p.pos], from: start, to: p.pos}, true
	}
	p.pos = p.wordEnd()
	if i := strings.IndexByte(p.text[start:p.pos], ','); i >= 0 {
		p.pos = start + i
	}
	return item{text: p.text[start:p.pos], from: start, to: p.pos}, p.pos > start
}

// value returns the node of a field's value, or nil if the value is empty or
// invalid. The field Any means free text.
func (p *parser) value(f Field, it item) Node {
	if address := strings.TrimLeft(it.text, "+"); f == Publisher && addressAt(address) > 0 {
		f, it.text = FeedName, address // the source: of a post
	}
	if f.hasWords() {
		if !it.quoted && strings.HasPrefix(it.text, "-") && meaningful(it.text) {
			p.hint(it.from, it.to, "-"+f.prefix()+it.text[1:], "a - inside a value negates nothing")
		}
		return p.words(f, it)
	}
	if it.text == "" {
		return nil
	}
	var n Node
	switch f {
	case Site, Author, Link, FeedName, Tag, Lang:
		n = p.term(f, it)
	case Published, Seen, After, Before:
		n = p.date(f, it)
	case Size, Publishers:
		n = p.count(f, it)
	case IsFlag:
		n = Is{p.oneOf(f, it, isFlags()), it.from}
	case HasPart:
		n = Has{p.oneOf(f, it, hasParts()), it.from}
	case StoryID:
		n = ID{[]int64{p.number(f, it)}, it.from}
	case ClusterID:
		n = Cluster{[]int64{p.number(f, it)}, it.from}
	case SimilarTo:
		n = p.similar(it)
	case EventID:
		n = Event{[]int64{p.number(f, it)}, it.from}
	case TopicName:
		n = p.topic(it)
	}
	if n == nil || p.err != nil {
		return nil
	}
	return p.leaf(it, n)
}

// oneOf returns the value in lower case if it is one of these words.
func (p *parser) oneOf(f Field, it item, words []string) string {
	value := strings.ToLower(it.text)
	for _, w := range words {
		if value == w {
			return w
		}
	}
	p.fail(it.from, it.to, nearest(value, words), "%s: takes one of %s", f, strings.Join(words, ", "))
	return ""
}

func (p *parser) number(f Field, it item) int64 {
	n, err := strconv.ParseInt(it.text, 10, 64)
	if err != nil || n < 1 {
		p.fail(it.from, it.to, "", "%s: takes a number, not %s", f, quote(it.text))
	}
	return n
}
