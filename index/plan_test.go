package index

import (
	"fmt"
	"strings"
	"testing"

	"newsarchive/internal/query"
)

// empty is the lexicon of an index without stories.
type empty struct{}

func (empty) Prefix(string, string, int) ([]string, bool, error) { return nil, true, nil }

func (empty) Fuzzy(string, string, int, int) ([]string, bool, error) { return nil, true, nil }

func (empty) FirstLetter(string) ([]string, error) { return nil, nil }

func (empty) PublishersAt(string) ([]string, error) { return nil, nil }

func (empty) Count(string, []string) (uint64, error) { return 0, nil }

func (empty) Years(string) ([]int, error) { return nil, nil }

// TestPlansOfLongQuestions promises that a question of any length is compiled for
// another engine, and how many of its words that engine is asked for.
func TestPlansOfLongQuestions(t *testing.T) {
	t.Parallel()
	var page strings.Builder
	for n := range 500 {
		fmt.Fprintf(&page, "word%d ", n)
	}
	for text, want := range map[string]int{
		"what of the ferry?":                4,
		"ferries, but not harbours":         4,
		page.String():                       64,
		"ferries, but not " + page.String(): 3 + 16,
	} {
		q, err := query.Parse(text, query.Options{Any: true})
		if err != nil {
			t.Fatal(err)
		}
		p, err := CompileBroad(t.Context(), empty{}, Names{}, q)
		if err != nil {
			t.Fatal(err)
		}
		if len(p.Words) != want {
			t.Errorf("%.30s…: %d words, want %d", text, len(p.Words), want)
		}
	}
}

// TestPlansOfLearnedWords promises that ~~word is compiled for another engine, as the
// word alone.
func TestPlansOfLearnedWords(t *testing.T) {
	t.Parallel()
	q, err := query.Parse("~~quake chile", query.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Compile(t.Context(), empty{}, Names{}, q); err != nil {
		t.Fatal(err)
	}
}
