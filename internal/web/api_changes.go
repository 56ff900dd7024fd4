package web

import (
	"context"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/news"
)

// maxChanges is how many changes one answer has.
const maxChanges = 1000

// changesDoc is what changed, for programs.
type changesDoc struct {
	format.Header
	Changes []archive.ChangedStory `json:"changes"` // in the order of their last change within these
	// Next is the cursor that goes on from here, now or later.
	Next string `json:"next"`
	More bool   `json:"more"` // there is more now
}

// apiChanges answers which stories are new or have changed since a cursor.
func (s *Server) apiChanges(ctx context.Context, ar *archive.Archive, r *request) (*answer, error) {
	limit, err := r.params.number("n", 100, 1, maxChanges)
	if err != nil {
		return nil, err
	}
	at, err := cursorOf(ctx, ar, r)
	if err != nil {
		return nil, err
	}
	var after news.Mark
	switch {
	case at != nil:
		after = at.mark
	case r.params.get("from") == "now":
		st, err := ar.State(ctx)
		if err != nil {
			return nil, err
		}
		after = st.Last
	}
	found, err := ar.ChangedStories(ctx, after, limit)
	if err != nil {
		return nil, err
	}
	next := cursor{mark: found.Last}.text(r)
	a, err := docAnswer(changesDoc{format.NewHeader(), found.Changes, next, found.More})
	if err == nil && found.More {
		a.header = map[string]string{"Link": linkNext(r.URL, next)}
	}
	return a, err
}

// healthDoc is how the archive is, for programs.
type healthDoc struct {
	format.Header
	Version    string `json:"version"`     // of the program
	Stories    int    `json:"stories"`     // that can be found
	NotIndexed int    `json:"not_indexed"` // stories that a search does not find yet
	Feeds      int    `json:"feeds"`       // that are followed
	Trouble    int    `json:"trouble"`     // feeds of these that fail, are silent or lose items
}

// apiHealth answers how the archive is.
func (s *Server) apiHealth(ctx context.Context, ar *archive.Archive, _ *request) (*answer, error) {
	all, err := ar.Search(ctx, archive.SearchOptions{Load: archive.Load{Stories: archive.NoStories}})
	if err != nil {
		return nil, err
	}
	feeds, err := ar.Feeds(ctx)
	if err != nil {
		return nil, err
	}
	reports, err := ar.Health(ctx, feeds)
	if err != nil {
		return nil, err
	}
	doc := healthDoc{Header: format.NewHeader(), Version: s.options.Version, Stories: all.Total, NotIndexed: all.NotIndexed}
	for _, f := range feeds {
		if !f.State.Followed {
			continue
		}
		doc.Feeds++
		if report := reports[f.ID]; report.State.Trouble() {
			doc.Trouble++
		}
	}
	return docAnswer(doc)
}
