package article

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// removeHidden takes out what a reader of the page does not see: elements
// with the attribute hidden, with aria-hidden="true", or whose own style hides
// them. The page as a whole is never hidden: such a style is taken back by a
// script.
func removeHidden(doc *html.Node) {
	remove(doc, func(n *html.Node) bool {
		if is(n, atom.Html, atom.Body, atom.Head) {
			return false
		}
		return is(n, atom.Template) || hasAttr(n, "hidden") || strings.EqualFold(attr(n, "aria-hidden"), "true") ||
			hiddenStyle(attr(n, "style"))
	})
}

func hiddenStyle(style string) bool {
	if style == "" {
		return false
	}
	for declaration := range strings.SplitSeq(strings.ToLower(style), ";") {
		property, value, _ := strings.Cut(declaration, ":")
		value = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(value), "!important"))
		switch strings.TrimSpace(property) + ":" + value {
		case "display:none", "visibility:hidden", "visibility:collapse":
			return true
		}
	}
	return false
}
