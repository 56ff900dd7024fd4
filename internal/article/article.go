// Package article reads a publisher's page: the facts that it states and, if
// it is an article, its text. It does no I/O.
//
// [Read] decodes the page, reads the facts (JSON-LD, OpenGraph, meta elements,
// microdata, the address), finds the text with readability, cleans what that
// leaves (see steps in clean.go), and decides what the page is. What is no
// article, such as a consent page or a list of stories, gets no text.
// [Fingerprint] and [Repeated] find what stands on every page of a host, for
// which one page is not enough.
package article

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"newsarchive/internal/news"
)

// Version is the version of the reader. It is raised whenever a page may read
// differently; texts of an older one can be read again.
const Version = 1

// Read returns what the page is, the facts that it states, and its text if it
// has one. It returns an error if the context ends, and for a page whose
// address is none.
func Read(ctx context.Context, page news.Page) (news.Text, error) {
	return read(ctx, page, steps())
}

// draft is a page on its way to a text.
type draft struct {
	text  news.Text // the facts; the kind, if no text is needed to tell it
	judge *judge
	story *story // nil if the kind is known
}

// read is Read with the given cleaning steps.
func read(ctx context.Context, page news.Page, clean []step) (news.Text, error) {
	d, err := prepare(ctx, page)
	if err != nil {
		return news.Text{}, fmt.Errorf("read page %s: %w", first(page.URL, page.Asked), err)
	}
	if d.story == nil {
		return d.text, nil
	}
	return d.finish(ctx, clean)
}

// prepare does everything up to the cleaning.
func prepare(ctx context.Context, page news.Page) (*draft, error) {
	address, err := url.Parse(first(page.URL, page.Asked))
	if err != nil {
		return nil, err
	}
	kind := mediaType(page)
	if kind != "text/html" && kind != "text/plain" {
		return &draft{text: news.Text{Kind: news.PageFile, Reason: "a file of type " + kind}}, nil
	}
	source := decode(page)
	if kind == "text/plain" {
		return &draft{text: readPlain(page, source)}, ctx.Err()
	}
	doc, err := parse(ctx, source)
	if err != nil {
		return nil, err
	}
	h := readHead(doc)
	f := newFacts(h, address, page.Fetched)
	removeHidden(doc)
	d := &draft{text: f.text(), judge: newJudge(page, f, doc)}
	d.text.NoArchive = forbidsCopies(append(h.meta["robots"], h.meta["archive"]...), page.Header["X-Robots-Tag"])
	if d.text.Kind, d.text.Reason = d.judge.early(); d.text.Kind != "" {
		return d, nil
	}
	if d.story, err = extract(ctx, doc, f, d.text); err != nil {
		return nil, err
	}
	if d.text.Byline == "" {
		d.text.Byline = joinNames([]string{d.story.byline})
	}
	return d, nil
}

// finish cleans the story, writes the text and decides what the page is.
func (d *draft) finish(ctx context.Context, clean []step) (news.Text, error) {
	linked := linkShare(d.story.root)
	for _, step := range clean {
		if ctx.Err() != nil {
			return news.Text{}, context.Cause(ctx)
		}
		d.story.length, _ = textLength(d.story.root)
		step.run(d.story)
	}
	text := d.text
	written := Sanitize(compose(d.story.root, d.story.base))
	words := Plain(written)
	if text.Kind, text.Reason = d.judge.late(&text, words, linked); text.Kind.HasText() {
		text.HTML, text.Plain, text.Captions = written, words, d.story.captions
		text.Language = first(text.Language, guessLanguage(words))
	}
	if d.story.large && text.Kind == news.PageEmpty {
		text.Reason = fmt.Sprintf("the page has more than %d elements", maxElements)
	}
	return text, nil
}

// readPlain makes paragraphs of a page of plain text.
func readPlain(page news.Page, source string) news.Text {
	if page.Status >= 400 {
		return news.Text{Kind: news.PageError, Reason: fmt.Sprintf("the server answered %d", page.Status)}
	}
	var b strings.Builder
	for block := range strings.SplitSeq(strings.ReplaceAll(source, "\r\n", "\n"), "\n\n") {
		if block = strings.TrimSpace(block); block != "" {
			b.WriteString("<p>" + strings.ReplaceAll(html.EscapeString(block), "\n", "<br>") + "</p>\n")
		}
	}
	written := Sanitize(b.String())
	text := news.Text{HTML: written, Plain: Plain(written)}
	if len(strings.Fields(text.Plain)) < minWords {
		return news.Text{Kind: news.PageEmpty, Reason: "a text file of a few words"}
	}
	text.Kind = news.PageArticle
	return text
}
