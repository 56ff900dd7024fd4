package main

import (
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"
)

// origin describes the search that an answer in RSS or Atom came from.
type origin struct {
	title string
	query string    // what was asked, as the query of an address; it makes the feed's id
	self  string    // where the feed will be found; empty if that is not known
	now   time.Time // for a feed without entries
}

// id is the same for the same query, and differs for any other (RFC 4287,
// 4.2.6).
func (o origin) id() string {
	sum := sha256.Sum256([]byte("newsarchive search\n" + o.query))
	u := sum[:16]
	u[6], u[8] = u[6]&0x0f|0x80, u[8]&0x3f|0x80 // RFC 9562: version 8, made by a method of our own
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}

// address is the feed's address if it is known, else a placeholder with the query.
func (o origin) address() string {
	if o.self != "" {
		return o.self
	}
	return "https://localhost/search?" + o.query
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
func writeAtom(w io.Writer, o origin, records []record) error {
	doc := atomFeed{Title: o.title, ID: o.id(), Link: atomLink{"self", o.address()}}
	var newest time.Time
	for _, r := range records {
		doc.Entries = append(doc.Entries, r.atom())
		if t := r.changed(); t.After(newest) {
			newest = t
		}
	}
	if newest.IsZero() {
		newest = o.now
	}
	doc.Updated = newest.UTC().Format(time.RFC3339)
	return writeXML(w, doc)
}

// atom is a record as an entry. An entry needs a link or content (RFC 4287,
// 4.1.2): without a clickable link, its text is the content.
func (r record) atom() atomEntry {
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
	case webLink(r.Link) == "":
		e.Content = text
	case r.Snippet != "":
		e.Summary = text
	}
	if link := webLink(r.Link); link != "" {
		e.Link = &atomLink{"alternate", link}
	}
	return e
}

// changed is when the archive first saw the story, or else its date.
func (r record) changed() time.Time {
	if r.found.FirstSeen.IsZero() {
		return r.when
	}
	return r.found.FirstSeen
}
