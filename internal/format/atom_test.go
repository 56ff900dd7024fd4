package format

import (
	"bytes"
	"encoding/xml"
	"net/url"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/archive"
)

// atomDoc is an Atom feed as a validator reads it.
type atomDoc struct {
	XMLName xml.Name     `xml:"http://www.w3.org/2005/Atom feed"`
	Titles  []string     `xml:"http://www.w3.org/2005/Atom title"`
	IDs     []string     `xml:"http://www.w3.org/2005/Atom id"`
	Updated []string     `xml:"http://www.w3.org/2005/Atom updated"`
	Links   []linkDoc    `xml:"http://www.w3.org/2005/Atom link"`
	Authors []personDoc  `xml:"http://www.w3.org/2005/Atom author"`
	Entries []atomDocOne `xml:"http://www.w3.org/2005/Atom entry"`
}

type atomDocOne struct {
	Titles     []string    `xml:"http://www.w3.org/2005/Atom title"`
	IDs        []string    `xml:"http://www.w3.org/2005/Atom id"`
	Updated    []string    `xml:"http://www.w3.org/2005/Atom updated"`
	Published  []string    `xml:"http://www.w3.org/2005/Atom published"`
	Links      []linkDoc   `xml:"http://www.w3.org/2005/Atom link"`
	Authors    []personDoc `xml:"http://www.w3.org/2005/Atom author"`
	Summaries  []textDoc   `xml:"http://www.w3.org/2005/Atom summary"`
	Contents   []textDoc   `xml:"http://www.w3.org/2005/Atom content"`
	Categories []struct {
		Term string `xml:"term,attr"`
	} `xml:"http://www.w3.org/2005/Atom category"`
}

type linkDoc struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

type personDoc struct {
	Names []string `xml:"http://www.w3.org/2005/Atom name"`
}

type textDoc struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

// validate checks the main rules of the W3C's feed validator (RFC 4287).
func validate(t *testing.T, raw []byte) (doc atomDoc) {
	t.Helper()
	if err := xml.Unmarshal(raw, &doc); err != nil {
		t.Fatalf("not well-formed: %v", err)
	}
	rule := func(holds bool, format string, args ...any) {
		t.Helper()
		if !holds {
			t.Errorf(format, args...)
		}
	}
	common := func(what string, titles, ids, updated []string, links []linkDoc) {
		t.Helper()
		rule(len(titles) == 1 && strings.TrimSpace(titles[0]) != "", "%s: exactly one title, not blank: %q", what, titles)
		rule(len(ids) == 1, "%s: exactly one id: %q", what, ids)
		u, err := url.Parse(ids[0])
		rule(err == nil && u.IsAbs() && !strings.ContainsAny(ids[0], " \t\n"), "%s: the id is an absolute IRI: %q", what, ids[0])
		rule(len(updated) == 1, "%s: exactly one updated: %q", what, updated)
		at, err := time.Parse(time.RFC3339, updated[0])
		rule(err == nil && at.Year() > 1 && at.Year() < 10000, "%s: updated is a date of RFC 3339: %q", what, updated[0])
		alternates := 0
		for _, l := range links {
			u, err := url.Parse(l.Href)
			rule(err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "", "%s: href is an http address: %q", what, l.Href)
			rule(l.Rel == "self" || l.Rel == "alternate", "%s: a registered relation: %q", what, l.Rel)
			if l.Rel == "alternate" {
				alternates++
			}
		}
		rule(alternates < 2, "%s: one alternate of a type at most", what)
	}
	common("feed", doc.Titles, doc.IDs, doc.Updated, doc.Links)
	self := 0
	for _, l := range doc.Links {
		if l.Rel == "self" {
			self++
		}
	}
	rule(self == 1, "the feed has a link to itself")
	seen := map[string]bool{}
	for _, e := range doc.Entries {
		common("entry", e.Titles, e.IDs, e.Updated, e.Links)
		rule(!seen[e.IDs[0]], "two entries have the id %s", e.IDs[0])
		seen[e.IDs[0]] = true
		rule(len(e.Authors) > 0 || len(doc.Authors) > 0, "an entry has an author, or its feed has")
		for _, a := range e.Authors {
			rule(len(a.Names) == 1 && strings.TrimSpace(a.Names[0]) != "", "an author has one name: %q", a.Names)
		}
		rule(len(e.Links) > 0 || len(e.Contents) > 0, "an entry has an alternate link or content")
		rule(len(e.Contents) < 2 && len(e.Summaries) < 2 && len(e.Published) < 2, "one content, summary and published at most")
		for _, p := range e.Published {
			_, err := time.Parse(time.RFC3339, p)
			rule(err == nil, "published is a date of RFC 3339: %q", p)
		}
		for _, x := range append(e.Contents, e.Summaries...) {
			rule(x.Type == "text" || x.Type == "html", "a text's type: %q", x.Type)
			rule(strings.TrimSpace(x.Text) != "", "a text is not blank")
		}
		for _, c := range e.Categories {
			rule(c.Term != "", "a category has a term")
		}
	}
	return doc
}

// An Atom feed is valid with ordinary stories, with hostile ones, and with none.
func TestAtomIsValid(t *testing.T) {
	o := Options{
		Format: "atom", Zone: time.UTC,
		Channel: Channel{Title: "archive: korea", Query: "q=korea", Now: time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC)},
	}
	for name, answer := range map[string]archive.Answer{"ordinary": ordinary(), "hostile": hostile(), "empty": {}} {
		var b bytes.Buffer
		if err := WriteAnswer(&b, answer, o); err != nil {
			t.Fatal(err)
		}
		if doc := validate(t, b.Bytes()); len(doc.Entries) != len(answer.Groups) {
			t.Errorf("%s: %d entries of %d", name, len(doc.Entries), len(answer.Groups))
		}
	}
}
