package article

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// minLead is the shortest description, in characters, that is looked for.
const minLead = 40

// findLead returns the text of the block of the page that begins with what the
// page states as its description: the standfirst, which often stands apart
// from the text. Empty if there is none.
func findLead(doc *html.Node, description string) string {
	want := squeeze(strings.TrimRight(description, " .…[]"))
	if len([]rune(want)) < minLead {
		return ""
	}
	n := find(doc, func(n *html.Node) bool {
		if !is(n, atom.P, atom.Div, atom.H2, atom.H3, atom.Span, atom.Strong) || hasBlocks(n) {
			return false
		}
		text := shortText(n, 700)
		return len(text) >= minLead && strings.HasPrefix(squeeze(text), want)
	})
	if n == nil || within(n, doc, atom.Nav, atom.Aside, atom.Footer, atom.Head, atom.Noscript) {
		return ""
	}
	return textOf(n)
}

// addLead puts the standfirst before a text that lacks it.
func addLead(s *story) {
	lead := squeeze(s.lead)
	if lead == "" || strings.Contains(squeeze(textOf(s.root)), lead) || strings.Contains(squeeze(s.headline), lead) {
		return
	}
	for _, c := range s.captions {
		if strings.Contains(squeeze(c), lead) {
			return
		}
	}
	s.prepend(s.lead)
}

func (s *story) prepend(paragraph string) {
	p := &html.Node{Type: html.ElementNode, Data: "p", DataAtom: atom.P}
	p.AppendChild(&html.Node{Type: html.TextNode, Data: paragraph})
	s.root.InsertBefore(p, s.root.FirstChild)
}
