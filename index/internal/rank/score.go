package rank

import (
	"cmp"
	"math"
	"slices"

	"newsarchive/index/internal/match"
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

// WordsOf returns the words of an expression that count: not those it denies.
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

// scores is the relevance of some documents, in their ascending order.
type scores struct {
	*Ranker
	*segment.Selection
	values     []float32
	freqs      segment.TermFreqs // how often the documents have the word being weighed; their lengths, 0 until a word was met
	avgLen     float64           // length of the documents; 0 until known
	norms      []float32         // of a document by its length, as far as they are known
	exactDepth int               // so many of the best are among the documents
}

// score returns the relevance of each document found, in ascending order of
// documents.
func (s *Ranker) score(found *roaring.Bitmap, words []match.Word) (*scores, error) {
	all, err := s.byDocFreq(words)
	if err != nil {
		return nil, err
	}
	sc := s.unscored(found)
	return sc, sc.addWords(all)
}

func (s *Ranker) unscored(found *roaring.Bitmap) *scores {
	docs := segment.Select(found)
	n := len(docs.Numbers)
	return &scores{
		Ranker: s, Selection: docs, exactDepth: math.MaxInt,
		values: make([]float32, n), freqs: segment.NewTermFreqs(n),
	}
}

// wordFreq is a word, and how many documents have it.
type wordFreq struct {
	match.Word
	docFreq uint64
}

// byDocFreq returns the words that there are, the most frequent first; one that
// was asked twice is one that counts twice.
func (s *Ranker) byDocFreq(words []match.Word) ([]wordFreq, error) {
	var all []wordFreq
	for _, w := range words {
		same := slices.IndexFunc(all, func(v wordFreq) bool { return v.Field == w.Field && slices.Equal(v.Terms, w.Terms) })
		if same >= 0 {
			all[same].Boost = cmp.Or(all[same].Boost, 1) + cmp.Or(w.Boost, 1)
			continue
		}
		have, err := match.AnyOf(w.Field, w.Terms).Cost(s.Session)
		if err != nil {
			return nil, err
		}
		if have > 0 {
			all = append(all, wordFreq{w, have})
		}
	}
	slices.SortStableFunc(all, func(a, b wordFreq) int { return cmp.Compare(b.docFreq, a.docFreq) })
	return all, nil
}

// addWords adds what words are worth to the documents. Of the first of them the
// usual length is taken, unless it is known.
func (sc *scores) addWords(words []wordFreq) error {
	for _, w := range words {
		if err := sc.addWord(w); err != nil {
			return err
		}
	}
	return nil
}

// idf is what a word is worth that so many documents have.
func (s *Ranker) idf(have uint64) float64 {
	have = min(have, s.Snapshot.Documents)
	return math.Log(1 + (float64(s.Snapshot.Documents-have)+0.5)/(float64(have)+0.5))
}

// addWord adds what one word is worth.
func (sc *scores) addWord(w wordFreq) error {
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
		if sc.avgLen = sc.meanLength(); sc.avgLen == 0 {
			return nil // none of the documents has the word
		}
	}
	if sc.norms == nil {
		sc.norms = make([]float32, min(256, len(sc.values)))
		for n := range sc.norms {
			sc.norms[n] = sc.normOf(float32(n))
		}
	}
	worth := sc.maxImpact(w, sc.k1())
	for i, tf := range sc.freqs.Freqs {
		if tf > 0 {
			sc.values[i] += worth * tf / (tf + sc.norm(sc.freqs.Lengths[i]))
		}
	}
	return nil
}

// maxImpact is what no document gains by a word, and those that are full of it
// nearly do.
func (s *Ranker) maxImpact(w wordFreq, k1 float64) float32 {
	return float32(s.idf(w.docFreq) * cmp.Or(w.Boost, 1) * (k1 + 1))
}

// k1 says how soon the count of a word saturates. To a question about longer
// texts, in which words are repeated, the count says more.
func (sc *scores) k1() float64 {
	if sc.Broad == nil {
		return bm25K1
	}
	long := (sc.avgLen - shortTexts) / (longTexts - shortTexts)
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
	return float32(sc.k1() * (1 - bm25B + bm25B*sc.effectiveLength(length)/sc.avgLen))
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

// effectiveLength is the length of a document as the score counts it. Who asks a question
// wants texts that are about it, who asks for words, stories that have them.
func (sc *scores) effectiveLength(words float32) float64 {
	if sc.Broad != nil {
		return float64(words)
	}
	return dampLength(float64(words))
}

// dampLength is a length of which the first dozen words count in full: a long text
// tells more of a word than a headline, but not by its length.
func dampLength(words float64) float64 {
	const short = 12
	if words <= short {
		return max(words, short/2)
	}
	return short + math.Sqrt(words-short)
}

// meanLength is the mean size of the documents that have a word.
func (sc *scores) meanLength() float64 {
	var short [256]int // documents by their length
	sum, n := 0.0, 0
	for _, words := range sc.freqs.Lengths {
		if int(words) < len(short) {
			short[int(words)]++
			continue
		}
		sum += sc.effectiveLength(words)
		n++
	}
	for words, docs := range short[1:] {
		sum += float64(docs) * sc.effectiveLength(float32(words+1))
		n += docs
	}
	return sum / float64(max(n, 1))
}
