package feed

import (
	"strings"

	"newsarchive/internal/plain"

	atomfeed "github.com/mmcdole/gofeed/atom"
)

func (r *reader) readAtom(feed *atomfeed.Feed) {
	r.describe(feed.Title, alternate(feed.Links), notes(feed.Extensions["x"]), "")
	r.authors = persons(feed.Authors)
	for _, it := range feed.Entries {
		r.add(atomEntry(it))
	}
}

func atomEntry(it *atomfeed.Entry) *entry {
	x := notes(it.Extensions["x"])
	e := &entry{}
	e.Title, e.Summary, e.Content = it.Title, firstOf(it.Summary, x.first("summary")), x.first("content")
	if it.Content != nil && it.Content.Value != "" {
		e.Content = it.Content.Value
	}
	e.common(x)
	e.GUID = x.last("id")
	e.Link = firstOf(alternate(it.Links), web(x.first("src")), web(e.GUID))
	for _, rel := range []string{"related", "via"} {
		for _, l := range it.Links {
			if href := web(l.Href); strings.EqualFold(l.Rel, rel) && href != e.Link {
				e.Related = firstOf(e.Related, href)
			}
		}
	}
	e.Author = firstOf(persons(it.Authors), names(x, "dccreator", "dcauthor", "itunesauthor"))
	for _, c := range it.Categories {
		e.Tags = append(e.Tags, firstOf(c.Label, c.Term))
	}
	for _, s := range it.Extensions["dc"]["subject"] {
		e.Tags = append(e.Tags, s.Value)
	}
	if s := it.Source; s != nil {
		e.publisher, e.site = plain.Line(s.Title), alternate(s.Links)
		e.Author = firstOf(e.Author, persons(s.Authors))
	}
	e.images = mediaImages(it.Extensions["media"])
	for _, l := range it.Links {
		if l.Rel == "enclosure" {
			e.file = firstOf(e.file, web(l.Href))
		}
		if l.Rel == "enclosure" && imageType(l.Type, l.Href) {
			e.images = append(e.images, l.Href)
		}
	}
	for _, i := range it.Extensions["itunes"]["image"] {
		e.images = append(e.images, i.Attrs["href"])
	}
	return e
}

// alternate returns the address of the page that a feed or an entry is about:
// the first alternate link, one to a web page before one to anything else.
func alternate(links []*atomfeed.Link) string {
	other := ""
	for _, l := range links {
		href := web(l.Href)
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

// persons returns the names of people.
func persons(people []*atomfeed.Person) string {
	var all []string
	for _, p := range people {
		all = append(all, firstOf(person(p.Name), p.Email))
	}
	return joinNames(all)
}
