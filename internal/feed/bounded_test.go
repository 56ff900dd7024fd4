package feed

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"newsarchive/internal/corpus"
	"newsarchive/internal/effort"
)

// allocated returns how many bytes some work allocates, freed or not.
func allocated(work func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	work()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// The work for a document grows linearly with its length: four times the length
// takes about four times the work, for every kind of content.
func TestWorkIsLinear(t *testing.T) {
	effort.WithoutRace(t, "one goroutine reads long documents")
	const small, factor = 50 << 10, 4
	for _, d := range corpus.HostileDocuments() {
		if d.Begins > small/4 {
			continue // most of it is its beginning
		}
		parse := func(size int) uint64 {
			text := d.Make(size)
			return allocated(func() {
				_, err := Parse(t.Context(), text, Options{URL: "https://a.example/feed"})
				if err != nil && !errors.Is(err, ErrBroken) && !errors.Is(err, ErrLimit) && !errors.Is(err, ErrUnknown) {
					t.Errorf("%s: %v", d.Name, err)
				}
			})
		}
		few, many := parse(small), parse(factor*small)
		if many > factor*few*2 && many > 64*factor*small {
			t.Errorf("%s: %d bytes of it take %d kB, %d times as many %d kB", d.Name, small, few>>10, factor, many>>10)
		}
		if many > 1000*factor*small {
			t.Errorf("%s: %d kB take %d kB", d.Name, factor*small>>10, many>>10)
		}
	}
}

// The stories of a cluster, and of all clusters of a document together, are
// limited; stories beyond that are reported.
func TestLimitOfStories(t *testing.T) {
	for _, c := range []struct {
		stories, clusters int
		items, faults     int
		partial           bool
	}{
		{maxCluster + 7, 1, 1, 1, false},
		{1000, 22, 20, 0, true},
	} {
		var b strings.Builder
		b.WriteString(`<rss><channel>`)
		for i := range c.clusters {
			fmt.Fprintf(&b, `<item><link>https://news.google.com/rss/articles/S%dK0</link><title>T</title><description><![CDATA[<ol>`, i)
			for k := range c.stories {
				fmt.Fprintf(&b, `<li><a href="https://news.google.com/rss/articles/S%dK%d">T</a> <font>AP</font></li>`, i, k)
			}
			b.WriteString(`</ol>]]></description></item>`)
		}
		b.WriteString(`</channel></rss>`)
		doc, err := Parse(t.Context(), []byte(b.String()), Options{})
		if len(doc.Items) != c.items || len(doc.Faults) != c.faults || doc.Partial != c.partial || errors.Is(err, ErrLimit) != c.partial {
			t.Errorf("%d clusters of %d: %d items, %d faults, partial %v, %v", c.clusters, c.stories, len(doc.Items), len(doc.Faults), doc.Partial, err)
		}
		if n := len(doc.Items[0].Stories); n > maxCluster {
			t.Errorf("a cluster of %d stories", n)
		}
		if c.partial && !strings.Contains(err.Error(), "2 items beyond the first 20000 stories") {
			t.Error(err)
		}
	}
}

// When the context ends, parsing stops within an item too, of XML and of JSON,
// however large the item is.
func TestParseIsCancelledWithinAnItem(t *testing.T) {
	for _, d := range corpus.HostileDocuments() {
		if d.Name != "enclosures" && d.Name != "one word" && d.Name != "authors of JSON" && d.Name != "tiny items" {
			continue
		}
		doc, err := Parse(&countdown{Context: t.Context(), end: 2}, d.Make(1<<20), Options{})
		if err == nil || errors.Is(err, ErrBroken) || len(doc.Items) > 0 {
			t.Errorf("%s: %d items, %v", d.Name, len(doc.Items), err)
		}
	}
}
