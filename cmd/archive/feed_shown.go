package main

import (
	"context"
	"fmt"
	"io"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/health"
	"newsarchive/internal/news"
	"newsarchive/store"
)

// shownFeed is a feed with what lists say of it, and as JSON.
type shownFeed struct {
	news.Feed
	TextOn bool            `json:"text_on"` // the pages of its new stories are fetched
	Pages  store.FeedPages `json:"pages"`
	Health health.Report   `json:"health"`
}

// showFeeds reads what is shown of feeds.
func showFeeds(ctx context.Context, ar *archive.Archive, feeds []news.Feed) ([]shownFeed, error) {
	settings, err := ar.Settings(ctx)
	if err != nil {
		return nil, err
	}
	pages, err := ar.FeedPages(ctx)
	if err != nil {
		return nil, err
	}
	reports, err := ar.Health(ctx, feeds)
	if err != nil {
		return nil, err
	}
	texts := settings.Text != nil && *settings.Text // where a feed itself says nothing
	shown := make([]shownFeed, len(feeds))
	for i, f := range feeds {
		on := f.State.Text == news.TextOn || f.State.Text == news.TextDefault && texts
		shown[i] = shownFeed{f, on, pages[f.ID], reports[f.ID]}
	}
	return shown, nil
}

// writeFeeds writes feeds as one JSON document.
func writeFeeds(w io.Writer, feeds []shownFeed) error {
	return format.WriteJSON(w, struct {
		format.Header
		Feeds []shownFeed `json:"feeds"`
	}{format.NewHeader(), append([]shownFeed{}, feeds...)})
}

// textWords are the texts of a feed's stories in a few words.
func textWords(f shownFeed) string {
	c, some := f.Pages, f.Pages != store.FeedPages{}
	text := "off"
	if some || f.TextOn {
		text = fmt.Sprintf("%d of %d", c.Texts, c.Texts+c.Waiting+c.Failing+c.None)
	}
	if some && !f.TextOn {
		text += ", off"
	}
	return text
}
