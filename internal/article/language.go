package article

import (
	"strings"

	"github.com/abadojack/whatlanggo"
)

// Bounds of guessing a language: a shorter text says too little, and a longer
// one no more.
const (
	minGuess = 200
	maxGuess = 4 << 10
)

// guessLanguage returns the language of a plain text (ISO 639-1), "" if it is not
// clear.
func guessLanguage(plain string) string {
	if len(plain) < minGuess {
		return ""
	}
	if len(plain) > maxGuess {
		plain = strings.ToValidUTF8(plain[:maxGuess], "")
	}
	info := whatlanggo.Detect(plain)
	if !info.IsReliable() {
		return ""
	}
	return info.Lang.Iso6391()
}
