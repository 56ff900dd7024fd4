package main

import (
	"encoding/xml"
	"fmt"
	"io"
	"time"
)

// writeRSS writes the records as RSS 2.0.
func writeRSS(w io.Writer, title string, records []record) error {
	type guid struct {
		ID        string `xml:",chardata"`
		Permalink bool   `xml:"isPermaLink,attr"`
	}
	type item struct {
		Title       string   `xml:"title"`
		Link        string   `xml:"link,omitempty"`
		Description string   `xml:"description,omitempty"`
		GUID        guid     `xml:"guid"`
		Date        string   `xml:"pubDate,omitempty"`
		Categories  []string `xml:"category"`
	}
	type rss struct {
		XMLName     xml.Name `xml:"rss"`
		Version     string   `xml:"version,attr"`
		Title       string   `xml:"channel>title"`
		Link        string   `xml:"channel>link"`
		Description string   `xml:"channel>description"`
		Items       []item   `xml:"channel>item"`
	}
	doc := rss{Version: "2.0", Title: title, Link: "https://localhost/", Description: "What archive found."}
	for _, r := range records {
		it := item{Title: headline(r), Link: r.Link, Description: r.Snippet, GUID: guid{ID: r.urn()}, Categories: r.Tags}
		if !r.when.IsZero() {
			it.Date = r.when.Format(time.RFC1123Z)
		}
		doc.Items = append(doc.Items, it)
	}
	return writeXML(w, doc)
}

// writeAtom writes the records as an Atom 1.0 feed (RFC 4287).
func writeAtom(w io.Writer, title string, records []record, now time.Time) error {
	type link struct {
		Href string `xml:"href,attr"`
	}
	type text struct {
		Type string `xml:"type,attr"`
		Text string `xml:",chardata"`
	}
	type entry struct {
		Title   string `xml:"title"`
		ID      string `xml:"id"`
		Link    *link  `xml:"link"`
		Updated string `xml:"updated"`
		Author  string `xml:"author>name"`
		Summary *text  `xml:"summary"`
	}
	type feed struct {
		XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
		Title   string   `xml:"title"`
		ID      string   `xml:"id"`
		Updated string   `xml:"updated"`
		Entries []entry  `xml:"entry"`
	}
	doc := feed{Title: title, ID: "urn:newsarchive:search", Updated: now.UTC().Format(time.RFC3339)}
	for _, r := range records {
		e := entry{Title: headline(r), ID: r.urn(), Updated: r.when.UTC().Format(time.RFC3339), Author: r.Publisher}
		if e.Author == "" {
			e.Author = "unknown"
		}
		if r.Link != "" {
			e.Link = &link{r.Link}
		}
		if r.Snippet != "" {
			e.Summary = &text{"html", r.Snippet}
		}
		doc.Entries = append(doc.Entries, e)
	}
	return writeXML(w, doc)
}

func writeXML(w io.Writer, doc any) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(doc); err != nil {
		return err
	}
	_, err := fmt.Fprintln(w)
	return err
}

// urn names a story within its archive.
func (r record) urn() string { return fmt.Sprintf("urn:newsarchive:story:%d", r.ID) }

// headline is the title, or something where there is none.
func headline(r record) string {
	if r.Title != "" {
		return r.Title
	}
	return r.urn()
}
