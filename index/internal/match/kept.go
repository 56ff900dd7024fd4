package match

import (
	"slices"
	"sync"

	"newsarchive/internal/words"

	"github.com/RoaringBitmap/roaring/v2"
)

// Kept keeps the documents of feeds and of marks, for as long as the index is open
// for reading: it does not change meanwhile. Many sessions may share it.
type Kept struct {
	columns *Columns
	words   sync.Pool // has *analysis

	mu     sync.Mutex
	placed []placed // nil until they are asked for
	feeds  map[int64]*roaring.Bitmap
	marks  map[string]keptMark
}

// keptMark are the stories that a mark had when it was last asked for.
type keptMark struct {
	stories stories // ascending
	docs    *roaring.Bitmap
}

// NewKept returns one that has nothing yet, and shares columns with those of other
// generations.
func NewKept(c *Columns) *Kept {
	return &Kept{columns: c, feeds: map[int64]*roaring.Bitmap{}, marks: map[string]keptMark{}}
}

// analysis cuts texts into words and stems these, with a cache of both.
type analysis struct {
	tokenizer *words.Tokenizer
	stemmers  *words.Stemmers
}

// Lend gives a session what it shares with the sessions before it, until the function
// that is returned is called.
func (k *Kept) Lend(s *Session) (done func()) {
	s.Kept = k
	w, _ := k.words.Get().(*analysis) //nolint:errcheck // nil where all are lent
	if w == nil {
		w = &analysis{s.Tokenizer, s.Stemmers}
	}
	s.Tokenizer, s.Stemmers = w.tokenizer, w.stemmers
	return func() {
		if w.tokenizer.Cached() < maxShared {
			k.words.Put(w)
		}
	}
}

// maxShared is how many words are cached between sessions: some megabytes.
const maxShared = 1 << 14

// inFeeds matches the documents of some feeds.
type inFeeds []int64

func (o inFeeds) Match(s *Session, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	any := make([]*roaring.Bitmap, len(o))
	for i, id := range o {
		docs, err := s.inFeed(id)
		if err != nil {
			return nil, err
		}
		if within != nil {
			docs = roaring.And(docs, within)
		}
		any[i] = docs
	}
	if len(any) == 1 {
		return any[0], nil
	}
	return roaring.FastOr(any...), nil
}

func (o inFeeds) Cost(s *Session) (sum uint64, err error) {
	for _, id := range o {
		docs, err := s.inFeed(id)
		if err != nil {
			return 0, err
		}
		sum += docs.GetCardinality()
	}
	return sum, nil
}

// inFeed returns the documents of a feed, which are not to be changed.
func (s *Session) inFeed(id int64) (*roaring.Bitmap, error) {
	if s.Kept == nil {
		return feeds([]int64{id}).Match(s, nil)
	}
	s.Kept.mu.Lock()
	defer s.Kept.mu.Unlock()
	if docs, ok := s.Kept.feeds[id]; ok {
		return docs, nil
	}
	docs, err := feeds([]int64{id}).Match(s, nil)
	if err != nil || docs.IsEmpty() {
		return docs, err // so that ids that are none take no memory
	}
	docs = own(docs)
	s.Kept.feeds[id] = docs
	return docs, nil
}

// own returns a copy that has nothing in common with the index's files.
func own(docs *roaring.Bitmap) *roaring.Bitmap {
	c := roaring.New()
	c.Or(docs)
	return c
}

// marked matches the stories that have a mark, ascending. Looking up each costs
// most, and from question to question few change.
type marked struct {
	mark string
	stories
}

func (m marked) Match(s *Session, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	if s.Kept == nil {
		return m.stories.Match(s, within)
	}
	docs, err := m.kept(s)
	if err != nil || within == nil {
		return docs, err
	}
	return roaring.And(docs, within), nil
}

func (m marked) kept(s *Session) (*roaring.Bitmap, error) {
	s.Kept.mu.Lock()
	defer s.Kept.mu.Unlock()
	last := s.Kept.marks[m.mark]
	if last.docs != nil && slices.Equal(last.stories, m.stories) {
		return last.docs, nil
	}
	docs := roaring.New()
	added, gone := differ(last.stories, m.stories)
	if last.docs != nil {
		docs = last.docs.Clone() // others may be reading it
	}
	more, err := added.Match(s, nil)
	if err != nil {
		return nil, err
	}
	fewer, err := gone.Match(s, nil)
	if err != nil {
		return nil, err
	}
	docs.Or(more)
	docs.AndNot(fewer)
	s.Kept.marks[m.mark] = keptMark{slices.Clone(m.stories), docs}
	return docs, nil
}

// differ returns what the second of two lists has more, and less, than the first.
// Both ascend.
func differ(one, other stories) (added, gone stories) {
	for len(one) > 0 && len(other) > 0 {
		switch {
		case one[0] == other[0]:
			one, other = one[1:], other[1:]
		case one[0] < other[0]:
			gone, one = append(gone, one[0]), one[1:]
		default:
			added, other = append(added, other[0]), other[1:]
		}
	}
	return append(added, other...), append(gone, one...)
}
