package feed

import (
	"fmt"
	"slices"
	"strings"
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

// exceeded says what of an entry exceeds its limit.
type exceeded struct {
	texts, files, people bool // lists
	words                bool // categories and keywords
	tags                 int  // how many there were; 0: not too many
	values               []longValue
}

// longValue is the longest value of a kind that is too long.
type longValue struct {
	what  string // with its article
	bytes int
	fate  string
}

// cut returns the first bytes of a value of the entry, up to size.
func (e *entry) cut(what, s string, size int) string {
	if len(s) > size {
		e.exceeded.value(what, len(s), fmt.Sprintf("cut to %d", size))
	}
	return cut(s, size)
}

// noteAddress notes an address that is left out because it is too long.
func (e *entry) noteAddress(what, address string) {
	if n := len(strings.TrimSpace(address)); n > maxAddress {
		e.exceeded.value(what, n, fmt.Sprintf("left out: more than %d", maxAddress))
	}
}

func (x *exceeded) value(what string, bytes int, fate string) {
	i := slices.IndexFunc(x.values, func(v longValue) bool { return v.what == what })
	if i < 0 {
		x.values = append(x.values, longValue{what, bytes, fate})
	} else {
		x.values[i].bytes = max(x.values[i].bytes, bytes)
	}
}

// limit cuts fields that are far too long.
func (e *entry) limit() {
	for _, f := range []struct {
		what  string
		field *string
		max   int
	}{
		{"a title", &e.Title, maxTitle},
		{"a guid", &e.GUID, maxTitle},
		{"an author", &e.Author, maxTitle},
		{"a publisher", &e.publisher, maxTitle},
		{"a source's title", &e.Source.Title, maxTitle},
		{"a date", &e.PublishedRaw, maxTitle},
		{"a date", &e.UpdatedRaw, maxTitle},
		{"a rights statement", &e.Rights, maxNote},
		{"a summary", &e.Summary, maxText},
		{"a content", &e.Content, maxText},
	} {
		*f.field = e.cut(f.what, *f.field, f.max)
	}
	if n := len(e.Tags); n > maxTags {
		e.Tags, e.exceeded.tags = e.Tags[:maxTags], n
	}
	for i, t := range e.Tags {
		e.Tags[i] = e.cut("a tag", t, maxNote)
	}
}

// faultExceeded records what of the current entry was cut or left out.
func (r *reader) faultExceeded(e *entry) {
	x := e.exceeded
	for _, f := range []struct {
		name string
		over bool
		max  int
	}{
		{"other texts", x.texts, maxTexts},
		{"files", x.files, maxFiles},
		{"people", x.people, maxPeople},
		{"keywords", x.words, maxWords},
	} {
		if f.over {
			r.fault(fmt.Sprintf("only the first %d %s are kept", f.max, f.name))
		}
	}
	if x.tags > 0 {
		r.fault(fmt.Sprintf("%d tags are cut to %d", x.tags, maxTags))
	}
	for _, v := range x.values {
		r.fault(fmt.Sprintf("%s of %d bytes is %s", v.what, v.bytes, v.fate))
	}
}

// cut returns the first bytes of a value of the feed itself, up to size, and
// records a fault when it is longer. what says which value.
func (r *reader) cut(what, s string, size int) string {
	if len(s) > size {
		r.fault(fmt.Sprintf("the feed's %s of %d bytes is cut to %d", what, len(s), size))
	}
	return cut(s, size)
}

// cut returns the first size bytes of a text, without a character that is cut
// in two.
func cut(s string, size int) string {
	if len(s) <= size {
		return s
	}
	return strings.ToValidUTF8(s[:size], "")
}
