package archive

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"

	"newsarchive/index"
	"newsarchive/internal/health"
	"newsarchive/store"
)

// Stats counts what an archive and its index hold.
type Stats struct {
	store.Stats
	Indexed       int    `json:"indexed"`     // stories in the index
	NotIndexed    int    `json:"not_indexed"` // stories that are not yet indexed
	IndexState    string `json:"index_state,omitempty"`
	Silent        int    `json:"silent"`  // followed feeds that bring nothing new
	Overdue       int    `json:"overdue"` // followed feeds that no sync fetches
	Zone          string `json:"zone"`
	Dir           string `json:"dir"`
	DatabaseBytes int64  `json:"database_bytes"`
	IndexBytes    int64  `json:"index_bytes"`
	// Texts counts stories by what is known of their pages; PagesBytes is the size
	// of the file of pages.
	Texts      store.PageStats `json:"texts"`
	PagesBytes int64           `json:"pages_bytes"`
	// StoryBytes is what all files take for each story.
	StoryBytes int64 `json:"story_bytes"`
}

// Stats counts what the archive holds. IndexState describes an index that cannot
// be read; that is no error.
func (a *Archive) Stats(ctx context.Context) (Stats, error) {
	counts, err := a.store.Stats(ctx)
	if err != nil {
		return Stats{}, err
	}
	texts, err := a.store.PageStats(ctx, 0)
	if err != nil {
		return Stats{}, err
	}
	silent, overdue, err := a.troubled(ctx)
	if err != nil {
		return Stats{}, err
	}
	held, err := a.indexStats(ctx)
	if !a.kept && a.unusable(err) && a.useCache(ctx, err) == nil {
		held, err = a.indexStats(ctx)
	}
	st := Stats{
		Stats: counts, Zone: a.Zone().String(), Dir: a.dir,
		DatabaseBytes: DiskSize(a.store.Path()) + DiskSize(a.store.Path()+"-wal"), IndexBytes: DiskSize(a.indexPath),
		Silent: silent, Overdue: overdue, Texts: texts, PagesBytes: DiskSize(PagesPath(a.dir)) + DiskSize(PagesPath(a.dir)+"-wal"),
	}
	st.StoryBytes = (st.DatabaseBytes + st.IndexBytes + st.PagesBytes) / int64(max(st.Stories, 1))
	switch {
	case errors.Is(err, store.ErrUnknownMark):
		st.IndexState = "it is of another archive, or of another moment of this one"
		st.NotIndexed = st.Stories
		return st, nil
	case err != nil:
		st.IndexState = err.Error()
	}
	st.Indexed = int(held.Documents)
	st.NotIndexed, err = a.store.NotIndexed(ctx, held.Mark)
	return st, err
}

// troubled counts the feeds that are silent, and those that are overdue.
func (a *Archive) troubled(ctx context.Context) (silent, overdue int, err error) {
	feeds, err := a.Followed(ctx)
	if err != nil {
		return 0, 0, err
	}
	reports, err := a.Health(ctx, feeds)
	for _, r := range reports {
		switch r.State {
		case health.Silent:
			silent++
		case health.Overdue:
			overdue++
		default:
		}
	}
	return silent, overdue, err
}

// indexStats counts what the index holds. The error wraps [store.ErrUnknownMark]
// when it is of another history.
func (a *Archive) indexStats(ctx context.Context) (index.Stats, error) {
	held, err := a.index.Stats(ctx)
	if err != nil {
		return held, err
	}
	known, err := a.store.Knows(ctx, held.Mark)
	if err == nil && !known {
		err = store.ErrUnknownMark
	}
	return held, err
}

// DiskSize returns the bytes of a file or of all files below a folder.
func DiskSize(path string) (bytes int64) {
	_ = filepath.WalkDir(path, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil //nolint:nilerr // what is not there has no size
		}
		if info, err := d.Info(); err == nil {
			bytes += info.Size()
		}
		return nil
	})
	return bytes
}
