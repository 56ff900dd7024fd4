package feed

import (
	"strings"

	"newsarchive/internal/news"
	"newsarchive/internal/plain"

	atomfeed "github.com/mmcdole/gofeed/atom"
	ext "github.com/mmcdole/gofeed/extensions"
)

func (r *reader) readAtom(feed *atomfeed.Feed) {
	r.describe(feed.Title, alternate(feed.Links, web), extensions(feed.Extensions["x"]), "")
	for _, it := range feed.Entries {
		if r.ctx.Err() != nil {
			return
		}
		r.add(atomEntry(it))
	}
}

func atomEntry(it *atomfeed.Entry) *entry {
	x := extensions(it.Extensions["x"])
	e := &entry{}
	e.Title, e.Summary, e.Content = it.Title, it.Summary, ""
	if it.Content != nil && it.Content.Value != "" {
		e.Content = it.Content.Value
	}
	e.common(x)
	e.GUID = x.last("id")
	e.Link = firstOf(alternate(it.Links, web), web(x.first("src")), web(e.GUID), alternate(it.Links, given))
	for _, rel := range []string{"related", "via"} {
		for _, l := range it.Links {
			if href := web(l.Href); strings.EqualFold(l.Rel, rel) && href != e.Link {
				e.Related = firstOf(e.Related, href)
			}
		}
	}
	e.readPeople(x, "author", "dccreator", "dcauthor", "dctermscreator", "itunesauthor", "googleplayauthor")
	for _, c := range it.Categories {
		e.Tags = append(e.Tags, firstOf(c.Label, c.Term))
	}
	for _, s := range it.Extensions["dc"]["subject"] {
		e.Tags = append(e.Tags, s.Value)
	}
	e.Tags = append(e.Tags, x.all("category")...)
	if s := it.Source; s != nil {
		e.publisher, e.site = plain.Line(s.Title), alternate(s.Links, web)
		e.Author = firstOf(e.Author, persons(s.Authors))
		e.Source = news.Source{Title: e.publisher, Link: firstOf(e.site, selfLink(s.Links), given(s.ID))}
	}
	e.readMedia(it.Extensions["media"])
	for _, l := range it.Links {
		e.noteAddress("a link", l.Href)
		switch l.Rel {
		case "enclosure":
			e.attach(l.Href, ext.Extension{Attrs: map[string]string{"type": l.Type, "length": l.Length, "title": l.Title}})
		case "replies":
			e.Comments = firstOf(e.Comments, web(l.Href))
		}
	}
	e.files(x)
	for _, i := range it.Extensions["itunes"]["image"] {
		e.images = append(e.images, i.Attrs["href"])
	}
	return e
}

// alternate returns the address of the page that a feed or an entry is about:
// the first alternate link, one to a web page before one to anything else.
func alternate(links []*atomfeed.Link, usable func(string) string) string {
	other := ""
	for _, l := range links {
		href := usable(l.Href)
		if href == "" || !strings.EqualFold(l.Rel, "alternate") && !strings.HasSuffix(l.Rel, "/alternate") {
			continue
		}
		if l.Type == "" || strings.Contains(l.Type, "html") {
			return href
		}
		other = firstOf(other, href)
	}
	return other
}

// selfLink returns the address of a feed itself.
func selfLink(links []*atomfeed.Link) string {
	for _, l := range links {
		if strings.EqualFold(l.Rel, "self") {
			return web(l.Href)
		}
	}
	return ""
}

// persons returns the names of people.
func persons(people []*atomfeed.Person) string {
	var all []string
	for _, p := range people {
		all = append(all, firstOf(person(p.Name), p.Email))
	}
	return joinNames(all)
}
