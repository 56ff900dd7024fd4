package event_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/event"
	"newsarchive/internal/news"
)

// TestHostile promises that what is kept of a story is bounded.
func TestHostile(t *testing.T) {
	var many strings.Builder
	for i := range 100_000 {
		fmt.Fprintf(&many, "word%d ", i)
	}
	r := event.NewReader()
	for name, s := range map[string]event.Story{
		"a headline of a megabyte": {Titles: []string{many.String()}},
		"one long word":            {Titles: []string{strings.Repeat("x", 1<<20)}},
		"many headlines":           {Titles: strings.Split(many.String(), " ")},
		"a long text":              {Titles: []string{"Three words only"}, Text: many.String()},
		"bad bytes":                {Titles: []string{strings.Repeat("\xff\xfe a", 1<<18)}},
		"without spaces":           {Titles: []string{strings.Repeat("地震東京", 1<<16)}},
		"nothing":                  {},
	} {
		p := r.Read(&s)
		if len(p.Terms) > 64 || len(p.Keys()) > event.MaxKeys || len(p.AppendBinary(nil)) > 500 {
			t.Errorf("%s: %d words, %d keys, %d bytes", name, len(p.Terms), len(p.Keys()), len(p.AppendBinary(nil)))
		}
	}
}

// TestShared promises that stories by the thousand that share a word are decided
// without a look at all of them, and that a template makes no event.
func TestShared(t *testing.T) {
	r := event.NewReader()
	pass := event.NewPass()
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	joined := 0
	for i := range 10_000 {
		p := r.Read(&event.Story{
			ID: int64(i + 1), Key: fmt.Sprint(i), Publisher: fmt.Sprint(i % 50), Language: "en",
			Date:   news.Date{Time: start.Add(time.Duration(i) * time.Second)},
			Titles: []string{fmt.Sprintf("Liveblog place%d person%d thing%d act%d", i, i, i, i)},
		})
		if pass.Next(&p).Event != p.ID {
			joined++
		}
	}
	if joined > 0 {
		t.Errorf("%d stories that share one word joined", joined)
	}
}

// FuzzRead promises that any headline and text make a profile that is encoded and
// decoded alike, and is like itself.
func FuzzRead(f *testing.F) {
	f.Add("Fed official says weak data caused by weather", "text", "en", int64(0))
	f.Add("東京で地震、津波の心配なし", "", "ja", int64(1<<40))
	f.Add("زلزال يضرب تركيا وسوريا", "\xff", "ar", int64(-1))
	f.Add("แผ่นดินไหวในเมียนมา", "", "th", int64(5))
	f.Fuzz(func(t *testing.T, title, text, language string, seconds int64) {
		s := event.Story{ID: 1, Key: "k", Language: language, Titles: []string{title}, Text: text, Date: news.Date{Time: time.Unix(seconds%(1<<40), 0)}}
		p := event.NewReader().Read(&s)
		b := p.AppendBinary(nil)
		q, err := event.Decode(b)
		if err != nil || !bytes.Equal(q.AppendBinary(nil), b) {
			t.Fatalf("%v, %x", err, b)
		}
		if got := event.Compare(&p, &q); got.Score < 0 || got.Score > 1 || !p.Alone && p.Time != 0 && got.Score < event.Join {
			t.Errorf("%q is like itself by %+v", title, got)
		}
	})
}

// FuzzDecode promises a profile or ErrEncoding for any bytes.
func FuzzDecode(f *testing.F) {
	p := event.NewReader().Read(&event.Story{ID: 7, Titles: []string{"Fed official says weak data"}})
	f.Add(p.AppendBinary(nil))
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := event.Decode(b)
		if err == nil && len(p.Keys()) > event.MaxKeys {
			t.Errorf("%d keys", len(p.Keys()))
		}
		event.Compare(&p, &p)
	})
}
