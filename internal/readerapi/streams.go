package readerapi

import (
	"bytes"
	"context"
	"strconv"

	"newsarchive/internal/archive"
	"newsarchive/internal/greader"
)

// page reads the part of a stream that is asked for. The stream of the path
// counts, where there is one.
func (q *Request) page(most int) (greader.Page, error) {
	if q.Stream != "" {
		q.Set("s", q.Stream)
	}
	p, err := greader.ParsePage(q.Values, most)
	if err != nil {
		return p, BadRequest{err}
	}
	return p, nil
}

// pageOf reads a part of a stream, and the labels that read finds it needs.
func pageOf(ctx context.Context, ar *archive.Archive, q *Request, most int, read labelReader) (p greader.Page, l *labels, page archive.StreamPage, err error) {
	if p, err = q.page(most); err != nil {
		return p, nil, page, err
	}
	if l, err = read(ctx, ar, p); err != nil {
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

// ids answers stream/items/ids.
func (API) ids(ctx context.Context, ar *archive.Archive, q *Request) (*Answer, error) {
	p, _, page, err := pageOf(ctx, ar, q, greader.MaxIDs, labelsIn)
	if err != nil {
		return nil, err
	}
	return jsonAnswer(greader.ItemRefs{ItemRefs: refs(page.Places, topicIn(p)), Continuation: continuation(page)})
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

// count answers stream/items/count.
func (API) count(ctx context.Context, ar *archive.Archive, q *Request) (*Answer, error) {
	p, err := q.page(1)
	if err != nil {
		return nil, err
	}
	l, err := labelsIn(ctx, ar, p)
	if err != nil {
		return nil, err
	}
	n, err := ar.StreamSize(ctx, l.query(p, q))
	return textAnswer(strconv.FormatInt(n, 10)), err
}

// contents answers stream/contents/STREAM.
func (api API) contents(ctx context.Context, ar *archive.Archive, q *Request) (*Answer, error) {
	items, err := api.itemsIn(ctx, ar, q)
	if err != nil {
		return nil, err
	}
	return jsonAnswer(items)
}

// atom answers /reader/atom/STREAM.
func (api API) atom(ctx context.Context, ar *archive.Archive, q *Request) (*Answer, error) {
	items, err := api.itemsIn(ctx, ar, q)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = greader.WriteAtom(&b, items)
	return &Answer{Kind: "application/atom+xml; charset=utf-8", Body: b.Bytes()}, err
}

// itemsIn are the items of a stream.
func (api API) itemsIn(ctx context.Context, ar *archive.Archive, q *Request) (greader.Items, error) {
	p, l, page, err := pageOf(ctx, ar, q, greader.MaxContents, allLabels)
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
	items, err := api.itemsOf(ctx, ar, q, l, ids, of)
	items.Continuation = continuation(page)
	return items, err
}

// numbered answers stream/items/contents: items by their numbers. Those that
// are not there are left out.
func (api API) numbered(ctx context.Context, ar *archive.Archive, q *Request) (*Answer, error) {
	named, _, err := greader.ParseItems(q.Values["i"])
	if err != nil {
		return nil, BadRequest{err}
	}
	l, err := labelsOf(ctx, ar)
	if err != nil {
		return nil, err
	}
	items, err := api.itemsOf(ctx, ar, q, l, named, greader.Stream{})
	if err != nil {
		return nil, err
	}
	return jsonAnswer(items)
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

// search answers search/items/ids.
func (API) search(ctx context.Context, ar *archive.Archive, q *Request) (*Answer, error) {
	const most = 1000
	n, err := strconv.Atoi(q.Get("num"))
	if err != nil || n < 1 {
		n = most
	}
	page, err := ar.Stream(ctx, archive.StreamQuery{Of: archive.Streams{{Kind: archive.StreamSearch, Text: q.Get("q")}}, Size: min(n, most), Known: q.Known})
	if err != nil {
		return nil, err
	}
	return jsonAnswer(struct {
		Results []greader.ItemRef `json:"results"`
	}{refs(page.Places, 0)})
}
