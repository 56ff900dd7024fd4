package feed

import (
	"strings"

	"newsarchive/internal/news"
	"newsarchive/internal/plain"

	ext "github.com/mmcdole/gofeed/extensions"
)

// media holds an item's Media RSS fields, from all groups and files.
type media struct {
	titles, descriptions, texts []string // HTML
	credits                     []news.Person
	keywords, categories        []string
	copyright                   string
	files                       []ext.Extension
}

// collect reads the elements. A title inside a file belongs to the file.
func (m *media) collect(x map[string][]ext.Extension, inFile bool) {
	for name, all := range x {
		for _, n := range all {
			switch name {
			case "title":
				if !inFile {
					m.titles = append(m.titles, n.Value)
				}
			case "description":
				m.descriptions = append(m.descriptions, n.Value)
			case "text":
				m.texts = append(m.texts, n.Value)
			case "credit":
				m.credits = append(m.credits, news.Person{Name: plain.Line(n.Value), Role: strings.ToLower(firstOf(n.Attrs["role"], "credit"))})
			case "keywords":
				m.keywords = append(m.keywords, n.Value)
			case "category":
				m.categories = append(m.categories, firstOf(n.Attrs["label"], n.Value))
			case "copyright":
				m.copyright = firstOf(m.copyright, n.Value)
			}
		}
	}
	// In the order of the document, as far as it is known.
	for _, c := range x["content"] {
		if titles := c.Children["title"]; len(titles) > 0 {
			if c.Attrs["url"] == "" {
				m.titles = append(m.titles, titles[0].Value)
			} else {
				c.Attrs["title"] = titles[0].Value
			}
		}
		m.files = append(m.files, c)
		m.collect(c.Children, true)
	}
	for _, g := range x["group"] {
		m.collect(g.Children, false)
	}
}

// readMedia fills empty fields of the item from Media RSS and keeps the rest
// as extra texts, tags, people and files.
func (e *entry) readMedia(x map[string][]ext.Extension) {
	if len(x) == 0 {
		return
	}
	var m media
	m.collect(x, false)
	e.images = append(e.images, mediaImages(x)...)
	for _, t := range m.titles {
		if e.Title == "" && e.title == "" {
			e.title = t
		} else {
			e.addText("media:title", t)
		}
	}
	for _, d := range m.descriptions {
		if strings.TrimSpace(e.Summary+e.Content) == "" {
			e.Summary = d
		} else {
			e.addText("media:description", d)
		}
	}
	for _, t := range m.texts {
		e.addText("media:text", t)
	}
	e.keywords = append(e.keywords, m.keywords...)
	e.categories = m.categories
	for _, p := range m.credits {
		e.addPerson(p)
	}
	e.Rights = firstOf(e.Rights, plain.Line(m.copyright))
	e.mediaFiles = m.files
}
