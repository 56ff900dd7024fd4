package feed

import (
	"strings"

	ext "github.com/mmcdole/gofeed/extensions"
	"github.com/mmcdole/gofeed/rss"
)

func (r *reader) readRSS(feed *rss.Feed) {
	link := ""
	for _, l := range feed.Links {
		link = firstOf(link, web(l))
	}
	for _, l := range feed.Extensions["atom"]["link"] {
		if rel := l.Attrs["rel"]; rel == "" || rel == "alternate" {
			link = firstOf(link, web(l.Attrs["href"]))
		}
	}
	r.describe(feed.Title, link, extensions(feed.Extensions["x"]), "")
	for _, it := range feed.Items {
		if r.ctx.Err() != nil {
			return
		}
		r.add(rssEntry(it))
	}
}

func rssEntry(it *rss.Item) *entry {
	x := extensions(it.Extensions["x"])
	e := &entry{}
	e.Title, e.Summary, e.Content = it.Title, it.Description, it.Content
	e.common(x)
	e.GUID = x.first("id", "about")
	if it.GUID != nil && it.GUID.Value != "" {
		e.GUID = it.GUID.Value
	}
	for _, l := range it.Links {
		e.noteAddress("a link", l)
		e.Link = firstOf(e.Link, web(l))
	}
	e.atomLinks(it.Extensions["atom"]["link"])
	for _, l := range it.Links {
		e.Link = firstOf(e.Link, given(l))
	}
	switch {
	case e.Link != "":
	case it.GUID != nil && !strings.EqualFold(it.GUID.IsPermalink, "false"):
		e.Link = web(it.GUID.Value)
	case it.GUID == nil:
		e.Link = web(x.first("about"))
	}
	e.readPeople(x, "author", "dccreator", "dcauthor", "dctermscreator", "atomauthor", "itunesauthor", "googleplayauthor")
	for _, c := range it.Categories {
		e.Tags = append(e.Tags, c.Value)
	}
	for _, s := range it.Extensions["dc"]["subject"] {
		e.Tags = append(e.Tags, s.Value)
	}
	e.Tags = append(e.Tags, x.all("category")...)
	if it.Source != nil {
		e.publisher, e.site = it.Source.Title, it.Source.URL
	}
	e.readMedia(it.Extensions["media"])
	e.files(x)
	for _, i := range it.Extensions["itunes"]["image"] {
		e.images = append(e.images, firstOf(i.Attrs["href"], i.Value))
	}
	e.images = append(e.images, x.first("image"))
	return e
}

// atomLinks takes the addresses of Atom links in an RSS item.
func (e *entry) atomLinks(links []ext.Extension) {
	for _, l := range links {
		switch href := web(l.Attrs["href"]); l.Attrs["rel"] {
		case "", "alternate":
			e.Link = firstOf(e.Link, href)
		case "replies":
			e.Comments = firstOf(e.Comments, href)
		case "enclosure":
			e.attach(l.Attrs["href"], l)
		case "related", "via":
			e.Related = firstOf(e.Related, href)
		}
	}
}

// names returns the persons of the first kind of element that names any.
func names(x extensions, kinds ...string) string {
	for _, kind := range kinds {
		var all []string
		for _, n := range x[kind] {
			all = append(all, person(n.Value))
		}
		if text := joinNames(all); text != "" {
			return text
		}
	}
	return ""
}
