package feed

import (
	"fmt"
	"html"
	"strings"

	"newsarchive/internal/news"
	"newsarchive/internal/plain"
)

const (
	maxTitle   = 16 << 10 // bytes of a title, an author, a guid, a raw date
	maxText    = 8 << 20  // bytes of a summary or content
	maxAddress = 8 << 10
	maxTags    = 500
	maxWords   = 10_000 // tags, categories and keywords that are read for the tags
	maxFiles   = 500
	maxPeople  = 500
	maxTexts   = 50      // beside title, summary and content
	maxNote    = 4 << 10 // bytes of what a feed says of itself, of rights, a tag
	maxName    = 1 << 10 // bytes of a name: of a person, or of a feed, which is its publisher's

	// maxStories is how many stories the items of one document may link, and
	// maxCluster how many of them one item may.
	maxStories = maxItems
	maxCluster = 5_000
)

// dropped says which lists of an entry exceed their limits.
type dropped struct{ texts, files, people, words bool }

// faultDropped records which lists of the current entry were cut.
func (r *reader) faultDropped(d dropped) {
	for _, f := range []struct {
		name string
		over bool
		max  int
	}{
		{"other texts", d.texts, maxTexts},
		{"files", d.files, maxFiles},
		{"people", d.people, maxPeople},
		{"keywords", d.words, maxWords},
	} {
		if f.over {
			r.fault(fmt.Sprintf("only the first %d %s are kept", f.max, f.name))
		}
	}
}

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
	r.limit(e)
	e.Title = firstOf(e.Title, e.title)
	e.keepPeople()
	e.Author = firstOf(e.Author, r.authors)
	if e.Language = firstOf(e.Language, r.doc.Feed.Language); e.Language == undetermined {
		e.Language = ""
	}
	if n := e.keepTags(); n > maxTags {
		r.faultTags(n)
	}
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
	r.faultDropped(e.dropped)
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

// limit cuts fields that are far too long, and records a fault for each.
func (r *reader) limit(e *entry) {
	for _, f := range []struct {
		name  string
		field *string
		max   int
	}{
		{"title", &e.Title, maxTitle},
		{"title", &e.title, maxTitle},
		{"guid", &e.GUID, maxTitle},
		{"author", &e.Author, maxTitle},
		{"publisher", &e.publisher, maxTitle},
		{"date", &e.PublishedRaw, maxTitle},
		{"date", &e.UpdatedRaw, maxTitle},
		{"rights statement", &e.Rights, maxNote},
		{"summary", &e.Summary, maxText},
		{"content", &e.Content, maxText},
	} {
		if n := len(*f.field); n > f.max {
			*f.field = strings.ToValidUTF8((*f.field)[:f.max], "")
			r.fault(fmt.Sprintf("a %s of %d bytes is cut to %d", f.name, n, f.max))
		}
	}
	if n := len(e.Tags); n > maxTags {
		e.Tags = e.Tags[:maxTags]
		r.faultTags(n)
	}
	longest := 0
	for i, t := range e.Tags {
		longest = max(longest, len(t))
		e.Tags[i] = cut(t, maxNote)
	}
	if longest > maxNote {
		r.fault(fmt.Sprintf("a tag of %d bytes is cut to %d", longest, maxNote))
	}
}

// faultTags records that an entry has n tags, more than are kept.
func (r *reader) faultTags(n int) {
	r.fault(fmt.Sprintf("%d tags are cut to %d", n, maxTags))
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
// It returns how many tags there were before the cut to maxTags.
func (e *entry) keepTags() (total int) {
	e.Tags = tags(e.Tags)
	if len(e.keywords)+len(e.categories) == 0 {
		return len(e.Tags)
	}
	words := e.words()
	if len(e.Tags) == 0 {
		e.Tags = tags(words)
		total = len(e.Tags)
		e.Tags = e.Tags[:min(total, maxTags)]
		return total
	}
	known := strings.ToLower("\x00" + strings.Join(e.Tags, "\x00") + "\x00")
	var more []string
	for _, w := range tags(words) {
		if !strings.Contains(known, "\x00"+strings.ToLower(w)+"\x00") {
			more = append(more, w)
		}
	}
	e.addText("keywords", html.EscapeString(strings.Join(more, ", ")))
	return len(e.Tags)
}

// words returns the categories and the words of the keywords, up to maxWords.
func (e *entry) words() []string {
	words := e.categories[:min(len(e.categories), maxWords)]
	e.dropped.words = len(words) < len(e.categories)
	for _, k := range e.keywords {
		for w := range strings.FieldsFuncSeq(k, func(r rune) bool { return r == ',' || r == ';' || r == '、' || r == '،' }) {
			if len(words) == maxWords {
				e.dropped.words = true
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

// cut returns the first size bytes of a text, without a character that is cut
// in two.
func cut(s string, size int) string {
	if len(s) <= size {
		return s
	}
	return strings.ToValidUTF8(s[:size], "")
}
