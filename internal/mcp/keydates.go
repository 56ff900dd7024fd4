package mcp

import (
	"context"
	"fmt"

	"newsarchive/internal/archive"
	"newsarchive/internal/chronology"
	"newsarchive/internal/format"
)

type keyDatesIn struct {
	asking
	Limit  int    `json:"limit,omitempty" jsonschema:"how many; absent: as many as stand out"`
	Cursor string `json:"cursor,omitempty" jsonschema:"next_cursor of the answer before, with the same other arguments"`
}

type keyDatesOut struct {
	answered
	Query    string    `json:"query"`
	Total    int64     `json:"total" jsonschema:"stories of the query"`
	Dates    []keyDate `json:"dates" jsonschema:"in their order"`
	Coverage coverage  `json:"coverage"`
	Next     string    `json:"next_cursor,omitempty"`
}

type keyDate struct {
	Date    string  `json:"date"`
	Stories int64   `json:"stories" jsonschema:"of the day"`
	Why     string  `json:"why" jsonschema:"why this day was chosen"`
	What    []brief `json:"headlines" jsonschema:"one or two stories that say what happened"`
}

func (s *Server) addKeyDates() {
	add(s, tool[keyDatesIn, keyDatesOut]{
		name: "key_dates", title: "Find the key dates of a topic",
		about:  "Finds the days on which something happened in a topic, each with one or two headlines and why it was chosen. Example: {\"query\": \"takaichi\", \"limit\": 10}.",
		inputs: []keyDatesIn{{asking: asking{Query: "takaichi"}, Limit: 10}},
		output: keyDatesOut{
			answered: answered{notice, "2026-01-14T12:00:00Z"}, Query: "summit", Total: 8, Coverage: exampleCoverage(),
			Dates: []keyDate{{"2026-01-13", 5, "5 stories where 0.3 are usual (4.2 deviations)", []brief{{4, "South Korea and Japan agree to regular visits at summit", "Reuters"}}}},
		},
		call: s.keyDates,
	})
}

func (s *Server) keyDates(ctx context.Context, ar *archive.Archive, in keyDatesIn) (out keyDatesOut, said string, err error) {
	from, err := offset(&in, &in.Cursor)
	if err != nil {
		return out, "", err
	}
	key, err := ar.KeyDates(ctx, in.question(), in.Limit, nil)
	if err != nil {
		return out, "", err
	}
	out = keyDatesOut{Query: cut(in.Query, maxEcho), Total: key.Total, Dates: []keyDate{}}
	if out.Coverage, err = s.coverageOf(ctx, ar, in.question(), key.NotIndexed); err != nil {
		return out, "", err
	}
	out.answered = s.answered(out.Coverage.at)
	all := make([]keyDate, len(key.Dates))
	for i, d := range key.Dates {
		all[i] = keyDateOf(d)
	}
	if out.Dates, from = page(newRoom(out), all, from); from > 0 {
		out.Next = cursor(in, from)
	}
	said = fmt.Sprintf("%s of %s.%s", format.Plural(len(out.Dates), "key date", "key dates"), format.Plural(int(out.Total), "story", "stories"), out.Coverage.inWords())
	return out, said, nil
}

func keyDateOf(d chronology.KeyDate) keyDate {
	k := keyDate{Date: d.Date, Stories: d.Stories, Why: format.Why(d), What: []brief{}}
	for _, h := range d.Headlines {
		k.What = append(k.What, briefOf(h))
	}
	return k
}
