package index

import (
	"slices"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/news"

	"github.com/google/go-cmp/cmp"
)

// headlined returns stories with these headlines in English, each a day newer
// than the one before, and their index.
func headlined(tb testing.TB, headlines ...string) *Index {
	tb.Helper()
	docs := make([]news.Entry, len(headlines))
	for i, h := range headlines {
		at := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC).AddDate(0, 0, i)
		day := at.Format(time.DateOnly)
		docs[i] = news.Entry{ID: int64(i + 1), Title: h, Language: "en", Published: at, Seen: at, Day: day, SeenDay: day}
	}
	return build(tb, docs)
}

// TestForms promises that words and fields find the forms of a word, and that
// phrases, +word and beginnings do not.
func TestForms(t *testing.T) {
	t.Parallel()
	x := headlined(t, "They buy a ship", "She bought ships", "Shares rose", "A rose garden", "Roses bloom", "Rising seas", "Ministers' votes")
	for text, want := range map[string][]int64{
		"buy":            {1, 2},
		"bought":         {1, 2},
		"title:buying":   {1, 2},
		"title:rise":     {3, 4, 6},
		"rise":           {3, 4, 6},
		"rose":           {3, 4, 5},
		"roses":          {3, 4, 5},
		"+buy":           {1},
		`"bought ship"`:  {},
		`"bought ships"`: {2},
		"buy*":           {1},
		"-buy ship":      {},
		"voted minister": {7},
	} {
		got := ids(t, x, Request{Query: parse(t, text), Size: 10})
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s:\n%s", text, d)
		}
	}
}

// TestFormsInTexts promises that text: finds the forms of a word in the text
// alone, also those that begin otherwise.
func TestFormsInTexts(t *testing.T) {
	t.Parallel()
	texts := []string{"They buy a ship.", "She bought one.", "Who buys?", "Shares rose.", "Roses bloom.", "Countries agree.", "No one died; all are dying."}
	docs := make([]news.Entry, len(texts))
	for i, text := range texts {
		docs[i] = news.Entry{ID: int64(i + 1), Title: "Buying and rising", Text: text, Language: "en"}
	}
	x := build(t, docs)
	for word, want := range map[string][]int64{
		"buy": {1, 2, 3}, "bought": {1, 2, 3}, "rise": {4}, "rose": {4, 5}, "country": {6}, "die": {7}, "one": {2, 7},
	} {
		got := ids(t, x, Request{Query: parse(t, "text:"+word), Size: 10})
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s:\n%s", word, d)
		}
	}
}

// TestTypedFirst promises that a story which has the word as typed comes before
// one that has a form of it in its place, older or newer.
func TestTypedFirst(t *testing.T) {
	t.Parallel()
	families := [][]string{{"kill", "kills", "killed"}, {"win", "won", "winning"}, {"child", "children"}, {"party", "parties"}}
	type pair struct{ typed, other int64 } // stories
	pairs := map[string][]pair{}
	var headlines []string
	add := func(h string) int64 {
		headlines = append(headlines, h)
		return int64(len(headlines))
	}
	for _, forms := range families {
		for i, typed := range forms {
			for n := range 13 {
				head := func(word string) string { return strings.Repeat("word ", n/2) + word + strings.Repeat(" more", n) }
				p := pair{other: add(head(forms[(i+1)%len(forms)]))}
				p.typed = add(head(typed))
				if n%2 == 0 {
					p.other = add(head(forms[(i+1)%len(forms)])) // newer
				}
				pairs[typed] = append(pairs[typed], p)
			}
		}
	}
	x := headlined(t, headlines...)
	for typed, all := range pairs {
		for _, text := range []string{typed, "title:" + typed, typed + " word"} {
			res, err := x.Search(t.Context(), Request{Query: parse(t, text), Size: len(headlines)})
			if err != nil {
				t.Fatal(err)
			}
			var got []int64
			for _, h := range res.Hits {
				got = append(got, h.ID)
			}
			for _, p := range all {
				first, second := slices.Index(got, p.typed), slices.Index(got, p.other)
				if first > second || first < 0 && text == typed {
					t.Errorf("%s: %q is number %d, %q number %d", text, headlines[p.typed-1], first, headlines[p.other-1], second)
				}
			}
		}
	}
}
