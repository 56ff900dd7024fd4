package article

import (
	"context"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// input is a reader that fails when the context ends.
type input struct {
	ctx context.Context
	r   io.Reader
}

// inputChunk is the most bytes read between two checks of the context.
const inputChunk = 64 << 10

func (i *input) Read(p []byte) (int, error) {
	if i.ctx.Err() != nil {
		return 0, context.Cause(i.ctx)
	}
	return i.r.Read(p[:min(len(p), inputChunk)])
}

// parse returns the tree of a page. One that is nested deeper than the parser
// allows (512 elements) loses tags, and no words.
func parse(ctx context.Context, text string) (*html.Node, error) {
	doc, err := html.Parse(&input{ctx, strings.NewReader(text)})
	if err == nil || ctx.Err() != nil {
		return doc, err
	}
	doc, err = html.Parse(&input{ctx, strings.NewReader(flatten(text))})
	if err != nil {
		return nil, fmt.Errorf("parse HTML: %w", err)
	}
	return doc, nil
}

// maxOpen is how many elements may be open in a flattened page, without those
// that end by themselves.
const maxOpen = 100

// flatten returns the HTML without formatting elements, which may be opened
// again and again by themselves, and without the tags of elements that stand
// deeper than maxOpen.
func flatten(text string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(text))
	for open := 0; ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			return b.String()
		}
		name, _ := z.TagName()
		switch tag := atom.Lookup(name); {
		case kind != html.StartTagToken && kind != html.EndTagToken:
			b.Write(z.Raw())
		case formatting(tag):
		case endsItself(tag):
			b.Write(z.Raw())
		case kind == html.StartTagToken:
			if open < maxOpen {
				b.Write(z.Raw())
			}
			open++
		case open > 0:
			if open--; open < maxOpen {
				b.Write(z.Raw())
			}
		}
	}
}

// formatting reports whether the element is one of those that the parser
// opens again in the next block (HTML Standard, 13.2.4.3).
func formatting(tag atom.Atom) bool {
	switch tag {
	case atom.A, atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.Nobr, atom.S, atom.Small,
		atom.Strike, atom.Strong, atom.Tt, atom.U:
		return true
	}
	return false
}

// endsItself reports whether the element is void, or ends where the next one
// begins.
func endsItself(tag atom.Atom) bool {
	switch tag {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta,
		atom.Source, atom.Track, atom.Wbr, atom.P, atom.Li, atom.Dt, atom.Dd, atom.Option, atom.Tr, atom.Td, atom.Th:
		return true
	}
	return false
}
