package index

import (
	"slices"
	"testing"

	"newsarchive/internal/news"
)

// TestExcludedWords promises that what a question excludes in plain words weighs
// against a story, and neither finds one nor leaves one out.
func TestExcludedWords(t *testing.T) {
	t.Parallel()
	docs := []news.Entry{
		{ID: 1, Title: "Aarhus and the towns of Denmark", Language: "en"},
		{ID: 2, Title: "Aarhus and the towns of the coast", Language: "en"},
		{ID: 3, Title: "Denmark votes", Language: "en"},
	}
	x := build(t, docs)
	for text, want := range map[string][]int64{
		"Towns like Aarhus, but not Denmark":                 {2, 1},
		"Introduce Aarhus, but do not mention Denmark":       {2, 1},
		"Tell of Aarhus (excluding Denmark) and of its name": {2, 1},
		"Aarhus except for Denmark":                          {2, 1},
		"Aarhus. But not all of it is in Denmark. Denmark!":  {1, 2, 3},
		"but not Denmark":                                    {3, 1},
	} {
		got := askAny(t, x, docs, text)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}
