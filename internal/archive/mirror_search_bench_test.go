package archive_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/corpus"
)

// searchesTimed is how many questions are asked here and there.
const searchesTimed = 100

// searches asks the archive's own index and OpenSearch the same questions in turn, and
// reports how long both take.
func (m *mirrorBench) searches(a *archive.Archive) {
	m.Helper()
	there, err := archive.OpenElsewhere(m.Context(), m.dir, archive.Options{}, archive.ElsewhereOptions{At: m.to.To})
	if err != nil {
		m.Fatal(err)
	}
	defer func() {
		if err := there.Close(); err != nil {
			m.Error(err)
		}
	}()
	here, elsewhere := timings{}, timings{}
	for _, text := range drawnQuestions(m.B, searchesTimed) {
		here.ask(m, a, text)
		elsewhere.ask(m, there, text)
	}
	here.report(m.B, "bleve-search")
	elsewhere.report(m.B, "search")
}

// timings are how long answers took.
type timings struct{ took []time.Duration }

func (t *timings) ask(m *mirrorBench, of archive.Asker, text string) {
	m.Helper()
	began := time.Now()
	_, err := of.Search(m.Context(), archive.SearchOptions{Question: archive.Question{Text: text}, Page: archive.Page{Size: 10}})
	t.took = append(t.took, time.Since(began))
	if err != nil {
		m.Fatalf("%q: %v", text, err)
	}
}

func (t *timings) report(b *testing.B, name string) {
	slices.Sort(t.took)
	for of, place := range map[string]int{"p50": len(t.took) / 2, "p95": len(t.took) * 95 / 100} {
		b.ReportMetric(float64(t.took[place].Microseconds())/1000, name+"-"+of+"-ms")
	}
}

// drawnQuestions are of one to three words of a headline each, some of them in quotes.
func drawnQuestions(b *testing.B, n int) (all []string) {
	b.Helper()
	headlines := corpus.Headlines(b, 0)
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // questions
	for len(all) < n {
		words := strings.FieldsFunc(headlines[random.IntN(len(headlines))].Title, func(r rune) bool { return strings.ContainsRune(" \t,:;!?()\"'’“”*~-|", r) })
		if len(words) < 5 {
			continue
		}
		at := random.IntN(len(words) - 3)
		switch random.IntN(4) {
		case 0:
			all = append(all, words[at])
		case 1:
			all = append(all, `"`+words[at]+" "+words[at+1]+`"`)
		case 2:
			all = append(all, words[at]+" "+words[at+2])
		default:
			all = append(all, words[at]+" "+words[at+1]+" "+words[at+3])
		}
	}
	return all
}
