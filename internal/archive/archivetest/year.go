package archivetest

import (
	"fmt"
	"os"
	"testing"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/news"
	"newsarchive/store"
)

// Year is an archive of a year: so many stories of so many followed feeds in twenty
// folders, with ten topics. Of the stories every 27th was read one by one, a hundred
// a day of a million; of the feeds each was read as a whole at some time of the last
// twenty days.
type Year struct {
	Dir            string
	Feeds, Stories int
	End            time.Time
}

// Fill makes the archive, unless it is there.
func (y Year) Fill(b *testing.B) {
	b.Helper()
	if _, err := os.Stat(archive.DatabasePath(y.Dir)); err == nil {
		return
	}
	a, err := archive.Create(b.Context(), y.Dir, archive.Options{Now: func() time.Time { return y.End }})
	if err != nil {
		b.Fatal(err)
	}
	if err := a.Close(); err != nil {
		b.Fatal(err)
	}
	WithStore(b, y.Dir, func(st *store.Store) error { return y.save(b, st) })
	WithArchive(b, y.Dir, archive.Options{Now: func() time.Time { return y.End }}, func(a *archive.Archive) error {
		if err := a.Reindex(b.Context(), nil); err != nil {
			return err
		}
		for i := range 10 {
			if _, err := a.AddTopic(b.Context(), fmt.Sprintf("topic %d", i), fmt.Sprintf("word%d OR word%d", i, i+50), nil); err != nil {
				return err
			}
		}
		return y.read(b, a)
	})
}

func (y Year) save(b *testing.B, st *store.Store) error {
	for i := range y.Feeds {
		f, _, err := st.Follow(b.Context(), news.Feed{URL: y.address(i), Title: fmt.Sprintf("Feed %d", i)}, 0)
		if err == nil {
			err = st.EditFeed(b.Context(), f.ID, store.FeedEdit{Tags: &[]string{fmt.Sprintf("Folder %d", i%20)}})
		}
		if err != nil {
			return err
		}
	}
	var items []news.Item
	for i := range y.Stories {
		if items = append(items, y.item(i)); len(items) < 1000 && i < y.Stories-1 {
			continue
		}
		if _, faults, err := st.Import(b.Context(), items, y.End); err != nil || len(faults) > 0 {
			return fmt.Errorf("%v %w", faults, err)
		}
		items = items[:0]
	}
	return nil
}

func (y Year) address(feed int) string { return fmt.Sprintf("https://feed%d.example/rss", feed) }

func (y Year) item(i int) news.Item {
	seen := y.End.Add(-time.Duration(y.Stories-i) * (365 * 24 * time.Hour / time.Duration(y.Stories)))
	link := fmt.Sprintf("https://paper%d.example/%d", i%3000, i)
	title := fmt.Sprintf("Headline %d about word%d and word%d of the day", i, i%997, i*31%1009)
	return news.Item{
		Feed: news.Feed{URL: y.address(i % y.Feeds)}, GUID: link, Link: link, Title: title, Published: news.Instant(seen), FirstSeen: seen, LastSeen: seen,
		Summary: fmt.Sprintf("<p>What is said of <b>%s</b>, in a sentence or two, with a <a href=%q>link</a>.</p><p>More of it %d.</p>", title, link, i*7919),
		Stories: []news.Story{{Link: link, Title: title, Publisher: fmt.Sprintf("Paper %d", i%3000)}},
	}
}

func (y Year) read(b *testing.B, a *archive.Archive) error {
	var read []int64
	for id := 1; id <= y.Stories; id += 27 {
		read = append(read, int64(id))
	}
	if err := a.MarkStories(b.Context(), read, news.MarkRead, false); err != nil {
		return err
	}
	if err := a.MarkStories(b.Context(), read[:len(read)/40], news.MarkStarred, false); err != nil {
		return err
	}
	feeds, err := a.Feeds(b.Context())
	if err != nil {
		return err
	}
	for i, f := range feeds {
		upto := y.End.Add(-time.Duration(i*7%480) * time.Hour)
		if err := a.ReadStreams(b.Context(), archive.Streams{{Kind: archive.StreamFeed, ID: f.ID}}, upto, time.Time{}); err != nil {
			return err
		}
	}
	return nil
}
