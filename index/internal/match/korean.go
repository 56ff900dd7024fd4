package match

import (
	"newsarchive/index/internal/document"
	"newsarchive/internal/words"
)

// partBoost is the weight of a Korean word within a longer one, beside the word
// itself.
const partBoost = 0.3

// anyForm matches any form of a word in a field, and parts of a Korean one.
func (s *Session) anyForm(t words.Token, field string) Expr {
	if parts := s.korean(t, field); parts != nil {
		return parts
	}
	return s.stemmed(t, field)
}

// korean matches a Korean word by itself, within a longer word, and as two words:
// 정상회담 is found by 회담, and 정상 회담 by 정상회담. It is nil for any other word, and
// for one that can be no part.
func (s *Session) korean(t words.Token, field string) Expr {
	pairs := words.PartsOf(t)
	if pairs == nil {
		return nil
	}
	within := make(And, len(pairs))
	for i, pair := range pairs {
		within[i] = AnyOf(field, []string{pair})
	}
	any := Or{
		s.stemmed(t, field),
		Scored{within, []Word{{Field: document.FieldStem, Terms: pairs, Boost: partBoost}}},
	}
	for _, two := range words.SplitCompound(t) {
		var both And
		for _, half := range two {
			forms := s.Stemmers.Every(words.Token{Term: half})
			both = append(both, AnyOf(field, forms))
		}
		any = append(any, both)
	}
	return any
}
