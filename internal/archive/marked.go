package archive

import (
	"context"
	"sync"

	"newsarchive/internal/news"
	"newsarchive/internal/query"
)

// keptMarks keeps what was read of marks until something is written: programs ask
// for the same ones several times in a row.
type keptMarks struct {
	mu     sync.Mutex
	commit string // see [store.State]
	of     map[string]news.Marked
}

// newKeptMarks returns one for an archive that is kept open, else nil.
func newKeptMarks(kept bool) *keptMarks {
	if !kept {
		return nil
	}
	return &keptMarks{}
}

// known returns a mark as it was read at a commit, and forgets those of others.
func (k *keptMarks) known(commit, mark string) (m news.Marked, ok bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.commit != commit {
		k.commit, k.of = commit, map[string]news.Marked{}
	}
	m, ok = k.of[mark]
	return m, ok
}

// keep keeps a mark that was read at a commit or later, unless others are kept
// meanwhile.
func (k *keptMarks) keep(commit, mark string, m news.Marked) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.commit == commit {
		k.of[mark] = m
	}
}

// marked returns the stories that have a mark, or were marked unread
// ([query.KeptUnread]), also those that were marked read with a stream since. They
// are not to be changed.
func (a *Archive) marked(ctx context.Context, mark string) (m news.Marked, err error) {
	if mark == query.KeptUnread {
		read, err := a.marked(ctx, news.MarkRead)
		for _, u := range read.Unread {
			m.Stories = append(m.Stories, u.Story)
		}
		return m, err
	}
	if a.marks == nil || a.present != nil {
		return a.store.Marked(ctx, mark)
	}
	st, err := a.store.State(ctx)
	if err != nil {
		return m, err
	}
	if m, ok := a.marks.known(st.Commit, mark); ok {
		return m, nil
	}
	if m, err = a.store.Marked(ctx, mark); err == nil {
		a.marks.keep(st.Commit, mark, m)
	}
	return m, err
}
