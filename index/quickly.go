package index

import "github.com/RoaringBitmap/roaring/v2"

// quickly evaluates an expression of plain words and keys by their bitmaps,
// and any other as usual. The bitmap is not the caller's to change.
func (s *session) quickly(e expr) (*roaring.Bitmap, error) {
	switch e := e.(type) {
	case scored:
		return s.quickly(e.expr)
	case and:
		var all []*roaring.Bitmap
		for _, part := range e {
			if _, ok := part.(terms); !ok {
				if w, ok := part.(scored); !ok || !isTerms(w.expr) {
					return e.match(s, nil)
				}
			}
			b, err := s.quickly(part)
			if err != nil {
				return nil, err
			}
			all = append(all, b)
		}
		return roaring.FastAnd(all...), nil
	case or:
		all := make([]*roaring.Bitmap, len(e))
		for i, part := range e {
			var err error
			if all[i], err = s.quickly(part); err != nil {
				return nil, err
			}
		}
		return roaring.FastOr(all...), nil
	case terms:
		b, err := s.bitmapsOf(e.field)
		if err != nil {
			return nil, err
		}
		all := make([]*roaring.Bitmap, len(e.any))
		for i, term := range e.any {
			if all[i], err = b.of(term); err != nil {
				return nil, err
			}
		}
		if len(all) == 1 {
			return all[0], nil
		}
		return roaring.FastOr(all...), nil
	}
	return e.match(s, nil)
}

func isTerms(e expr) bool {
	_, ok := e.(terms)
	return ok
}
