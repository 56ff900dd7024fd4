package store_test

import (
	"fmt"
	"testing"

	"newsarchive/internal/news"
)

// roots counts the different stories that the items of the archive link.
func (a *archive) roots() int {
	a.t.Helper()
	roots := map[int64]bool{}
	for _, it := range a.items() {
		for _, st := range it.Stories {
			root, err := a.Root(a.t.Context(), st.ID)
			if err != nil {
				a.t.Fatal(err)
			}
			roots[root] = true
		}
	}
	return len(roots)
}

// Google gives an article new tokens. Each row is what its stories say, one a
// fetch: headline, publisher, and the day or instant of its date.
func TestNewTokens(t *testing.T) {
	type story struct{ headline, publisher, date string }
	const long, day = "Leaders of five countries meet", "2026-01-10T08:00:00Z"
	for name, row := range map[string]struct {
		stories []story
		want    int
	}{
		"one article, four tokens": {[]story{{long, "AP", day}, {long, "AP", day}, {long + "!", "AP", day}, {"LEADERS of five countries, meet", "AP", day}}, 1},
		"within two days":          {[]story{{long, "AP", "2026-01-10T08:00:00Z"}, {long, "AP", "2026-01-12T07:00:00Z"}}, 1},
		"after more than two days": {[]story{{long, "AP", "2026-01-10T08:00:00Z"}, {long, "AP", "2026-01-12T09:00:00Z"}}, 2},
		"never chained":            {[]story{{long, "AP", "2026-01-10T08:00:00Z"}, {long, "AP", "2026-01-12T07:00:00Z"}, {long, "AP", "2026-01-14T06:00:00Z"}}, 2},
		"another publisher":        {[]story{{long, "AP", day}, {long, "Reuters", day}}, 2},
		"without spaces":           {[]story{{"首相が訪米、大統領と会談へ", "朝日新聞", day}, {"首相が訪米、大統領と会談へ", "朝日新聞", "2026-01-11T08:00:00Z"}}, 1},
		"short, without spaces":    {[]story{{"首相が訪米", "朝日新聞", day}, {"首相が訪米", "朝日新聞", "2026-01-10T12:00:00Z"}}, 2},
		"short, of one date":       {[]story{{"Storm hits", "AP", day}, {"Storm hits", "AP", day}}, 1},
		"short, of another date":   {[]story{{"Storm hits", "AP", day}, {"Storm hits", "AP", "2026-01-10T09:00:00Z"}}, 2},
		"no headline":              {[]story{{"", "AP", day}, {"", "AP", day}}, 2},
		"nothing but marks":        {[]story{{"?!", "AP", day}, {"?!", "AP", day}}, 2},
		"Thai":                     {[]story{{"นายกรัฐมนตรีเดินทางเยือนญี่ปุ่น", "ไทยรัฐ", day}, {"นายกรัฐมนตรีเดินทางเยือนญี่ปุ่น", "ไทยรัฐ", "2026-01-11T08:00:00Z"}}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			a := newArchive(t)
			for n, s := range row.stories {
				a.save(n, cluster(s.date, fmt.Sprintf("T%d|%s|%s", n, s.headline, s.publisher)))
			}
			want(t, "stories", a.roots(), row.want)
		})
	}
}

// A column of every day is no article that comes back every day.
func TestDailyColumn(t *testing.T) {
	a := newArchive(t)
	for n := range 30 {
		date := news.Instant(hour(24 * n)).String()
		a.save(24*n, cluster(date, fmt.Sprintf("T%d|What to know before the markets open|AP", n)))
	}
	if n := a.roots(); n < 10 {
		t.Errorf("a column of thirty days is %d stories", n)
	}
}

// A story that is known by an address, too, has a token of its own; and what
// two feeds carry is not compared.
func TestTwinsAreKnownByTokensAlone(t *testing.T) {
	a := newArchive(t)
	const headline, day = "Leaders of five countries meet", "2026-01-10T08:00:00Z"
	a.save(0, cluster(day, "A|"+headline+"|AP"))
	known := copyOf(a, news.Appearance{Position: 1, FirstSeen: hour(0)})
	known.Stories[0].Keys = []string{"gnews:A", "https://news.google.com/x", "https://ap.example/leaders"}
	known.Stories[0].Site = "ap.example"
	a.importItem(1, known)
	a.save(2, cluster(day, "B|"+headline+"|AP"))
	want(t, "stories", a.roots(), 2)

	first := a.feed
	other, _, err := a.Follow(t.Context(), news.Feed{URL: "https://other.example/rss"}, 0)
	if err != nil {
		t.Fatal(err)
	}
	a.feed = other
	a.save(3, cluster(day, "C|"+headline+"|AP"))
	want(t, "stories with those of another feed", a.roots(), 3)
	a.feed = first
}
