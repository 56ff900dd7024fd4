package article

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// formProse is the prose, in words, of a form that is more than one.
const formProse = 40

// dropControls takes out what a reader uses and does not read: asides,
// buttons, menus and forms.
func dropControls(s *story) {
	s.drop(func(n *html.Node) bool {
		switch {
		case is(n, atom.Button, atom.Nav, atom.Select, atom.Input, atom.Label, atom.Dialog, atom.Menu):
			return true
		case is(n, atom.Form):
			return prose(n) < formProse // some systems put whole pages into a form
		case is(n, atom.Aside, atom.Footer):
			return !s.mostOf(n)
		}
		switch strings.ToLower(attr(n, "role")) {
		case "button", "navigation", "complementary", "contentinfo", "dialog", "menu", "tablist", "search", "banner":
			return !s.mostOf(n)
		}
		return false
	})
}

// mostOf reports whether an element holds a third of the story's text or
// more. Such an element is the text, whatever it is called.
func (s *story) mostOf(n *html.Node) bool {
	own, _ := textLength(n)
	return own*3 >= s.length
}
