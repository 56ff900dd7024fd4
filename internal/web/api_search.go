package web

import (
	"context"
	"io"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
)

// apiSearch answers a page of a search.
func (s *Server) apiSearch(ctx context.Context, ar *archive.Archive, r *request) (*answer, error) {
	q, err := r.params.search()
	if err != nil {
		return nil, err
	}
	if q.Facets = r.params.all("facet"); len(q.Facets) > 0 {
		q.FacetSize = facetSize
	}
	at, err := cursorOf(ctx, ar, r)
	if err != nil {
		return nil, err
	}
	if at != nil {
		deep := q.Group == archive.GroupEvent || q.Group == archive.GroupCluster || at.place.Set != 0
		if deep && at.place.Groups+q.Size > maxOffset {
			return nil, badRequest{errTooDeep}
		}
		q.After = &at.place
	}
	q.Relax, q.End = at == nil, true
	st, err := ar.State(ctx)
	if err != nil {
		return nil, err
	}
	found, err := ar.Search(ctx, q.SearchOptions)
	if err != nil {
		return nil, err
	}
	return answerPage(r, found, cursor{mark: st.Last}, ar)
}

// answerPage writes a page of an answer with the cursor of the next.
func answerPage(r *request, found archive.Answer, c cursor, ar *archive.Archive) (*answer, error) {
	next := ""
	if found.Next != nil {
		c.place = *found.Next
		next = c.text(r)
	}
	a, err := written(kindOf("json"), func(w io.Writer) error {
		return format.WriteAnswer(w, found, format.Options{Format: "json", Zone: ar.Zone(), Next: next})
	})
	if err == nil && next != "" {
		a.header = map[string]string{"Link": linkNext(r.URL, next)}
	}
	return a, err
}

// apiKeyDates answers the key dates of a query.
func (s *Server) apiKeyDates(ctx context.Context, ar *archive.Archive, r *request) (*answer, error) {
	q, err := r.params.question()
	if err != nil {
		return nil, err
	}
	return s.keyDatesAs(ctx, ar, r, q)
}

// apiSimilar answers the events that are similar to a story.
func (s *Server) apiSimilar(ctx context.Context, ar *archive.Archive, r *request) (*answer, error) {
	id, err := idOf(r)
	if err != nil {
		return nil, err
	}
	groups, notIndexed, err := ar.Similar(ctx, id, maxSimilar)
	if err != nil {
		return nil, err
	}
	return docAnswer(similarDoc{format.NewHeader(), notIndexed, append([]archive.Group{}, groups...)})
}

// similarDoc is what is similar to a story, for programs.
type similarDoc struct {
	format.Header
	NotIndexed int             `json:"not_indexed,omitempty"`
	Groups     []archive.Group `json:"groups"` // the most similar first
}

// docAnswer is an answer of one JSON document.
func docAnswer(doc any) (*answer, error) {
	return written(kindOf("json"), func(w io.Writer) error { return format.WriteJSON(w, doc) })
}
