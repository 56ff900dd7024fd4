package format

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/terminal"
)

// Record is one line of an answer: the best story of a group. Templates use its
// fields; columns have the same names in lower case. Its texts are cleaned.
type Record struct {
	Query                                                        int
	ID, Item, Chain, Event                                       int64
	GUID, Date, Seen, Title, Publisher, Site, Author, Lang, Link string
	Topic, Feed, Snippet, Passage, FirstSeen, FirstBy            string
	Tags, Others, Archives                                       []string
	Score                                                        float64
	Matched, Total, Position                                     int

	when, firstSeen time.Time
}

// NewRecord returns the record of a group, with dates in the zone. query is the
// number of the query, from 1, or 0 if there is only one.
func NewRecord(g archive.Group, query int, zone *time.Location) Record {
	f := g.Stories[0]
	r := Record{
		Query: query, ID: f.ID, Item: f.Listing.Item, Chain: g.Chain, Event: g.Event, GUID: terminal.Clean(f.Listing.GUID),
		Title: terminal.Clean(f.Title), Publisher: terminal.Clean(f.Publisher), Site: terminal.Clean(f.Site), Author: terminal.Clean(f.Author), Lang: terminal.Clean(f.Language),
		Link: terminal.Clean(f.Link), Feed: terminal.Clean(strings.Join(f.Listing.Feeds, ", ")), Snippet: terminal.Clean(f.Passage.HTML()), Passage: terminal.Clean(f.Passage.Text),
		Others: cleaned(g.Others), Tags: cleaned(append(slices.Clone(f.Tags), f.Listing.Tags...)),
		Archives: archiveNames(f.Archives), Score: f.Score, Matched: g.Matched, Total: g.Total, Position: f.Listing.Position,
		when: f.Effective.Start(zone), firstSeen: f.FirstSeen,
	}
	if r.Chain == 0 {
		r.Chain = f.Listing.Chain
	}
	if !f.Effective.IsZero() {
		r.Date = f.Effective.In(zone)
	}
	if !g.FirstSeen.IsZero() {
		r.FirstSeen, r.FirstBy = g.FirstSeen.UTC().Format(time.RFC3339), terminal.Clean(g.FirstBy)
	}
	if !f.FirstSeen.IsZero() {
		r.Seen = f.FirstSeen.UTC().Format(time.RFC3339)
	}
	return r
}

func cleaned(texts []string) []string {
	out := []string{}
	for _, t := range texts {
		if t = terminal.Clean(t); !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

// FieldNames are the columns of a record.
func FieldNames() []string {
	return []string{
		"query", "id", "guid", "date", "seen", "title", "publisher", "site", "author", "lang", "link", "feed", "tags", "score",
		"snippet", "matched", "total", "matched/total", "others", "item", "chain", "event", "first_seen", "first_by", "position", "archives",
	}
}

// value returns a field, typed as JSON has it.
func (r Record) value(field string) any {
	switch field {
	case "query":
		return r.Query
	case "topic": // of what is new; no column of a search
		return r.Topic
	case "id":
		return r.ID
	case "guid":
		return r.GUID
	case "date":
		return r.Date
	case "seen":
		return r.Seen
	case "title":
		return r.Title
	case "publisher":
		return r.Publisher
	case "site":
		return r.Site
	case "author":
		return r.Author
	case "lang":
		return r.Lang
	case "link":
		return r.Link
	case "feed":
		return r.Feed
	case "tags":
		return r.Tags
	case "score":
		return r.Score
	case "snippet":
		return r.Snippet
	case "matched":
		return r.Matched
	case "total":
		return r.Total
	case "matched/total":
		return fmt.Sprintf("%d/%d", r.Matched, r.Total)
	case "archives":
		return r.Archives
	case "others":
		return r.Others
	case "item":
		return r.Item
	case "chain":
		return r.Chain
	case "event":
		return r.Event
	case "first_seen":
		return r.FirstSeen
	case "first_by":
		return r.FirstBy
	case "position":
		return r.Position
	}
	return nil
}

// text returns a field as a cell of a table; a snippet without its marks.
func (r Record) text(field string) string {
	switch v := r.value(field).(type) {
	case int:
		return strconv.Itoa(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return strconv.FormatFloat(v, 'g', 6, 64)
	case []string:
		return strings.Join(v, ", ")
	case string:
		if field == "snippet" {
			return r.Passage
		}
		return v
	}
	return ""
}

// CheckFields fails if there is no column of one of the names.
func CheckFields(fields []string) error {
	for _, f := range fields {
		if !slices.Contains(FieldNames(), f) {
			return fmt.Errorf("there is no field %q; there are %s", f, strings.Join(FieldNames(), ", "))
		}
	}
	return nil
}
