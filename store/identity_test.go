package store_test

import (
	"testing"
	"time"

	"newsarchive/internal/news"

	"newsarchive/store"
)

func TestPostAndFeedAreOneItem(t *testing.T) {
	a := newArchive(t)
	source := news.Feed{URL: "https://other.example/rss"}
	post := cluster("2026-01-14", "A|Lee heads for Japan|Reuters", "B|Push for closer ties|Reuters")
	post.GUID, post.Feed = "", source
	post.Post = &news.Post{Path: "posts/lee.md", Raw: "---\nraw\x00bytes\xff"}
	for range 2 {
		if _, _, err := a.Import(t.Context(), []news.Item{post}, hour(0)); err != nil {
			t.Fatal(err)
		}
	}
	var mark news.Mark
	want(t, "changes of the import", a.changed(&mark), []int64{1, 2})

	feed, added, err := a.Follow(t.Context(), source, 0)
	if err != nil || !added {
		t.Fatal(added, err)
	}
	a.feed = feed
	fetched := cluster("2026-01-14T08:30:00Z", "A|Lee heads for Japan|Reuters", "B|Push for closer ties|Reuters")
	a.save(1, fetched)
	items := a.items()
	if len(items) != 1 {
		t.Fatalf("%d items, want one", len(items))
	}
	want(t, "the exact time within the post's day", items[0].Published.String(), "2026-01-14T08:30:00Z")
	want(t, "guid", items[0].GUID, "A")
	want(t, "post", *items[0].Post, *post.Post)
	revisions, err := a.Revisions(t.Context(), []int64{1})
	want(t, "revisions", revisions, nil)
	if err != nil {
		t.Error(err)
	}
	a.changed(&mark)
	for n := 2; n < 5; n++ {
		a.save(n, fetched)
		if _, _, err := a.Import(t.Context(), []news.Item{post}, hour(n)); err != nil {
			t.Fatal(err)
		}
	}
	want(t, "changes of saving and importing again", a.changed(&mark), nil)
}

func TestOrdinaryPostAndFeedAreOneItem(t *testing.T) {
	a := newArchive(t)
	post := article("", "https://news.example/1?utm_source=rss", "One")
	post.Feed = a.feed
	if _, _, err := a.Import(t.Context(), []news.Item{post}, hour(0)); err != nil {
		t.Fatal(err)
	}
	a.save(1, article("guid-1", "https://news.example/1", "One"))
	if n := len(a.items()); n != 1 {
		t.Errorf("%d items, want one", n)
	}
	// And the other way round: the feed first, then a post without a guid.
	a.save(2, article("guid-2", "https://news.example/2", "Two"))
	post = article("", "https://news.example/2", "Two")
	post.Feed = a.feed
	if _, _, err := a.Import(t.Context(), []news.Item{post}, hour(3)); err != nil {
		t.Fatal(err)
	}
	if n := len(a.items()); n != 2 {
		t.Errorf("%d items, want two", n)
	}
}

func TestGoogleItemWithAnOlderKindOfGUID(t *testing.T) {
	a := newArchive(t)
	it := cluster("2026-01-14T08:00:00Z", "A|Lee heads for Japan|Reuters")
	it.GUID = "tag:news.google.com,2005:cluster=52779"
	a.save(0, it)
	post := cluster("2026-01-14", "A|Lee heads for Japan|Reuters")
	post.Feed = a.feed
	if _, _, err := a.Import(t.Context(), []news.Item{post}, hour(1)); err != nil {
		t.Fatal(err)
	}
	if n := len(a.items()); n != 1 {
		t.Errorf("%d items, want one", n)
	}
}

func TestRepublishedUnderANewToken(t *testing.T) {
	a := newArchive(t)
	const headline = "Five words make a headline"
	a.save(0, cluster("", "A|"+headline+"|Reuters"))
	a.save(24, cluster("", "B|Five words, make a HEADLINE!|Reuters"))
	a.save(48, cluster("", "C|"+headline+"|AP News"))
	a.save(24*9, cluster("", "D|"+headline+"|Reuters"))
	roots := map[int64]int64{}
	for id := int64(1); id <= 4; id++ {
		root, err := a.Root(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		roots[id] = root
	}
	// Another publisher, and the same nine days later, are other stories.
	want(t, "roots", roots, map[int64]int64{1: 1, 2: 1, 3: 3, 4: 4})
	entries, err := a.Entries(t.Context(), []int64{1, 2})
	if err != nil || len(entries) != 1 {
		t.Fatal(len(entries), err)
	}
	want(t, "items of the root", entries[0].Items, []int64{1, 2})
	want(t, "chain", a.items()[1].Chain, int64(1))
}

// An edited headline can prove two stories to be one, and the clusters around
// them must be counted anew.
func TestEditedIntoARepublishedStory(t *testing.T) {
	a := newArchive(t)
	var mark news.Mark
	const headline = "Five words make a headline"
	first := cluster("", "A|"+headline+"|Reuters", "B|Beside the first|CNN")
	second := cluster("", "C|Another working title for it|Reuters", "D|Beside the second|BBC")
	a.save(0, first, second)
	a.changed(&mark)
	second.Stories[0].Title = headline
	a.save(1, first, second)
	one, other := a.storyOf("A"), a.storyOf("C")
	root, err := a.Root(t.Context(), max(one, other))
	if err != nil || root != min(one, other) {
		t.Fatalf("stories %d and %d have the root %d: %v", one, other, root, err)
	}
	want(t, "stories to index", a.changed(&mark), []int64{1, 2, 3, 4})
}

// What had been joined to a story goes with it to another, and is known there
// only since then, in its own clusters too.
func TestPairThatIsJoinedToAnother(t *testing.T) {
	a := newArchive(t)
	var mark news.Mark
	const headline = "Five words make a headline"
	first := cluster("", "A|Another working title for it|Reuters", "B|Beside the first|CNN")
	second, third := cluster("", "C|"+headline+"|Reuters"), cluster("", "D|"+headline+"|Reuters", "E|Beside the pair|BBC")
	a.save(0, first)
	a.save(1, second, first)
	a.save(2, third, second, first)
	a.changed(&mark)
	first.Stories[0].Title = headline
	a.save(3, third, second, first)
	root, err := a.Root(t.Context(), a.storyOf("D"))
	if err != nil || root != a.storyOf("A") {
		t.Fatalf("the root of the pair's later story is %d: %v", root, err)
	}
	want(t, "stories to index", a.changed(&mark), []int64{1, 2, 3, 4, 5})
	want(t, "when the story beside the pair changed", a.entry(a.storyOf("E")).Changed, hour(3))
}

func TestStoryDates(t *testing.T) {
	a := newArchive(t)
	beside := cluster("2026-01-10T00:00:00Z", "A|Lead|Reuters", "B|Beside|AP News")
	a.save(0, beside)
	lead := cluster("2026-01-12T00:00:00Z", "B|Beside|AP News")
	a.save(1, beside, lead)
	again := cluster("2026-01-13T00:00:00Z", "B|Beside|AP News", "A|Lead|Reuters", "C|New|CNN")
	again.GUID, again.Link = "C", google("C")
	a.save(2, beside, lead, again)
	stories, err := a.Stories(t.Context(), []int64{1, 2, 3})
	if err != nil {
		t.Fatal(err)
	}
	var dates []string
	for _, s := range stories {
		dates = append(dates, s.Published.String())
	}
	want(t, "dates", dates, []string{"2026-01-10T00:00:00Z", "2026-01-12T00:00:00Z", "2026-01-13T00:00:00Z"})
}

func TestEffectiveDate(t *testing.T) {
	a := newArchive(t)
	for i, published := range []string{"", "9999-01-01T00:00:00Z", "2026-01-15T08:59:00Z", "2026-01-15T09:01:00Z", "2019-05-01"} {
		it := article(published, "https://news.example/"+published, "x")
		it.Published, _ = news.ParseDate(published)
		a.save(0, it)
		stories, err := a.Stories(t.Context(), []int64{int64(i + 1)})
		if err != nil {
			t.Fatal(err)
		}
		want(t, published, stories[0].Effective.String(), []string{
			"2026-01-14T09:00:00Z", "2026-01-14T09:00:00Z", "2026-01-15T08:59:00Z", "2026-01-14T09:00:00Z", "2019-05-01",
		}[i])
	}
}

func TestParseDate(t *testing.T) {
	for text, meant := range map[string]string{
		"2026-01-14":                "2026-01-14",
		"2026-01-14T10:30:00+01:00": "2026-01-14T09:30:00Z",
		"2026-01-14T09:30Z":         "2026-01-14T09:30:00Z",
		"0001-01-01T00:00:00Z":      "",
		"":                          "",
	} {
		if d, err := news.ParseDate(text); err != nil || d.String() != meant {
			t.Errorf("%q is %q, %v; want %q", text, d, err, meant)
		}
	}
	for _, text := range []string{"2026-02-30", "14.1.2026", "2026-01-14T09:30"} {
		if d, err := news.ParseDate(text); err == nil {
			t.Errorf("%q is %q", text, d)
		}
	}
}

func TestUnusableDates(t *testing.T) {
	for _, unusable := range []time.Time{{}, time.Unix(0, 0), time.Date(1, 5, 1, 0, 0, 0, 0, time.UTC), time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)} {
		if d := news.Instant(unusable); !d.IsZero() {
			t.Errorf("%v gave the date %v", unusable, d)
		}
	}
}

func TestHeadlineOfAnotherFeedIsNoEdit(t *testing.T) {
	a := newArchive(t)
	a.save(0, article("1", "https://pub.example/x", "As the publisher says it"))
	other, _, err := a.Follow(t.Context(), news.Feed{URL: "https://aggregator.example/rss"}, 0)
	if err != nil {
		t.Fatal(err)
	}
	first := a.feed
	var mark news.Mark
	for n := 1; n < 6; n++ {
		a.feed = other
		a.save(n, article("9", "https://pub.example/x#top", "As the aggregator says it"))
		a.feed = first
		a.save(n, article("1", "https://pub.example/x", "As the publisher says it"))
		if ids := a.changed(&mark); n > 1 && ids != nil {
			t.Errorf("sync %d logged %v", n, ids)
		}
	}
	e := a.entry(1)
	want(t, "title", e.Title, "As the publisher says it")
	want(t, "beside", e.Headlines, []string{"As the aggregator says it"})
	want(t, "feeds", e.Feeds, []int64{1, 2})
}

// A link may prove to be shared while a document is saved: what was found by
// it is found again by what it says.
func TestLinkThatBecomesSharedWhileItIsSaved(t *testing.T) {
	a := newArchive(t)
	const link = "https://news.example/2"
	a.save(0, article("guid-2", link, "Lee heads for Japan"))
	a.save(1)
	rain, earlier := article("guid-3", "", "Rain all day"), article("guid-3", link, "Rain all day")
	rain.Updated, _ = news.ParseDate("2026-01-14")
	doc := []news.Item{rain, earlier, article("", link, "Lee heads for Japan")}
	a.save(2, doc...)
	want(t, "saved again", a.save(2, doc...), store.Saved{})
	want(t, "items", len(a.items()), 2)
}

// An entry is kept when an item that another entry of its document is has
// already taken its key.
func TestEntryWhoseKeyIsTaken(t *testing.T) {
	a := newArchive(t)
	const front = "https://news.example/"
	talk := article("", front, "The talk of the day")
	talk.PublishedRaw = "today"
	talk.Enclosures = []news.Enclosure{{URL: "https://cdn.example/1.mp3"}}
	a.save(0, talk)
	file, other := talk, article("", front, talk.Title)
	file.Title, file.Text, other.Text = "", "", "told otherwise"
	for n, doc := range [][]news.Item{{file, other}, {file, other}, {other, talk}} {
		a.save(n+1, doc...)
		faults, err := a.Faults(t.Context(), a.feed.ID, 10)
		if err != nil || len(faults) > 0 {
			t.Fatal(faults, err)
		}
		want(t, "items", len(a.items()), 2)
	}
}
