package readers

import (
	"html"
	"strings"
	"time"

	"newsarchive/internal/news"
)

// page is an entry of a program that saves pages and follows no feeds.
type page struct {
	program  string // its name; the feed of its items has it
	link     string
	title    string // plain text
	summary  string // HTML
	content  string // HTML: the text of the page
	notes    []note
	author   string
	image    string
	language string
	tags     []string
	added    news.Date // to the program
	changed  news.Date
	date     news.Date // of publication

	// Its marks. It was kept for later when it was added; of the others the times
	// are zero where the program does not say them.
	read, starred, later bool
	readAt, starredAt    time.Time
}

// note is what a person wrote at a page.
type note struct {
	kind string // note, quote
	text string // plain text
}

// origin is the feed of a program's items.
func origin(program string) news.Feed {
	return news.Feed{URL: news.LocalFeed + strings.ToLower(program), Title: program}
}

// item returns the item of a page.
func (p page) item() (news.Item, error) {
	it := news.Item{
		Feed: origin(p.program), Link: p.link, Title: plainTitle(strings.TrimSpace(p.title)), Summary: p.summary, Content: p.content,
		Author: p.author, Image: p.image, Language: p.language, Tags: p.tags,
		Published: p.date, Updated: p.changed, UpdatedRaw: p.changed.String(), FirstSeen: p.added.Time,
	}
	if p.title == p.link { // a stand-in for a title
		it.Title = ""
	}
	for _, n := range p.notes {
		if strings.TrimSpace(n.text) != "" {
			it.Texts = append(it.Texts, news.ItemText{Kind: n.kind, HTML: strings.ReplaceAll(html.EscapeString(n.text), "\n", "<br>")})
		}
	}
	Mark(&it, news.MarkStarred, p.starred, p.starredAt)
	Mark(&it, news.MarkRead, p.read, p.readAt)
	Mark(&it, news.MarkLater, p.later, p.added.Time)
	return it, nil
}
