package format

import (
	"fmt"

	"newsarchive/store"
)

// TextCounts says how many stories have a text, and how it stands with the others:
// a few words for each number that is not 0.
func TextCounts(c store.PageStats) (all []string) {
	for _, part := range []struct {
		n     int
		words string
	}{
		{c.Texts, "with a text"},
		{c.Teasers, "of them with its beginning only"},
		{c.Waiting, "waiting"},
		{c.Unresolved, "known by a Google News link only"},
		{c.Resting, "given up"},
		{c.Gone, "gone"},
		{c.Forgotten, "forgotten"},
	} {
		if part.n > 0 {
			all = append(all, fmt.Sprintf("%d %s", part.n, part.words))
		}
	}
	return all
}
