package readers

import (
	"strings"
	"time"

	"newsarchive/internal/news"
)

// greaderEntry is an item of Google Reader's JSON, with what FreshRSS and
// Feedly add. Google's API had no standard; https://feedhq.readthedocs.io
// documents it.
type greaderEntry struct {
	ID        text   `json:"id"`
	GUID      text   `json:"guid"`     // FreshRSS
	OriginID  text   `json:"originId"` // Feedly: the guid
	Title     text   `json:"title"`
	Author    text   `json:"author"`
	Published moment `json:"published"`
	Updated   moment `json:"updated"`
	// When it was fetched: Google and FreshRSS, Google, Feedly.
	TimestampUsec moment `json:"timestampUsec"`
	CrawlTimeMsec moment `json:"crawlTimeMsec"`
	Crawled       moment `json:"crawled"`

	Alternate    links    `json:"alternate"`
	Canonical    links    `json:"canonical"`
	CanonicalURL text     `json:"canonicalUrl"` // Feedly
	Enclosure    links    `json:"enclosure"`
	Comments     text     `json:"commentsUrl"`
	Content      body     `json:"content"`
	Summary      body     `json:"summary"`
	Language     text     `json:"language"`
	Visual       visual   `json:"visual"`
	Origin       upstream `json:"origin"`

	Categories []category `json:"categories"`
	Tags       []category `json:"tags"`            // Feedly: its boards and states
	Keywords   words      `json:"keywords"`        // Feedly: the feed's own
	Unread     *bool      `json:"unread"`          // Feedly
	Acted      moment     `json:"actionTimestamp"` // Feedly: when it was saved
	Notes      []struct {
		Content text `json:"content"`
	} `json:"annotations"`
}

type upstream struct {
	StreamID text `json:"streamId"`
	Title    text `json:"title"`
	HTMLURL  text `json:"htmlUrl"`
	FeedURL  text `json:"feedUrl"` // FreshRSS
}

func greaderItem(raw []byte, program string) (news.Item, error) {
	var e greaderEntry
	if err := decode(raw, &e); err != nil {
		return news.Item{}, err
	}
	it := news.Item{
		Feed: e.feed(program), GUID: e.guid(), Link: first(e.Alternate.href(), string(e.CanonicalURL), e.Canonical.href()),
		Title: HTMLTitle(string(e.Title)), Author: strings.Trim(Unquote(string(e.Author)), "; "),
		Published: e.Published.Date, Summary: string(e.Summary), Content: string(e.Content), Language: string(e.Language), Image: string(e.Visual),
		FirstSeen: e.fetched().Time,
	}
	it.Comments = string(e.Comments)
	if e.Updated.Date != e.Published.Date {
		it.Updated, it.UpdatedRaw = e.Updated.Date, e.Updated.String()
	}
	for _, file := range e.Enclosure {
		if file.Href != "" {
			it.Enclosures = append(it.Enclosures, news.Enclosure{URL: string(file.Href), Type: string(file.Type), Title: string(file.Title), Length: int64(file.Length)})
		}
	}
	for _, n := range e.Notes {
		if n.Content != "" {
			it.Texts = append(it.Texts, news.ItemText{Kind: "note", HTML: plainTitle(string(n.Content))})
		}
	}
	e.mark(&it)
	return it, nil
}

// fetched returns when the other program first had the entry.
func (e *greaderEntry) fetched() news.Date {
	for _, at := range []moment{e.TimestampUsec, e.CrawlTimeMsec, e.Crawled} {
		if !at.IsZero() {
			return at.Date
		}
	}
	return news.Date{}
}

// guid returns the feed's own id of the entry. Google's ids are the program's.
func (e *greaderEntry) guid() string {
	switch id := string(e.ID); {
	case e.GUID != "":
		return Unquote(string(e.GUID))
	case e.OriginID != "":
		return string(e.OriginID)
	case e.Origin.FeedURL != "" && !strings.HasPrefix(id, "tag:google.com,2005:reader/"):
		return Unquote(id) // an older FreshRSS
	}
	return ""
}

// feed returns the feed of the entry; without its address, one of the program.
func (e *greaderEntry) feed(program string) news.Feed {
	address := Unquote(string(e.Origin.FeedURL))
	if address == "" {
		address, _ = strings.CutPrefix(string(e.Origin.StreamID), "feed/")
	}
	if !strings.Contains(address, "://") {
		return origin(program)
	}
	return news.Feed{URL: address, Title: Unquote(string(e.Origin.Title)), Link: Unquote(string(e.Origin.HTMLURL))}
}

// mark makes marks and tags of the entry's categories: user/…/state/…,
// user/…/label/…, or the feed's own. Feedly's categories are the folders of the
// feed.
func (e *greaderEntry) mark(it *news.Item) {
	it.Tags = append(it.Tags, e.Keywords...)
	for _, c := range e.Categories {
		switch {
		case c.label != "":
			it.Feed.Tags = append(it.Feed.Tags, c.label)
		case strings.HasPrefix(c.id, "user/"):
			e.state(it, c.id)
		default:
			it.Tags = append(it.Tags, strings.TrimPrefix(Unquote(c.id), "#"))
		}
	}
	for _, c := range e.Tags {
		if !e.state(it, c.id) && !strings.Contains(c.id, "/tag/global.") {
			it.Tags = append(it.Tags, first(c.label, c.id))
		}
	}
	Mark(it, news.MarkRead, e.Unread != nil && !*e.Unread, time.Time{})
}

// state adds the mark or tag for a state or label of Google Reader or Feedly. It
// reports false for what says nothing, such as reading-list.
func (e *greaderEntry) state(it *news.Item, id string) bool {
	if _, label, ok := strings.Cut(id, "/label/"); ok {
		it.Tags = append(it.Tags, label)
		return true
	}
	for _, s := range []struct {
		suffix, mark string
		at           time.Time
	}{
		{"/state/com.google/read", news.MarkRead, time.Time{}},
		{"/state/com.google/starred", news.MarkStarred, time.Time{}},
		{"/tag/global.read", news.MarkRead, time.Time{}},
		{"/tag/global.saved", news.MarkLater, e.Acted.Time},
	} {
		if strings.HasSuffix(id, s.suffix) {
			Mark(it, s.mark, true, s.at)
			return true
		}
	}
	return false
}
