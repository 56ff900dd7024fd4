package match

import (
	"slices"
	"time"

	"newsarchive/index/internal/document"
	"newsarchive/internal/news"
	"newsarchive/internal/query"
)

// flag matches a flag of the index, or a mark, which it does not hold.
func (c Compiler) flag(what string) (Expr, error) {
	switch {
	case what == query.Unread:
		read, err := c.marked(news.MarkRead)
		return not{read}, err
	case what == query.KeptUnread, slices.Contains(news.StoryMarks(), what):
		return c.marked(what)
	}
	return Key(document.KeyFlag, what), nil
}

// marked matches the stories that have a mark, or, of read, are in a stream that
// was marked as a whole.
func (c Compiler) marked(mark string) (Expr, error) {
	if c.Names.Marked == nil {
		return none{}, nil
	}
	m, err := c.Names.Marked(mark)
	if err != nil {
		return none{}, err
	}
	any := Or{stories(m.Stories)}
	for _, r := range m.Read {
		seen, err := c.Dated(document.KeySeen, time.Time{}, r.Upto.Add(time.Second))
		if err != nil {
			return none{}, err
		}
		stream := And{seen, not{stories(r.Unread)}}
		if r.Feed != 0 {
			stream = append(stream, feeds([]int64{r.Feed}))
		}
		any = append(any, stream)
	}
	return any, nil
}
