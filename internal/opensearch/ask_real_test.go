package opensearch

import (
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"newsarchive/index"
	"newsarchive/internal/corpus"
	"newsarchive/internal/news"
	"newsarchive/internal/opensearch/opensearchtest"
)

// realStories are real headlines as stories: $ARCHIVE_STORIES of them, else some.
func realStories(t *testing.T) []news.Entry {
	t.Helper()
	n, err := strconv.Atoi(os.Getenv("ARCHIVE_STORIES"))
	if err != nil {
		n = 5000
	}
	heads := corpus.Headlines(t, 0)
	entries := make([]news.Entry, n)
	for i := range entries {
		h := heads[i%len(heads)]
		seen := h.Seen.Add(time.Duration(i) * time.Second)
		entries[i] = news.Entry{
			ID: int64(i + 1), Title: h.Title, Publisher: h.Publisher, Language: h.Edition, Items: []int64{int64(i/3 + 1)},
			Published: seen, Day: seen.Format(time.DateOnly), Seen: seen, SeenDay: seen.Format(time.DateOnly), ClusterSize: i%5 + 1, Publishers: i%4 + 1,
		}
		for j := range i % 4 { // other headlines of its cluster
			entries[i].Headlines = append(entries[i].Headlines, heads[(i*7+j)%len(heads)].Title)
		}
	}
	return entries
}

// realQuery is a question that a person who knows a headline may ask.
func realQuery(random *rand.Rand, title string) string {
	words := strings.FieldsFunc(title, func(r rune) bool { return strings.ContainsRune(" \t,:;!?()\"'’“”*~-", r) })
	if len(words) < 3 {
		return title
	}
	at := random.IntN(len(words) - 2)
	switch random.IntN(8) {
	case 0:
		return words[at]
	case 1:
		return `"` + words[at] + " " + words[at+1] + `"`
	case 2:
		return words[at] + " -" + words[at+2]
	case 3:
		return words[at] + " OR " + words[at+2]
	case 4:
		return "title:" + words[at]
	case 5:
		return words[at] + " " + words[at+1] + " " + words[at+2]
	default:
		return words[at] + " " + words[at+2]
	}
}

// testRealAnswers promises the same of real headlines, of which many match, and logs
// how long both take: $ARCHIVE_STORIES says how many.
func testRealAnswers(t *testing.T, n *opensearchtest.Node) {
	entries := realStories(t)
	p := both(t, t, at(t, n, "real"), "a", entries)
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // queries
	var agreed agreement
	var here, there []time.Duration
	for range 300 {
		text := realQuery(random, entries[random.IntN(len(entries))].Title)
		q, err := parsed(text)
		if err != nil {
			continue
		}
		began := time.Now()
		var own index.Result
		if err := p.own.View(t.Context(), func(v *index.View) (err error) {
			own, err = v.Search(index.Request{Query: q, Size: 20})
			return err
		}); err != nil {
			t.Fatal(err)
		}
		here = append(here, time.Since(began))
		began = time.Now()
		res, err := p.there.Search(t.Context(), Request{Query: q, Size: 20})
		if err != nil {
			t.Fatal(err)
		}
		there = append(there, time.Since(began))
		if own.Total != res.Total {
			t.Errorf("%q: %d here, %d there", text, own.Total, res.Total)
		}
		if own.Total > 10 {
			agreed.all++
			if sameTen(own, res) {
				agreed.same++
			} else {
				t.Logf("%q of %d: %v here, %v there", text, own.Total, idsOf(own)[:10], idsThere(res)[:10])
			}
		}
	}
	slices.Sort(here)
	slices.Sort(there)
	t.Logf("%d stories, median of %d queries: %v here, %v there; the first ten agree in %d of %d", len(entries), len(here), here[len(here)/2], there[len(there)/2], agreed.same, agreed.all)
	if agreed.same*10 < agreed.all*9 {
		t.Errorf("the first ten agree in %d of %d queries", agreed.same, agreed.all)
	}
}
