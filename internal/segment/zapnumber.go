package segment

// numbers is [Field.Numbers] for documents of the segment, whose own numbers
// begin at base.
func (z *zapField) numbers(wanted []uint32, base uint32, to []uint64) (err error) {
	defer z.caught(numberTerm, &err)
	l, err := z.postings(numberTerm)
	if err != nil || l == nil {
		return err
	}
	every := l.docs.GetCardinality() == z.docs
	if every || !l.many(len(wanted)) {
		l.pick(wanted, base, every, to)
		return nil
	}
	l.eachChunk(wanted, base, func(chunk uint32, docs []uint32, first, end int) {
		r, i := varints{data: l.freqs.chunk(chunk)}, first
		for _, doc := range docs {
			freq, length := r.next()>>1, r.next()
			for i < end && wanted[i] < doc+base {
				i++
			}
			if i < end && wanted[i] == doc+base {
				to[i] = decodeNumber(freq, length)
			}
		}
	})
	return nil
}

// pick goes to the number of each document and skips those between. Where
// every document of the segment has one, the document's own number says where
// it is.
func (l *zapPostings) pick(wanted []uint32, base uint32, every bool, to []uint64) {
	var r varints
	var read, before, end uint64 // numbers read of the chunk, documents before it, where it ends
	for i, doc := range wanted {
		doc -= base
		if !every && !l.docs.Contains(doc) {
			continue
		}
		if chunk := doc / l.chunkSize; uint64(doc) >= end {
			r = varints{data: l.freqs.chunk(chunk)}
			end = (uint64(chunk) + 1) * uint64(l.chunkSize)
			before, read = l.before(chunk*l.chunkSize, every), 0
		}
		at := l.before(doc, every) - before
		r.skip(2 * (at - read))
		to[i] = decodeNumber(r.next()>>1, r.next())
		read = at + 1
	}
}

// before counts the documents below one.
func (l *zapPostings) before(doc uint32, every bool) uint64 {
	switch {
	case every:
		return uint64(doc)
	case doc == 0:
		return 0
	}
	return l.docs.Rank(doc - 1)
}
