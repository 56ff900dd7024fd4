package evaluate

import (
	"context"
	"fmt"
	"iter"
	"strconv"

	"newsarchive/internal/archive"
	"newsarchive/internal/news"
)

// FormsResult says how well the words of a list find their forms in headlines.
// Precision and recall are of all stories that the queries of the list find or
// have to find.
type FormsResult struct {
	Words, Queries int // those that a headline has a form of
	Wanted, Found  int // stories, of all queries
	Right          int // found and wanted
	Worst          []FormsMistake
}

// Recall is the share of what has to be found that was found.
func (r FormsResult) Recall() float64 { return float64(r.Right) / float64(max(r.Wanted, 1)) }

// Precision is the share of what was found that had to be.
func (r FormsResult) Precision() float64 { return float64(r.Right) / float64(max(r.Found, 1)) }

// FormsMistake is a query that missed stories or found wrong ones.
type FormsMistake struct {
	Query         string
	Missed, Wrong int
	Example       string // a headline
}

// Forms asks for every form of the words of a list, and compares what is found
// with the headlines that have any of the forms. A headline has a word that
// stands in it between spaces and punctuation, in small or capital letters, also
// with a possessive 's; won't is one word.
func Forms(ctx context.Context, headlines []string, lists [][]FormsWord, o archive.Options) (results []FormsResult, err error) {
	err = withItems(ctx, o, headlineItems(headlines), func(a *archive.Archive) error {
		has := headlineWords(headlines)
		for _, list := range lists {
			var r FormsResult
			for _, w := range list {
				if err := r.ask(ctx, a, headlines, has, w); err != nil {
					return err
				}
			}
			results = append(results, r)
		}
		return nil
	})
	return results, err
}

// ask asks for each form of a word that a headline has.
func (r *FormsResult) ask(ctx context.Context, a *archive.Archive, headlines []string, has map[string][]int, w FormsWord) error {
	before := r.Queries
	for _, form := range w.Forms {
		if len(has[form]) == 0 {
			continue
		}
		wanted := map[int]bool{}
		for _, f := range w.All() {
			for _, n := range has[f] {
				wanted[n] = true
			}
		}
		found, err := foundHeadlines(ctx, a, form)
		if err != nil {
			return err
		}
		r.Queries++
		r.Wanted += len(wanted)
		r.Found += len(found)
		m := FormsMistake{Query: form, Missed: len(wanted)}
		for _, n := range found {
			if wanted[n] {
				r.Right++
				m.Missed--
				delete(wanted, n)
				continue
			}
			m.Wrong++
			m.Example = headlines[n]
		}
		for n := range wanted {
			m.Example = headlines[n]
		}
		if m.Missed+m.Wrong > 0 {
			r.Worst = append(r.Worst, m)
		}
	}
	if r.Queries > before {
		r.Words++
	}
	return nil
}

// Apart returns the words that find the other one of their pair.
func Apart(ctx context.Context, pairs [][2]string, o archive.Options) (together [][2]string, err error) {
	var headlines []string
	for _, p := range pairs {
		headlines = append(headlines, p[0], p[1])
	}
	err = withItems(ctx, o, headlineItems(headlines), func(a *archive.Archive) error {
		for _, p := range pairs {
			for _, asked := range [][2]string{p, {p[1], p[0]}} {
				found, err := foundHeadlines(ctx, a, asked[0])
				if err != nil {
					return err
				}
				for _, n := range found {
					if headlines[n] == asked[1] {
						together = append(together, asked)
						break
					}
				}
			}
		}
		return nil
	})
	return together, err
}

// headlineItems are English headlines as items, each known by its number.
func headlineItems(headlines []string) iter.Seq[news.Item] {
	return func(yield func(news.Item) bool) {
		for i, h := range headlines {
			n := strconv.Itoa(i)
			if !yield(news.Item{
				Feed: news.Feed{URL: "https://headlines.example/feed"},
				GUID: n, Link: "https://headlines.example/" + n, Language: "en", Title: h,
			}) {
				return
			}
		}
	}
}

// foundHeadlines returns the numbers of the headlines that a word finds.
func foundHeadlines(ctx context.Context, a *archive.Archive, word string) (numbers []int, err error) {
	answer, err := a.Search(ctx, archive.SearchOptions{
		Question: archive.Question{Text: "title:" + word},
		Page:     archive.Page{Group: archive.GroupNone, Size: 1 << 20, Sort: archive.SortNewest},
	})
	if err != nil {
		return nil, fmt.Errorf("ask for %q: %w", word, err)
	}
	for _, g := range answer.Groups {
		for _, h := range g.Stories {
			n, err := strconv.Atoi(h.Listing.GUID)
			if err != nil {
				return nil, err
			}
			numbers = append(numbers, n)
		}
	}
	return numbers, nil
}
