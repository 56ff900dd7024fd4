package readers

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"newsarchive/internal/charset"
	"newsarchive/internal/news"

	"golang.org/x/net/html"
)

// maxHTML is how many bytes a file of bookmarks may have.
const maxHTML = 256 << 20

// bookmarkItems reads bookmarks in Netscape's form (DL, DT, A, DD), as browsers,
// linkding, Pinboard and others write it; or Pocket's list of links. Folders
// are tags.
func bookmarkItems(form Form, r io.Reader) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		raw, err := io.ReadAll(io.LimitReader(r, maxHTML+1))
		if err == nil && len(raw) > maxHTML {
			err = fmt.Errorf("the file is larger than %d MiB", maxHTML>>20)
		}
		if err != nil {
			yield(Entry{Place: "the file"}, err)
			return
		}
		b := bookmarkReader{form: form, yield: yield, z: html.NewTokenizer(strings.NewReader(charset.Decode(raw)))}
		b.z.SetMaxBuf(maxElement)
		b.read()
	}
}

type bookmarkReader struct {
	form    Form
	z       *html.Tokenizer
	yield   func(Entry, error) bool
	n       int
	stopped bool

	folders []string // the open lists
	heading string   // the last heading, which names the next list
	into    string   // the element whose text is read: a, h3, dd; else ""
	text    strings.Builder
	current *page // waits for its description
}

func (b *bookmarkReader) read() {
	for !b.stopped {
		switch b.z.Next() {
		case html.ErrorToken:
			b.endText()
			b.flush()
			if err := b.z.Err(); !errors.Is(err, io.EOF) && !b.stopped {
				b.yield(Entry{Place: "the end"}, err)
			}
			return
		case html.TextToken:
			if b.into != "" && b.text.Len() < maxText {
				b.text.Write(b.z.Text())
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := b.z.TagName()
			b.start(string(name), more)
		case html.EndTagToken:
			name, _ := b.z.TagName()
			b.end(string(name))
		}
	}
}

func (b *bookmarkReader) start(name string, more bool) {
	switch name {
	case "a":
		b.endText()
		b.flush()
		b.current, b.into = b.bookmark(attributes(b.z, more)), "a"
	case "h1", "h3":
		b.endText()
		b.flush()
		b.into = name
		attrs := attributes(b.z, more)
		if name == "h3" && (attrs["personal_toolbar_folder"] == "true" || attrs["unfiled_bookmarks_folder"] == "true") {
			b.into = "" // a browser's own folder
			b.heading = ""
		}
	case "dd":
		b.endText()
		b.into = "dd"
	case "dl", "ul":
		b.endText()
		b.flush()
		if len(b.folders) < 1000 { // far more than a person makes
			b.folders = append(b.folders, b.heading)
		}
		b.heading = ""
	case "dt", "li":
		b.endText()
	}
}

func (b *bookmarkReader) end(name string) {
	switch name {
	case "a", "h1", "h3", "dd":
		b.endText()
	case "dl", "ul":
		b.endText()
		b.flush()
		if len(b.folders) > 0 {
			b.folders = b.folders[:len(b.folders)-1]
		}
	}
}

// endText uses the text that was read.
func (b *bookmarkReader) endText() {
	text := strings.TrimSpace(b.text.String())
	switch {
	case b.into == "a" && b.current != nil:
		b.current.title = text
	case b.into == "dd" && b.current != nil:
		b.describe(text)
	case b.into == "h3", b.into == "h1" && b.form == PocketHTML:
		b.heading = text
	}
	b.into = ""
	b.text.Reset()
}

// describe adds a description, in which linkding marks a person's notes.
func (b *bookmarkReader) describe(text string) {
	before, notes, ok := strings.Cut(text, "[linkding-notes]")
	if ok {
		b.current.notes = append(b.current.notes, note{"note", strings.TrimSuffix(strings.TrimSpace(notes), "[/linkding-notes]")})
	}
	b.current.summary = plainTitle(before)
}

// bookmark returns the bookmark of a link.
func (b *bookmarkReader) bookmark(attrs map[string]string) *page {
	p := &page{
		program: "Bookmarks", link: attrs["href"], tags: strings.Split(attrs["tags"], ","),
		added: dateOf(first(attrs["add_date"], attrs["time_added"])), later: isTrue(attrs["toread"]),
	}
	if b.form == PocketHTML {
		p.program = "Pocket"
		p.read = strings.HasPrefix(strings.ToLower(strings.Join(b.folders, "")), "read")
		p.later = !p.read
		return p
	}
	p.tags = append(p.tags, b.folders...)
	for i, tag := range p.tags {
		if tag == "linkding:archived" {
			p.tags[i] = tagArchived
		}
	}
	return p
}

// flush yields the bookmark that was read.
func (b *bookmarkReader) flush() {
	p := b.current
	b.current = nil
	if p == nil || b.stopped {
		return
	}
	b.n++
	e := Entry{Place: fmt.Sprintf("link %d", b.n), Size: len(p.link) + len(p.title) + len(p.summary)}
	scheme, _, _ := strings.Cut(strings.ToLower(p.link), ":")
	var err error
	switch scheme {
	case "http", "https":
		if e.Item, err = p.item(); err == nil {
			err = Finish(&e.Item)
		}
	default:
		err = &Omitted{"not an address of the web (place:, javascript:, about: …)"}
	}
	if err != nil {
		e.Item = news.Item{}
	}
	b.stopped = !b.yield(e, err)
}
