package archive

import (
	"strings"
	"time"

	"newsarchive/internal/news"
	"newsarchive/internal/opensearch"
)

// elsewhereStory is what a document says of its story.
func elsewhereStory(h opensearch.Hit, shown opensearch.Shown, zone *time.Location) news.Story {
	st := news.Story{
		ID: h.Story, Title: shown.Title, Publisher: shown.Publisher, Site: shown.Site, Author: strings.Join(shown.Authors, ", "),
		Language: shown.Language, FirstSeen: shown.Seen, Effective: news.Instant(shown.Published),
	}
	if len(shown.Links) > 0 {
		st.Link = shown.Links[0]
	}
	if st.Effective.In(zone) != shown.Day { // a day, or of an archive in another zone
		if day, err := news.ParseDate(shown.Day); err == nil {
			st.Effective = day
		}
	}
	st.Published = st.Effective
	return st
}
