package web

import (
	"context"
	"net/url"

	"newsarchive/internal/archive"
	"newsarchive/internal/errkind"
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

// hitHref is the address of a story that was found: where several archives are asked,
// by its number in the first that had it.
func hitHref(h archive.Hit) string {
	if len(h.Archives) > 0 {
		return heldHref("/story/", h.Archives[0])
	}
	return storyHref(h.ID)
}

// heldHref is the address of something of a story in an archive.
func heldHref(path string, h archive.Holding) string {
	return path + url.PathEscape(h.Archive) + "/" + number(h.Story)
}

// groupHref is the address of the event of a group.
func groupHref(g archive.Group) string {
	if first := g.Stories[0]; len(first.Archives) > 0 {
		return heldHref("/event/", first.Archives[0])
	}
	return "/event/" + number(g.Event)
}

// placed gives the links of events their places in the list that an address asks
// for; the first is counted from 1.
func placed(p params, first int, events []eventView) {
	for i := range events {
		events[i].Href = placeHref(p, events[i].Href, first+i)
	}
}

func placeHref(p params, story string, at int) string {
	return p.link(story, "page", "", "n", "", "key", "", "vs", "", "by", "", "share", "", "at", number(at))
}

// neighbours finds the stories beside that of a request; nil if its address names
// no list.
func (r *request) neighbours(ctx context.Context, asked archive.Asker) (*neighbours, error) {
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
	found, err := asked.Search(ctx, q.SearchOptions)
	if errkind.As[*query.Error](err) { // the list is not there any more
		return nil, nil //nolint:nilnil // it has none
	}
	if err != nil {
		return nil, err
	}
	n := &neighbours{List: r.params.link("/search", "page", pageNumber((at-1)/pageSize+1))}
	for i, g := range found.Groups {
		switch place := q.Offset + i + 1; place {
		case at - 1:
			n.Earlier = placeHref(r.params, hitHref(g.Stories[0]), place)
		case at + 1:
			n.Later = placeHref(r.params, hitHref(g.Stories[0]), place)
		}
	}
	return n, nil
}
