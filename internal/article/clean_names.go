package article

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// dropNamed takes out elements whose class or id says that they are no text:
// related stories, boxes about authors, newsletters, sharing. Names are whole
// words or narrow parts; broad ones ("side", "tool", "meta") lose more text than
// they win.
func dropNamed(s *story) {
	s.drop(func(n *html.Node) bool {
		if is(n, atom.P, atom.Body, atom.Article, atom.Main) && attr(n, "class") == "" {
			return false
		}
		return s.lexicon.named(attr(n, "class")+" "+attr(n, "id")) && !s.mostOf(n)
	})
}
