package words

import "strings"

// endsWithE reports whether a verb that lost its ending, as announc-ed, has a
// final e. The last letters decide; the table of irregular words has the verbs
// that go another way than most of their kind.
func endsWithE(x string) bool {
	n := len(x)
	last := x[n-1]
	switch {
	case isVowel(x, n-1):
		return last == 'u' // argue, continue
	case strings.IndexByte("cvsz", last) >= 0: // announce, move, close, seize
		return !endsIn(x, "tz")
	case strings.IndexByte("hwxy", last) >= 0:
		return false
	}
	second := x[n-2]
	if !isVowel(x, n-2) {
		return afterConsonant(second, last)
	}
	if n > 2 && isVowel(x, n-3) && second != 'y' {
		return afterTwoVowels(x[n-3:])
	}
	if syllables(x) == 1 {
		return true // hope: hop has its p doubled
	}
	return afterOneVowel(second, last)
}

// afterConsonant decides of a verb that ends in two consonants.
func afterConsonant(second, last byte) bool {
	switch last {
	case 'l': // settle, enable; hurl, crawl
		return second != 'r' && second != 'w'
	case 'g': // charge, judge, bulge; hang is as bring
		return second != 'n'
	}
	return false
}

// afterTwoVowels decides of a verb that ends in two vowels and a consonant, as
// repeat does: most have no e.
func afterTwoVowels(end string) bool {
	switch end {
	case "iat", "uat", "iar", "iec", "ieg", "uid", "uad", "uar", "uir", "eag", "iag", "iqu", "uil", "oug":
		return true // associate, evaluate, besiege, guide, persuade, require
	}
	return false
}

// afterOneVowel decides of a verb of several syllables that ends in a vowel and
// a consonant.
func afterOneVowel(vowel, last byte) bool {
	switch last {
	case 'b', 'k', 'd', 'f', 'g': // describe, evoke, decide, manage
		return true
	case 't': // create, execute; visit, market, pilot
		return vowel == 'a' || vowel == 'u'
	case 'l': // schedule; label, signal, patrol
		return vowel == 'u' || vowel == 'y'
	case 'm': // assume; welcome is in the table
		return vowel == 'u' || vowel == 'a'
	case 'n': // determine, fortune; open, mention
		return vowel == 'i' || vowel == 'u'
	case 'p': // escape; develop, gossip
		return vowel == 'a' || vowel == 'y'
	case 'r': // declare, acquire, measure; offer, favor
		return vowel == 'a' || vowel == 'i' || vowel == 'u'
	}
	return false
}
