package match

import (
	"slices"
	"strings"

	"newsarchive/index/internal/document"
	"newsarchive/internal/words"
)

// Broad is what a broad question needs to know of English.
type Broad struct {
	Stem    func(string) string // takes derivation off too
	stop    map[string]bool
	without []string
}

// The parts of how broad questions are ranked that can be left out, to measure
// what each brings.
const (
	PartFeedback = "feedback" // words that the best stories share
	PartGate     = "gate"     // less of that where few stories answer
	PartRepeats  = "repeats"  // repeated words weigh more
	PartDerived  = "derived"  // derived forms: relate, relation
	PartStop     = "stop"     // stop words weigh a little
	PartLong     = "long"     // frequency says more in long texts
	PartExcluded = "excluded" // what prose excludes weighs against a story
)

// Parts returns the names of all parts.
func Parts() []string {
	return []string{PartFeedback, PartGate, PartRepeats, PartDerived, PartStop, PartLong, PartExcluded}
}

// NewBroad returns one without the parts named.
func NewBroad(without []string) *Broad {
	return &Broad{words.Derived(), words.StopWords("en"), without}
}

// IsStopWord reports a word without meaning of its own, such as "the".
func (b *Broad) IsStopWord(word string) bool { return b.stop[word] }

// Stops reports, of each word, whether it is a stop word beside others: where there
// are no others, none is.
func (b *Broad) Stops(all []Word) []bool {
	stops := make([]bool, len(all))
	for i, w := range all {
		stops[i] = len(w.Typed) > 0 && b.IsStopWord(w.Typed[0])
	}
	if !slices.Contains(stops, false) {
		clear(stops)
	}
	return stops
}

// Without reports a part that is left out.
func (b *Broad) Without(part string) bool { return slices.Contains(b.without, part) }

// derivedForms returns the stems of English words that have the same derived
// stem as a word, which may be one of them.
func (s *Session) derivedForms(word string) (terms []string, err error) {
	if !words.PlainASCII(word) || len(word) < 3 || s.Broad.IsStopWord(word) || !words.HasLetter(word) {
		return nil, nil
	}
	tag := string(rune(words.EnglishTag))
	stem := s.Broad.Stem(word)
	from := strings.TrimRight(stem, "eiy") // happy: happi
	if len(from) < 3 {
		from = stem
	}
	candidates, err := s.beginning(document.FieldStem, tag+from)
	if err != nil {
		return nil, err
	}
	for _, term := range candidates {
		if w := strings.TrimPrefix(term, tag); len(w) <= len(word)+8 && s.Broad.Stem(w) == stem {
			terms = append(terms, term)
		}
	}
	return terms, nil
}
