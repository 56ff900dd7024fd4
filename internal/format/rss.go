package format

import (
	"encoding/xml"
	"fmt"
	"html"
	"io"
	"net/url"
	"regexp"
	"strings"
	"time"
)

// markup is where HTML begins a tag, a comment or an instruction.
var markup = regexp.MustCompile(`<[a-zA-Z/!?]`)

// writeRSS writes the records as RSS 2.0.
func writeRSS(w io.Writer, c Channel, records []Record) error {
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
	doc := rss{Version: "2.0", Title: c.Title, Link: c.address(), Description: "What archive found."}
	for _, r := range records {
		it := item{Title: rssTitle(headline(r)), Link: WebLink(r.Link), Description: r.Snippet, GUID: guid{ID: r.urn()}, Categories: r.Tags}
		if !r.when.IsZero() {
			it.Date = r.when.Format(time.RFC1123Z)
		}
		doc.Items = append(doc.Items, it)
	}
	return writeXML(w, doc)
}

// rssTitle is a title that shows as it is, and runs nothing, in readers that take
// titles of RSS for text and in those that take them for HTML: RSS leaves that
// open. Only a title that would be markup is written as HTML.
func rssTitle(title string) string {
	if markup.MatchString(title) {
		return html.EscapeString(title)
	}
	return title
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
func (r Record) urn() string {
	if len(r.Archives) > 0 { // numbers are those of the first one
		return fmt.Sprintf("urn:newsarchive:%s:story:%d", url.PathEscape(r.Archives[0]), r.ID)
	}
	return fmt.Sprintf("urn:newsarchive:story:%d", r.ID)
}

// headline is the title, or the URN of a story without one.
func headline(r Record) string {
	if strings.TrimSpace(r.Title) != "" {
		return r.Title
	}
	return r.urn()
}
