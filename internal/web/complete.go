package web

import (
	"context"
	"errors"
	"io"
	"unicode/utf16"

	"newsarchive/internal/archive"
	"newsarchive/internal/errkind"
	"newsarchive/internal/format"
	"newsarchive/internal/query"
	"newsarchive/internal/terminal"
)

// maxTyped is how long a text is whose end is completed, in bytes.
const maxTyped = 4096

// completionDoc is a completion as the page's script takes it. Positions are in
// UTF-16 units, as browsers count.
type completionDoc struct {
	From    int                   `json:"from"`
	To      int                   `json:"to"`
	Options []completionDocOption `json:"options"`
}

type completionDocOption struct {
	Text  string `json:"text"`
	About string `json:"about,omitempty"`
}

// complete answers /complete?q=TEXT&at=POSITION: how the word at a position of a
// query may go on. Without a position it is the end.
func (s *Server) complete(ctx context.Context, ar *archive.Archive, r *request) (*answer, error) {
	return completionOf(ctx, ar, r)
}

func completionOf(ctx context.Context, asked archive.Asker, r *request) (*answer, error) {
	text := r.params.Get("q")
	if len(text) > maxTyped {
		return nil, badRequest{errors.New("this is longer than a query can be")}
	}
	units := utf16.Encode([]rune(text))
	at, err := r.params.number("at", len(units), 0, maxTyped)
	if err != nil {
		return nil, err
	}
	before := string(utf16.Decode(units[:min(at, len(units))]))
	doc := completionDoc{Options: []completionDocOption{}}
	found, err := asked.Complete(ctx, text, len(before))
	if err != nil && !errkind.As[*query.Error](err) {
		return nil, err
	}
	count := func(end int) int { return len(utf16.Encode([]rune(text[:end]))) }
	doc.From, doc.To = count(found.From), count(found.To)
	for _, o := range found.Options {
		if terminal.Clean(o.Text) == o.Text { // else it would not be what it says
			doc.Options = append(doc.Options, completionDocOption{o.Text, short(o.About)})
		}
	}
	return written(kindOf("json"), func(w io.Writer) error { return format.WriteJSON(w, doc) })
}

// fieldHelp lists the fields of the language.
func fieldHelp() (all []query.Known) {
	for _, f := range query.Fields() {
		all = append(all, query.Known{Text: string(f) + ":", About: f.About()})
	}
	return all
}
