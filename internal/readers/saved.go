package readers

import (
	"encoding/json"
	"html"
	"io"
	"iter"
	"strings"

	"newsarchive/internal/news"
)

// wallabagItem reads an entry of wallabag's JSON export, of version 2 or 1. Its
// public test files show the form.
func wallabagItem(raw []byte) (news.Item, error) {
	var e struct {
		Title       text   `json:"title"`
		URL         text   `json:"url"`
		GivenURL    text   `json:"given_url"`
		Archived    flag   `json:"is_archived"`
		Starred     flag   `json:"is_starred"`
		Read        flag   `json:"is_read"` // version 1
		Fav         flag   `json:"is_fav"`  // version 1
		Content     text   `json:"content"`
		CreatedAt   moment `json:"created_at"`
		ArchivedAt  moment `json:"archived_at"`
		StarredAt   moment `json:"starred_at"`
		PublishedAt moment `json:"published_at"`
		PublishedBy words  `json:"published_by"`
		Language    text   `json:"language"`
		Picture     text   `json:"preview_picture"`
		Tags        words  `json:"tags"`
		Annotations []struct {
			Text  text `json:"text"`
			Quote text `json:"quote"`
		} `json:"annotations"`
	}
	if err := decode(raw, &e); err != nil {
		return news.Item{}, err
	}
	p := page{
		program: "wallabag", link: string(e.URL), title: html.UnescapeString(string(e.Title)), content: string(e.Content),
		author: strings.Join(tags(e.PublishedBy), ", "), image: string(e.Picture), language: strings.ReplaceAll(string(e.Language), "_", "-"),
		tags: e.Tags, added: e.CreatedAt.Date, date: e.PublishedAt.Date,
		read: bool(e.Archived || e.Read), starred: bool(e.Starred || e.Fav), readAt: e.ArchivedAt.Time, starredAt: e.StarredAt.Time,
	}
	p.later = !p.read
	for _, a := range e.Annotations {
		p.notes = append(p.notes, note{"quote", string(a.Quote)}, note{"note", string(a.Text)})
	}
	it, err := p.item()
	it.Related = string(e.GivenURL)
	return it, err
}

// linkdingItem reads a bookmark of linkding's API, GET /api/bookmarks/. Its
// export is a file of bookmarks.
func linkdingItem(raw []byte) (news.Item, error) {
	var e struct {
		URL                text   `json:"url"`
		Title              text   `json:"title"`
		Description        text   `json:"description"`
		Notes              text   `json:"notes"`
		WebsiteTitle       text   `json:"website_title"`
		WebsiteDescription text   `json:"website_description"`
		Tags               words  `json:"tag_names"`
		Archived           flag   `json:"is_archived"`
		Unread             flag   `json:"unread"`
		Added              moment `json:"date_added"`
		Image              text   `json:"preview_image_url"`
	}
	if err := decode(raw, &e); err != nil {
		return news.Item{}, err
	}
	p := page{
		program: "linkding", link: string(e.URL), title: first(string(e.Title), string(e.WebsiteTitle)),
		summary: plainTitle(first(string(e.Description), string(e.WebsiteDescription))),
		notes:   []note{{"note", string(e.Notes)}}, tags: e.Tags, added: e.Added.Date, image: string(e.Image), later: bool(e.Unread),
	}
	if e.Archived {
		p.tags = append(p.tags, tagArchived)
	}
	return p.item()
}

// tagArchived is a tag for what a manager of bookmarks has put away.
const tagArchived = "archived"

// omnivoreItems reads a metadata file of Omnivore's export. The texts are in
// files beside it, content/SLUG.html.
func omnivoreItems(r io.Reader) iter.Seq2[Entry, error] {
	return eachEntry(r, func(raw []byte, e *Entry) (err error) {
		var name struct{ Slug text }
		_ = json.Unmarshal(raw, &name) // what cannot be read is empty
		if name.Slug != "" {
			e.Beside = "content/" + string(name.Slug) + ".html"
		}
		e.Item, err = omnivoreItem(raw)
		return err
	})
}

func omnivoreItem(raw []byte) (news.Item, error) {
	var e struct {
		Title       text   `json:"title"`
		Description text   `json:"description"`
		Author      text   `json:"author"`
		URL         text   `json:"url"`
		State       text   `json:"state"`
		Thumbnail   text   `json:"thumbnail"`
		Labels      words  `json:"labels"`
		SavedAt     moment `json:"savedAt"`
		PublishedAt moment `json:"publishedAt"`
	}
	if err := decode(raw, &e); err != nil {
		return news.Item{}, err
	}
	if strings.EqualFold(string(e.State), "Deleted") {
		return news.Item{}, &Omitted{"deleted in Omnivore"}
	}
	read := strings.EqualFold(string(e.State), "Archived")
	return page{
		program: "Omnivore", link: string(e.URL), title: string(e.Title), summary: plainTitle(string(e.Description)), author: string(e.Author),
		image: string(e.Thumbnail), tags: e.Labels, added: e.SavedAt.Date, date: e.PublishedAt.Date, read: read, later: !read,
	}.item()
}

// number is an integer that may be written as a text; anything else is 0.
type number int64

// UnmarshalJSON implements [json.Unmarshaler].
func (n *number) UnmarshalJSON(raw []byte) error {
	var t text
	_ = t.UnmarshalJSON(raw) // never fails
	var i int64
	if json.Unmarshal([]byte(t), &i) == nil && i > 0 {
		*n = number(i)
	}
	return nil
}
