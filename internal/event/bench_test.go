package event_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"newsarchive/internal/event"
	"newsarchive/internal/news"
)

// BenchmarkPass measures a story of an import of headlines: read and decided.
func BenchmarkPass(b *testing.B) {
	profiles := drawn(20000, 1)
	slices.SortFunc(profiles, func(a, b event.Profile) int { return a.Compare(&b) })
	b.ResetTimer()
	for n := 0; n < b.N; {
		pass := event.NewPass()
		for i := range profiles {
			pass.Next(&profiles[i])
			if n++; n >= b.N {
				break
			}
		}
	}
}

// BenchmarkRead measures the reading of a headline.
func BenchmarkRead(b *testing.B) {
	r := event.NewReader()
	for i := range b.N {
		r.Read(&event.Story{ID: 1, Key: "k", Language: "en", Titles: []string{
			fmt.Sprintf("Fed official says weak data caused by weather should not slow taper %d", i%100),
		}})
	}
}

// BenchmarkDecide measures one story with as many candidates as there may be.
func BenchmarkDecide(b *testing.B) {
	p, candidates := crowd(event.MaxCandidates)
	var d event.Decider
	for b.Loop() {
		d.Decide(&p, candidates)
	}
}

// crowd returns a story and n before it that share all words but one.
func crowd(n int) (event.Profile, []*event.Candidate) {
	r := event.NewReader()
	read := func(i int) event.Profile {
		return r.Read(&event.Story{
			ID: int64(i + 1), Key: fmt.Sprint(i), Publisher: fmt.Sprint("paper", i), Language: "en",
			Date:   news.Date{Time: time.Date(2026, 1, 1, 0, 0, i, 0, time.UTC)},
			Titles: []string{fmt.Sprintf("Floods cut off the villages of Upper Marland and Westing after dam bursts number%d", i)},
		})
	}
	candidates := make([]*event.Candidate, n)
	for i := range candidates {
		candidates[i] = &event.Candidate{Profile: read(i), Event: int64(i/4 + 1)}
	}
	return read(n), candidates
}
