package feed

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strconv"
	"strings"

	"newsarchive/internal/dates"
	"newsarchive/internal/news"
	"newsarchive/internal/plain"

	ext "github.com/mmcdole/gofeed/extensions"
	jsonfeed "github.com/mmcdole/gofeed/json"
	"golang.org/x/net/html"
)

// readJSON reads a JSON Feed. Its items are read one by one, so that one that
// is not as it should be costs no other.
func (r *reader) readJSON(text string) (news.Document, error) {
	d := json.NewDecoder(r.input(strings.NewReader(text)))
	fields := map[string]json.RawMessage{}
	var items []json.RawMessage
	_, err := d.Token()
	for err == nil && d.More() {
		var name json.Token
		if name, err = d.Token(); err != nil {
			break
		}
		if name == "items" {
			err = jsonItems(d, &items)
			continue
		}
		var value json.RawMessage
		if err = d.Decode(&value); err == nil {
			fields[fmt.Sprint(name)] = value
		}
	}
	if err == nil {
		_, err = d.Token() // the closing brace
	}
	if r.ctx.Err() != nil {
		return news.Document{}, context.Cause(r.ctx)
	}
	if !strings.Contains(jsonString(fields["version"]), "jsonfeed") && len(items) == 0 {
		return news.Document{}, fmt.Errorf("%w; it is JSON and begins with %q", ErrUnknown, beginning(text))
	}
	for _, name := range []string{"feed_url", "home_page_url"} {
		if u, err := url.Parse(jsonString(fields[name])); r.base == nil && err == nil && len(u.Path) <= maxBase && (u.Scheme == "http" || u.Scheme == "https") {
			r.base = u
		}
	}
	r.describe(html.EscapeString(jsonString(fields["title"])), jsonString(fields["home_page_url"]), nil, jsonString(fields["language"]))
	r.authors = r.cut("author", jsonAuthors(fields), maxName)
	r.doc.Feed.Description = r.cut("description", plain.Line(html.EscapeString(jsonString(fields["description"]))), maxNote)
	r.doc.Feed.Image = web(resolve(r.base, firstOf(jsonString(fields["icon"]), jsonString(fields["favicon"]))))
	r.json = items
	skipped := r.jsonEntries(items)
	head := r.jsonHead()
	for i := range r.doc.Items {
		r.doc.Items[i].Raw = &news.Raw{Element: string(items[r.entryOf[i]]), Head: head, Address: r.address}
	}
	return r.end(skipped, err != nil)
}

// jsonItems reads the array of items as far as it goes.
func jsonItems(d *json.Decoder, items *[]json.RawMessage) error {
	start, err := d.Token()
	if err != nil || start != json.Delim('[') {
		if err == nil && start != nil {
			err = errors.New("items is no array")
		}
		return err
	}
	for d.More() {
		var item json.RawMessage
		if err := d.Decode(&item); err != nil {
			return err
		}
		*items = append(*items, item)
	}
	_, err = d.Token()
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return err
}

// jsonEntries reads the items, and returns how many it leaves out.
func (r *reader) jsonEntries(items []json.RawMessage) (skipped int) {
	for i, raw := range items {
		if i == maxItems || r.ctx.Err() != nil {
			return len(items) - i
		}
		var it jsonfeed.Item
		if err := json.Unmarshal(raw, &it); err != nil {
			if it, err = jsonLoose(raw); err != nil {
				r.read++
				r.fault("an item that is no object: " + err.Error())
				continue
			}
		}
		r.add(r.jsonEntry(&it))
	}
	return 0
}

func (r *reader) jsonEntry(it *jsonfeed.Item) *entry {
	e := &entry{}
	for _, field := range []*string{&it.ID, &it.Title, &it.Summary, &it.ContentHTML, &it.ContentText, &it.DatePublished, &it.DateModified} {
		*field = keepText(*field)
	}
	e.GUID = strings.TrimSpace(it.ID)
	e.noteAddress("a link", it.URL)
	e.noteAddress("a link", it.ExternalURL)
	e.Link, e.Related = web(resolve(r.base, it.URL)), ""
	if other := web(resolve(r.base, it.ExternalURL)); e.Link == "" || it.URL == "" {
		e.Link = other
	} else if it.ExternalURL != "" {
		e.Related = other
	}
	e.Link = firstOf(e.Link, web(e.GUID))
	e.Title, e.Summary = html.EscapeString(strings.TrimSpace(it.Title)), html.EscapeString(it.Summary)
	e.Content = absoluteHTML(it.ContentHTML, r.base, &r.grown)
	switch {
	case it.ContentText == "":
	case e.Content == "":
		e.Content = textHTML(it.ContentText)
	default:
		e.addText("content_text", textHTML(it.ContentText))
	}
	e.PublishedRaw, e.UpdatedRaw = it.DatePublished, it.DateModified
	e.Published, e.Updated = dates.Parse(decode(it.DatePublished)), dates.Parse(decode(it.DateModified))
	if e.Published.IsZero() && e.PublishedRaw == "" {
		e.Published, e.PublishedRaw = e.Updated, e.UpdatedRaw
	}
	var names []string
	for _, a := range append(it.Authors, it.Author) {
		if a != nil {
			names = append(names, person(html.EscapeString(a.Name)))
			e.addPerson(personOf(html.EscapeString(a.Name), "", "", resolve(r.base, a.URL)))
		}
	}
	e.Author = joinNames(names)
	e.Tags = it.Tags
	e.Language = tag(it.Language)
	e.images = []string{resolve(r.base, it.Image), resolve(r.base, it.BannerImage)}
	if it.Attachments != nil {
		for _, a := range *it.Attachments {
			e.attach(resolve(r.base, a.URL), ext.Extension{Attrs: map[string]string{
				"type": a.MimeType, "title": html.EscapeString(a.Title),
				"length": strconv.FormatInt(a.SizeInBytes, 10), "duration": strconv.FormatInt(a.DurationInSeconds, 10),
			}})
		}
	}
	return e
}
