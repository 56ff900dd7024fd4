package archive

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"newsarchive/internal/effort"
	"newsarchive/internal/news"
	"newsarchive/store"

	"pgregory.net/rapid"
)

// streams is an archive whose stories are numbered as they were saved.
type streams struct {
	testing.TB
	*Archive
	now   time.Time
	feeds []news.Feed
}

func newStreams(t testing.TB) *streams {
	s := &streams{TB: t, now: time.Date(2026, 3, 20, 12, 0, 0, 0, time.UTC)}
	s.open(t.TempDir())
	return s
}

func (s *streams) open(dir string) {
	s.Helper()
	var err error
	if s.Archive, err = Create(s.Context(), dir, Options{Now: func() time.Time { return s.now }}); err != nil {
		s.Fatal(err)
	}
	for _, name := range []string{"one", "two"} {
		f, _, err := s.Follow(s.Context(), news.Feed{URL: "https://" + name + ".example/rss", Title: "The " + name}, 0)
		if err != nil {
			s.Fatal(err)
		}
		s.feeds = append(s.feeds, f)
	}
}

// save saves items of a feed as of some hours ago.
func (s *streams) save(feed int, hoursAgo int, numbers ...int) {
	s.Helper()
	var doc news.Document
	for _, n := range numbers {
		link := fmt.Sprintf("https://paper.example/%d", n)
		doc.Items = append(doc.Items, news.Item{GUID: link, Link: link, Title: streamTitle(n), Summary: fmt.Sprintf("<p>Text %d</p>", n), Stories: []news.Story{{Link: link, Title: streamTitle(n), Publisher: "Paper"}}})
	}
	f := s.feeds[feed]
	_, err := s.store.SaveDocument(s.Context(), store.Fetch{FeedID: f.ID, URL: f.URL, At: s.now.Add(-time.Duration(hoursAgo) * time.Hour)}, doc)
	if err != nil {
		s.Fatal(err)
	}
}

// streamTitle is unlike the others.
func streamTitle(n int) string {
	return []string{
		"", "A harbour opens", "Two museums move", "Trams run late again", "The mayor resigns", "Snow falls on Easter", "Seven whales were seen",
		"Bread costs more", "A bridge is closed", "Judges strike", "The comet returns",
	}[n]
}

// ids are the stories of a stream, asked for page by page.
func (s *streams) ids(q StreamQuery) (ids []int64) {
	s.Helper()
	q.Size = 2
	for {
		page, err := s.Stream(s.Context(), q)
		if err != nil {
			s.Fatal(err)
		}
		for _, p := range page.Places {
			ids = append(ids, p.ID)
		}
		if !page.More {
			return ids
		}
		q.After = page.Places[len(page.Places)-1]
	}
}

func (s *streams) is(what string, got []int64, want ...int64) {
	s.Helper()
	if !slices.Equal(got, want) {
		s.Errorf("%s: %v, not %v", what, got, want)
	}
}

// TestStreams promises which stories each stream has, in the order of their first
// sightings, whatever the size of a page.
func TestStreams(t *testing.T) {
	s := newStreams(t)
	defer s.Close() //nolint:errcheck // nothing is waiting
	ctx := t.Context()
	s.save(0, 24*40, 1, 2)
	s.save(0, 30, 3, 4, 5, 6, 7)
	s.save(1, 20, 5, 8)
	if _, err := s.AddTopic(ctx, "mayors", "title:\""+streamTitle(8)+"\"", nil); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Tag(ctx, Tagging{Stories: []int64{2, 3}, Add: []string{"keep"}}); err != nil {
		t.Fatal(err)
	}
	topics, err := s.Topics(ctx)
	if err != nil {
		t.Fatal(err)
	}
	all := StreamQuery{}
	s.is("all", s.ids(all), 8, 7, 6, 5, 4, 3, 2, 1)
	s.is("all, the oldest first", s.ids(StreamQuery{Oldest: true}), 2, 1, 7, 6, 5, 4, 3, 8)
	of := func(all ...Stream) StreamQuery { return StreamQuery{Of: all} }
	s.is("a feed", s.ids(of(Stream{Kind: StreamFeed, ID: s.feeds[1].ID})), 8, 5)
	s.is("a topic", s.ids(of(Stream{Kind: StreamTopic, ID: topics[0].ID})), 8)
	s.is("all topics", s.ids(of(Stream{Kind: StreamTopics})), 8)
	s.is("a tag", s.ids(of(Stream{Kind: StreamTag, Text: "keep"})), 3, 2)
	s.is("a search", s.ids(of(Stream{Kind: StreamSearch, Text: "id:4 OR id:1"})), 4, 1)
	s.is("an empty search", s.ids(of(Stream{Kind: StreamSearch, Text: "!!!"})))
	s.is("two streams", s.ids(of(Stream{Kind: StreamTag, Text: "keep"}, Stream{Kind: StreamTopics})), 8, 3, 2)
	unread := StreamQuery{Without: Streams{{Kind: StreamRead}}}
	s.is("unread", s.ids(unread), 8, 7, 6, 5, 4, 3)
	s.is("read", s.ids(of(Stream{Kind: StreamRead})), 2, 1)
	known := unread
	known.Known = s.now.Add(-25 * time.Hour)
	s.is("unread for a program that came later", s.ids(known), 8)
	since := StreamQuery{Since: s.now.Add(-30 * time.Hour), Until: s.now.Add(-30 * time.Hour), Within: []Streams{{{Kind: StreamFeed, ID: s.feeds[1].ID}}}}
	s.is("a second of a feed", s.ids(since), 5)

	for mark, off := range map[string]bool{news.MarkStarred: false, news.MarkLater: false, news.MarkRead: true} {
		if err := s.MarkStories(ctx, []int64{1, 1, 99}, mark, off); err != nil {
			t.Fatal(err)
		}
	}
	s.is("starred", s.ids(of(Stream{Kind: StreamStarred})), 1)
	s.is("later", s.ids(of(Stream{Kind: StreamLater})), 1)
	s.is("kept unread", s.ids(of(Stream{Kind: StreamKeptUnread})), 1)
	s.is("unread with an old one", s.ids(unread), 8, 7, 6, 5, 4, 3, 1)
	counts, sum, err := s.UnreadCounts(ctx, []Streams{{{Kind: StreamFeed, ID: s.feeds[0].ID}}, {{Kind: StreamFeed, ID: s.feeds[1].ID}}, {{Kind: StreamTopics}, {Kind: StreamTag, Text: "keep"}}, {{Kind: StreamFeed, ID: 99}}}, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	var got []int64
	for _, c := range append(counts, sum) {
		got = append(got, c.Stories)
	}
	s.is("unread counts", got, 6, 2, 2, 0, 7)
	if want := s.now.Add(-20 * time.Hour); !sum.Newest.Equal(want) || !counts[3].Newest.IsZero() {
		t.Errorf("the newest is of %v, not %v", sum.Newest, want)
	}

	entries, err := s.StreamEntries(ctx, []int64{5, 99, 1, 5}, []Streams{{{Kind: StreamTopics}}, {{Kind: StreamFeed, ID: s.feeds[1].ID}}}, time.Time{})
	if err != nil || len(entries) != 2 {
		t.Fatal(entries, err)
	}
	five, one := entries[0], entries[1]
	if five.Asked != 5 || five.Read || five.Feed.ID != s.feeds[1].ID || five.Item.Summary != "<p>Text 5</p>" || !slices.Equal(five.In, []int{1}) {
		t.Errorf("story 5 is %+v", five)
	}
	if one.Read || !one.KeptUnread || !one.Starred || !one.Later || one.Feed.ID != s.feeds[0].ID || len(one.In) != 0 {
		t.Errorf("story 1 is %+v", one)
	}

	if err := s.ReadStreams(ctx, Streams{{Kind: StreamTopics}, {Kind: StreamFeed, ID: s.feeds[0].ID}}, s.now.Add(-26*time.Hour), time.Time{}); err != nil {
		t.Fatal(err)
	}
	s.is("unread after a feed was marked up to a time", s.ids(unread), 8, 1)
	if err := s.ReadStreams(ctx, Streams{{Kind: StreamTopics}}, time.Time{}, time.Time{}); err != nil {
		t.Fatal(err)
	}
	s.is("unread after topics were marked", s.ids(unread), 1)
	for _, gone := range []Stream{{Kind: StreamFeed, ID: 99}, {Kind: StreamTopic, ID: 99}} {
		if _, err := s.Stream(ctx, of(gone)); !noStream(err) {
			t.Errorf("%+v: %v", gone, err)
		}
	}
}

// TestStreamPages promises that no story is repeated or left out between pages
// while others come.
func TestStreamPages(t *testing.T) {
	s := newStreams(t)
	defer s.Close() //nolint:errcheck // nothing is waiting
	s.save(0, 30, 1, 2, 3, 4, 5)
	first, err := s.Stream(t.Context(), StreamQuery{Size: 2})
	if err != nil || !first.More {
		t.Fatal(first, err)
	}
	s.save(0, 10, 6, 7)  // newer
	s.save(1, 30, 8)     // in the same second
	s.save(1, 50, 9, 10) // older
	rest := StreamQuery{Size: 10, After: first.Places[1]}
	page, err := s.Stream(t.Context(), rest)
	if err != nil {
		t.Fatal(err)
	}
	ids := []int64{first.Places[0].ID, first.Places[1].ID}
	for _, p := range page.Places {
		ids = append(ids, p.ID)
	}
	s.is("the pages", ids, 5, 4, 3, 2, 1, 10, 9)
}

// statement is what a program says of stories.
type statement struct {
	what  string // read, unread, star, unstar; all, topic, tag: that is read
	story int64
	at    time.Time // of all, topic, tag: up to when
}

// together are the streams that a statement may be about, and the stories that
// each has.
func together() map[string]struct {
	Stream
	has []int64
} {
	type one = struct {
		Stream
		has []int64
	}
	return map[string]one{
		"all":   {Stream{}, []int64{1, 2, 3, 4}},
		"topic": {Stream{Kind: StreamTopic, ID: 1}, []int64{2, 4}},
		"tag":   {Stream{Kind: StreamTag, Text: "keep"}, []int64{2, 3}},
		"other": {Stream{Kind: StreamTag, Text: "ölpreise"}, []int64{4}},
	}
}

func (s *streams) say(ctx context.Context, st statement) error {
	if of, ok := together()[st.what]; ok {
		return s.ReadStreams(ctx, Streams{of.Stream}, st.at, time.Time{})
	}
	switch st.what {
	case "read", "unread":
		return s.MarkStories(ctx, []int64{st.story}, news.MarkRead, st.what == "unread")
	}
	return s.MarkStories(ctx, []int64{st.story}, news.MarkStarred, st.what == "unstar")
}

// group makes the streams of together.
func (s *streams) group() {
	s.Helper()
	if _, err := s.AddTopic(s.Context(), "two", fmt.Sprintf("title:%q OR title:%q", streamTitle(2), streamTitle(4)), nil); err != nil {
		s.Fatal(err)
	}
	if _, err := s.Tag(s.Context(), Tagging{Stories: []int64{2, 3}, Add: []string{"keep"}}); err != nil {
		s.Fatal(err)
	}
	if err := s.EditFeed(s.Context(), s.feeds[1].ID, store.FeedEdit{Tags: &[]string{"Ölpreise"}}); err != nil {
		s.Fatal(err)
	}
}

// TestStatementsConverge promises that what programs say after days offline, all
// of it twice and in any order, has one outcome: of the statements about a story
// the last one holds, by the time that the program names, where it names one, else
// by that of its arrival.
func TestStatementsConverge(t *testing.T) {
	effort.Checks(t, 20)
	rapid.Check(t, func(r *rapid.T) {
		s := newStreams(t)
		defer s.Close() //nolint:errcheck // nothing is waiting
		const stories = 4
		s.save(0, 24*40, 1)
		s.save(0, 48, 2)
		s.save(0, 24, 3)
		s.save(1, 1, 4)
		s.group()
		seen := map[int64]time.Time{1: s.now.Add(-24 * 40 * time.Hour), 2: s.now.Add(-48 * time.Hour), 3: s.now.Add(-24 * time.Hour), 4: s.now.Add(-time.Hour)}
		var said []statement
		for range rapid.IntRange(1, 6).Draw(r, "statements") {
			st := statement{what: rapid.SampledFrom([]string{"read", "unread", "star", "unstar", "all", "topic", "tag", "other"}).Draw(r, "what"), story: int64(rapid.IntRange(1, stories).Draw(r, "story"))}
			if _, ok := together()[st.what]; ok {
				st.at = s.now.Add(-time.Duration(rapid.IntRange(0, 60).Draw(r, "hours")) * time.Hour)
			}
			said = append(said, st)
		}
		read, starred := map[int64]bool{}, map[int64]bool{}
		for story, at := range seen {
			read[story] = at.Before(s.now.AddDate(0, 0, -store.DefaultUnreadDays))
			for _, st := range said {
				read[story] = read[story] || slices.Contains(together()[st.what].has, story) && !at.After(st.at)
			}
		}
		for _, st := range rapid.Permutation(append(said, said...)).Draw(r, "arriving") {
			s.now = s.now.Add(2 * time.Second)
			if err := s.say(t.Context(), st); err != nil {
				r.Fatal(err)
			}
			switch st.what {
			case "read", "unread":
				read[st.story] = st.what == "read"
			case "star", "unstar":
				starred[st.story] = st.what == "star"
			}
		}
		s.agree(r, read, starred, stories)
	})
}

// TestReadTogether promises that a topic or a tag that is marked read is one row,
// about what it had then: what comes to it later stays unread, also what was seen
// earlier, and what leaves it stays read.
func TestReadTogether(t *testing.T) {
	s := newStreams(t)
	defer s.Close() //nolint:errcheck // nothing is waiting
	ctx := t.Context()
	s.save(0, 10, 1, 2, 3)
	s.save(1, 5, 4)
	s.group()
	unread := StreamQuery{Without: Streams{{Kind: StreamRead}}}
	for range 2 {
		if err := s.ReadStreams(ctx, Streams{{Kind: StreamTopic, ID: 1}, {Kind: StreamTag, Text: "keep"}}, s.now.Add(-6*time.Hour), time.Time{}); err != nil {
			t.Fatal(err)
		}
		s.is("a topic and a tag are read", s.ids(unread), 4, 1)
	}
	s.save(1, 8, 5) // it comes now, and was seen earlier
	if _, err := s.Tag(ctx, Tagging{Stories: []int64{1, 5}, Add: []string{"keep"}}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Tag(ctx, Tagging{Stories: []int64{2, 3}, Remove: []string{"keep"}}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.RemoveTopic(ctx, "two"); err != nil {
		t.Fatal(err)
	}
	s.is("others have the tag now", s.ids(unread), 4, 5, 1)
	if err := s.MarkStories(ctx, []int64{2}, news.MarkRead, true); err != nil {
		t.Fatal(err)
	}
	s.is("one is unread again", s.ids(unread), 4, 5, 2, 1)
	if err := s.ReadStreams(ctx, Streams{{Kind: StreamTag, Text: "ölpreise"}}, time.Time{}, time.Time{}); err != nil {
		t.Fatal(err)
	}
	s.save(1, 0, 6) // in the same second
	s.is("a folder of feeds is read", s.ids(unread), 6, 2, 1)
}

// agree checks that stories, streams and counts say which stories are read and
// starred.
func (s *streams) agree(r *rapid.T, read, starred map[int64]bool, stories int64) {
	unread := int64(0)
	for story := range stories {
		story++
		entries, err := s.StreamEntries(s.Context(), []int64{story}, nil, time.Time{})
		if err != nil || len(entries) != 1 {
			r.Fatal(entries, err)
		}
		if e := entries[0]; e.Read != read[story] || e.Starred != starred[story] {
			r.Errorf("story %d is read %v, starred %v, not %v, %v", story, e.Read, e.Starred, read[story], starred[story])
		}
		if slices.Contains(s.ids(StreamQuery{Without: Streams{{Kind: StreamRead}}}), story) == read[story] {
			r.Errorf("the stream of unread stories is wrong of story %d", story)
		}
		if !read[story] {
			unread++
		}
	}
	if _, sum, err := s.UnreadCounts(s.Context(), nil, time.Time{}); err != nil || sum.Stories != unread {
		r.Errorf("%d are unread, not %d, %v", sum.Stories, unread, err)
	}
}
