package document

import (
	"hash/fnv"
	"strconv"

	"newsarchive/internal/words"
)

// headlineBits is the length of a headline's hash: of a million headlines, hardly
// two others share one.
const headlineBits = 50

// Headline returns a hash of a headline by its words: two that differ in case,
// accents or punctuation have one hash. It is empty for a single word.
func Headline(tokens []words.Token) string {
	name := words.Join(tokens)
	if len(tokens) < 2 || name == "" {
		return ""
	}
	h := fnv.New64a()
	_, _ = h.Write([]byte(name)) // never fails
	return strconv.FormatUint(h.Sum64()>>(64-headlineBits), 36)
}
