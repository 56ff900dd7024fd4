package readerapi

import (
	"cmp"
	"context"
	"html"
	"slices"
	"strings"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/greader"
	"newsarchive/internal/news"
	"newsarchive/internal/terminal"
)

// The bounds of texts for programs, in bytes: of one, and of an answer. Texts
// beyond are left out; the program can open the publisher's page.
const (
	maxItemText  = 256 << 10
	maxItemTexts = 8 << 20
)

// itemsOf returns stories as items. Each is shown under the topic in its number,
// else under the feed that has it.
func (api API) itemsOf(ctx context.Context, ar *archive.Archive, q *Request, l *labels, ids []greader.ItemID, of greader.Stream) (greader.Items, error) {
	all := greader.Items{
		Direction: "ltr", ID: of.String(), Title: l.title(of), Self: []greader.Link{{Href: q.Self}}, Updated: api.Now().Unix(), Items: []greader.Item{},
	}
	topics := make([]archive.Streams, len(l.topics))
	for i, t := range l.topics {
		topics[i] = archive.Streams{{Kind: archive.StreamTopic, ID: t.ID}}
	}
	entries, err := ar.StreamEntries(ctx, storyIDs(ids), topics, q.Known)
	if err != nil {
		return all, err
	}
	byStory := make(map[int64]archive.StreamEntry, len(entries))
	for _, e := range entries {
		byStory[e.Asked] = e
	}
	budget := maxItemTexts
	for i, id := range ids {
		e, ok := byStory[id.Story()]
		if !ok || slices.Contains(ids[:i], id) {
			continue
		}
		it := itemOf(e, id, api.itemText(e, &budget))
		it.Categories = l.categoriesOf(e)
		it.Origin = originOf(q, l, e.Feed, id.Topic())
		all.Items = append(all.Items, it)
	}
	return all, nil
}

func itemOf(e archive.StreamEntry, id greader.ItemID, text string) greader.Item {
	published := e.Effective.Time
	link := greader.Link{Href: format.CleanLink(e.Link), Type: "text/html"}
	it := greader.Item{
		ID: id.Long(), CrawlTimeMsec: msec(e.FirstSeen), TimestampUsec: usec(e.FirstSeen),
		Published: max(published.Unix(), 0), Updated: max(published.Unix(), 0),
		Title: itemTitle(e.Title), Author: terminal.Clean(cmp.Or(e.Author, e.Item.Author, e.Publisher)),
		Canonical: []greader.Link{link}, Alternate: []greader.Link{link}, Summary: greader.Content{Direction: "ltr", Content: text},
	}
	for _, f := range e.Item.Enclosures {
		if href := format.CleanLink(f.URL); href != "" && f.Type != "" && f.Gone.IsZero() {
			it.Enclosure = append(it.Enclosure, greader.Enclosure{Href: href, Type: terminal.Clean(f.Type), Length: max(f.Length, 0)})
		}
	}
	return it
}

// itemTitle is a headline for programs. Some read it as HTML, some as text: so it
// has no character that begins an element.
func itemTitle(title string) string {
	return strings.NewReplacer("<", "‹", ">", "›").Replace(terminal.Clean(title))
}

// itemText is the text of a story as HTML: of its page, else what the feed says, else
// its publisher. It is taken from a budget of bytes, and empty where that is used up.
func (api API) itemText(e archive.StreamEntry, budget *int) string {
	text := api.fullText(e)
	if len(text) > *budget {
		return ""
	}
	*budget -= len(text)
	return text
}

func (api API) fullText(e archive.StreamEntry) string {
	for _, text := range []string{pageText(e.Page), e.Item.Content, e.Item.Summary} {
		if text == "" || len(text) > maxItemText {
			continue
		}
		if text := api.Readable(text); text != "" {
			return text
		}
	}
	if e.Publisher == "" {
		return ""
	}
	return "<p>" + html.EscapeString(terminal.Clean(e.Publisher)) + "</p>"
}

func pageText(p news.Reading) string {
	if p.Kind != news.PageArticle {
		return ""
	}
	return p.HTML
}

// originOf is where an item is shown: under a topic, or under a feed.
func originOf(q *Request, l *labels, f news.Feed, topic int64) greader.Origin {
	if of := (greader.Stream{Kind: greader.Topic, ID: topic}); topic != 0 {
		return greader.Origin{StreamID: of.String(), Title: l.title(of), HTMLURL: topicAddress(q, l.title(of))}
	}
	return greader.Origin{StreamID: feedStream(f.ID), Title: terminal.Clean(f.Label()), HTMLURL: format.CleanLink(cmp.Or(f.Link, f.URL))}
}

// categoriesOf are the states and labels of a story. Each is also in tag/list.
func (l *labels) categoriesOf(e archive.StreamEntry) []string {
	all := []string{greader.Stream{Kind: greader.ReadingList}.String()}
	state := func(on bool, kind greader.Kind) {
		if on {
			all = append(all, greader.Stream{Kind: kind}.String())
		}
	}
	state(e.Read, greader.Read)
	state(e.KeptUnread, greader.KeptUnread)
	state(e.Starred, greader.Starred)
	var names []string
	if e.Later {
		names = append(names, laterLabel)
	}
	for _, i := range e.In {
		names = append(names, topicsLabel, l.topics[i].Name)
	}
	names = append(names, e.Tags...)
	names = append(names, e.Item.Tags...)
	for _, f := range l.feeds {
		if f.ID == e.Feed.ID {
			names = append(names, f.Tags...)
		}
	}
	for _, name := range names {
		at, ok := l.at[fold(name)]
		if !ok {
			continue
		}
		if c := category(l.all[at].name); !slices.Contains(all, c) {
			all = append(all, c)
		}
	}
	return all
}
