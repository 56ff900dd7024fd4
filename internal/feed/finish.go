package feed

import (
	"fmt"
	"strings"

	"newsarchive/store"
)

const (
	maxTitle   = 16 << 10 // bytes of a title, an author, a guid, a raw date
	maxText    = 8 << 20  // bytes of a summary or content
	maxAddress = 8 << 10
	maxTags    = 500
)

// add makes an item of an entry and takes it into the document.
func (r *reader) add(e *entry) {
	if e.GUID == "" && e.Link == "" && strings.TrimSpace(e.Title+e.title+e.Summary+e.Content) == "" {
		// A file alone is still something to know the entry by.
		e.Link = firstOf(e.file, e.image())
	}
	if e.GUID == "" && e.Link == "" && strings.TrimSpace(e.Title+e.title+e.Summary+e.Content) == "" {
		r.fault("an entry without title, link, guid and content", e.PublishedRaw)
		return
	}
	r.limit(e)
	e.Title = firstOf(e.Title, e.title)
	e.Author = firstOf(e.Author, r.authors)
	if e.Language = firstOf(e.Language, r.doc.Feed.Language); e.Language == undetermined {
		e.Language = ""
	}
	e.Tags = tags(e.Tags)
	if e.Related == e.Link {
		e.Related = ""
	}
	if !r.google(e) {
		e.Text = Text(e.Summary, e.Content)
		e.Image = e.image()
		e.Stories = []store.Story{r.story(e)}
	}
	r.doc.Items = append(r.doc.Items, e.Item)
}

// google makes the item of a Google News entry: its list is the content, even
// where the feed calls it a description, and no text of its own.
func (r *reader) google(e *entry) bool {
	summary, content := e.Summary, e.Content
	if content == "" {
		e.Summary, e.Content = "", summary
	}
	if !Cluster(&e.Item, e.publisher, e.site) {
		e.Summary, e.Content = summary, content
		return false
	}
	if !e.Cluster {
		e.Summary, e.Content = summary, content
		e.Text = Text(summary, content)
	}
	e.Image = e.image()
	for i := range e.Stories {
		e.Stories[i].Language = e.Language
	}
	e.Stories[0].Author, e.Stories[0].Image = e.Author, e.Image
	return true
}

// image returns the first image that has a usable address.
func (e *entry) image() string {
	for _, i := range e.images {
		if i = web(i); i != "" {
			return i
		}
	}
	if e.Cluster {
		return ""
	}
	return firstOf(firstImage(e.Content), firstImage(e.Summary))
}

// limit cuts what is far too long, and records it.
func (r *reader) limit(e *entry) {
	for _, f := range []struct {
		name  string
		field *string
		most  int
	}{
		{"title", &e.Title, maxTitle},
		{"title", &e.title, maxTitle},
		{"guid", &e.GUID, maxTitle},
		{"author", &e.Author, maxTitle},
		{"publisher", &e.publisher, maxTitle},
		{"date", &e.PublishedRaw, maxTitle},
		{"date", &e.UpdatedRaw, maxTitle},
		{"summary", &e.Summary, maxText},
		{"content", &e.Content, maxText},
	} {
		if n := len(*f.field); n > f.most {
			*f.field = strings.ToValidUTF8((*f.field)[:f.most], "")
			r.fault(fmt.Sprintf("a %s of %d bytes is cut to %d", f.name, n, f.most), firstOf(e.GUID, e.Link))
		}
	}
	if n := len(e.Tags); n > maxTags {
		e.Tags = e.Tags[:maxTags]
		r.fault(fmt.Sprintf("%d tags are cut to %d", n, maxTags), firstOf(e.GUID, e.Link))
	}
}

// tags returns the tags as plain words, each once, in order.
func tags(all []string) (kept []string) {
	seen := map[string]bool{}
	for _, t := range all {
		t = strings.Join(strings.Fields(t), " ")
		if key := strings.ToLower(t); t != "" && !seen[key] {
			seen[key] = true
			kept = append(kept, t)
		}
	}
	return kept
}
