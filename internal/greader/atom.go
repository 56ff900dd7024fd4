package greader

import (
	"encoding/xml"
	"io"
	"strings"
	"time"
)

// scheme is the scheme of categories that are states and labels. Their label is
// the last part of their name: read, fresh, starred.
const scheme = "http://www.google.com/reader/"

type atomFeed struct {
	XMLName      xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Reader       string      `xml:"xmlns:gr,attr"`
	ID           string      `xml:"id"`
	Title        string      `xml:"title"`
	Updated      string      `xml:"updated"`
	Continuation string      `xml:"gr:continuation,omitempty"`
	Entries      []atomEntry `xml:"entry"`
}

type atomEntry struct {
	CrawlTimeMsec string         `xml:"gr:crawl-timestamp-msec,attr"`
	ID            string         `xml:"id"`
	Categories    []atomCategory `xml:"category"`
	Title         string         `xml:"title"`
	Published     string         `xml:"published"`
	Updated       string         `xml:"updated"`
	Links         []atomLink     `xml:"link"`
	Content       atomContent    `xml:"content"`
	Author        string         `xml:"author>name"`
}

type atomCategory struct {
	Term   string `xml:"term,attr"`
	Scheme string `xml:"scheme,attr"`
	Label  string `xml:"label,attr"`
}

type atomLink struct {
	Rel    string `xml:"rel,attr"`
	Href   string `xml:"href,attr"`
	Type   string `xml:"type,attr,omitempty"`
	Length int64  `xml:"length,attr,omitempty"`
}

type atomContent struct {
	Type string `xml:"type,attr"`
	HTML string `xml:",chardata"`
}

// WriteAtom writes items as the Atom document that answers /reader/atom/STREAM.
func WriteAtom(w io.Writer, all Items) error {
	f := atomFeed{
		Reader: "http://www.google.com/schemas/reader/atom/", ID: "tag:google.com,2005:reader/" + all.ID, Title: all.Title,
		Updated: rfc3339(all.Updated), Continuation: all.Continuation, Entries: make([]atomEntry, len(all.Items)),
	}
	for i, it := range all.Items {
		f.Entries[i] = entryOf(it)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	return xml.NewEncoder(w).Encode(f)
}

func entryOf(it Item) atomEntry {
	e := atomEntry{
		CrawlTimeMsec: it.CrawlTimeMsec, ID: it.ID, Title: it.Title, Published: rfc3339(it.Published), Updated: rfc3339(it.Updated),
		Content: atomContent{"html", it.Summary.Content}, Author: it.Author,
	}
	read := false
	for _, c := range it.Categories {
		s, err := ParseStream(c)
		read = read || err == nil && s.Kind == Read
		e.Categories = append(e.Categories, atomCategory{c, scheme, c[strings.LastIndexByte(c, '/')+1:]})
	}
	if !read {
		fresh := Stream{Kind: Ignored, Name: "fresh"}.String()
		e.Categories = append(e.Categories, atomCategory{fresh, scheme, "fresh"})
	}
	for _, l := range it.Alternate {
		e.Links = append(e.Links, atomLink{Rel: "alternate", Href: l.Href, Type: l.Type})
	}
	for _, f := range it.Enclosure {
		e.Links = append(e.Links, atomLink{Rel: "enclosure", Href: f.Href, Type: f.Type, Length: f.Length})
	}
	return e
}

func rfc3339(seconds int64) string { return time.Unix(seconds, 0).UTC().Format(time.RFC3339) }
