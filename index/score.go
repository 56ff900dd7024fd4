package index

import (
	"cmp"
	"math"
	"slices"

	"newsarchive/internal/segment"

	"github.com/RoaringBitmap/roaring/v2"
)

// The parameters of BM25: as usual, and for long texts. How often a document
// has a word is counted over all its fields, in the story's own headline
// twice, before the count saturates (BM25F).
const (
	bm25K1 = 1.2
	bm25B  = 0.75

	bm25K1Long = 2.0 // where texts are long
	shortTexts = 60  // in words
	longTexts  = 120
)

// weights returns the words of an expression that count: not those it denies.
func weights(e expr) []weight {
	var all []weight
	switch e := e.(type) {
	case scored:
		return e.weigh
	case and:
		for _, part := range e {
			all = append(all, weights(part)...)
		}
	case or:
		for _, part := range e {
			all = append(all, weights(part)...)
		}
	case mostOf:
		return weights(or(e))
	}
	return all
}

// scores is the relevance of some documents, in their ascending order.
type scores struct {
	*ranker
	*segment.Selection
	all   []float32
	word  segment.TermFreqs // how often the documents have the word being weighed; their lengths, 0 until a word was met
	usual float64           // length of the documents; 0 until known
	norms []float32         // of a document by its length, as far as they are known
	deep  int               // so many of the best are among the documents
}

// score returns the relevance of each document found, in ascending order of
// documents.
func (s *ranker) score(found *roaring.Bitmap, words []weight) (*scores, error) {
	all, err := s.frequent(words)
	if err != nil {
		return nil, err
	}
	sc := s.unscored(found)
	return sc, sc.add(all)
}

func (s *ranker) unscored(found *roaring.Bitmap) *scores {
	docs := segment.Select(found)
	n := len(docs.Numbers)
	return &scores{
		ranker: s, Selection: docs, deep: math.MaxInt,
		all: make([]float32, n), word: segment.NewTermFreqs(n),
	}
}

// valued is a word, and how many documents have it.
type valued struct {
	weight
	have uint64
}

// frequent returns the words that there are, the most frequent first; one that
// was asked twice is one that counts twice.
func (s *ranker) frequent(words []weight) ([]valued, error) {
	var all []valued
	for _, w := range words {
		same := slices.IndexFunc(all, func(v valued) bool { return v.field == w.field && slices.Equal(v.terms, w.terms) })
		if same >= 0 {
			all[same].boost = cmp.Or(all[same].boost, 1) + cmp.Or(w.boost, 1)
			continue
		}
		have, err := terms{w.field, w.terms}.cost(s.session)
		if err != nil {
			return nil, err
		}
		if have > 0 {
			all = append(all, valued{w, have})
		}
	}
	slices.SortStableFunc(all, func(a, b valued) int { return cmp.Compare(b.have, a.have) })
	return all, nil
}

// add adds what words are worth to the documents. Of the first of them the
// usual length is taken, unless it is known.
func (sc *scores) add(words []valued) error {
	for _, w := range words {
		if err := sc.weigh(w); err != nil {
			return err
		}
	}
	return nil
}

// idf is what a word is worth that so many documents have.
func (s *ranker) idf(have uint64) float64 {
	have = min(have, s.snapshot.Documents)
	return math.Log(1 + (float64(s.snapshot.Documents-have)+0.5)/(float64(have)+0.5))
}

// weigh adds what one word is worth.
func (sc *scores) weigh(w valued) error {
	f, err := sc.snapshot.Field(w.field)
	if err != nil {
		return err
	}
	clear(sc.word.Freqs)
	for _, term := range w.terms {
		if err := f.AddFreqs(sc.ctx, term, sc.Selection, sc.word); err != nil {
			return err
		}
	}
	if sc.usual == 0 {
		if sc.usual = sc.mean(); sc.usual == 0 {
			return nil // none of the documents has the word
		}
	}
	if sc.norms == nil {
		sc.norms = make([]float32, min(256, len(sc.all)))
		for n := range sc.norms {
			sc.norms[n] = sc.normOf(float32(n))
		}
	}
	worth := sc.most(w, sc.k1())
	for i, tf := range sc.word.Freqs {
		if tf > 0 {
			sc.all[i] += worth * tf / (tf + sc.norm(sc.word.Lengths[i]))
		}
	}
	return nil
}

// most is what no document gains by a word, and those that are full of it
// nearly do.
func (s *ranker) most(w valued, k1 float64) float32 {
	return float32(s.idf(w.have) * cmp.Or(w.boost, 1) * (k1 + 1))
}

// k1 says how soon the count of a word saturates. To a question about longer
// texts, in which words are repeated, the count says more.
func (sc *scores) k1() float64 {
	if sc.broad == nil {
		return bm25K1
	}
	long := (sc.usual - shortTexts) / (longTexts - shortTexts)
	return bm25K1 + (bm25K1Long-bm25K1)*min(max(long, 0), 1)
}

// norm is how slowly the count of a word saturates in a document of a length.
func (sc *scores) norm(length float32) float32 {
	if at := int(length); at < len(sc.norms) {
		return sc.norms[at]
	}
	return sc.normOf(length)
}

func (sc *scores) normOf(length float32) float32 {
	return float32(sc.k1() * (1 - bm25B + bm25B*sc.size(length)/sc.usual))
}

// of returns some of the documents in ascending order, and their scores.
func (sc *scores) of(docs *roaring.Bitmap) (numbers []uint32, all []float32) {
	if docs == sc.Docs {
		return sc.Numbers, sc.all
	}
	numbers = docs.ToArray()
	all = make([]float32, len(numbers))
	at := 0
	for i, doc := range numbers {
		n, _ := slices.BinarySearch(sc.Numbers[at:], doc)
		at += n
		all[i] = sc.all[at]
	}
	return numbers, all
}

// size is the length of a document as the score counts it. Who asks a question
// wants texts that are about it, who asks for words, stories that have them.
func (sc *scores) size(words float32) float64 {
	if sc.broad != nil {
		return float64(words)
	}
	return damped(float64(words))
}

// damped is a length of which the first dozen words count in full: a long text
// tells more of a word than a headline, but not by its length.
func damped(words float64) float64 {
	const short = 12
	if words <= short {
		return max(words, short/2)
	}
	return short + math.Sqrt(words-short)
}

// mean is the mean size of the documents that have a word.
func (sc *scores) mean() float64 {
	var short [256]int // documents by their length
	sum, n := 0.0, 0
	for _, words := range sc.word.Lengths {
		if int(words) < len(short) {
			short[int(words)]++
			continue
		}
		sum += sc.size(words)
		n++
	}
	for words, docs := range short[1:] {
		sum += float64(docs) * sc.size(float32(words+1))
		n += docs
	}
	return sum / float64(max(n, 1))
}
