package mcp

import (
	"context"
	"fmt"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
)

// asking is what narrows the stories of a question.
type asking struct {
	Query     string   `json:"query,omitempty" jsonschema:"words, all of which must occur; \"a phrase\", OR, -word, publisher:NAME, feed:NAME, topic:NAME, tag:NAME, date:2026-01, title:WORD"`
	Since     string   `json:"since,omitempty" jsonschema:"published on or after this date: 2026-01-14, 2026-01, 2026, yesterday"`
	Until     string   `json:"until,omitempty" jsonschema:"published on or before the end of this date"`
	Feed      []string `json:"feed,omitempty" jsonschema:"in any of these feeds, by name or number"`
	Publisher []string `json:"publisher,omitempty" jsonschema:"by any of these publishers"`
	AsOf      string   `json:"as_of,omitempty" jsonschema:"answer with what the archive knew at the end of this date"`
}

func (a asking) question() archive.Question {
	return archive.Question{Text: a.Query, Since: a.Since, Until: a.Until, Feed: a.Feed, Publisher: a.Publisher, AsOf: a.AsOf}
}

type searchIn struct {
	asking
	Any    bool   `json:"any,omitempty" jsonschema:"any of the words instead of all, the most relevant first: for questions in plain language"`
	Sort   string `json:"sort,omitempty" jsonschema:"the order: by relevance (the default), the newest, the oldest, or the largest events first"`
	Limit  int    `json:"limit,omitempty" jsonschema:"events of one answer, 10 if absent"`
	Cursor string `json:"cursor,omitempty" jsonschema:"next_cursor of the answer before, with the same other arguments"`
}

type searchOut struct {
	answered
	Query    string   `json:"query"`
	Total    int      `json:"total" jsonschema:"stories that match"`
	Relaxed  bool     `json:"relaxed,omitempty" jsonschema:"no story has all the words; these have the most of them"`
	Missing  []string `json:"missing_words,omitempty" jsonschema:"words that no story has"`
	Hints    []string `json:"hints,omitempty" jsonschema:"about the query"`
	Events   []event  `json:"events" jsonschema:"the stories, those of one event together"`
	Coverage coverage `json:"coverage"`
	Next     string   `json:"next_cursor,omitempty"`
}

// event is the best story of an event with its others.
type event struct {
	evidence
	Event   int64    `json:"event" jsonschema:"the number of the event"`
	Matched int      `json:"matched" jsonschema:"stories of the event that match"`
	Of      int      `json:"of" jsonschema:"stories of the event"`
	Others  []string `json:"other_publishers,omitempty"`
	Stories []brief  `json:"other_stories,omitempty" jsonschema:"the next that match"`
}

// How much of an event an answer has.
const (
	pageSize        = 10
	maxEvents       = 10_000 // that cursors lead through
	maxOthers       = 4
	maxOtherStories = 2
	maxHints        = 3
)

func eventOf(g archive.Group, ar *archive.Archive) event {
	e := event{evidence: evidenceIn(g, ar.Zone()), Event: g.Event, Matched: g.Matched, Of: g.Total}
	e.Others, _ = cutAll(g.Others, maxOthers)
	for _, h := range g.Stories[1:min(len(g.Stories), 1+maxOtherStories)] {
		e.Stories = append(e.Stories, briefOf(h.Story))
	}
	return e
}

func (s *Server) addSearch() {
	add(s, tool[searchIn, searchOut]{
		name: "search", title: "Search the archive",
		about: "Finds stories by their words, publisher, feed, topic and date, those of one event together. Says on which of these days feeds were fetched: with \"fetched\" none or part, nothing found does not mean nothing written. Example: {\"query\": \"south korea japan summit\", \"since\": \"2026-01\"}.",
		inputs: []searchIn{
			{asking: asking{Query: "south korea japan summit", Since: "2026-01-01", Until: "2026-01-31"}},
			{asking: asking{Query: "Which publishers wrote about the prime minister's visit?"}, Any: true, Limit: 5},
			{asking: asking{Query: `"prime minister" publisher:reuters -golf`}, Sort: "newest"},
		},
		output: searchOut{
			answered: answered{notice, "2026-01-14T12:00:00Z"}, Query: "summit", Total: 1,
			Events:   []event{{evidence: exampleEvidence(), Event: 4, Matched: 1, Of: 5, Others: []string{"NHK World"}}},
			Coverage: exampleCoverage(),
		},
		call: s.search,
	})
}

// exampleEvidence and exampleCoverage stand in the schemas.
func exampleEvidence() evidence {
	return evidence{
		Story: 4, Headline: "South Korea and Japan agree to regular visits at summit", Publisher: "Reuters", Address: "https://www.reuters.com/world/1",
		Date: "2026-01-13", FirstSeen: "2026-01-13T09:00:00Z", Passage: "…agree to regular visits at summit…", Feeds: []string{"world"},
	}
}

func exampleCoverage() coverage {
	return coverage{
		First: "2026-01-13", Last: "2026-01-14", Fetched: "part", Meaning: "Some feeds were not fetched on some of these days (gaps): what they carried then may be missing.",
		Feeds: 2, Gaps: []gap{{"2026-01-14", "2026-01-14", "not reached", []string{"blog"}, 0}},
	}
}

func (s *Server) search(ctx context.Context, ar *archive.Archive, in searchIn) (out searchOut, said string, err error) {
	from, err := offset(&in, &in.Cursor)
	if err != nil {
		return out, "", err
	}
	if from > maxEvents {
		return out, "", refusedf("this is beyond the first %d events; narrow the question", maxEvents)
	}
	o := archive.SearchOptions{Question: in.question(), Page: archive.Page{Size: in.Limit, Offset: from}, Load: archive.Load{Relax: true}}
	if o.Any = in.Any; o.Size == 0 {
		o.Size = pageSize
	}
	if o.Sort = archive.Sort(in.Sort); in.Sort == "" && o.Empty() {
		o.Sort = archive.SortNewest
	}
	found, err := ar.Search(ctx, o)
	if err != nil {
		return out, "", err
	}
	out = searchOut{answered: s.answered(found.AsOf), Query: cut(in.Query, maxEcho), Total: found.Total, Relaxed: found.Relaxed, Events: []event{}}
	out.Missing, _ = cutAll(found.Missing, maxHints)
	for _, h := range found.Hints[:min(len(found.Hints), maxHints)] {
		out.Hints = append(out.Hints, cut(h.String(), maxEcho))
	}
	if out.Coverage, err = s.coverageOf(ctx, ar, o.Question, found.NotIndexed); err != nil {
		return out, "", err
	}
	events := make([]event, len(found.Groups))
	for i, g := range found.Groups {
		events[i] = eventOf(g, ar)
	}
	out.Events = fit(newRoom(out), events)
	if shown := len(out.Events); shown < len(events) || found.More {
		out.Next = cursor(in, from+shown)
	}
	return out, out.inWords(), nil
}

func (o searchOut) inWords() string {
	said := fmt.Sprintf("%s found; %s in this answer.", format.Plural(o.Total, "story", "stories"), format.Plural(len(o.Events), "event", "events"))
	if o.Relaxed {
		said = fmt.Sprintf("No story has all the words; the %s in this answer have the most of them.", format.Plural(len(o.Events), "event", "events"))
	}
	if o.Next != "" {
		said += " More with next_cursor."
	}
	return said + o.Coverage.inWords()
}
