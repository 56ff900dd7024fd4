package document

import (
	"fmt"
	"strings"
	"testing"

	"newsarchive/internal/news"
)

// A vocabulary counts different terms, and each once.
func TestVocabulary(t *testing.T) {
	t.Parallel()
	const words = 10_000
	var text strings.Builder
	for i := range words {
		fmt.Fprintf(&text, "word%d ", i)
	}
	v, build := NewVocabulary(), NewBuilder()
	for id := range int64(3) {
		v.Add(build.Document(&news.Entry{ID: id + 1, Text: text.String()}))
	}
	// Every word has a term of its own in each of two fields.
	if n := v.Size(); n < 2*words*95/100 || n > 2*words*105/100 {
		t.Errorf("%d terms, want about %d", n, 2*words)
	}
}
