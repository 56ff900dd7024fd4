package index

import (
	"fmt"
	"slices"
	"testing"

	"newsarchive/internal/news"
)

// TestFeedbackOfFewAnswers promises that feedback follows the best stories. Two
// stories answer a question; eight others share two of its words and are about
// something else. Of two more stories with one word of the question, the one
// that is similar to the answers ranks before the one similar to the eight.
func TestFeedbackOfFewAnswers(t *testing.T) {
	var docs []news.Entry
	add := func(text string) int64 {
		id := int64(len(docs) + 1)
		docs = append(docs, news.Entry{ID: id, Title: fmt.Sprintf("Report %c", 'a'+id), Text: text, Language: "en"})
		return id
	}
	for range 2 {
		add("border dispute israel syria zone shelling")
	}
	for range 8 { // the best ten are these and those
		add("border dispute customs customs customs tariff tariff tariff freight freight")
	}
	third := add("border zone shelling ended yesterday")
	other := add("border customs tariff freight lorry")
	for i := range 40 {
		add([]string{"harvest weather village school", "shelling zone village school"}[i%2])
	}
	read := func(ids []int64) ([]news.Entry, error) {
		return slices.DeleteFunc(slices.Clone(docs), func(e news.Entry) bool { return !slices.Contains(ids, e.ID) }), nil
	}
	x := build(t, docs)
	res, err := x.Search(t.Context(), Request{
		Query: parse(t, "border OR dispute OR israel OR syria"), Size: 100, Broad: &Broad{Entries: read},
	})
	if err != nil {
		t.Fatal(err)
	}
	place := func(id int64) int { return slices.IndexFunc(res.Hits, func(h Hit) bool { return h.ID == id }) }
	if place(third) < 0 || place(other) < place(third) {
		t.Errorf("what is like the answers stands at %d, what is like the many at %d", place(third), place(other))
	}
}
