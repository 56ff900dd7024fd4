package event_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"newsarchive/internal/event"
	"newsarchive/internal/news"
)

// drawn returns stories of a few hundred happenings, some of them look-alikes,
// with repeated headlines and equal dates.
func drawn(n int, seed uint64) []event.Profile {
	r := rand.New(rand.NewPCG(seed, 1))
	word := func(i int) string {
		s := ""
		for range 4 {
			s += string("bdkglmnprst"[i%11]) + string("aeiou"[i/11%5])
			i /= 55
		}
		return s + "x"
	}
	reader := event.NewReader()
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	profiles := make([]event.Profile, n)
	for i := range profiles {
		happening := r.IntN(n/5 + 1)
		title := ""
		for k := range 7 {
			w := happening*10 + r.IntN(9)
			if k >= 4 {
				w = 100000 + r.IntN(200)
			}
			title += word(w) + " "
		}
		profiles[i] = reader.Read(&event.Story{
			ID: int64(i + 1), Key: fmt.Sprint("key", i), Publisher: fmt.Sprint("paper", r.IntN(30)), Language: "en",
			Date:   news.Date{Time: start.Add(time.Duration(happening)*time.Hour/2 + time.Duration(r.IntN(48))*time.Hour)},
			Titles: []string{title},
		})
	}
	return profiles
}

// TestOrders promises that stories that arrive in any order, several at a time,
// some of them removed again, have the events that one pass makes.
func TestOrders(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		profiles := drawn(rapid.IntRange(1, 300).Draw(t, "stories"), rapid.Uint64().Draw(t, "seed"))
		order := rapid.Permutation(indices(len(profiles))).Draw(t, "order")
		batch := rapid.IntRange(1, 50).Draw(t, "batch")
		limit := rapid.SampledFrom([]int{0, 0, 1, 10}).Draw(t, "limit")
		m := newMemory()
		var waiting []event.Profile
		for some := range slices.Chunk(order, batch) {
			for _, i := range some {
				m.add(&profiles[i])
				waiting = append(waiting, profiles[i])
			}
			left, err := event.Settle(t.Context(), m, waiting, limit)
			if err != nil {
				t.Fatal(err)
			}
			waiting = left
		}
		gone := profiles[order[0]]
		m.remove(&gone)
		after, _ := m.After(t.Context(), &gone)
		waiting = slices.DeleteFunc(waiting, func(p event.Profile) bool { return p.ID == gone.ID })
		if _, err := event.Settle(t.Context(), m, append(waiting, after...), 0); err != nil {
			t.Fatal(err)
		}
		kept := slices.DeleteFunc(profiles, func(p event.Profile) bool { return p.ID == gone.ID })
		events := m.events()
		for id, want := range event.All(kept) {
			if got := events[id]; got != want {
				t.Fatalf("story %d: event %d, in one pass %d", id, got, want)
			}
		}
	})
}

// TestManyInAnyOrder promises the same of ten thousand stories: what is decided as
// they come agrees with one pass.
func TestManyInAnyOrder(t *testing.T) {
	const n = 10_000
	profiles := drawn(n, 3)
	want := event.All(slices.Clone(profiles))
	m := newMemory()
	order := rand.New(rand.NewPCG(4, 4)).Perm(n)
	for some := range slices.Chunk(order, 1000) {
		var added []event.Profile
		for _, i := range some {
			m.add(&profiles[i])
			added = append(added, profiles[i])
		}
		if _, err := event.Settle(t.Context(), m, added, 0); err != nil {
			t.Fatal(err)
		}
	}
	events := m.events()
	other, joined := 0, 0
	for id, began := range want {
		if events[id] != began {
			other++
		}
		if began != id {
			joined++
		}
	}
	if other > 0 || joined < n/4 {
		t.Errorf("%d of %d stories are of another event than in one pass; %d joined", other, n, joined)
	}
}

// TestBoundInAnyOrder promises the same of an event that is full.
func TestBoundInAnyOrder(t *testing.T) {
	const n = event.MaxStories + 300
	r := event.NewReader()
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	profiles := make([]event.Profile, n)
	for i := range profiles {
		profiles[i] = r.Read(&event.Story{
			ID: int64(i + 1), Key: fmt.Sprint(i), Publisher: fmt.Sprint("paper", i%50), Language: "en",
			Date:   news.Date{Time: start.Add(time.Duration(i) * time.Minute)},
			Titles: []string{"Earthquake of magnitude 6.3 strikes southern Mexico"},
		})
	}
	m := newMemory()
	for some := range slices.Chunk(rand.New(rand.NewPCG(5, 5)).Perm(n), 200) {
		var added []event.Profile
		for _, i := range some {
			m.add(&profiles[i])
			added = append(added, profiles[i])
		}
		if _, err := event.Settle(t.Context(), m, added, 0); err != nil {
			t.Fatal(err)
		}
	}
	if got, want := m.events(), event.All(slices.Clone(profiles)); !maps.Equal(got, want) || want[n] == want[1] {
		t.Errorf("the last story is of event %d, in one pass %d", got[n], want[n])
	}
}

func indices(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}
