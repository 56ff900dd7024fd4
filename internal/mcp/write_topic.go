package mcp

import (
	"context"
	"errors"
	"fmt"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/store"
)

type topicAddIn struct {
	Name  string `json:"name" jsonschema:"letters, digits, spaces and - _ ."`
	Query string `json:"query" jsonschema:"what is to be found; * is everything"`
}

type topicRemoveIn struct {
	Name string `json:"name" jsonschema:"the name of the topic"`
}

type topicChangedOut struct {
	AsOf    string   `json:"as_of"`
	Name    string   `json:"name"`
	Changed bool     `json:"changed" jsonschema:"false: it was so before"`
	Stories int      `json:"stories,omitempty" jsonschema:"that match; they count as seen"`
	Hints   []string `json:"hints,omitempty" jsonschema:"about the query"`
	Broken  []string `json:"broken_topics,omitempty" jsonschema:"topics that refer to it, and are no longer valid"`
}

func (s *Server) addTopicAdd() {
	add(s, tool[topicAddIn, topicChangedOut]{
		name: "topic_add", title: "Save a query as a topic", changes: true,
		about:  "Saves a query under a name. What matches now counts as seen. The same name with the same query changes nothing; with another query it is refused. Example: {\"name\": \"korea\", \"query\": \"south korea\"}.",
		inputs: []topicAddIn{{"korea", "south korea"}},
		output: topicChangedOut{AsOf: "2026-01-14T12:00:00Z", Name: "korea", Changed: true, Stories: 8},
		call: func(ctx context.Context, ar *archive.Archive, in topicAddIn) (topicChangedOut, string, error) {
			out := topicChangedOut{AsOf: moment(s.now()), Name: cut(in.Name, maxName)}
			added, err := ar.AddTopic(ctx, in.Name, in.Query, nil)
			if errors.Is(err, store.ErrTopicExists) {
				return out, "This topic is there already, with this query.", sameTopic(ctx, ar, in)
			}
			out.Changed, out.Stories = true, added.Stories
			for _, h := range added.Hints[:min(len(added.Hints), maxHints)] {
				out.Hints = append(out.Hints, cut(h.String(), maxEcho))
			}
			return out, fmt.Sprintf("Saved; it has %s so far.", format.Plural(added.Stories, "story", "stories")), err
		},
	})
}

// sameTopic fails if a topic has another query than asked for.
func sameTopic(ctx context.Context, ar *archive.Archive, in topicAddIn) error {
	t, err := ar.Topic(ctx, in.Name)
	if err == nil && t.Query != in.Query {
		err = refusedf("there is a topic of this name with another query; choose another name, or use topic_remove first")
	}
	return err
}

func (s *Server) addTopicRemove() {
	add(s, tool[topicRemoveIn, topicChangedOut]{
		name: "topic_remove", title: "Remove a topic", changes: true, removes: true,
		about:  "Removes a topic: its query is forgotten, and what of it was seen. Its stories stay. A name that is not there changes nothing. Example: {\"name\": \"korea\"}.",
		inputs: []topicRemoveIn{{"korea"}},
		output: topicChangedOut{AsOf: "2026-01-14T12:00:00Z", Name: "korea", Changed: true},
		call: func(ctx context.Context, ar *archive.Archive, in topicRemoveIn) (topicChangedOut, string, error) {
			out := topicChangedOut{AsOf: moment(s.now()), Name: cut(in.Name, maxName)}
			broken, err := ar.RemoveTopic(ctx, in.Name)
			if errors.Is(err, store.ErrNotFound) {
				return out, "There is no such topic; nothing had to be changed.", nil
			}
			out.Changed = true
			out.Broken, _ = cutAll(broken, maxNames)
			return out, "Removed.", err
		},
	})
}
