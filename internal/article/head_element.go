package article

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func (h *head) addMeta(n *html.Node, stated *int) {
	value := clip(strings.TrimSpace(attr(n, "content")))
	if value == "" {
		return
	}
	for _, key := range []string{"name", "property", "itemprop", "http-equiv"} {
		// Several names in one attribute are common.
		for _, name := range strings.Fields(strings.ToLower(attr(n, key))) {
			if *stated++; *stated > maxStated {
				return
			}
			h.meta[name] = append(h.meta[name], value)
		}
	}
}

func (h *head) addElement(n *html.Node, stated *int) {
	if n.DataAtom == atom.H1 && len(h.headings) < maxHeadings {
		if text := clip(textOf(n)); text != "" {
			if len(h.headings) == 0 {
				h.begins = len(h.lines)
			}
			h.headings = append(h.headings, text)
		}
	}
	if is(n, atom.H2, atom.H3) && len(h.lower) < maxHeadings {
		if text := shortText(n, maxHeadlines); text != "" {
			h.lower = append(h.lower, text)
		}
	}
	prop := strings.ToLower(attr(n, "itemprop"))
	if prop != "" && *stated < maxStated {
		*stated++
		value := first(attr(n, "content"), attr(n, "datetime"))
		if value == "" && prop != "articlebody" {
			value = textOf(n)
		}
		for _, name := range strings.Fields(prop) {
			h.items[name] = append(h.items[name], clip(value))
		}
	}
	if is(n, atom.A) && contains(strings.Fields(strings.ToLower(attr(n, "rel"))), "author") && len(h.authors) < maxHeadings {
		h.authors = append(h.authors, clip(textOf(n)))
	}
	if len(h.bylines) < maxHeadings && (is(n, atom.Address) || bylineClass(attr(n, "class"))) && !within(n, nil, atom.Aside, atom.Footer) {
		if text := shortText(n, 100); text != "" {
			h.bylines = append(h.bylines, text)
		}
	}
	h.addTime(n)
}

func (h *head) addLine(n *html.Node) {
	if text := strings.TrimSpace(n.Data); text != "" && len(h.lines) < maxLines && !is(n.Parent, atom.Script, atom.Style, atom.Noscript) {
		if len(text) > maxLine || isLabelled(n) {
			text = ""
		}
		h.lines = append(h.lines, text)
	}
}

// isLabelled reports whether a text stands in a row of a table that has a header
// cell: what it says is a fact of the subject, not of the page.
func isLabelled(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if !is(n, atom.Tr) {
			continue
		}
		for cell := n.FirstChild; cell != nil; cell = cell.NextSibling {
			if is(cell, atom.Th) {
				return true
			}
		}
		return false
	}
	return false
}

// bylineClass reports whether a class attribute is that of the name of an
// article's author.
func bylineClass(class string) bool {
	if strings.Contains(class, "comment") {
		return false
	}
	for _, name := range strings.Fields(strings.ToLower(class)) {
		name = strings.ReplaceAll(name, "_", "-")
		for _, end := range []string{"-author", "-author-name", "-author-link", "-byline"} {
			if strings.HasSuffix(name, end) {
				return true
			}
		}
		switch name {
		case "author", "byline", "vcard", "author-name", "authorname", "byline-author", "byline-name", "author-link",
			"author-fn", "authors", "autor", "autor-name", "nombre-autor", "firma", "auteur", "forfatter":
			return true
		}
	}
	return false
}

func (h *head) addTime(n *html.Node) {
	if len(h.times) >= maxTimes {
		return
	}
	hint := strings.ToLower(attr(n, "itemprop") + " " + attr(n, "class") + " " + attr(n, "id"))
	value := ""
	switch {
	case is(n, atom.Time):
		value = first(attr(n, "datetime"), textOf(n))
		if hasAttr(n, "pubdate") {
			hint += " published"
		}
	case is(n, atom.Span, atom.P, atom.Div, atom.Abbr, atom.A, atom.Li, atom.Small, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Em, atom.Strong, atom.Td) && dateClass(hint):
		value = first(attr(n, "datetime"), attr(n, "content"))
		if value == "" {
			value = textOf(n)
		}
	}
	if value != "" && len(value) < 200 {
		h.times = append(h.times, stamp{value, hint, len(h.headings) > 0 || within(n, nil, atom.Header, atom.Article)})
	}
}

// dateClass reports whether a class or id names a date.
func dateClass(hint string) bool {
	for _, part := range []string{"date", "datum", "fecha", "time", "publish", "posted", "created"} {
		if strings.Contains(hint, part) {
			return !strings.Contains(hint, "update") || strings.Contains(hint, "publish")
		}
	}
	return false
}
