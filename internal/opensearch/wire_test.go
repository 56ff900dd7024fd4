package opensearch

import (
	"slices"
	"strings"
	"testing"

	"newsarchive/index"
	"newsarchive/internal/news"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// token is a term at a position.
type token struct {
	Term string
	At   int
}

// tokens returns the tokens of a field, ordered.
func tokens(f index.Terms) (all []token) {
	for _, p := range f.Occurrences {
		all = append(all, token{escape(p.Text), p.At})
	}
	sortTokens(all)
	return all
}

func sortTokens(all []token) {
	slices.SortFunc(all, func(a, b token) int {
		if a.At != b.At {
			return a.At - b.At
		}
		return strings.Compare(a.Term, b.Term)
	})
}

// drawnEntry draws a story whose texts have everything that words are made of.
func drawnEntry(t *rapid.T, id int64) news.Entry {
	piece := rapid.OneOf(
		rapid.SampledFrom([]string{
			"K-pop", "state-of-the-art", "1,000", "AT&T", "U.S.", "US", "l'homme", "東京オリンピック", "ソ", "한국은", "🚀", "ﷺ", "a|b", "_", "don't", "Straße",
			"news", "polls", "won", "\u2028", "\x01", "\"quoted\"", `\`, "Ǆ", "½", "\xff",
		}),
		rapid.String(),
	)
	text := rapid.Custom(func(t *rapid.T) string { return strings.Join(rapid.SliceOfN(piece, 0, 12).Draw(t, "words"), " ") })
	return news.Entry{
		ID: id, Title: text.Draw(t, "title"), Headlines: rapid.SliceOfN(text, 0, 3).Draw(t, "headlines"), Text: text.Draw(t, "text"), PageText: text.Draw(t, "page"),
		Publisher: text.Draw(t, "publisher"), Language: rapid.SampledFrom([]string{"", "en", "ko", "de"}).Draw(t, "language"), Day: "2026-01-14", SeenDay: "2026-01-14",
		Tags: rapid.SliceOfN(text, 0, 2).Draw(t, "tags"),
	}
}

// TestWire promises that a text which is cut at the spaces and bars has the terms,
// each at its position, and counts as often as it should.
func TestWire(t *testing.T) {
	analyser := index.NewAnalyser()
	rapid.Check(t, func(t *rapid.T) {
		e := drawnEntry(t, 1)
		for _, f := range analyser.Terms(&e) {
			switch f.Kind {
			case index.Positions:
				if d := cmp.Diff(tokens(f), cutPositions(positions(f))); d != "" {
					t.Errorf("%s: %s", f.Name, d)
				}
			case index.Counts:
				text := counts(f)
				got := map[string]int{}
				for _, term := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == alternative }) {
					got[term]++
				}
				want := map[string]int{}
				for _, term := range f.Terms {
					want[escape(term.Text)] += term.Count
				}
				if d := cmp.Diff(want, got); d != "" {
					t.Errorf("%s: %s", f.Name, d)
				}
				long := min(int(index.EffectiveLength(f.Length)), len(strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == alternative })))
				if n := len(strings.Split(text, " ")); text != "" && n != long {
					t.Errorf("%s is %d words long, not %d: %q", f.Name, n, long, text)
				}
			}
		}
	})
}

// cutPositions cuts a text as OpenSearch does.
func cutPositions(text string) (all []token) {
	if text == "" {
		return nil
	}
	for at, terms := range strings.Split(text, " ") {
		for term := range strings.SplitSeq(terms, string(alternative)) {
			if term != string(nothing) {
				all = append(all, token{term, at})
			}
		}
	}
	sortTokens(all)
	return all
}
