package store

import (
	"testing"

	"newsarchive/internal/news"
)

// TestTwinHashes promises that archives made before find their twins: the
// hashes that they store are still those that are computed.
func TestTwinHashes(t *testing.T) {
	for _, c := range []struct {
		title, publisher string
		want             any
	}{
		{"South Korea’s leaders meet in São Paulo, again", "BBC News", int64(-7584982711650416778)},
		{"İstanbul'da ΑΘΉΝΑ: U.S. AT&T 1,000 K-pop", "Le Monde.fr", int64(4618896629611629471)},
		{"日韓首脳 会談 で 合意 へ", "NHK ニュース", int64(9166561770052209900)},
		{"", "BBC", nil},
	} {
		row := &storyRow{Story: news.Story{Title: c.title, Publisher: c.publisher}}
		if got := twinOf(row, "gnews:x"); got != c.want {
			t.Errorf("%s: %v, not %v", c.title, got, c.want)
		}
	}
}
