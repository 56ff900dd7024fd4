package opensearch

import (
	"testing"

	"newsarchive/index"
	"newsarchive/internal/corpus"
	"newsarchive/internal/news"
)

// BenchmarkDocument writes the documents of real headlines: what a mirror takes here
// beside reading them and sending them.
func BenchmarkDocument(b *testing.B) {
	headlines := corpus.Headlines(b, 20_000)
	entries := make([]news.Entry, len(headlines))
	for i, h := range headlines {
		s := h.Item(i).Stories[0]
		entries[i] = news.Entry{
			ID: int64(i + 1), Title: s.Title, Publisher: s.Publisher, Site: s.Site, Language: s.Language, Links: []string{s.Link}, Keys: []string{s.Link},
			Published: h.Seen, Seen: h.Seen, Day: h.Seen.Format("2006-01-02"), Items: []int64{int64(i + 1)}, ClusterSize: 1,
		}
	}
	analyser := index.NewAnalyser()
	bytes := 0
	var scratch []byte
	for b.Loop() {
		bytes = 0
		for i := range entries {
			e := &entries[i]
			doc, err := appendDocument(scratch[:0], "berlin", "berlin:0123456789abcdef", e, analyser.Terms(e))
			if err != nil {
				b.Fatal(err)
			}
			scratch = doc
			bytes += len(doc)
		}
	}
	b.ReportMetric(float64(bytes)/float64(len(entries)), "B/story")
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(entries)), "µs/story")
}
