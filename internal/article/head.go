package article

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Bounds of what a page may state about itself.
const (
	maxStated    = 500     // values
	maxValue     = 8 << 10 // bytes of one value
	maxData      = 1 << 20 // bytes of one block of JSON-LD
	maxBlocks    = 20      // blocks of JSON-LD
	maxHeadings  = 20
	maxTimes     = 50
	maxHeadlines = 500 // characters of a headline
	maxLines     = 3000
	maxLine      = 80 // bytes of a short text
)

// head is what a page states about itself outside its text.
type head struct {
	meta      map[string][]string // of <meta>, by lower-case name, property or itemprop
	items     map[string][]string // of elements with itemprop in the body, by lower-case name
	canonical []string
	base      string
	language  string
	title     string
	headings  []string // of <h1>
	lower     []string // of <h2> and <h3>
	authors   []string // of rel=author
	times     []stamp
	data      []string // blocks of JSON-LD
	bylines   []string // of elements whose class is that of an author's name
	lines     []string // short texts of the page in their order, up to maxLines
	begins    int      // how many of them stand before the first <h1>
}

// stamp is a <time> or an element with a publication's itemprop or class.
type stamp struct {
	value string
	hint  string // itemprop, class and pubdate, in lower case
	top   bool   // it stands in a header or behind the first <h1>
}

// readHead collects what the page states.
func readHead(doc *html.Node) *head {
	h := &head{meta: map[string][]string{}, items: map[string][]string{}}
	stated := 0
	for n := doc; n != nil; n = next(doc, n, true) {
		if n.Type == html.TextNode {
			h.addLine(n)
		}
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Html:
			h.language = first(attr(n, "lang"), attr(n, "xml:lang"))
		case atom.Base:
			h.base = first(h.base, attr(n, "href"))
		case atom.Title:
			if h.title == "" && !within(n, doc, atom.Svg) {
				h.title = clip(textOf(n))
			}
		case atom.Meta:
			h.addMeta(n, &stated)
		case atom.Link:
			if rel := strings.Fields(strings.ToLower(attr(n, "rel"))); contains(rel, "canonical") && len(h.canonical) < 5 {
				h.canonical = append(h.canonical, attr(n, "href"))
			}
		case atom.Script:
			if kind, _, _ := strings.Cut(strings.ToLower(attr(n, "type")), ";"); strings.TrimSpace(kind) == "application/ld+json" && n.FirstChild != nil &&
				len(n.FirstChild.Data) <= maxData && len(h.data) < maxBlocks {
				h.data = append(h.data, n.FirstChild.Data)
			}
		default:
			h.addElement(n, &stated)
		}
	}
	return h
}

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
		if len(text) > maxLine {
			text = ""
		}
		h.lines = append(h.lines, text)
	}
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

// stated returns the first value that the page's meta elements give to one of
// the names.
func (h *head) stated(names ...string) string {
	for _, name := range names {
		for _, v := range h.meta[name] {
			if v != "" {
				return v
			}
		}
	}
	return ""
}

func clip(s string) string {
	if len(s) > maxValue {
		s = strings.ToValidUTF8(s[:maxValue], "")
	}
	return s
}

func first(values ...string) string {
	for _, v := range values {
		if v = strings.TrimSpace(v); v != "" {
			return v
		}
	}
	return ""
}

func contains(all []string, s string) bool {
	for _, v := range all {
		if v == s {
			return true
		}
	}
	return false
}
