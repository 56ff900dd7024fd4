package match

import (
	"time"

	"newsarchive/index/internal/document"
	"newsarchive/internal/news"
	"newsarchive/internal/query"

	"github.com/RoaringBitmap/roaring/v2"
)

// readUpto matches what is read because feeds, or everything, were marked read as
// a whole: what was first seen up to the moment of the last of its marks, unless it
// was marked unread then or later. There may be a mark for every feed; so documents
// are looked at one by one.
type readUpto struct {
	marks  []news.ReadStream
	unread []news.UnreadStory
}

func (r readUpto) Match(s *Session, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	within, err := All{}.Match(s, within)
	if err != nil {
		return nil, err
	}
	docs := within.ToArray()
	seen, err := s.SeenOf(docs)
	if err != nil {
		return nil, err
	}
	upto, err := r.upto(s, docs)
	if err != nil {
		return nil, err
	}
	if err := r.keepUnread(s, within, docs, upto); err != nil {
		return nil, err
	}
	read := docs[:0]
	for i, doc := range docs {
		if seen[i] > 0 && seen[i] <= upto[i] {
			read = append(read, doc)
		}
	}
	return roaring.BitmapOf(read...), nil
}

// upto returns for each document up to when its feeds, or all, are read; 0 if they
// are not.
func (r readUpto) upto(s *Session, docs []uint32) ([]uint64, error) {
	var all uint64
	var feeds []int64
	var moments []uint64
	for _, m := range r.marks {
		if moment := document.Moment(m.Upto); m.Feed == 0 {
			all = max(all, moment)
		} else {
			feeds, moments = append(feeds, m.Feed), append(moments, moment)
		}
	}
	upto := make([]uint64, len(docs))
	for i := range upto {
		upto[i] = all
	}
	err := s.EachFeed(docs, feeds, func(doc, feed int) { upto[doc] = max(upto[doc], moments[feed]) })
	return upto, err
}

// keepUnread takes the moments of documents back that were marked unread then or
// later.
func (r readUpto) keepUnread(s *Session, within *roaring.Bitmap, docs []uint32, upto []uint64) error {
	at := make(map[int64]time.Time, len(r.unread))
	ids := make(stories, len(r.unread))
	for i, u := range r.unread {
		ids[i], at[u.Story] = u.Story, u.At
	}
	matched, err := marked{query.KeptUnread, ids}.Match(s, within)
	if err != nil {
		return err
	}
	unread := matched.ToArray()
	of, err := s.StoryIDs(unread)
	if err != nil {
		return err
	}
	place := 0
	for i, doc := range unread {
		place += Seek(docs[place:], doc)
		if upto[place] <= document.Moment(at[of[i]]) {
			upto[place] = 0
		}
	}
	return nil
}

// Cost is that of everything: marks are of all times.
func (readUpto) Cost(s *Session) (uint64, error) { return s.Snapshot.Documents, nil }
