package document

import "hash/fnv"

// PublisherNumber is the number of a publisher's folded name. Publishers of
// many documents are counted by it, without a look at the documents of each
// publisher. Two of a million names share a number with a chance of one in a
// million.
func PublisherNumber(name string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(name))
	return max(h.Sum64()>>4, 1)
}
