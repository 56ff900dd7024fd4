package mcp

import (
	"context"
	"fmt"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
)

type similarIn struct {
	Story int64 `json:"story" jsonschema:"the story's number"`
	Limit int   `json:"limit,omitempty" jsonschema:"events of the answer, 5 if absent"`
}

type similarOut struct {
	answered
	Story    int64    `json:"story"`
	Events   []event  `json:"events" jsonschema:"the most similar first, without the event of the story itself"`
	Coverage coverage `json:"coverage"`
}

const similarSize = 5

func (s *Server) addSimilar() {
	add(s, tool[similarIn, similarOut]{
		name: "similar", title: "Find similar stories",
		about:  "Finds events whose stories share words with a story's headline and text, other than its own event. Example: {\"story\": 4}.",
		inputs: []similarIn{{Story: 4}, {Story: 4, Limit: 10}},
		output: similarOut{answered: answered{notice, "2026-01-14T12:00:00Z"}, Story: 8, Events: []event{{evidence: exampleEvidence(), Matched: 1, Of: 5}}, Coverage: exampleCoverage()},
		call:   s.similar,
	})
}

func (s *Server) similar(ctx context.Context, ar *archive.Archive, in similarIn) (out similarOut, said string, err error) {
	if in.Limit == 0 {
		in.Limit = similarSize
	}
	groups, notIndexed, err := ar.Similar(ctx, in.Story, in.Limit)
	if err != nil {
		return out, "", err
	}
	out = similarOut{answered: s.answered(s.now()), Story: in.Story, Events: []event{}}
	if out.Coverage, err = s.coverageIn(ctx, ar, archive.Scope{}, "", notIndexed); err != nil {
		return out, "", err
	}
	events := make([]event, len(groups))
	for i, g := range groups {
		events[i] = eventOf(g, ar)
	}
	out.Events = fit(newRoom(out), events)
	return out, fmt.Sprintf("%s like story %d.%s", format.Plural(len(out.Events), "event", "events"), in.Story, out.Coverage.inWords()), nil
}
