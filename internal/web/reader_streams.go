package web

import (
	"context"
	"io"
	"strconv"

	"newsarchive/internal/archive"
	"newsarchive/internal/greader"
)

// page reads the part of a stream that is asked for. The stream of the path
// counts, where there is one.
func (q *readerRequest) page(most int) (greader.Page, error) {
	if q.stream != "" {
		q.Set("s", q.stream)
	}
	p, err := greader.ParsePage(q.Values, most)
	if err != nil {
		return p, badRequest{err}
	}
	return p, nil
}

// readerPage reads a part of a stream.
func readerPage(ctx context.Context, ar *archive.Archive, q *readerRequest, most int) (p greader.Page, l *labels, page archive.StreamPage, err error) {
	if p, err = q.page(most); err != nil {
		return p, nil, page, err
	}
	if l, err = labelsOf(ctx, ar); err != nil {
		return p, nil, page, err
	}
	page, err = ar.Stream(ctx, l.query(p, q))
	return p, l, page, err
}

// continuation is that of a page; empty at the end.
func continuation(page archive.StreamPage) string {
	if !page.More {
		return ""
	}
	last := page.Places[len(page.Places)-1]
	return greader.Continuation{Story: last.ID, Seen: last.Seen}.String()
}

// readerIDs answers stream/items/ids.
func (s *Server) readerIDs(ctx context.Context, ar *archive.Archive, q *readerRequest) (*answer, error) {
	p, _, page, err := readerPage(ctx, ar, q, greader.MaxIDs)
	if err != nil {
		return nil, err
	}
	return readerJSON(greader.ItemRefs{ItemRefs: refs(page.Places, topicIn(p)), Continuation: continuation(page)})
}

// topicIn is the topic whose stream is asked for; 0 if it is another's.
func topicIn(p greader.Page) int64 {
	if len(p.Streams) == 1 && p.Streams[0].Kind == greader.Topic {
		return p.Streams[0].ID
	}
	return 0
}

func refs(places []archive.StreamPlace, topic int64) []greader.ItemRef {
	all := make([]greader.ItemRef, len(places))
	for i, p := range places {
		all[i] = greader.ItemRef{ID: greader.ItemUnder(p.ID, topic).Decimal(), DirectStreamIDs: []string{}, TimestampUsec: usec(p.Seen)}
	}
	return all
}

// readerCount answers stream/items/count.
func (s *Server) readerCount(ctx context.Context, ar *archive.Archive, q *readerRequest) (*answer, error) {
	p, err := q.page(1)
	if err != nil {
		return nil, err
	}
	l, err := labelsOf(ctx, ar)
	if err != nil {
		return nil, err
	}
	n, err := ar.StreamSize(ctx, l.query(p, q))
	return plainAnswer(strconv.FormatInt(n, 10)), err
}

// readerContents answers stream/contents/STREAM.
func (s *Server) readerContents(ctx context.Context, ar *archive.Archive, q *readerRequest) (*answer, error) {
	items, err := s.contents(ctx, ar, q)
	if err != nil {
		return nil, err
	}
	return readerJSON(items)
}

// readerAtomDocument answers /reader/atom/STREAM.
func (s *Server) readerAtomDocument(ctx context.Context, ar *archive.Archive, q *readerRequest) (*answer, error) {
	items, err := s.contents(ctx, ar, q)
	if err != nil {
		return nil, err
	}
	return written("application/atom+xml; charset=utf-8", func(w io.Writer) error { return greader.WriteAtom(w, items) })
}

// contents are the items of a stream.
func (s *Server) contents(ctx context.Context, ar *archive.Archive, q *readerRequest) (greader.Items, error) {
	p, l, page, err := readerPage(ctx, ar, q, greader.MaxContents)
	if err != nil {
		return greader.Items{}, err
	}
	ids := make([]greader.ItemID, len(page.Places))
	for i, place := range page.Places {
		ids[i] = greader.ItemUnder(place.ID, topicIn(p))
	}
	var of greader.Stream
	if len(p.Streams) > 0 {
		of = p.Streams[0]
	}
	items, err := s.itemsOf(ctx, ar, q, l, ids, of)
	items.Continuation = continuation(page)
	return items, err
}

// readerItems answers stream/items/contents: items by their numbers. Those that
// are not there are left out.
func (s *Server) readerItems(ctx context.Context, ar *archive.Archive, q *readerRequest) (*answer, error) {
	named, _, err := greader.ParseItems(q.Values["i"])
	if err != nil {
		return nil, badRequest{err}
	}
	l, err := labelsOf(ctx, ar)
	if err != nil {
		return nil, err
	}
	items, err := s.itemsOf(ctx, ar, q, l, named, greader.Stream{})
	if err != nil {
		return nil, err
	}
	return readerJSON(items)
}

// storyIDs returns the stories of items, without numbers that are none of ours.
func storyIDs(items []greader.ItemID) []int64 {
	ids := make([]int64, 0, len(items))
	for _, it := range items {
		if story := it.Story(); story != 0 {
			ids = append(ids, story)
		}
	}
	return ids
}

// readerSearch answers search/items/ids.
func (s *Server) readerSearch(ctx context.Context, ar *archive.Archive, q *readerRequest) (*answer, error) {
	const most = 1000
	n, err := strconv.Atoi(q.Get("num"))
	if err != nil || n < 1 {
		n = most
	}
	page, err := ar.Stream(ctx, archive.StreamQuery{Of: archive.Streams{{Kind: archive.StreamSearch, Text: q.Get("q")}}, Size: min(n, most), Known: q.known})
	if err != nil {
		return nil, err
	}
	return readerJSON(struct {
		Results []greader.ItemRef `json:"results"`
	}{refs(page.Places, 0)})
}
