package rank

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/news"

	"newsarchive/index/internal/document"
	"newsarchive/index/internal/match"
	"newsarchive/internal/segment"

	"newsarchive/internal/query"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/google/go-cmp/cmp"
)

// TestBestOfMany promises that MaxScore pruning changes neither the best of many
// documents nor their scores, for all matches and for a part of them.
func TestBestOfMany(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2)) // the same each time
	docs := make([]news.Entry, 3*pruneMin)
	for i := range docs {
		var title []string
		for range 3 + rng.IntN(9) {
			title = append(title, fmt.Sprintf("word%d", int(rng.ExpFloat64()*6)))
		}
		docs[i] = news.Entry{ID: int64(i + 1), Title: strings.Join(title, " "), Language: "en", Publisher: fmt.Sprint("paper", i%3)}
	}
	narrowed := 0
	err := ask(t, docs, func(s *Ranker) error {
		for _, text := range []string{
			"word0 OR word1 OR word2", "word5 OR word9 OR word14", "word3 OR word9 OR word40", "word7 OR word8 OR word9 OR word10 OR word7",
			"(word0 OR word6) -word1", "(word9 OR word10 OR word11 OR word12) publisher:paper1", "word1 word2",
		} {
			q, err := query.Parse(text, query.Options{})
			if err != nil {
				return err
			}
			e, err := match.Compiler{Session: s.Session}.Compile(q.Root)
			if err != nil {
				return err
			}
			f, err := s.Find(e)
			if err != nil {
				return err
			}
			all, err := s.score(f.Docs, f.Words)
			if err != nil {
				return err
			}
			for _, n := range []int{10, 256, 700} {
				some, err := s.scoreBest(f.Docs, f.Words, n)
				if err != nil {
					return err
				}
				if some.exactDepth == n {
					narrowed++
				}
				want, err := s.top(f.Docs, all, n)
				if err != nil {
					return err
				}
				got, err := s.top(some.Docs, some, n)
				if err != nil {
					return err
				}
				if d := cmp.Diff(want, got, cmp.AllowUnexported(Doc{})); d != "" {
					t.Errorf("%s, the best %d of %d, %d weighed:\n%s", text, n, len(all.Numbers), len(some.Numbers), d)
				}
				part := &Matches{Docs: roaring.BitmapOf(f.Docs.ToArray()[:20]...), Words: f.Words, scores: some, isPart: true}
				if err := s.ensureScores(part, 5); err != nil {
					return err
				}
				if _, got := part.scores.of(part.Docs); !slices.Equal(got, all.values[:20]) {
					t.Errorf("%s: a part of it has the scores %v, not %v", text, got, all.values[:20])
				}
			}
		}
		return nil
	})
	if err != nil || narrowed < 5 {
		t.Fatalf("narrowed %d times: %v", narrowed, err)
	}
}

// ask makes a small index and ranks in it.
func ask(t *testing.T, docs []news.Entry, use func(*Ranker) error) error {
	t.Helper()
	x, closeIndex, err := document.InMemory(docs)
	if err != nil {
		return err
	}
	snapshot, err := segment.Open(x)
	if err != nil {
		return errors.Join(err, closeIndex())
	}
	err = use(&Ranker{Session: match.NewSession(t.Context(), snapshot, time.UTC)})
	return errors.Join(err, snapshot.Close(), closeIndex())
}
