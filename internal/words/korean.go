package words

import (
	"strings"
	"unicode/utf8"
)

// TrimParticle cuts the particles off the end of a Korean word, one after the
// other: 한국에서의 becomes 한국. At least two syllables stay, so that a name such
// as 이은 keeps all.
func TrimParticle(s string) string {
	for {
		stem := trimOne(s)
		if stem == s {
			return s
		}
		s = stem
	}
}

// trimOne cuts the last particle off.
func trimOne(s string) string {
	for _, p := range [...]string{
		"으로부터", "에서는", "에서도", "에게서", "이라고", "이라는", "으로는", "으로도", "까지도",
		"에서", "에게", "한테", "께서", "부터", "까지", "으로", "보다", "처럼", "마다", "조차", "밖에", "라고", "라는", "에는", "에도", "과의", "와의", "이나",
		"은", "는", "이", "가", "을", "를", "의", "에", "와", "과", "도", "로", "만", "나",
	} {
		if stem, ok := strings.CutSuffix(s, p); ok && utf8.RuneCountInString(stem) >= 2 {
			return stem
		}
	}
	return s
}

// minCompound is from how many syllables on a Korean word may hold others.
const minCompound = 3

// Parts returns the terms of what a longer Korean word may be made of, in pairs
// of syllables: 정상회담 holds 정상 and 회담. A particle behind it is no part. Other
// words have none.
func Parts(t Token) []string {
	if !isKorean(t) {
		return nil
	}
	return pairs(trimOne(t.Term))
}

// PartsOf returns the terms that longer words must have which hold this one:
// nil where it is too short or not Korean.
func PartsOf(t Token) []string {
	if !isKorean(t) {
		return nil
	}
	switch n := utf8.RuneCountInString(t.Term); {
	case n < 2:
		return nil
	case n == 2:
		return []string{string(koreanPart) + t.Term}
	}
	if all := Parts(t); all != nil {
		return all
	}
	return pairs(t.Term) // 제주도, which may be 제주 with a particle
}

// SplitCompound returns the ways in which a Korean word of four syllables or more
// may be two words, each of two syllables at least.
func SplitCompound(t Token) (ways [][2]string) {
	if !isKorean(t) {
		return nil
	}
	s := []rune(trimOne(t.Term))
	if len(s) > maxSplit {
		return nil
	}
	for i := 2; i <= len(s)-2; i++ {
		ways = append(ways, [2]string{string(s[:i]), string(s[i:])})
	}
	return ways
}

// maxSplit is the longest word that is taken to be two, in syllables.
const maxSplit = 8

// pairs returns the pairs of neighbouring syllables of a word, as terms.
func pairs(s string) (all []string) {
	runes := []rune(s)
	if len(runes) < minCompound || len(runes) > maxWord {
		return nil
	}
	for i := range len(runes) - 1 {
		all = append(all, string(koreanPart)+string(runes[i:i+2]))
	}
	return all
}

// isKorean reports a word of Hangul alone.
func isKorean(t Token) bool { return t.Kind == Word && !PlainASCII(t.Term) && allHangul(t.Term) }

func allHangul(s string) bool {
	for _, r := range s {
		if !isHangul(r) {
			return false
		}
	}
	return s != ""
}
