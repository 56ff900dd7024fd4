package article

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// compose writes the story as HTML of paragraphs, headings, lists, quotes,
// tables and links. Containers are unwrapped, and text that stands in them
// becomes a paragraph.
func compose(root *html.Node, base *url.URL) string {
	c := composer{base: base}
	c.blocks(root)
	c.close()
	return c.b.String()
}

type composer struct {
	b    strings.Builder
	base *url.URL
	open bool // a paragraph of loose text is open
}

// close ends the paragraph of loose text.
func (c *composer) close() {
	if c.open {
		c.b.WriteString("</p>\n")
		c.open = false
	}
}

// blocks writes the children of a container.
func (c *composer) blocks(n *html.Node) {
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		c.block(child)
	}
}

func (c *composer) block(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		c.loose(n)
	case n.Type != html.ElementNode, dropped(n):
	case is(n, atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Dt, atom.Pre) && !hasBlocks(n):
		c.close()
		if is(n, atom.Pre) || strings.TrimSpace(textOf(n)) != "" {
			c.wrap(n.Data, func() { c.inlines(n) })
			c.b.WriteByte('\n')
		}
	case is(n, atom.Ul, atom.Ol, atom.Dl, atom.Blockquote, atom.Table, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr):
		c.close()
		c.wrap(n.Data, func() { c.blocks(n); c.close() })
		c.b.WriteByte('\n')
	case is(n, atom.Li, atom.Dd, atom.Td, atom.Th, atom.Caption):
		c.close()
		c.wrap(n.Data, func() {
			if hasBlocks(n) {
				c.blocks(n)
				c.close()
			} else {
				c.inlines(n)
			}
		})
		c.b.WriteByte('\n')
	case is(n, atom.Hr):
		c.close()
		c.b.WriteString("<hr>\n")
	case is(n, atom.Br):
		c.lineBreak(n)
	case block(n), hasBlocks(n):
		c.close()
		c.blocks(n)
		c.close()
	default:
		c.loose(n)
	}
}

// lineBreak writes a <br>; two of them end a paragraph of loose text.
func (c *composer) lineBreak(n *html.Node) {
	next := n.NextSibling
	for next != nil && next.Type == html.TextNode && strings.TrimSpace(next.Data) == "" {
		next = next.NextSibling
	}
	if is(next, atom.Br) {
		c.close()
	} else if c.open {
		c.b.WriteString("<br>")
	}
}

// loose writes text or an inline element that stands in a container.
func (c *composer) loose(n *html.Node) {
	if !c.open {
		if strings.TrimSpace(textOf(n)) == "" {
			return
		}
		c.b.WriteString("<p>")
		c.open = true
	}
	c.inline(n)
}

func (c *composer) inlines(n *html.Node) {
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		c.inline(child)
	}
}

func (c *composer) inline(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		c.b.WriteString(html.EscapeString(n.Data))
	case n.Type != html.ElementNode, dropped(n):
	case is(n, atom.Br):
		c.b.WriteString("<br>")
	case is(n, atom.A):
		if to := absolute(c.base, attr(n, "href")); to != "" && textOf(n) != "" {
			c.b.WriteString(`<a href="` + html.EscapeString(to) + `">`)
			c.inlines(n)
			c.b.WriteString("</a>")
			return
		}
		c.inlines(n)
	case is(n, atom.Em, atom.Strong, atom.B, atom.I, atom.Code, atom.Sub, atom.Sup, atom.Del, atom.Ins, atom.Q, atom.Cite, atom.Kbd):
		c.wrap(n.Data, func() { c.inlines(n) })
	default:
		c.inlines(n)
	}
}

func (c *composer) wrap(name string, inside func()) {
	c.b.WriteString("<" + name + ">")
	inside()
	c.b.WriteString("</" + name + ">")
}

// dropped reports whether an element has no text to read.
func dropped(n *html.Node) bool {
	return is(n, atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Object, atom.Embed, atom.Svg, atom.Math,
		atom.Video, atom.Audio, atom.Canvas, atom.Textarea, atom.Select, atom.Input, atom.Head, atom.Link, atom.Meta)
}

// hasBlocks reports whether a block stands below n.
func hasBlocks(n *html.Node) bool {
	for c := next(n, n, true); c != nil; c = next(n, c, true) {
		if block(c) {
			return true
		}
	}
	return false
}
