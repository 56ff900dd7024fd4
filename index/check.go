package index

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"

	"newsarchive/internal/news"
)

// Stats are figures about the generation in use.
type Stats struct {
	Mark       news.Mark
	Documents  int64
	Segments   int
	Bytes      int64 // on the disk
	Version    int   // of the mapping
	Generation string
}

// Stats opens the index and returns figures about it.
func (x *Index) Stats(ctx context.Context) (s Stats, err error) {
	err = x.read(ctx, func(h *handle) error {
		s.Generation, s.Version = filepath.Base(h.gen), mappingVersion
		if s.Mark, err = h.mark(); err != nil {
			return err
		}
		sizes, err := h.segments()
		if err != nil {
			return err
		}
		s.Segments = len(sizes)
		for _, size := range sizes {
			s.Documents += size.documents
		}
		s.Bytes, err = treeSize(h.gen)
		return err
	})
	return s, err
}

// treeSize adds up the files in a folder. One that is removed meanwhile has no
// size.
func treeSize(root string) (n int64, err error) {
	err = filepath.WalkDir(root, func(_ string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			var info fs.FileInfo
			if info, err = d.Info(); err == nil {
				n += info.Size()
			}
		}
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	})
	return n, err
}
