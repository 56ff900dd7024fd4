package web

import (
	"context"

	"newsarchive/internal/archive"
	"newsarchive/internal/query"
)

// neighbours are the stories before and after one in the list that its link was
// in: a search, or the newest of a topic. The address has the search and the
// place, so that it works without a session.
type neighbours struct {
	List, Earlier, Later string
}

// storyHref is the address of a story.
func storyHref(id int64) string { return "/story/" + number(id) }

// placed gives the links of events their places in the list that an address asks
// for; the first is counted from 1.
func placed(p params, first int, events []eventView) {
	for i := range events {
		events[i].Href = placeHref(p, events[i].ID, first+i)
	}
}

func placeHref(p params, story int64, at int) string {
	return p.link(storyHref(story), "page", "", "n", "", "key", "", "vs", "", "by", "", "share", "", "at", number(at))
}

// neighbours finds the stories beside that of a request; nil if its address names
// no list.
func (r *request) neighbours(ctx context.Context, ar *archive.Archive) (*neighbours, error) {
	at, err := r.params.number("at", 0, 1, maxOffset)
	if at == 0 || err != nil {
		return nil, err
	}
	q, err := r.params.search()
	if err != nil {
		return nil, err
	}
	q.Relax, q.Stories = true, archive.StoryIDs
	q.Offset, q.Size = max(0, at-2), 3
	found, err := ar.Search(ctx, q.SearchOptions)
	if as[*query.Error](err) { // the list is not there any more
		return nil, nil //nolint:nilnil // it has none
	}
	if err != nil {
		return nil, err
	}
	n := &neighbours{List: r.params.link("/search", "page", pageNumber((at-1)/pageSize+1))}
	for i, g := range found.Groups {
		switch place := q.Offset + i + 1; place {
		case at - 1:
			n.Earlier = placeHref(r.params, g.Stories[0].ID, place)
		case at + 1:
			n.Later = placeHref(r.params, g.Stories[0].ID, place)
		}
	}
	return n, nil
}
