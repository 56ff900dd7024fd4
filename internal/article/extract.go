package article

import (
	"context"
	"net/url"

	readability "codeberg.org/readeck/go-readability/v2"
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
	parser := readability.NewParser()
	parser.DisableJSONLD = true
	parser.KeepClasses = true
	parser.MaxElemsToParse = maxElements
	found, err := parser.ParseAndMutate(doc, f.base)
	if err != nil {
		return nil, err
	}
	s.byline = found.Byline()
	if found.Node != nil {
		if found.Node.Parent != nil {
			found.Node.Parent.RemoveChild(found.Node)
		}
		s.root.AppendChild(found.Node)
	}
	return s, nil
}
