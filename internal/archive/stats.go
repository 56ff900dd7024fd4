package archive

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"

	"newsarchive/store"
)

// Stats counts what an archive holds, and how far its index is.
type Stats struct {
	store.Stats
	Indexed       int    `json:"indexed"`     // stories in the index
	NotIndexed    int    `json:"not_indexed"` // stories that it does not hold as they are
	IndexState    string `json:"index_state,omitempty"`
	Zone          string `json:"zone"`
	Dir           string `json:"dir"`
	DatabaseBytes int64  `json:"database_bytes"`
	IndexBytes    int64  `json:"index_bytes"`
}

// Counts counts what the database holds; the index is not looked at.
func (a *Archive) Counts(ctx context.Context) (store.Stats, error) { return a.store.Stats(ctx) }

// Stats counts what the archive holds. An index that cannot be read is told
// in IndexState and is no error.
func (a *Archive) Stats(ctx context.Context) (Stats, error) {
	counts, err := a.store.Stats(ctx)
	if err != nil {
		return Stats{}, err
	}
	held, err := a.index.Stats(ctx)
	if a.unusable(err) && a.useCache(ctx, err) == nil {
		held, err = a.index.Stats(ctx)
	}
	st := Stats{
		Stats: counts, Zone: a.Zone().String(), Dir: a.dir,
		DatabaseBytes: DiskSize(a.store.Path()) + DiskSize(a.store.Path()+"-wal"), IndexBytes: DiskSize(a.indexPath),
	}
	if err != nil {
		st.IndexState = err.Error()
	}
	st.Indexed = int(held.Documents)
	st.NotIndexed, err = a.store.NotIndexed(ctx, held.Mark)
	if errors.Is(err, store.ErrUnknownMark) {
		st.IndexState, err = "it is of another archive, or of another moment of this one", nil
		st.Indexed, st.NotIndexed = 0, st.Stories
	}
	return st, err
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
