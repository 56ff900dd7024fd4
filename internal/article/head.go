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
