package archive_test

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"newsarchive/internal/news"

	"newsarchive/internal/archive"
	"newsarchive/internal/corpus"
)

// clusters returns an archive of the real headlines as clusters of five,
// whose stories join one after the other as they were seen, each for a day.
func clusters(b *testing.B) *archive.Archive {
	b.Helper()
	a := newArchive(b)
	headlines := corpus.Headlines(b, 0)
	slices.SortStableFunc(headlines, func(x, y corpus.Headline) int { return x.Seen.Compare(y.Seen) })
	var items []news.Item
	save := func() {
		if _, faults, err := a.Store().Import(b.Context(), items, time.Now()); err != nil || len(faults) > 0 {
			b.Fatal(faults, err)
		}
		items = items[:0]
	}
	n := 0
	for five := range slices.Chunk(headlines, 5) {
		it := five[0].Item(n)
		it.Cluster, it.Stories = true, nil
		for _, h := range five {
			st := h.Item(n).Stories[0]
			st.Appearances = []news.Appearance{{Position: len(it.Stories) + 1, FirstSeen: h.Seen, Gone: h.Seen.Add(24 * time.Hour)}}
			it.Stories = append(it.Stories, st)
			n++
		}
		if items = append(items, it); len(items) == 1000 {
			save()
		}
	}
	save()
	if err := a.Reindex(b.Context(), nil); err != nil {
		b.Fatal(err)
	}
	return a
}

// BenchmarkAsOf alternates the same queries for the present, as of the middle
// of the archive, and as of another second each time, and prints medians.
func BenchmarkAsOf(b *testing.B) {
	compareAsOf(b, clusters(b), "2026-02-01")
}

// BenchmarkAsOfMillion is the same at a million stories, each by itself.
func BenchmarkAsOfMillion(b *testing.B) {
	compareAsOf(b, million(b), "2026-02-01")
}

func compareAsOf(b *testing.B, a *archive.Archive, date string) {
	texts := []string{
		"takaichi", "trump", "south korea summit", "trump tariffs", `"prime minister"`, "kor*", "publisher:reuters trump", "trump date:2026-01",
		"korea -north", "title:summit",
	}
	const runs = 31
	b.ResetTimer()
	var ratios, moving []float64
	for b.Loop() {
		for _, text := range texts {
			var took [3][]time.Duration
			var total [3]int
			for run := range runs {
				for i, asOf := range []string{"", date, fmt.Sprintf("%sT23:00:%02d", date, run)} {
					answer, err := a.Search(b.Context(), archive.SearchOptions{Question: archive.Question{Text: text, AsOf: asOf}, Page: archive.Page{Size: 20}})
					if err != nil {
						b.Fatal(err)
					}
					took[i], total[i] = append(took[i], answer.Took), answer.Total
				}
			}
			var median [3]time.Duration
			for i := range took {
				slices.Sort(took[i])
				median[i] = took[i][runs/2].Round(10 * time.Microsecond)
			}
			ratios = append(ratios, float64(median[1])/float64(median[0]))
			moving = append(moving, float64(median[2])/float64(median[0]))
			b.Logf("%-24s now %8s (%d)  as of %s %8s (%d)  ratio %.2f  of other seconds %8s  ratio %.2f", text, median[0], total[0], date,
				median[1], total[1], ratios[len(ratios)-1], median[2], moving[len(moving)-1])
		}
	}
	slices.Sort(ratios)
	slices.Sort(moving)
	b.ReportMetric(ratios[len(ratios)/2], "ratio")
	b.ReportMetric(ratios[len(ratios)-1], "worst-ratio")
	b.ReportMetric(moving[len(moving)-1], "worst-moving-ratio")
}

// BenchmarkTopicList lists fifty topics at a million stories, in this process
// and as a program.
func BenchmarkTopicList(b *testing.B) {
	dir := million(b).Dir()
	now := time.Date(2026, 8, 22, 12, 0, 0, 0, time.UTC) // where the data ends
	a, err := archive.Open(b.Context(), dir, archive.Options{Now: func() time.Time { return now }})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = a.Close() })
	addTopics(b, a)
	topics, err := a.Topics(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	program := build(b)
	b.ResetTimer()
	for b.Loop() {
		var took, whole []time.Duration
		for range 11 {
			began := time.Now()
			if _, _, err := a.TopicRhythms(b.Context(), topics); err != nil {
				b.Fatal(err)
			}
			took = append(took, time.Since(began))
			whole = append(whole, run(b, program, "--dir", dir, "topic", "list"))
		}
		slices.Sort(took)
		slices.Sort(whole)
		b.ReportMetric(float64(took[5].Microseconds())/1000, "ms/list")
		b.ReportMetric(float64(whole[5].Microseconds())/1000, "ms/process")
		b.ReportMetric(float64(len(topics)), "topics")
	}
}

func addTopics(b *testing.B, a *archive.Archive) {
	b.Helper()
	words := []string{
		"trump", "takaichi", "korea", "japan", "china", "ukraine", "gaza", "israel", "iran", "tariffs", "fed", "inflation", "openai", "apple", "google",
		"tesla", "nasa", "moon", "climate", "storm", "earthquake", "election", "senate", "court", "police", "sverige", "stockholm", "polisen",
		"regeringen", "kristersson", "fotboll", "hockey", "premier league", "nba", "nfl", "oscars", "netflix", "taylor swift", "royal", "pope", "vaccine",
		"cancer", "flu", "bitcoin", "oil", "boeing", "train", "school", "murder", "budget",
	}
	for i, w := range words {
		name := fmt.Sprintf("topic %02d", i)
		if _, err := a.Topic(b.Context(), name); err == nil {
			continue
		}
		if _, err := a.AddTopic(b.Context(), name, w, nil); err != nil {
			b.Fatal(err)
		}
	}
}

// build compiles the program and returns where it is.
func build(b *testing.B) string {
	b.Helper()
	program := filepath.Join(b.TempDir(), "archive")
	out, err := exec.CommandContext(b.Context(), "go", "build", "-o", program, "newsarchive/cmd/archive").CombinedOutput()
	if err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	return program
}

// run runs the program and returns how long it took.
func run(b *testing.B, program string, args ...string) time.Duration {
	b.Helper()
	began := time.Now()
	out, err := exec.CommandContext(b.Context(), program, args...).CombinedOutput()
	took := time.Since(began)
	if err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	return took
}
