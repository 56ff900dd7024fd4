package index

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/news"
	"newsarchive/internal/query"
)

// askAny returns the stories that answer a question, the most relevant first.
func askAny(t *testing.T, x *Index, docs []news.Entry, text string) (ids []int64) {
	t.Helper()
	q, err := query.Parse(text, query.Options{Now: time.Date(2026, 1, 14, 0, 0, 0, 0, time.UTC), Any: true})
	if err != nil {
		t.Fatal(err)
	}
	read := func(ids []int64) ([]news.Entry, error) {
		return slices.DeleteFunc(slices.Clone(docs), func(e news.Entry) bool { return !slices.Contains(ids, e.ID) }), nil
	}
	res, err := x.Search(t.Context(), Request{Query: q, Size: 1000, Broad: &Broad{Entries: read}})
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range res.Hits {
		ids = append(ids, h.ID)
	}
	return ids
}

// TestQuestions promises how questions are asked: stop words do not match, a
// repeated word weighs more, scripts without spaces are asked for by their
// pairs, and of a page those words are asked that tell most, wherever they
// stand.
func TestQuestions(t *testing.T) {
	docs := []news.Entry{
		{ID: 1, Title: "Ferry runs aground off the coast", Language: "en"},
		{ID: 2, Title: "Tariffs on the steel of a neighbour", Language: "en"},
		{ID: 3, Title: "奈良で渡轮が座礁した", Language: "ja"},
		{ID: 4, Title: "What to do in the winter", Language: "en"},
		{ID: 5, Title: "Zyzzogeton found alive", Language: "en"},
	}
	for i := range 200 {
		docs = append(docs, news.Entry{ID: int64(100 + i), Title: fmt.Sprintf("common%d common%d", i%70, (i+1)%70), Language: "en"})
	}
	var page strings.Builder
	for i := range 70 {
		fmt.Fprintf(&page, "common%d ", i)
	}
	x := build(t, docs)
	for _, c := range []struct {
		text  string
		first int64 // where two are found, else one that is found
		found int   // 0: not looked at
	}{
		{"what of the ferry?", 1, 1},
		{"the", 1, 3},
		{"ferry tariffs tariffs", 2, 2},
		{"tariffs ferry ferry", 1, 2},
		{"tariffs, NOT ferry AND #tariffs!", 2, 2},
		{"なぜ奈良で渡轮が止まった", 3, 1},
		{page.String() + "zyzzogeton", 5, 0},
	} {
		ids := askAny(t, x, docs, c.text)
		if !slices.Contains(ids, c.first) || c.found > 0 && len(ids) != c.found {
			t.Errorf("%s: %v, want %d and %d in all", c.text, ids, c.first, c.found)
			continue
		}
		if first := ids[0]; first != c.first && c.found == 2 {
			t.Errorf("%s: %d is first, want %d", c.text, first, c.first)
		}
	}
}

// TestFeedbackIsSilent promises that where one story answers best by far, words
// of the others do not change the order.
func TestFeedbackIsSilent(t *testing.T) {
	docs := []news.Entry{{ID: 1, Title: "Seven sailors rescued from burning trawler near Shetland", Language: "en"}}
	for i := range 20 {
		docs = append(docs, news.Entry{ID: int64(10 + i), Title: fmt.Sprintf("Sailors strike over pay, port %d", i), Text: "union wages dispute", Language: "en"})
	}
	docs = append(docs,
		news.Entry{ID: 100, Title: "Trawler in harbour", Text: "for repairs", Language: "en"},
		news.Entry{ID: 101, Title: "Union wages dispute over pay", Text: "near", Language: "en"})
	x := build(t, docs)
	ids := askAny(t, x, docs, "seven sailors rescued burning trawler shetland")
	if ids[0] != 1 || ids[1] != 100 {
		t.Errorf("%v, want 1 and 100 first", ids)
	}
}
