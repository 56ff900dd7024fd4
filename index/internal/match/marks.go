package match

import (
	"slices"

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
	case what == query.Duplicate:
		if c.Names.Copies == nil {
			return none{}, nil
		}
		ids, err := c.Names.Copies()
		return stories(ids), err
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
	if len(m.Read) == 0 {
		return marked{mark, m.Stories}, nil
	}
	return Or{marked{mark, m.Stories}, readUpto{m.Read, m.Unread}}, nil
}
