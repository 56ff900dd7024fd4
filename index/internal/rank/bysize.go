package rank

import (
	"slices"
	"strconv"
	"strings"

	"newsarchive/index/internal/document"
	"newsarchive/index/internal/match"

	"github.com/RoaringBitmap/roaring/v2"
)

// BySize returns the n documents of the largest clusters, or fewer; of
// clusters as large, the newest first.
func (s *Ranker) BySize(docs *roaring.Bitmap, n int) ([]Doc, error) {
	sizes, err := s.Snapshot.Between(document.FieldKey, document.KeySize+document.Counted(0), document.KeySize+document.Counted(document.MaxCount))
	if err != nil {
		return nil, err
	}
	var best []Doc
	for _, term := range slices.Backward(sizes) {
		size, err := strconv.Atoi(strings.TrimPrefix(term, document.KeySize))
		if err != nil {
			return nil, err
		}
		docsOfSize, err := match.AnyOf(document.FieldKey, []string{term}).Match(s.Session, docs)
		if err != nil {
			return nil, err
		}
		some, err := s.ByDate(docsOfSize, n-len(best), true)
		if err != nil {
			return nil, err
		}
		for i := range some {
			some[i].ClusterSize = size
		}
		if best = append(best, some...); len(best) >= n {
			break
		}
	}
	return best, nil
}
