package rank

import (
	"cmp"
	"math"
	"slices"

	"newsarchive/index/internal/match"
	"newsarchive/internal/segment"

	"github.com/RoaringBitmap/roaring/v2"
)

// WordsOf returns the words of an expression that count, without excluded ones.
func WordsOf(e match.Expr) []match.Word {
	var all []match.Word
	switch e := e.(type) {
	case match.Scored:
		return e.Words
	case match.And:
		for _, part := range e {
			all = append(all, WordsOf(part)...)
		}
	case match.Or:
		for _, part := range e {
			all = append(all, WordsOf(part)...)
		}
	case match.MostOf:
		return WordsOf(match.Or(e))
	}
	return all
}

// scores are the scores of some documents, which ascend.
type scores struct {
	*Ranker
	*segment.Selection
	values     []float32
	freqs      segment.TermFreqs // of the word that is being added; a length is 0 until a word was found
	avgLen     float64           // of the documents; 0 until known
	norms      []float32         // by length, of short documents
	exactDepth int               // the n best of all matches are among the documents for n up to this
}

// score scores documents by words.
func (s *Ranker) score(docs *roaring.Bitmap, words []match.Word) (*scores, error) {
	all, err := s.byDocFreq(words)
	if err != nil {
		return nil, err
	}
	sc := s.unscored(docs)
	return sc, sc.addWords(all)
}

// unscored returns documents with the score 0.
func (s *Ranker) unscored(docs *roaring.Bitmap) *scores {
	selection := segment.Select(docs)
	n := len(selection.Numbers)
	return &scores{
		Ranker: s, Selection: selection, exactDepth: math.MaxInt,
		values: make([]float32, n), freqs: segment.NewTermFreqs(n),
	}
}

// wordFreq is a word with its document frequency.
type wordFreq struct {
	match.Word
	docFreq uint64
}

// byDocFreq returns the words that the index has, the most frequent first. A
// word that is there twice counts twice.
func (s *Ranker) byDocFreq(words []match.Word) ([]wordFreq, error) {
	var all []wordFreq
	for _, w := range Distinct(words) {
		docFreq, err := match.AnyOf(w.Field, w.Terms).Cost(s.Session)
		if err != nil {
			return nil, err
		}
		if docFreq > 0 {
			all = append(all, wordFreq{w, docFreq})
		}
	}
	slices.SortStableFunc(all, func(a, b wordFreq) int { return cmp.Compare(b.docFreq, a.docFreq) })
	return all, nil
}

// addWords adds the impacts of words. The first of them gives the average
// length, unless it is known.
func (sc *scores) addWords(words []wordFreq) error {
	for _, w := range words {
		if err := sc.addWord(w); err != nil {
			return err
		}
	}
	return nil
}

// readFreqs reads how often the documents have a word, and their average length
// unless it is known.
func (sc *scores) readFreqs(w wordFreq) error {
	f, err := sc.Snapshot.Field(w.Field)
	if err != nil {
		return err
	}
	clear(sc.freqs.Freqs)
	for _, term := range w.Terms {
		if err := f.AddFreqs(sc.Ctx, term, sc.Selection, sc.freqs); err != nil {
			return err
		}
	}
	if sc.avgLen == 0 {
		sc.avgLen = sc.meanLength()
	}
	return nil
}

// addWord adds the impacts of one word.
func (sc *scores) addWord(w wordFreq) error {
	if err := sc.readFreqs(w); err != nil || sc.avgLen == 0 { // none of the documents has the word
		return err
	}
	if sc.norms == nil {
		sc.norms = make([]float32, min(256, len(sc.values)))
		for n := range sc.norms {
			sc.norms[n] = sc.normOf(float32(n))
		}
	}
	asTyped, err := sc.asTyped(w)
	if err != nil {
		return err
	}
	limit := sc.maxImpact(w, sc.k1())
	for i, tf := range sc.freqs.Freqs {
		if tf > 0 {
			gain := impact(limit, tf, sc.norm(sc.freqs.Lengths[i]))
			if asTyped != nil && !asTyped.has(sc.Numbers[i]) {
				gain *= formWeight
			}
			sc.values[i] += gain
		}
	}
	return nil
}

// with adds other documents and their scores.
func (sc *scores) with(others *scores) *scores {
	all := sc.unscored(roaring.Or(sc.Docs, others.Docs))
	all.avgLen = sc.avgLen
	for _, some := range []*scores{sc, others} {
		at := 0
		for i, doc := range some.Numbers {
			for all.Numbers[at] < doc {
				at++
			}
			all.values[at] = some.values[i]
		}
	}
	return all
}

// of returns some of the documents in ascending order, and their scores.
func (sc *scores) of(docs *roaring.Bitmap) (numbers []uint32, all []float32) {
	if docs == sc.Docs {
		return sc.Numbers, sc.values
	}
	numbers = docs.ToArray()
	all = make([]float32, len(numbers))
	at := 0
	for i, doc := range numbers {
		n, _ := slices.BinarySearch(sc.Numbers[at:], doc)
		at += n
		all[i] = sc.values[at]
	}
	return numbers, all
}
