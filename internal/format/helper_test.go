package format

import (
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/news"
	"newsarchive/store"
)

// ordinary is an answer with two events: one of several stories and tags, and
// one with a passage.
func ordinary() archive.Answer {
	day := time.Date(2026, 1, 14, 9, 40, 0, 0, time.UTC)
	one := archive.Hit{
		Story: news.Story{
			ID: 7, Link: "https://news.example/a?b=1&c=2", Title: `Korea "and" Japan | agree` + "\x1b[31m, at a summit", Publisher: "Reuters",
			Effective: news.Instant(day), FirstSeen: day.Add(time.Hour), Tags: []string{"mine"},
		},
		Listing: store.Listing{Item: 3, GUID: "CBMi1", Chain: 2, Feeds: []string{"world"}, Tags: []string{"korea", "japan"}},
	}
	two := archive.Hit{
		Story:   news.Story{ID: 12, Link: "https://news.example/jp", Title: "日韓首脳会談", Effective: news.Day(2026, 1, 13), FirstSeen: day},
		Passage: archive.Passage{Text: "…Seoul & Tokyo: korea <again>", Marks: []archive.Mark{{Start: 18, End: 23}}},
	}
	return archive.Answer{Query: "korea", Total: 6, Groups: []archive.Group{
		{Chain: 2, Matched: 5, Total: 5, Stories: []archive.Hit{one}, Others: []string{"The Guardian", "AP News"}},
		{Chain: 9, Matched: 1, Total: 1, Stories: []archive.Hit{two}},
	}}
}

// hostile is an answer of stories without what a feed needs, and with what it
// must not have.
func hostile() (answer archive.Answer) {
	day := news.Day(2026, 1, 13)
	for i, st := range []news.Story{
		{Link: "javascript:alert(1)", Title: "A script", Effective: day, Tags: []string{"mine"}},
		{Link: "data:text/html,<b>", Title: "Data", Publisher: "X", Effective: day},
		{Link: "file:///etc/passwd", Effective: day},
		{Title: "No link\x00\x1b", Publisher: " ", Effective: day},
		{Link: "https://h.example/?a=1&b=<2>", Title: "<b>&\u202e", Publisher: "Y"},
		{Link: "JavaScript:alert(1)//https://h.example/", Title: "Twice"},
		{Link: "https:///no-host", Title: "No host"},
	} {
		st.ID, st.FirstSeen = int64(i+1), time.Date(2026, 1, 14, 9, 0, 0, 0, time.UTC)
		answer.Groups = append(answer.Groups, archive.Group{Stories: []archive.Hit{{Story: st}}, Matched: 1, Total: 1})
	}
	answer.Total = len(answer.Groups)
	return answer
}
