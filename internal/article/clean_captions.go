package article

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// moveCaptions takes the captions of pictures out of the text and keeps them
// apart. What else a figure holds, such as its credit, goes with them, unless
// it is a table, a quote or code.
func moveCaptions(s *story) {
	remove(s.root, func(n *html.Node) bool {
		if !is(n, atom.Figcaption) && !captionClass(n) {
			return false
		}
		s.addCaption(n)
		return true
	})
	remove(s.root, func(n *html.Node) bool {
		if !is(n, atom.Figure) || find(n, func(n *html.Node) bool { return is(n, atom.Table, atom.Blockquote, atom.Pre) }) != nil {
			return false
		}
		s.addCaption(n)
		return true
	})
}

func (s *story) addCaption(n *html.Node) {
	if text := textOf(n); text != "" && len(s.captions) < maxHeadings*10 {
		s.captions = append(s.captions, text)
	}
}

// captionClass reports whether an element's class says that it is a caption.
func captionClass(n *html.Node) bool {
	if is(n, atom.Table, atom.Caption) {
		return false
	}
	for _, c := range strings.Fields(strings.ToLower(attr(n, "class"))) {
		if strings.HasSuffix(c, "caption") || strings.HasSuffix(c, "caption-text") {
			all, _ := textLength(n)
			return all < 600
		}
	}
	return false
}
