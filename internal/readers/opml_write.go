package readers

import (
	"encoding/csv"
	"encoding/xml"
	"io"
	"strconv"
	"strings"
	"time"

	"newsarchive/internal/news"
)

type opmlDocument struct {
	XMLName xml.Name `xml:"opml"`
	Version string   `xml:"version,attr"`
	Space   string   `xml:"xmlns:archive,attr"`
	Title   string   `xml:"head>title"`
	Created string   `xml:"head>dateCreated"`
	Body    opmlBody `xml:"body"`
}

type opmlBody struct {
	Outlines []*opmlOutline `xml:"outline"`
}

type opmlOutline struct {
	Type        string         `xml:"type,attr,omitempty"`
	Text        string         `xml:"text,attr"`
	Title       string         `xml:"title,attr,omitempty"`
	XMLURL      string         `xml:"xmlUrl,attr,omitempty"`
	HTMLURL     string         `xml:"htmlUrl,attr,omitempty"`
	Language    string         `xml:"language,attr,omitempty"`
	Description string         `xml:"description,attr,omitempty"`
	Category    string         `xml:"category,attr,omitempty"`
	Name        string         `xml:"archive:name,attr,omitempty"`
	Every       string         `xml:"archive:every,attr,omitempty"`
	Pages       string         `xml:"archive:text,attr,omitempty"`
	Tags        string         `xml:"archive:tags,attr,omitempty"`
	Outlines    []*opmlOutline `xml:"outline"`
}

// WriteOPML writes feeds as OPML 2.0. A feed stands in the folder of its first
// tag; all its tags are its categories. The settings that other programs do not
// know are attributes of [Namespace]. [ReadFeeds] gives the same feeds back.
func WriteOPML(w io.Writer, title string, created time.Time, feeds []news.Feed) error {
	doc := opmlDocument{Version: "2.0", Space: Namespace, Title: title, Created: created.UTC().Format(time.RFC1123)}
	folders := map[string]*opmlOutline{}
	for _, f := range feeds {
		at := &doc.Body.Outlines
		if len(f.Tags) > 0 {
			folder, ok := folders[f.Tags[0]]
			if !ok {
				folder = &opmlOutline{Text: f.Tags[0]}
				folders[f.Tags[0]] = folder
				*at = append(*at, folder)
			}
			at = &folder.Outlines
		}
		*at = append(*at, outlineOf(f))
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(doc); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func outlineOf(f news.Feed) *opmlOutline {
	o := &opmlOutline{
		Type: "rss", Text: f.Label(), Title: f.Title, XMLURL: f.URL, HTMLURL: f.Link, Language: f.Language,
		Description: f.Description, Name: f.Name, Category: strings.Join(f.Tags, ","),
	}
	if strings.ContainsAny(strings.Join(f.Tags, ""), ",/") { // which categories cannot have
		o.Category = ""
	}
	if len(f.Tags) > 0 {
		var b strings.Builder
		record := csv.NewWriter(&b)
		_ = record.Write(f.Tags) // a strings.Builder takes everything
		record.Flush()
		o.Tags = strings.TrimSuffix(b.String(), "\n")
	}
	if s := f.State; s != nil {
		o.Pages = string(s.Text)
		if every := time.Duration(s.Every); s.EverySet {
			o.Every = strconv.FormatInt(int64(every/time.Minute), 10) + "m"
			if every%time.Hour == 0 {
				o.Every = strconv.FormatInt(int64(every/time.Hour), 10) + "h"
			}
		}
	}
	return o
}
