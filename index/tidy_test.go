package index

import (
	"slices"
	"testing"
)

// A document is merged a few times at most, and there are a few segments at any
// time, however small the batches are.
func TestMergesAreFew(t *testing.T) {
	for _, batch := range []int64{1, 40, 300, 3000} {
		var segments []segmentSize
		var documents, merged int64
		most := 0
		for documents < 100_000 {
			segments = append(segments, segmentSize{documents: batch, bytes: batch})
			documents += batch
			for limit := int64(smallestClass); limit <= largestClass; limit *= classFactor {
				if !due(segments, limit) {
					continue
				}
				var one segmentSize
				segments = slices.DeleteFunc(segments, func(s segmentSize) bool {
					if s.documents < limit {
						one.documents += s.documents
						one.bytes += s.bytes
					}
					return s.documents < limit
				})
				segments = append(segments, one)
				merged += one.documents
			}
			small := 0
			for _, s := range segments {
				if s.documents < smallestClass*classFactor {
					small++
				}
			}
			most = max(most, small)
		}
		times := float64(merged) / float64(documents)
		t.Logf("batches of %d: a document is merged %.1f times; %d small segments at most", batch, times, most)
		if limit := 4.0; batch > 1 && times > limit || times > 40 {
			t.Errorf("batches of %d: a document is merged %.1f times", batch, times)
		}
		if most > 2*classFactor {
			t.Errorf("batches of %d: %d small segments", batch, most)
		}
	}
}
