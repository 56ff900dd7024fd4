package article

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// attr returns the value of an attribute; empty if it has none.
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

// is reports whether n is one of the elements.
func is(n *html.Node, names ...atom.Atom) bool {
	if n == nil || n.Type != html.ElementNode {
		return false
	}
	for _, a := range names {
		if n.DataAtom == a {
			return true
		}
	}
	return false
}

// next returns the node after n in the document's order, below root; without
// the nodes below n unless deeper.
func next(root, n *html.Node, deeper bool) *html.Node {
	if deeper && n.FirstChild != nil {
		return n.FirstChild
	}
	for ; n != root && n != nil; n = n.Parent {
		if n.NextSibling != nil {
			return n.NextSibling
		}
	}
	return nil
}

// remove takes the elements below root out of the tree for which drop is
// true. What stands below them is not asked about.
func remove(root *html.Node, drop func(*html.Node) bool) {
	for n := next(root, root, true); n != nil; {
		if n.Type != html.ElementNode || !drop(n) {
			n = next(root, n, true)
			continue
		}
		after := next(root, n, false)
		n.Parent.RemoveChild(n)
		n = after
	}
}

// elements returns those below root for which want is true.
func elements(root *html.Node, want func(*html.Node) bool) (all []*html.Node) {
	for n := next(root, root, true); n != nil; n = next(root, n, true) {
		if n.Type == html.ElementNode && want(n) {
			all = append(all, n)
		}
	}
	return all
}

// find returns the first element below root for which want is true, or nil.
func find(root *html.Node, want func(*html.Node) bool) *html.Node {
	for n := next(root, root, true); n != nil; n = next(root, n, true) {
		if n.Type == html.ElementNode && want(n) {
			return n
		}
	}
	return nil
}

// textOf returns the text below n as one line.
func textOf(n *html.Node) string {
	var b strings.Builder
	for c := n; c != nil; c = next(n, c, !is(c, atom.Script, atom.Style, atom.Noscript, atom.Template)) {
		switch {
		case c.Type == html.TextNode:
			b.WriteString(c.Data)
		case block(c), is(c, atom.Br):
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// textLength returns the number of characters below n that are no white
// space, and how many of them stand in links.
func textLength(n *html.Node) (all, linked int) {
	for c := n; c != nil; c = next(n, c, true) {
		if c.Type != html.TextNode {
			continue
		}
		length := 0
		for _, r := range c.Data {
			if !unicode.IsSpace(r) {
				length++
			}
		}
		all += length
		if length > 0 && within(c, n, atom.A) {
			linked += length
		}
	}
	return all, linked
}

// linkShare returns the share of the characters below n that stand in links, 0
// to 1.
func linkShare(n *html.Node) float64 {
	all, linked := textLength(n)
	return float64(linked) / float64(max(all, 1))
}

// within reports whether n stands in such an element, at or below root.
func within(n, root *html.Node, names ...atom.Atom) bool {
	for ; n != nil; n = n.Parent {
		if is(n, names...) {
			return true
		}
		if n == root {
			return false
		}
	}
	return false
}

// block reports whether n begins and ends a line.
func block(n *html.Node) bool {
	return is(n, atom.P, atom.Div, atom.Hr, atom.Li, atom.Ol, atom.Ul, atom.Dl, atom.Dt, atom.Dd,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Blockquote, atom.Pre, atom.Table,
		atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Td, atom.Th, atom.Caption, atom.Section, atom.Article,
		atom.Header, atom.Footer, atom.Aside, atom.Figure, atom.Figcaption, atom.Address, atom.Main, atom.Nav,
		atom.Form, atom.Fieldset, atom.Details, atom.Summary, atom.Center)
}
