package article

import (
	"context"
	"net/url"
	"strings"

	readability "codeberg.org/readeck/go-readability/v2"
	"github.com/go-shiori/dom"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"newsarchive/internal/news"
)

// maxElements bounds the pages that are searched for a text; news pages have
// one to ten thousand elements.
const maxElements = 60_000

// story is the part of a page that holds its text, while it is cleaned.
type story struct {
	root     *html.Node // a <div>; never nil
	base     *url.URL
	headline string
	byline   string // found in the page
	lead     string // the standfirst, if it was found in the page
	body     string // the text in the page's JSON-LD
	captions []string
	large    bool // the page has more than maxElements
	lexicon  *lexicon
	length   int // characters of the text when the running step began
}

// extract finds the part of the page that holds its text. It changes doc.
func extract(ctx context.Context, doc *html.Node, f *facts, text news.Text) (*story, error) {
	s := &story{root: &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}, base: f.base, headline: text.Headline, lexicon: newLexicon()}
	s.lead = findLead(doc, line(first(f.head.stated("og:description", "description", "twitter:description"), f.article.text("description"))))
	s.body, _ = f.article["articleBody"].(string)
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	second := marked(doc)
	parser := readability.NewParser()
	parser.DisableJSONLD = true
	parser.KeepClasses = true
	parser.MaxElemsToParse = maxElements
	found, err := parser.ParseAndMutate(doc, f.base)
	if err != nil {
		s.large = true // its only error
	}
	s.byline = found.Byline()
	if found.Node != nil && !better(second, found.Node) {
		if found.Node.Parent != nil {
			found.Node.Parent.RemoveChild(found.Node)
		}
		s.root.AppendChild(found.Node)
	} else if second != nil {
		s.root.AppendChild(second)
	}
	return s, nil
}

// marked returns a copy of the element that the page marks as its text: by
// microdata, as its only <article>, as <main>. Nil if there is none.
func marked(doc *html.Node) *html.Node {
	var bodies, articles, mains []*html.Node
	for n := doc; n != nil; n = next(doc, n, true) {
		switch {
		case n.Type != html.ElementNode:
		case strings.EqualFold(attr(n, "itemprop"), "articleBody"):
			bodies = append(bodies, n)
		case is(n, atom.Article):
			articles = append(articles, n)
		case is(n, atom.Main), attr(n, "role") == "main":
			mains = append(mains, n)
		}
	}
	for _, found := range [][]*html.Node{bodies, articles, mains} {
		if len(found) == 1 {
			return dom.Clone(found[0], true)
		}
	}
	return nil
}

// fewWords is the prose, in words, below which what readability found may not
// be the text.
const fewWords = 300

// better reports whether readability found little, and the element that the
// page marks has half as much prose again.
func better(second, found *html.Node) bool {
	if second == nil {
		return false
	}
	words := prose(found)
	return words < fewWords && prose(second)*2 > words*3
}

// prose counts the words in blocks that are longer than a headline and not
// mostly links.
func prose(root *html.Node) (words int) {
	for n := root; n != nil; n = next(root, n, true) {
		if is(n, atom.P, atom.Div, atom.Td, atom.Section, atom.Li, atom.Dd) && !hasBlocks(n) {
			if all, linked := textLength(n); all > 60 && linked*2 < all {
				words += countWords(textOf(n))
			}
		}
	}
	return words
}
