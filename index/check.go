package index

import (
	"context"
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
		gen, err := x.current()
		if err != nil {
			return err
		}
		s.Generation, s.Version = filepath.Base(gen), mappingVersion
		if s.Mark, err = h.mark(); err != nil {
			return err
		}
		sizes, err := h.segments()
		if err != nil {
			return err
		}
		s.Segments = len(sizes)
		for _, n := range sizes {
			s.Documents += n
		}
		s.Bytes, err = treeSize(gen)
		return err
	})
	return s, err
}

func treeSize(root string) (n int64, err error) {
	err = filepath.WalkDir(root, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			n += info.Size()
		}
		return err
	})
	return n, err
}
