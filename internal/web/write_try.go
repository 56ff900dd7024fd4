package web

import (
	"context"
	"errors"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/terminal"
)

// errTried means that a form was sent to be tried: it is shown again with what it
// would find, and nothing is changed.
var errTried = errors.New("the query was tried")

// triedView is what the query of a form finds.
type triedView struct {
	Summary string
	Hints   []string
	Events  []eventView
}

// maxTried is how many events a trial shows.
const maxTried = 5

// tryTopic asks the query of a topic's form. Its error is [errTried] when it can
// be asked.
func tryTopic(ctx context.Context, ar *archive.Archive, f *sent) error {
	found, err := ar.Search(ctx, archive.SearchOptions{
		Question: archive.Question{Text: f.get("query"), NoBlank: true}, Page: archive.Page{Sort: archive.SortNewest, Size: maxTried}, Load: archive.Load{Span: true},
	})
	if err != nil {
		return topicRefused(err)
	}
	f.tried = &triedView{Summary: summary(found)}
	if found.Total == 0 {
		f.tried.Summary = format.Plural(0, "story", "stories")
	}
	for _, h := range found.Hints {
		f.tried.Hints = append(f.tried.Hints, terminal.Clean(h.String()))
	}
	for _, g := range found.Groups {
		g.Stories = g.Stories[:1]
		e := newEventView(g, ar.Zone())
		e.Marks.Buttons = false
		f.tried.Events = append(f.tried.Events, e)
	}
	return errTried
}
