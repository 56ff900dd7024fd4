package format

import (
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"
)

// Channel describes an answer that is written as RSS or Atom.
type Channel struct {
	Title string
	Query string    // what was asked, as the query of an address; it makes the feed's id
	Self  string    // the address of the feed; empty if it is not known
	Now   time.Time // dates a feed without entries
}

// id is the same for the same query, and differs for any other (RFC 4287,
// 4.2.6).
func (c Channel) id() string {
	sum := sha256.Sum256([]byte("newsarchive search\n" + c.Query))
	u := sum[:16]
	u[6], u[8] = u[6]&0x0f|0x80, u[8]&0x3f|0x80 // RFC 9562: version 8, made by a method of our own
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}

// address is the feed's address if it is known, else a placeholder with the query.
func (c Channel) address() string {
	if c.Self != "" {
		return c.Self
	}
	return "https://localhost/search?" + c.Query
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

type atomCategory struct {
	Term string `xml:"term,attr"`
}

type atomEntry struct {
	Title      string         `xml:"title"`
	ID         string         `xml:"id"`
	Link       *atomLink      `xml:"link"`
	Published  string         `xml:"published,omitempty"`
	Updated    string         `xml:"updated"`
	Author     string         `xml:"author>name"`
	Categories []atomCategory `xml:"category"`
	Summary    *atomText      `xml:"summary"`
	Content    *atomText      `xml:"content"`
}

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Title   string      `xml:"title"`
	ID      string      `xml:"id"`
	Link    atomLink    `xml:"link"`
	Updated string      `xml:"updated"`
	Entries []atomEntry `xml:"entry"`
}

// writeAtom writes the records as an Atom 1.0 feed (RFC 4287).
func writeAtom(w io.Writer, c Channel, records []Record) error {
	doc := atomFeed{Title: c.Title, ID: c.id(), Link: atomLink{"self", c.address()}}
	var newest time.Time
	for _, r := range records {
		doc.Entries = append(doc.Entries, r.atom())
		if t := r.changed(); t.After(newest) {
			newest = t
		}
	}
	if newest.IsZero() {
		newest = c.Now
	}
	doc.Updated = newest.UTC().Format(time.RFC3339)
	return writeXML(w, doc)
}

// atom is a record as an entry. An entry needs a link or content (RFC 4287,
// 4.1.2): without a clickable link, its text is the content.
func (r Record) atom() atomEntry {
	e := atomEntry{Title: headline(r), ID: r.urn(), Updated: r.changed().UTC().Format(time.RFC3339), Author: strings.TrimSpace(r.Publisher)}
	if !r.when.IsZero() {
		e.Published = r.when.UTC().Format(time.RFC3339)
	}
	if e.Author == "" {
		e.Author = "unknown"
	}
	for _, tag := range r.Tags {
		e.Categories = append(e.Categories, atomCategory{tag})
	}
	text := &atomText{"html", r.Snippet}
	if r.Snippet == "" {
		text = &atomText{"text", headline(r)}
	}
	switch {
	case WebLink(r.Link) == "":
		e.Content = text
	case r.Snippet != "":
		e.Summary = text
	}
	if link := WebLink(r.Link); link != "" {
		e.Link = &atomLink{"alternate", link}
	}
	return e
}

// changed is when the archive first saw the story, or else its date.
func (r Record) changed() time.Time {
	if r.firstSeen.IsZero() {
		return r.when
	}
	return r.firstSeen
}
