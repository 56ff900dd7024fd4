package rank

import (
	"cmp"
	"math"

	"newsarchive/index/internal/match"
)

// The parameters of BM25F. The frequency of a word is summed over the fields of
// a document, the story's own headline counting twice, before it saturates.
const (
	bm25K1 = 1.2
	bm25B  = 0.75

	bm25K1Long = 2.0 // of broad questions over long texts
	shortTexts = 60  // words: up to this average length k1 is bm25K1
	longTexts  = 120 // and from this one on bm25K1Long
)

// idf is the inverse document frequency of a word.
func (s *Ranker) idf(docFreq uint64) float64 { return idf(docFreq, s.Snapshot.Documents) }

func idf(docFreq, documents uint64) float64 {
	docFreq = min(docFreq, documents)
	return math.Log(1 + (float64(documents-docFreq)+0.5)/(float64(docFreq)+0.5))
}

// maxImpact is the upper bound of what a document gains by a word.
func (s *Ranker) maxImpact(w wordFreq, k1 float64) float32 {
	return maxImpact(w.Word, w.docFreq, s.Snapshot.Documents, k1)
}

func maxImpact(w match.Word, docFreq, documents uint64, k1 float64) float32 {
	return float32(idf(docFreq, documents) * cmp.Or(w.Boost, 1) * (k1 + 1))
}

// impact is what a document gains by a word of some frequency.
func impact(limit, freq, norm float32) float32 { return limit * freq / (freq + norm) }

// lengthNorm is k1 for a document of a length, by the mean length.
func lengthNorm(k1, length, mean float64) float64 { return k1 * (1 - bm25B + bm25B*length/mean) }

// k1 is the frequency at which a word has half of its impact, in a document of
// average length. In a broad question over long texts, which repeat words,
// frequency says more.
func (sc *scores) k1() float64 {
	if sc.Broad == nil || sc.Broad.Without(match.PartLong) {
		return bm25K1
	}
	return questionK1(sc.avgLen)
}

// questionK1 is k1 of a broad question, by the mean length.
func questionK1(mean float64) float64 {
	long := (mean - shortTexts) / (longTexts - shortTexts)
	return bm25K1 + (bm25K1Long-bm25K1)*min(max(long, 0), 1)
}

// norm is k1 for a document of a length.
func (sc *scores) norm(length float32) float32 {
	if at := int(length); at < len(sc.norms) {
		return sc.norms[at]
	}
	return sc.normOf(length)
}

func (sc *scores) normOf(length float32) float32 {
	return float32(lengthNorm(sc.k1(), sc.effectiveLength(length), sc.avgLen))
}

// effectiveLength is the length by which a document is scored. A broad question
// wants texts that are about it, a search for words wants stories that have
// them: there length counts less.
func (sc *scores) effectiveLength(words float32) float64 {
	if sc.Broad != nil {
		return float64(words)
	}
	return dampLength(float64(words))
}

// dampLength counts the first dozen words of a length in full, and of those
// beyond only the root.
func dampLength(words float64) float64 {
	const short = 12
	if words <= short {
		return max(words, short/2)
	}
	return short + math.Sqrt(words-short)
}

// meanLength is the mean effective length of the documents that have a word.
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
