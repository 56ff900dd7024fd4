package store

import (
	"encoding/binary"
	"fmt"

	"newsarchive/internal/event"
)

// A row's profile is the number of the items with several stories that link the
// story, their ids, and the bytes of its event.Profile.

func appendProfile(b []byte, p *event.Profile) []byte {
	b = binary.AppendUvarint(b, uint64(len(p.Clusters)))
	for _, id := range p.Clusters {
		b = binary.AppendUvarint(b, uint64(id)) //nolint:gosec // an id is positive
	}
	return p.AppendBinary(b)
}

func decodeProfile(b []byte) (event.Profile, error) {
	number := func() uint64 {
		n, size := binary.Uvarint(b)
		if size <= 0 {
			b = nil
			return 0
		}
		b = b[size:]
		return n
	}
	n := number()
	if n > maxEventClusters {
		return event.Profile{}, fmt.Errorf("%w: %d items", event.ErrEncoding, n)
	}
	var clusters []int64
	for range n {
		clusters = append(clusters, int64(number())) //nolint:gosec // it was an id
	}
	p, err := event.Decode(b)
	p.Clusters = clusters
	return p, err
}
