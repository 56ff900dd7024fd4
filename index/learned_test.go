package index

import (
	"fmt"
	"strings"
	"testing"

	"newsarchive/internal/news"
	"newsarchive/internal/query"

	"github.com/google/go-cmp/cmp"
)

// learning parses a query; earthquake and tremor stand for quake.
func learning(t *testing.T, text string) *query.Query {
	t.Helper()
	q, err := query.Parse(text, query.Options{Learn: func(word string) ([]query.Lesson, error) {
		return map[string][]query.Lesson{"quake": {{Text: "earthquake"}, {Text: "tremor"}}, "地震": {{Text: "強震"}}}[word], nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// TestLearned promises that ~~word finds the forms of a word and of those that stand
// for it, in the field that is asked for, the word itself first.
func TestLearned(t *testing.T) {
	t.Parallel()
	x := headlined(t, "Chile quake", "Chile earthquakes", "Chile tremor", "Chile quakes", "Chile floods", "日本で地震", "日本で強震")
	for text, want := range map[string][]int64{
		"~~quake":             {1, 2, 3, 4},
		"title:~~quake":       {1, 2, 3, 4},
		"text:~~quake":        {},
		"~~quake -tremors":    {1, 2, 4},
		"-~~quake chile":      {5},
		"~~quake OR flood":    {1, 2, 3, 4, 5},
		"~~地震":                {6, 7},
		"~~flood":             {5},
		"~~quake earthquakes": {2},
	} {
		got := ids(t, x, Request{Query: learning(t, text), Size: 10})
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s:\n%s", text, d)
		}
	}
	// Those that were learned are newer, and rarer.
	x = headlined(t, "Chile quake", "Rome quakes", "Athens quake", "Rome earthquake", "Athens tremor", "Chile tremor")
	for _, text := range []string{"~~quake chile", "title:~~quake chile"} {
		res, err := x.Search(t.Context(), Request{Query: learning(t, text), Size: 10})
		if err != nil {
			t.Fatal(err)
		}
		if len(res.Hits) != 2 || res.Hits[0].ID != 1 {
			t.Errorf("%s: %v", text, res.Hits)
		}
	}
	res, err := x.Search(t.Context(), Request{Query: learning(t, "~~quake"), Size: 10})
	if err != nil {
		t.Fatal(err)
	}
	for i, h := range res.Hits {
		if learned := h.ID > 3; learned != (i > 2) {
			t.Errorf("number %d is story %d: %v", i+1, h.ID, res.Hits)
		}
	}
}

// TestLearnedMarks promises that passages mark the words that were learned.
func TestLearnedMarks(t *testing.T) {
	t.Parallel()
	x := headlined(t, "x")
	err := x.View(t.Context(), func(v *View) error {
		const text = "Quake, earthquakes and a flood"
		got := v.Highlighter(learning(t, "~~quake")).Mark(text, "en", query.Title)
		if d := cmp.Diff([]Span{{0, 5}, {7, 18}}, got); d != "" {
			t.Error(d)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestCompletions promises the words of stories with a beginning, by how many have
// them, as the beginning is typed.
func TestCompletions(t *testing.T) {
	t.Parallel()
	x := headlined(t, "Quake in Zürich", "Quake and quakes", "Quarrels, at 20 quays", "QUAKES", "Zur Küste", "地震と津波", "地方の地震", "Quails")
	if err := bring(t.Context(), x, nil, []int64{8}, news.Mark{Seq: 8, Nonce: 3}); err != nil {
		t.Fatal(err)
	}
	for begin, want := range map[string]string{
		"qua":      "quake 2, quakes 2, quarrels 1, quays 1",
		"Qua":      "Quake 2, Quakes 2, Quarrels 1, Quays 1",
		"quakes":   "quakes 2",
		"zür":      "zür 1, zürich 1",
		"zu":       "zuerich 1, zur 1, zurich 1",
		"地":        "地震 2, 地方 1",
		"qua-":     "",
		"qua the":  "",
		"20":       "",
		"":         "",
		"…":        "",
		"~~qua":    "",
		"nothing":  "",
		"quake's":  "",
		"\xffquak": "",
	} {
		var got []string
		err := x.View(t.Context(), func(v *View) error {
			all, err := v.Completions(begin, 10)
			for _, c := range all {
				got = append(got, fmt.Sprint(c.Word, " ", c.Stories))
			}
			return err
		})
		if said := strings.Join(got, ", "); err != nil || said != want {
			t.Errorf("%q: %q, want %q; %v", begin, said, want, err)
		}
	}
}

// TestHeadlineWords promises that the stories are drawn from those whose own headline
// has a form of the word, and that the same ones are drawn of an index made otherwise.
func TestHeadlineWords(t *testing.T) {
	t.Parallel()
	docs := make([]news.Entry, 40)
	for i := range docs {
		docs[i] = news.Entry{ID: int64(i + 1), Title: []string{"A quake", "Two quakes", "A flood", "News"}[i%4], Text: "quake", Headlines: []string{"quake"}, Language: "en", Site: fmt.Sprintf("host%d.example", i)}
	}
	draw := func(x *Index, word string, most int) (ids []int64) {
		err := x.View(t.Context(), func(v *View) (err error) {
			ids, err = v.WithHeadlineWord(word, most)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return ids
	}
	one := build(t, docs)
	if ids := draw(one, "quake", 100); len(ids) != 20 {
		t.Errorf("drew %v", ids)
	}
	for _, word := range []string{"", "…", "a quake", "nothing", "日"} {
		if ids := draw(one, word, 100); len(ids) > 0 {
			t.Errorf("%q: drew %v", word, ids)
		}
	}
	drawn := map[int64]bool{}
	for _, id := range draw(one, "quakes", 5) {
		drawn[id] = true
	}
	other := build(t, docs[20:])
	if err := bring(t.Context(), other, docs[:20], nil, news.Mark{Seq: 7, Nonce: 3}); err != nil {
		t.Fatal(err)
	}
	again := draw(other, "quakes", 5)
	if len(drawn) != 5 || len(again) != 5 {
		t.Fatalf("drew %v and %v", drawn, again)
	}
	for _, id := range again {
		if !drawn[id] {
			t.Errorf("drew %v and %v", drawn, again)
		}
	}
}
