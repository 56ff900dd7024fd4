package match

import (
	"cmp"
	"math"

	"newsarchive/index/internal/document"
	"newsarchive/internal/query"
	"newsarchive/internal/words"

	"github.com/RoaringBitmap/roaring/v2"
)

// learnedWeight is the weight of a learned word beside that of the word that it
// stands for, in any form of it.
const learnedWeight = 0.5

// learned compiles a word with those that stand for it, which weigh less, also where
// they are rarer.
func (c Compiler) learned(n query.Learned) (Expr, error) {
	typed, err := c.words(n.Word)
	if err != nil || len(n.More) == 0 {
		return typed, err
	}
	most, err := c.tells(typed)
	if err != nil {
		return nil, err
	}
	any := Or{typed}
	for _, w := range n.Words() {
		e, err := c.words(w)
		if err != nil {
			return nil, err
		}
		rare, err := c.tells(e)
		if err != nil {
			return nil, err
		}
		any = append(any, lowered(e, learnedWeight*min(1, most/rare)))
	}
	return any, nil
}

// tells is how much a word tells: more, the fewer documents have it.
func (s *Session) tells(e Expr) (float64, error) {
	n, err := e.Cost(s)
	return math.Log(1 + float64(s.Snapshot.Documents)/float64(max(n, 1))), err
}

// lowered returns an expression whose words have a part of their weight, and make
// no pairs with their neighbours in the query.
func lowered(e Expr, by float64) Expr {
	switch e := e.(type) {
	case Scored:
		some := make([]Word, len(e.Words))
		for i, w := range e.Words {
			w.Boost, w.Typed = cmp.Or(w.Boost, 1)*by, nil
			some[i] = w
		}
		return Scored{e.Expr, some}
	case And:
		parts := make(And, len(e))
		for i, part := range e {
			parts[i] = lowered(part, by)
		}
		return parts
	case Or:
		parts := make(Or, len(e))
		for i, part := range e {
			parts[i] = lowered(part, by)
		}
		return parts
	}
	return e
}

// Headlines returns the documents whose own headline has a form of a word; none for
// a text that is not one word.
func (s *Session) Headlines(word string) (*roaring.Bitmap, error) {
	row, _ := s.cut(word)
	if len(row) != 1 || row[0].Kind == words.Unigram {
		return roaring.New(), nil
	}
	return AnyOf(document.FieldTitle, s.stemTerms(row[0])).Match(s, nil)
}
