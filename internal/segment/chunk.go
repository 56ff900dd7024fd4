package segment

import "slices"

// chunks are varints, parted by document numbers.
type chunks struct {
	data []byte
	ends []uint64 // of the chunks in the data
}

func (z *zapField) chunks(at uint64) chunks {
	r := varints{z.bytes, at}
	n := r.next()
	if n > uint64(len(z.bytes)) { // each takes a byte or more
		panic("too many chunks")
	}
	ends := make([]uint64, n)
	for i := range ends {
		ends[i] = r.next()
	}
	return chunks{z.bytes[r.at:], ends}
}

func (c chunks) chunk(i uint32) []byte {
	from := uint64(0)
	if i > 0 {
		from = c.ends[i-1]
	}
	return c.data[from:c.ends[i]]
}

// eachChunk calls use with the documents of each chunk that has any of the
// wanted, and with the wanted that may be among them: those from first to
// before end.
func (l *zapPostings) eachChunk(wanted []uint32, base uint32, use func(chunk uint32, docs []uint32, first, end int)) {
	if len(wanted) == 0 {
		return
	}
	docs := l.reader(len(wanted))
	for first := 0; first < len(wanted); {
		chunk := (wanted[first] - base) / l.chunkSize
		low, high := uint64(chunk)*uint64(l.chunkSize), (uint64(chunk)+1)*uint64(l.chunkSize)
		some := docs(low, high)
		end := first + 1
		for end < len(wanted) && uint64(wanted[end]-base) < high {
			end++
		}
		if len(some) > 0 {
			use(chunk, some, first, end)
		}
		first = end
	}
}

// many reports that so many documents are wanted that hardly a chunk is
// skipped.
func (l *zapPostings) many(wanted int) bool { return wanted*8 >= len(l.freqs.ends) }

// reader returns a function that returns the documents of a range. Ranges
// ascend. Where many documents are wanted it reads all of them at once.
func (l *zapPostings) reader(wanted int) func(low, high uint64) []uint32 {
	if l.many(wanted) {
		all := l.docs.ToArray()
		return func(low, high uint64) []uint32 {
			first, _ := slices.BinarySearch(all, uint32(low)) // both below 2³²
			end, _ := slices.BinarySearch(all, uint32(high))
			return all[first:end]
		}
	}
	var some []uint32
	it := l.docs.Iterator()
	return func(low, high uint64) []uint32 {
		some = some[:0]
		for it.AdvanceIfNeeded(uint32(low)); it.HasNext() && uint64(it.PeekNext()) < high; { // below 2³¹
			some = append(some, it.Next())
		}
		return some
	}
}
