package event

import (
	"unicode/utf8"

	"newsarchive/internal/words"
)

// Weights of words. A word that finds candidates weighs keyWeight, one that tells
// something tellWeight.
const (
	stopWeight = 6
	keyWeight  = 50
	tellWeight = 50
)

// maxRarity is the rarity from which words weigh maxWeight.
const (
	maxRarity = 15
	maxWeight = 150
	// What words weigh at most that are numbers, two characters of a script without
	// spaces, or have no more than two letters.
	maxNumber = 80
	maxBigram = 100
	maxShort  = 60
)

// weigh returns what a word tells, from 1 to 255, given the hash of its term. It
// depends on the word and its language alone, so that it is the same whatever an
// archive holds: how common a word is at the time is counted among a story's
// candidates (see tally).
func (l *language) weigh(t words.Token, hash uint32) uint8 {
	switch {
	case l.stop[t.Term]:
		return stopWeight
	case t.Kind == words.Unigram:
		return 40
	case !l.known:
		return weighLength(t)
	}
	w := max(stopWeight, uint8(maxWeight*min(rarityOf(hash), maxRarity)/maxRarity)) //nolint:gosec // at most maxWeight
	switch {
	case t.Kind == words.Bigram:
		return min(w, maxBigram)
	case !words.HasLetter(t.Term):
		return min(w, maxNumber)
	case utf8.RuneCountInString(t.Term) <= 2:
		return min(w, maxShort)
	}
	return w
}

// weighLength is weigh for a language of which it is not known how common words are:
// longer words tell more.
func weighLength(t words.Token) uint8 {
	switch {
	case t.Kind == words.Bigram:
		return maxBigram
	case !words.HasLetter(t.Term):
		return maxNumber
	}
	switch n := utf8.RuneCountInString(t.Term); {
	case n <= 2:
		return 30
	case n <= 3:
		return 60
	case n <= 4:
		return 100
	case n <= 6:
		return 130
	}
	return maxWeight
}
