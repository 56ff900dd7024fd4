package archive_test

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/news"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"newsarchive/internal/archive"
	"newsarchive/internal/chronology"
	"newsarchive/store"
)

// counted is a story as the store has it, read by plain SQL.
type counted struct {
	id        int64
	title     string
	publisher string
	day       string
	chain     int64
	feeds     map[int64]bool
}

// timed is an archive of Stockholm with two followed feeds, fetched around
// the day of 23 hours (2026-03-29) with holes, and an imported third.
type timed struct {
	*archive.Archive
	stories []counted
	reached map[int64]map[string]bool // days with a good fetch, by feed
	first   map[int64]string
}

func newTimed(t *testing.T) *timed {
	t.Helper()
	t.Setenv("TZ", "Europe/Stockholm")
	now := time.Date(2026, 4, 20, 12, 0, 0, 0, time.UTC)
	a, err := archive.Create(t.Context(), filepath.Join(t.TempDir(), "archive"), archive.Options{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	x := &timed{Archive: a, reached: map[int64]map[string]bool{}, first: map[int64]string{}}
	words := []string{"alpha", "beta", "gamma", "delta", "epsilon"}
	gen := rapid.Custom(func(t *rapid.T) []int { return rapid.SliceOfN(rapid.IntRange(0, 1<<20), 12, 12).Draw(t, "numbers") })
	for f := range int64(2) {
		feed, _, err := a.Follow(t.Context(), news.Feed{URL: fmt.Sprintf("https://f%d.example/rss", f), Name: fmt.Sprintf("feed%d", f)}, 0)
		if err != nil {
			t.Fatal(err)
		}
		x.reached[feed.ID] = map[string]bool{}
		for hour := range 24 * 30 { // from 2026-03-15 on
			at := time.Date(2026, 3, 15, 0, 0, 0, 0, time.UTC).Add(time.Duration(hour) * time.Hour)
			n := gen.Example(hour + int(f)*10_000)
			if n[0]%5 != 0 || f == 1 && hour < 100 {
				continue
			}
			day := at.In(a.Zone()).Format(time.DateOnly)
			if x.first[feed.ID] == "" {
				x.first[feed.ID] = day
			}
			fetch := store.Fetch{FeedID: feed.ID, URL: feed.URL, At: at, Outcome: store.OutcomeNew}
			if hour > 24*20 && n[1]%4 != 0 || hour/24%7 == 3 {
				fetch.Outcome, fetch.Error = store.OutcomeFailed, "no route"
				if _, err := a.Store().RecordFetch(t.Context(), fetch); err != nil {
					t.Fatal(err)
				}
				continue
			}
			x.reached[feed.ID][day] = true
			// A cluster of one to four stories, some of an earlier hour.
			it := news.Item{GUID: fmt.Sprint(hour), Title: "cluster", Cluster: true, Published: news.Instant(at)}
			for k := range n[2]%4 + 1 {
				number := hour - k*(n[3]%9)
				m := gen.Example(number + 50_000)
				it.Stories = append(it.Stories, news.Story{
					Link:  fmt.Sprintf("https://s.example/%d/%d", f, number),
					Title: words[m[4]%5] + " " + words[m[5]%5] + fmt.Sprintf(" story %d", number), Publisher: "Paper " + words[m[6]%5],
				})
			}
			if _, err := a.Store().SaveDocument(t.Context(), fetch, news.Document{Items: []news.Item{it}}); err != nil {
				t.Fatal(err)
			}
		}
	}
	var lines strings.Builder
	for i := range 60 { // imported, with a republished pair now and then
		fmt.Fprintf(&lines, `{"feed":{"url":"https://old.example/"},"link":"https://news.google.com/rss/articles/CBMiXXXXXXXXXXXXXXXXXXXX%04d","title":"%s was told again here by story %d","published":"2026-03-%02d"}`+"\n",
			i, words[i/3%5], i/3, 20+i%3)
	}
	if got, err := a.Import(t.Context(), []string{"-"}, archive.ImportOptions{Format: archive.FormatNDJSON, Stdin: strings.NewReader(lines.String())}); err != nil || len(got.Faults) > 0 {
		t.Fatal(got.Faults, err)
	}
	x.read(t)
	return x
}

// read counts nothing and asks no index: it reads what the tables say.
func (x *timed) read(t *testing.T) {
	t.Helper()
	db, err := sql.Open("sqlite", x.Store().Path())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // a test's look
	rows, err := db.QueryContext(t.Context(), `SELECT coalesce(a.root_id, y.story_id), coalesce(i.chain, i.id), y.feed_id
		FROM stays y JOIN items i ON i.id = y.item_id LEFT JOIN same_as a ON a.story_id = y.story_id`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	all := map[int64]*counted{}
	for rows.Next() {
		var root, chain, feed int64
		if err := rows.Scan(&root, &chain, &feed); err != nil {
			t.Fatal(err)
		}
		if all[root] == nil {
			all[root] = &counted{id: root, feeds: map[int64]bool{}}
		}
		all[root].chain = max(all[root].chain, chain)
		all[root].feeds[feed] = true
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	for id, c := range all {
		if err := db.QueryRowContext(t.Context(), `SELECT title, publisher, day FROM stories WHERE id = ?`, id).Scan(&c.title, &c.publisher, &c.day); err != nil {
			t.Fatal(err)
		}
		x.stories = append(x.stories, *c)
	}
	chains := map[int64]int{}
	for _, s := range x.stories {
		chains[s.chain]++
	}
	var twins int
	if err := db.QueryRowContext(t.Context(), `SELECT count(*) FROM same_as`).Scan(&twins); err != nil {
		t.Fatal(err)
	}
	if len(x.stories) < 200 || len(chains) > len(x.stories)*3/4 || twins < 10 {
		t.Fatalf("%d stories in %d chains, %d that are the same as others: too plain to test with", len(x.stories), len(chains), twins)
	}
}

// random draws a query and what it means by hand.
func random(t *rapid.T) (text string, means func(counted) bool) {
	word := rapid.SampledFrom([]string{"alpha", "beta", "gamma", "delta", "epsilon"})
	a, b := word.Draw(t, "word"), word.Draw(t, "other")
	has := func(s counted, w string) bool { return slices.Contains(strings.Fields(s.title), w) }
	switch rapid.IntRange(0, 6).Draw(t, "kind") {
	case 0:
		return "title:" + a, func(s counted) bool { return has(s, a) }
	case 1:
		return "title:" + a + " title:" + b, func(s counted) bool { return has(s, a) && has(s, b) }
	case 2:
		return "title:" + a + " OR title:" + b, func(s counted) bool { return has(s, a) || has(s, b) }
	case 3:
		return "title:" + a + " -title:" + b, func(s counted) bool { return has(s, a) && !has(s, b) }
	case 4:
		return `publisher:"paper ` + a + `"`, func(s counted) bool { return s.publisher == "Paper "+a }
	case 5:
		return "feed:feed1 title:" + a, func(s counted) bool { return s.feeds[2] && has(s, a) }
	}
	return "", func(counted) bool { return true }
}

// TestTimelineCounts promises for any query, span and unit that a timeline
// counts what a plain count over the store counts, stories and clusters, that
// its gaps are those of the ledger, and that the query of a period finds as
// many stories.
func TestTimelineCounts(t *testing.T) {
	x := newTimed(t)
	rapid.Check(t, func(rt *rapid.T) {
		text, means := random(rt)
		from := time.Date(2026, 3, 10+rapid.IntRange(0, 30).Draw(rt, "from"), 0, 0, 0, 0, time.UTC)
		to := from.AddDate(0, 0, rapid.IntRange(0, 40).Draw(rt, "days"))
		unit := rapid.SampledFrom([]chronology.Unit{chronology.Day, chronology.Week, chronology.Month, chronology.Year}).Draw(rt, "unit")
		since, until := from.Format(time.DateOnly), to.Format(time.DateOnly)
		line, err := x.Timeline(t.Context(), archive.TimelineOptions{
			Question: archive.Question{Text: text, Since: since, Until: until}, By: unit,
		})
		if err != nil {
			rt.Fatal(err)
		}
		for _, p := range line.Series[0].Points {
			stories, all, chains := int64(0), 0, map[int64]bool{}
			for _, s := range x.stories {
				if s.day < p.First || s.day > p.Last {
					continue
				}
				all++
				if means(s) && s.day >= since && s.day <= until {
					stories++
					chains[s.chain] = true
				}
			}
			if p.Stories != stories || p.Clusters != int64(len(chains)) {
				rt.Fatalf("%q %s..%s: %s has %d stories in %d clusters, want %d in %d", text, since, until, p.Period, p.Stories, p.Clusters, stories, len(chains))
			}
			if want := float64(stories) / float64(max(all, 1)); p.Share != want {
				rt.Fatalf("%s: share %f, want %f", p.Period, p.Share, want)
			}
			if gap := x.gap(p, strings.Contains(text, "feed1")); p.Gap != gap {
				rt.Fatalf("%q: %s to %s: gap %q, want %q", text, p.First, p.Last, p.Gap, gap)
			}
		}
		if points := line.Series[0].Points; len(points) > 0 {
			x.followed(rt, t, points[rapid.IntRange(0, len(points)-1).Draw(rt, "point")])
		}
	})
}

// followed asks for the stories of a period.
func (x *timed) followed(rt *rapid.T, t *testing.T, p archive.Point) {
	answer, err := x.Search(t.Context(), archive.SearchOptions{Question: archive.Question{Text: p.Find}, Load: archive.Load{Stories: archive.NoStories}})
	if err != nil || int64(answer.Total) != p.Stories {
		rt.Fatalf("%s finds %d stories (%v), want %d", p.Find, answer.Total, err, p.Stories)
	}
}

// gap is how much of a period is missing, counted by hand.
func (x *timed) gap(p archive.Point, one bool) string {
	feeds := []int64{1, 2}
	if one {
		feeds = []int64{2}
	}
	days, none, some := 0, 0, false
	for day := p.First; day <= min(p.Last, "2026-04-20"); {
		days++
		missing := 0
		for _, f := range feeds {
			if !x.reached[f][day] {
				missing++
			}
		}
		some = some || missing > 0
		if missing == len(feeds) {
			none++
		}
		at, _ := time.Parse(time.DateOnly, day)
		day = at.AddDate(0, 0, 1).Format(time.DateOnly)
	}
	switch {
	case days > 0 && none == days:
		return chronology.GapAll
	case some:
		return chronology.GapPart
	}
	return ""
}

// TestTimelineWhy promises that a gap says whether the feed was followed yet.
func TestTimelineWhy(t *testing.T) {
	x := newTimed(t)
	line, err := x.Timeline(t.Context(), archive.TimelineOptions{Question: archive.Question{Text: "feed:feed1", Since: "2026-03-10", Until: "2026-03-19"}})
	if err != nil {
		t.Fatal(err)
	}
	before, _ := time.Parse(time.DateOnly, x.first[2])
	want := chronology.Gap{Feed: "feed1", First: "2026-03-10", Last: before.AddDate(0, 0, -1).Format(time.DateOnly), Why: chronology.GapNotFollowed}
	if len(line.Gaps) == 0 {
		t.Fatal("no gap")
	}
	if d := cmp.Diff(want, line.Gaps[0]); d != "" {
		t.Error(d)
	}
	for _, g := range line.Gaps[1:] {
		if g.Why != chronology.GapNotReached {
			t.Errorf("%v", g)
		}
	}
}
