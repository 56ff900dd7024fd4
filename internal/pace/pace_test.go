package pace

import (
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

// lived is the rhythm of a feed that was observed hourly for four weeks, with an
// item at each of these hours of the day.
func lived(now time.Time, hours ...int) (r Rhythm) {
	for at := now.Add(-weeks); !at.After(now); at = at.Add(time.Hour) {
		var came []time.Time
		for _, h := range hours {
			if at.UTC().Hour() == h {
				came = append(came, at)
			}
		}
		r = r.Add(at, came)
	}
	return r
}

func TestChoose(t *testing.T) {
	var dates []time.Time
	for i := range 20 {
		dates = append(dates, noon.Add(-time.Duration(i)*time.Hour))
	}
	busy := make([]int, 0, 24)
	for h := range 24 {
		busy = append(busy, h)
	}
	at := func(hour int) time.Time { return noon.Truncate(24 * time.Hour).Add(time.Duration(hour) * time.Hour) }
	for name, test := range map[string]struct {
		feed     Feed
		now      time.Time
		min, max time.Duration
		by       string
	}{
		"nothing known":            {Feed{}, noon, First, First, ByFirst},
		"set":                      {Feed{Set: 7 * 24 * time.Hour, Google: true, Asked: []Asked{{time.Hour, "ttl"}}}, noon, 7 * 24 * time.Hour, 7 * 24 * time.Hour, BySetting},
		"set too short":            {Feed{Set: time.Second}, noon, ShortestSet, ShortestSet, BySetting},
		"first document":           {Feed{Rhythm: Rhythm{}.Add(noon, dates)}, noon, 25 * time.Minute, 40 * time.Minute, ByWeeks},
		"first, without dates":     {Feed{Rhythm: Rhythm{}.Add(noon, make([]time.Time, 9))}, noon, First, First, ByFirst},
		"an item an hour":          {Feed{Rhythm: lived(noon, busy...)}, noon, 28 * time.Minute, 32 * time.Minute, ByWeeks},
		"silent":                   {Feed{Rhythm: lived(noon)}, noon, Longest, Longest, ByWeeks},
		"daily, before its time":   {Feed{Rhythm: lived(at(7), 8)}, at(7), 50 * time.Minute, 2 * time.Hour, ByWeeks},
		"daily, in the evening":    {Feed{Rhythm: lived(at(22), 8)}, at(22), 9 * time.Hour, 11 * time.Hour, ByWeeks},
		"Google":                   {Feed{Google: true, Rhythm: lived(noon, busy...)}, noon, 30 * time.Minute, 32 * time.Minute, ByGoogle},
		"Google, silent":           {Feed{Google: true, Rhythm: lived(noon)}, noon, time.Hour, time.Hour, ByGoogle},
		"full window":              {Feed{Rhythm: lived(noon, 8), Window: 2 * time.Hour}, noon, 30 * time.Minute, 30 * time.Minute, ByWindow},
		"full window, at once":     {Feed{Rhythm: lived(noon, 8), Window: time.Minute}, noon, Shortest, Shortest, ByWindow},
		"ttl":                      {Feed{Asked: []Asked{{2 * time.Hour, "ttl"}, {time.Hour, "cache-control"}}}, noon, 2 * time.Hour, 2 * time.Hour, "ttl"},
		"ttl less than own":        {Feed{Asked: []Asked{{time.Minute, "ttl"}}}, noon, First, First, ByFirst},
		"ttl of a year":            {Feed{Asked: []Asked{{8760 * time.Hour, "ttl"}}}, noon, Longest, Longest, "ttl"},
		"Expires over full window": {Feed{Window: time.Hour, Asked: []Asked{{3 * time.Hour, "expires"}}}, noon, 3 * time.Hour, 3 * time.Hour, "expires"},
	} {
		c := test.feed.Choose(test.now)
		if c.Every < test.min || c.Every > test.max || c.By != test.by {
			t.Errorf("%s: %v by %q, want %v to %v by %q", name, c.Every, c.By, test.min, test.max, test.by)
		}
	}
}

// drawRhythm draws a feed's life.
func drawRhythm(t *rapid.T) (r Rhythm, now time.Time) {
	now = noon
	for range rapid.IntRange(0, 40).Draw(t, "fetches") {
		now = now.Add(time.Duration(rapid.IntRange(-1000, 200_000).Draw(t, "seconds")) * time.Second)
		var came []time.Time
		for range rapid.IntRange(0, 5).Draw(t, "items") {
			came = append(came, now.Add(-time.Duration(rapid.IntRange(-10_000, 4_000_000).Draw(t, "age"))*time.Second))
		}
		r = r.Add(now, came)
	}
	return r, now
}

// Whatever a feed did and asks for: the interval is within its bounds, no shorter
// than asked for, and depends on nothing else.
func TestChoiceIsBounded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, now := drawRhythm(t)
		f := Feed{ID: rapid.Int64().Draw(t, "id"), Rhythm: r, Google: rapid.Bool().Draw(t, "google"), Window: time.Duration(rapid.Int64Range(0, 1e15).Draw(t, "window"))}
		for range rapid.IntRange(0, 3).Draw(t, "asked") {
			f.Asked = append(f.Asked, Asked{time.Duration(rapid.Int64().Draw(t, "every")), "ttl"})
		}
		c := f.Choose(now)
		if c.Every < Shortest || c.Every > Longest || c.Wait < Shortest || c.Wait > Longest || c.By == "" {
			t.Fatalf("%+v", c)
		}
		if f.Google && (c.Every < googleShortest || len(f.Asked) == 0 && c.Every > googleLongest) {
			t.Fatalf("Google News: %+v", c)
		}
		for _, a := range f.Asked {
			if c.Wait < min(a.Every, Longest) {
				t.Fatalf("waits %v, asked for %v", c.Wait, a.Every)
			}
		}
		if again := f.Choose(now); again != c {
			t.Fatalf("%+v, then %+v", c, again)
		}
		if diff := (c.Wait - c.Every).Abs(); diff > c.Every/jitterShare {
			t.Fatalf("jitter of %v in %v", diff, c.Every)
		}
	})
}

// A rhythm survives being stored, and more arrivals never make a feed be fetched
// less often.
func TestRhythm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, now := drawRhythm(t)
		if !r.valid() {
			t.Fatalf("%+v", r)
		}
		stored := ParseRhythm(r.String())
		if math.Abs(stored.Days-r.Days) > 1e-3 || !stored.At.Equal(r.At.Truncate(time.Second)) || stored.String() != r.String() {
			t.Fatalf("%+v became %+v", r, stored)
		}
		before, known := r.next(now)
		r.Hours[rapid.IntRange(0, 23).Draw(t, "hour")] += 3
		after, still := r.next(now)
		if known && (!still || after > before) {
			t.Fatalf("%v became %v", before, after)
		}
	})
}

// Feeds with one interval spread over a part of it.
func TestJitter(t *testing.T) {
	waits := map[time.Duration]int{}
	for id := range int64(1000) {
		waits[Feed{ID: id}.Choose(noon).Wait]++
	}
	for wait, n := range waits {
		if n > 20 {
			t.Errorf("%d of 1,000 feeds wait %v", n, wait)
		}
	}
}

func FuzzParseRhythm(f *testing.F) {
	f.Add(lived(noon, 8).String())
	f.Add(`{"days":1e300}`)
	f.Fuzz(func(t *testing.T, text string) {
		c := Feed{Rhythm: ParseRhythm(text)}.Choose(noon)
		if c.Every < Shortest || c.Every > Longest {
			t.Errorf("%q: %v", text, c.Every)
		}
	})
}
