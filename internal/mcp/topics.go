package mcp

import (
	"context"
	"fmt"

	"newsarchive/internal/archive"
	"newsarchive/internal/chronology"
	"newsarchive/internal/format"
	"newsarchive/store"
)

type topicsIn struct {
	Name   string `json:"name,omitempty" jsonschema:"one topic; absent: all"`
	Cursor string `json:"cursor,omitempty" jsonschema:"next_cursor of the answer before, with the same other arguments"`
}

type topicsOut struct {
	answered
	Topics   []topic  `json:"topics"`
	Coverage coverage `json:"coverage" jsonschema:"of the last 26 weeks"`
	Next     string   `json:"next_cursor,omitempty"`
}

// topic is a saved query with its rhythm.
type topic struct {
	Name    string  `json:"name" jsonschema:"search for topic:NAME asks it"`
	Query   string  `json:"query"`
	Stories int     `json:"stories"`
	Week    int     `json:"this_week" jsonschema:"stories of the last seven days"`
	Usual   float64 `json:"usual" jsonschema:"stories of a usual week"`
	State   string  `json:"state,omitempty" jsonschema:"wakes: after weeks of silence; bursts: far more than usual; quiet: far less; absent: as usual"`
	First   string  `json:"first,omitempty" jsonschema:"the day of its first story"`
	Last    string  `json:"last,omitempty"`
	Weeks   []int64 `json:"weeks,omitempty" jsonschema:"stories of each of the last 26 weeks, the oldest first"`
	Error   string  `json:"error,omitempty" jsonschema:"why its query is no longer valid"`
}

func (s *Server) addTopics() {
	add(s, tool[topicsIn, topicsOut]{
		name: "topics", title: "List the topics",
		about:  "Lists the topics (saved queries) with their rhythm: stories this week, in a usual week, and whether a topic wakes, bursts or went quiet. search with topic:NAME reads one. Example: {}.",
		inputs: []topicsIn{{}, {Name: "korea"}},
		output: topicsOut{
			answered: answered{notice, "2026-01-14T12:00:00Z"}, Coverage: exampleCoverage(),
			Topics: []topic{{Name: "korea", Query: "south korea", Stories: 8, Week: 5, Usual: 0.4, State: "bursts", First: "2026-01-05", Last: "2026-01-14"}},
		},
		call: s.topics,
	})
}

func (s *Server) topics(ctx context.Context, ar *archive.Archive, in topicsIn) (out topicsOut, said string, err error) {
	from, err := offset(&in, &in.Cursor)
	if err != nil {
		return out, "", err
	}
	var chosen []store.Topic
	if in.Name != "" {
		t, err := ar.Topic(ctx, in.Name)
		if err != nil {
			return out, "", err
		}
		chosen = []store.Topic{t}
	} else if chosen, err = ar.Topics(ctx); err != nil {
		return out, "", err
	}
	rhythms, notIndexed, err := ar.TopicRhythms(ctx, chosen)
	if err != nil {
		return out, "", err
	}
	out = topicsOut{answered: s.answered(s.now()), Topics: []topic{}}
	weeks := chronology.Weeks(s.now().In(ar.Zone()).Format("2006-01-02"))
	if out.Coverage, err = s.coverageIn(ctx, ar, archive.Scope{First: weeks[0][0]}, "", notIndexed); err != nil {
		return out, "", err
	}
	all := make([]topic, len(rhythms))
	for i, t := range rhythms {
		all[i] = topicOf(format.NewTopicDoc(t))
	}
	if out.Topics, from = page(newRoom(out), all, from); from > 0 {
		out.Next = cursor(in, from)
	}
	return out, fmt.Sprintf("%s, %d in this answer.%s", format.Plural(len(all), "topic", "topics"), len(out.Topics), out.Coverage.inWords()), nil
}

func topicOf(d format.TopicDoc) topic {
	return topic{
		Name: cut(d.Name, maxName), Query: cut(d.Query, maxText), Stories: d.Stories, Week: d.Week, Usual: d.BaseRate, State: string(d.State),
		First: d.First, Last: d.Last, Weeks: d.Weeks, Error: cut(d.Error, maxEcho),
	}
}
