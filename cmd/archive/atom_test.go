package main

import (
	"encoding/xml"
	"strings"
	"testing"
)

// The id of a feed depends on its query only, and differs between queries.
func TestAtomIDPerQuery(t *testing.T) {
	s := newSession(t, taught)
	ids := map[string][]string{}
	for _, args := range [][]string{
		{"summit"},
		{"summit"},
		{"korea"},
		{"summit", "--since", "2026-01"},
		{"summit", "--feed", "world"},
		{"summit", "--any"},
		{"*"},
		{"summit", "--self", "https://me.example/summit.atom"},
	} {
		code, out, said := s.run(append([]string{"search", "--format", "atom"}, args...)...)
		if code != exitDone {
			t.Fatal(said)
		}
		var doc struct {
			ID   string `xml:"id"`
			Link struct {
				Href string `xml:"href,attr"`
			} `xml:"link"`
		}
		if err := xml.Unmarshal([]byte(out), &doc); err != nil {
			t.Fatal(err)
		}
		ids[doc.ID] = append(ids[doc.ID], strings.Join(args, " "))
		if len(args) == 3 && args[1] == "--self" && doc.Link.Href != args[2] {
			t.Errorf("the feed is at %s", doc.Link.Href)
		}
	}
	if len(ids) != 6 {
		t.Errorf("ids and the queries that have them: %v", ids)
	}
	if code, _, _ := s.run("search", "summit", "--format", "atom", "--self", "file:///x"); code != exitUsage {
		t.Errorf("a feed at file: %d", code)
	}
}
