package index

import (
	"slices"
	"strconv"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"
)

// bySize returns the n documents of the largest clusters, or fewer; of
// clusters as large, the newest first.
func (s *ranker) bySize(docs *roaring.Bitmap, n int) ([]ranked, error) {
	sizes, err := s.snapshot.Between(fieldKey, keySize+counted(0), keySize+counted(mostCounted))
	if err != nil {
		return nil, err
	}
	var best []ranked
	for _, term := range slices.Backward(sizes) {
		size, err := strconv.Atoi(strings.TrimPrefix(term, keySize))
		if err != nil {
			return nil, err
		}
		have, err := terms{fieldKey, []string{term}}.match(s.session, docs)
		if err != nil {
			return nil, err
		}
		some, err := s.byDate(have, n-len(best), true)
		if err != nil {
			return nil, err
		}
		for i := range some {
			some[i].size = size
		}
		if best = append(best, some...); len(best) >= n {
			break
		}
	}
	return best, nil
}
