package words

import (
	"strings"
	"unicode/utf8"
)

// TrimParticle cuts the particle off the end of a Korean word: 한국의 becomes
// 한국. At least two syllables stay, so that a name such as 이은 keeps all.
func TrimParticle(s string) string {
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
