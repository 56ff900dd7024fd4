package archive_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"newsarchive/internal/news"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"newsarchive/internal/archive"
	"newsarchive/internal/chronology"
	"newsarchive/internal/effort"
	"newsarchive/store"
)

// grown is an archive that grows by random documents, an hour apart, and its
// answers after each.
type grown struct {
	*archive.Archive
	t       *testing.T
	rand    *rand.Rand
	feeds   []news.Feed
	cluster map[int][]int // the stories of each cluster, now
	title   map[int]int   // the headline of each story, now
	said    map[int]int   // the text of each article, now
	asked   []archive.SearchOptions
}

// snapshot has all answers of an archive at a moment.
type snapshot struct {
	at      time.Time
	entries []news.Entry
	items   []news.Item
	stories []news.Story
	chains  map[int64][]int64
	members map[int64][]int64
	answers []string
	days    []string // of timelines
}

func headlinesOf(story int) []string {
	subjects := []string{"korea", "japan", "summit"}
	s := subjects[story%len(subjects)]
	return []string{
		"Leaders of " + s + " agree to meet again", s + " alone", "Nobody at the table today says " + s,
		"Leaders of korea agree to meet again", // of several stories: twins under another token
	}
}

func hourOf(n int) time.Time {
	return time.Date(2026, 1, 13, 20, 0, 0, 0, time.UTC).Add(time.Duration(n) * time.Hour)
}

// step saves a document of each feed.
func (g *grown) step(n int) {
	draw := func(low, high int) int { return low + g.rand.IntN(high-low+1) }
	for range draw(0, 3) {
		c := draw(0, 2)
		switch draw(0, 6) {
		case 0, 1: // a story joins, or leaves
			story := draw(0, 7)
			if i := slices.Index(g.cluster[c], story); i >= 0 {
				g.cluster[c] = slices.Delete(g.cluster[c], i, i+1)
			} else {
				g.cluster[c] = append(g.cluster[c], story)
			}
		case 2, 3:
			g.title[draw(0, 7)] = draw(0, 3)
		case 4: // another lead
			if s := g.cluster[c]; len(s) > 1 {
				i := draw(0, len(s)-1)
				s[0], s[i] = s[i], s[0]
			}
		case 5:
			g.said[draw(0, 2)] = draw(1, 3)
		case 6:
			if _, err := g.Tag(g.t.Context(), archive.Tagging{Add: []string{"mine"}, Question: archive.Question{Text: "korea"}}); err != nil {
				g.t.Fatal(err)
			}
		}
	}
	for f, feed := range g.feeds {
		if draw(0, 3) == 0 {
			continue
		}
		_, err := g.Store().SaveDocument(g.t.Context(), store.Fetch{FeedID: feed.ID, URL: feed.URL, At: hourOf(n), Outcome: store.OutcomeNew}, g.document(f, n))
		if err != nil {
			g.t.Fatal(err)
		}
	}
	if _, err := g.CatchUp(g.t.Context(), nil); err != nil {
		g.t.Fatal(err)
	}
}

func (g *grown) document(f, n int) (doc news.Document) {
	for c := f; c < 3; c += len(g.feeds) - f { // the second feed has some of the first's
		stories := g.cluster[c]
		if len(stories) == 0 {
			continue
		}
		it := news.Item{Cluster: true, GUID: fmt.Sprintf("C%d-%d", c, stories[0]), Link: "https://news.google.com/rss/articles/" + fmt.Sprint("TOKEN", stories[0])}
		it.Published = news.Instant(hourOf(n/3*3 - c))
		for _, s := range stories {
			it.Stories = append(it.Stories, news.Story{
				Link:  fmt.Sprintf("https://news.google.com/rss/articles/TOKEN%d?oc=5", s),
				Title: headlinesOf(s)[g.title[s]], Publisher: []string{"Reuters", "AP"}[s%2],
			})
		}
		it.Title = it.Stories[0].Title
		doc.Items = append(doc.Items, it)
	}
	for i := range 3 {
		if g.said[i] == 0 || f > 0 {
			continue
		}
		link := fmt.Sprintf("https://blog.example/%d", i)
		text := []string{"", "about korea", "about japan", "about nothing"}[g.said[i]]
		it := news.Item{GUID: link, Link: link, Title: "Essay", Summary: "<p>" + text, Text: text, Stories: []news.Story{{Link: link, Title: "Essay"}}}
		if g.said[i] > 2 {
			it.Tags = []string{"late"}
		}
		doc.Items = append(doc.Items, it)
	}
	return doc
}

// questions draws the questions for every moment of one history.
func questions(rng *rand.Rand) []archive.SearchOptions {
	texts := []string{
		"", "korea", "title:korea", "title:alone", "-korea", "text:korea", `"agree to meet"`, "korea -japan", "korea OR summit", "is:lead", "is:dup", "is:edited",
		"has:revisions", "size:>1", "publishers:>1", "size:1", "tag:mine", "tag:late korea", "-title:table", "date:2026-01-13", "date:>2026-01-13T21:00",
		"seen:2026-01-14", "reuters summit", "kor*", "id:1,2,3", "cluster:1,2", "lang:en", "is:undated",
	}
	rng.Shuffle(len(texts), func(i, j int) { texts[i], texts[j] = texts[j], texts[i] })
	var all []archive.SearchOptions
	n := 6
	if effort.Race {
		n = 3
	}
	for _, text := range texts[:n] {
		all = append(all,
			archive.SearchOptions{Question: archive.Question{Text: text}, Page: archive.Page{Sort: archive.SortRelevance, Size: 100}},
			archive.SearchOptions{Question: archive.Question{Text: text}, Page: archive.Page{Sort: archive.SortOldest, Group: archive.GroupNone, Size: 100}, Load: archive.Load{Facets: []string{"publisher", "day", "tag"}, FacetSize: 100}},
			archive.SearchOptions{Question: archive.Question{Text: text}, Page: archive.Page{Sort: archive.SortNewest, Group: archive.GroupStory, Size: 2, Offset: 1}, Load: archive.Load{Span: true}},
			archive.SearchOptions{Question: archive.Question{Text: text}, Page: archive.Page{Sort: archive.SortSize, Group: archive.GroupNone, Size: 3, Offset: 1}})
	}
	return all
}

// look asks an archive all questions.
func (g *grown) look(a *archive.Archive, at time.Time) snapshot {
	g.t.Helper()
	s := snapshot{at: at}
	check := func(err error) {
		if err != nil {
			g.t.Fatalf("%+v", err)
		}
	}
	ctx := g.t.Context()
	ids := make([]int64, 100)
	for i := range ids {
		ids[i] = int64(i + 1)
	}
	var err error
	s.entries, err = a.Store().Entries(ctx, ids)
	check(err)
	s.stories, err = a.Stories(ctx, ids)
	check(err)
	for it, err := range a.Items(ctx, store.ItemFilter{}) {
		check(err)
		slices.SortFunc(it.Stories, func(x, y news.Story) int { return cmp.Compare(x.ID, y.ID) })
		it.LastSeen = time.Time{} // of an item that is there it is the feed's last good fetch
		s.items = append(s.items, it)
	}
	s.chains, err = a.Store().ChainsOf(ctx, ids)
	check(err)
	s.members, err = a.Store().StoriesOf(ctx, ids)
	check(err)
	for _, text := range []string{"", "korea", "title:alone", "is:lead"} {
		line, err := a.Timeline(ctx, archive.TimelineOptions{Question: archive.Question{Text: text}, By: chronology.Day})
		check(err)
		for _, p := range line.Series[0].Points {
			if p.Stories > 0 {
				s.days = append(s.days, fmt.Sprintf("%s %s: %d, %.3f", text, p.Period, p.Stories, p.Share))
			}
		}
	}
	for _, o := range g.asked {
		answer, err := a.Search(ctx, o)
		check(err)
		s.answers = append(s.answers, linesOf(o, answer)...)
	}
	return s
}

// alike compares the answers of then with the answers as of then. The position
// of a story that is no lead is the present one.
func alike() []gocmp.Option {
	return []gocmp.Option{
		cmpopts.EquateEmpty(),
		gocmp.AllowUnexported(snapshot{}),
		gocmp.Transformer("lead", leadOnly),
		cmpopts.SortSlices(func(a, b string) bool { return a < b }),
		cmpopts.SortSlices(func(a, b int64) bool { return a < b }),
	}
}

// linesOf returns an answer in lines, sorted unless the order is by date. By
// relevance, and among equals, the order depends on the weights of all stories
// in the index, and so does the chain in which a story is shown.
func linesOf(o archive.SearchOptions, answer archive.Answer) []string {
	lines := []string{fmt.Sprintf("%s %s %s: total %d, more %v, %v, %v", o.Text, o.Sort, o.Group, answer.Total, answer.More, answer.Facets, answer.Span)}
	for i, g := range answer.Groups {
		switch {
		case o.Offset > 0:
			lines = append(lines, fmt.Sprintf("%s %d. %v", o.Text, i, g.Stories[0].Effective))
			continue
		case o.Group == archive.GroupNone:
			lines = append(lines, fmt.Sprintf("%s: %d/%d", o.Text, g.Matched, g.Total))
		}
		for _, f := range g.Stories {
			lines = append(lines, fmt.Sprintf("%s: %d %q %s %v %v", o.Text, f.ID, f.Title, f.Publisher, f.Effective, f.Tags))
		}
	}
	return lines
}

func leadOnly(s news.Appearance) news.Appearance {
	if s.Position > 1 {
		s.Position = 2
	}
	return s
}

// TestAsOf promises that the archive as of a moment answers every question like
// an archive that stopped at that moment. ARCHIVE_ROUNDS sets the number of
// histories.
func TestAsOf(t *testing.T) {
	rounds := 3
	if effort.Race {
		rounds = 1
	}
	if n, err := strconv.Atoi(os.Getenv("ARCHIVE_ROUNDS")); err == nil {
		rounds = n
	}
	for seed := range rounds {
		t.Run(strconv.Itoa(seed), func(t *testing.T) {
			t.Parallel()
			asOf(t, uint64(seed))
		})
	}
}

func asOf(t *testing.T, seed uint64) {
	step := 0
	a, err := archive.Create(t.Context(), filepath.Join(t.TempDir(), "archive"), archive.Options{
		Now: func() time.Time { return hourOf(step) },
	})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close() //nolint:errcheck // a test's
	g := &grown{
		Archive: a, t: t, rand: rand.New(rand.NewPCG(seed, 0)),
		cluster: map[int][]int{0: {0, 1}, 1: {2}}, title: map[int]int{}, said: map[int]int{0: 1},
	}
	for i := range 2 {
		f, _, err := a.Follow(t.Context(), news.Feed{URL: fmt.Sprintf("https://feed.example/%d", i), Language: "en"}, 0)
		if err != nil {
			t.Fatal(err)
		}
		g.feeds = append(g.feeds, f)
	}
	g.asked = questions(g.rand)
	var then []snapshot
	for ; step < 6; step++ {
		g.step(step)
		then = append(then, g.look(a, hourOf(step)))
	}
	for i, was := range then {
		past, err := a.AsOf(t.Context(), was.at.Format(time.RFC3339), nil)
		if err != nil {
			t.Fatal(err)
		}
		now := g.look(past, was.at)
		apart, err := past.Store().JoinedSince(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if len(apart) > 0 { // a timeline counts them as one
			was.days, now.days = nil, nil
		}
		if err := past.Close(); err != nil {
			t.Fatal(err)
		}
		if d := gocmp.Diff(was, now, alike()...); d != "" {
			t.Fatalf("as of step %d of %d (-then +as of):\n%s", i, len(then), d)
		}
	}
}
