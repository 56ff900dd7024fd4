package learn

import (
	"newsarchive/internal/words"
)

// Headline is a headline of an event.
type Headline struct {
	Event     int64
	Publisher string
	Title     string
	Language  string // a tag such as sv or pt-BR; empty: unknown
}

// Word is a word that stands for another one.
type Word struct {
	Text string // folded, in its most frequent form
	// Headlines and Events say how many headlines have it and lack the other one,
	// and of how many events these are. Equal headlines of an event count once.
	Headlines, Events int
}

// Frequency returns how many headlines have a word, which is a stem as of
// [words.Stemmers], and how many headlines there are: those that are read and all
// others.
type Frequency func(stem string) (with, all int, err error)

// Limits of what is read.
const (
	maxTitleBytes = 512 // of a headline
	maxTerms      = 32  // different words of a headline
	maxCandidates = 64  // words whose frequency is looked up
	maxWords      = 3   // that are returned
)

// Learner reads headlines. It caches words and is for one goroutine at a time.
type Learner struct {
	tokens *words.Tokenizer
	stems  *words.Stemmers
	stop   map[string]map[string]bool // by language tag
}

// NewLearner returns a learner.
func NewLearner() *Learner {
	return &Learner{words.NewTokenizer(), words.NewStemmers(), map[string]map[string]bool{}}
}

// CanLearn reports whether words may stand for a text: it is one word, and not one
// without meaning of its own, such as "the".
func (l *Learner) CanLearn(text string) bool { return len(l.asked(text)) > 0 }

// Words returns the words that stand for a word in headlines of events, the best
// first, at most three. There are none where [Learner.CanLearn] is false. The error
// is that of frequency.
func (l *Learner) Words(word string, headlines []Headline, frequency Frequency) ([]Word, error) {
	asked := l.asked(word)
	if len(asked) == 0 {
		return nil, nil
	}
	c := l.count(asked, headlines)
	return c.best(frequency)
}

// asked returns the stems of a word in every language; none for several words, and
// for an English stop word.
func (l *Learner) asked(word string) map[string]bool {
	stems := map[string]bool{}
	for _, t := range l.tokens.Tokens(word) {
		switch {
		case t.Kind.Beside():
			continue
		case t.Kind == words.Unigram || len(stems) > 0 || l.stopWords("")[t.Term]:
			return nil
		}
		for _, stem := range l.stems.AskedInAll(t) {
			stems[stem] = true
		}
	}
	return stems
}
