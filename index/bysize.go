package index

import (
	"slices"
	"strconv"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"
)

// bySize returns the n documents of the largest clusters, or fewer, among
// equals the newest first. Their score is the size, as far as it is told.
func (s *session) bySize(docs *roaring.Bitmap, n int) ([]ranked, error) {
	sizes, err := s.between(fieldKey, keySize, keySize+counted(mostCounted))
	if err != nil {
		return nil, err
	}
	var best []ranked
	for _, term := range slices.Backward(sizes) {
		have, err := terms{fieldKey, []string{term}}.match(s, docs)
		if err != nil {
			return nil, err
		}
		if have.IsEmpty() {
			continue
		}
		size, err := strconv.Atoi(strings.TrimPrefix(term, keySize))
		if err != nil {
			return nil, err
		}
		newest, err := s.byDate(have, n-len(best), true)
		if err != nil {
			return nil, err
		}
		for _, r := range newest[:min(n-len(best), len(newest))] {
			r.score = float32(size)
			best = append(best, r)
		}
		if len(best) == n {
			break
		}
	}
	return best, nil
}
