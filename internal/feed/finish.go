package feed

import (
	"fmt"
	"html"
	"slices"
	"strings"

	"newsarchive/internal/news"
	"newsarchive/internal/plain"
)

// add turns an entry into an item and appends it to the document. An entry
// that says nothing is recorded as a fault instead.
func (r *reader) add(e *entry) {
	r.read++
	if e.GUID == "" && e.Link == "" && strings.TrimSpace(e.Title+e.title+e.Summary+e.Content) == "" {
		// A file alone is still something to know the entry by.
		e.Link = firstOf(e.firstFile(), e.image())
	}
	if e.GUID == "" && e.Link == "" && strings.TrimSpace(e.Title+e.title+e.Summary+e.Content) == "" {
		r.fault("an entry without title, link, guid and content")
		return
	}
	e.Title = firstOf(e.Title, e.title)
	e.keepPeople()
	e.Author = firstOf(e.Author, r.authors)
	if e.Language = firstOf(e.Language, r.doc.Feed.Language); e.Language == undetermined {
		e.Language = ""
	}
	e.keepTags()
	e.limit()
	if e.Related == e.Link {
		e.Related = ""
	}
	if !r.google(e) {
		e.Text = Text(e.Summary, e.Content)
		e.Image = e.image()
		e.keepMediaFiles()
		e.keepExtraTexts()
		if e.Source == (news.Source{}) && e.publisher+e.site != "" {
			e.Source = news.Source{Title: plain.Line(e.publisher), Link: given(e.site)}
		}
		e.Stories = []news.Story{r.story(e)}
	}
	if r.stories += len(e.Stories); r.stories > maxStories {
		r.skipped++
		return
	}
	r.faultExceeded(e)
	r.doc.Items = append(r.doc.Items, e.Item)
	r.entryOf = append(r.entryOf, r.read-1)
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
	if n := len(e.Stories); n > maxCluster {
		e.Stories = e.Stories[:maxCluster]
		r.fault(fmt.Sprintf("a cluster of %d stories is cut to %d", n, maxCluster))
	}
	e.Source = news.Source{} // its lead's publisher
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

// tags returns the tags as plain words, each once, in order.
func tags(all []string) (kept []string) {
	if len(all) == 0 {
		return nil
	}
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

// keepTags keeps the categories as tags, or else the keywords: what a feed
// gives for both, or of Media RSS, is the item's own only where it has none.
func (e *entry) keepTags() {
	e.Tags = tags(e.Tags)
	words := e.words()
	if len(e.Tags) == 0 {
		e.Tags = tags(words)
		return
	}
	more := tags(append(slices.Clone(e.Tags), words...))[len(e.Tags):]
	e.addText("keywords", html.EscapeString(strings.Join(more, ", ")))
}

// words returns the categories and the words of the keywords, up to maxWords.
func (e *entry) words() []string {
	words := e.categories[:min(len(e.categories), maxWords)]
	e.exceeded.words = len(words) < len(e.categories)
	for _, k := range e.keywords {
		for w := range strings.FieldsFuncSeq(k, func(r rune) bool { return r == ',' || r == ';' || r == '、' || r == '،' }) {
			if len(words) == maxWords {
				e.exceeded.words = true
				return words
			}
			words = append(words, w)
		}
	}
	return words
}

// keepMediaFiles adds the files of Media RSS, but for a picture that is the
// item's image already.
func (e *entry) keepMediaFiles() {
	for _, f := range e.mediaFiles {
		if address := given(f.Attrs["url"]); address != e.Image {
			e.attach(address, f)
		} else {
			e.addText("media:title", f.Attrs["title"])
		}
	}
}

// firstFile returns the address of the first file.
func (e *entry) firstFile() string {
	for _, f := range e.Enclosures {
		if web(f.URL) != "" {
			return f.URL
		}
	}
	for _, f := range e.mediaFiles {
		if address := web(f.Attrs["url"]); address != "" {
			return address
		}
	}
	return ""
}
