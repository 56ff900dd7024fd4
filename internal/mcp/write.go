package mcp

import (
	"context"
	"fmt"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/news"
	"newsarchive/internal/query"
)

type tagIn struct {
	Stories []int64  `json:"stories" jsonschema:"the numbers of the stories"`
	Add     []string `json:"add,omitempty" jsonschema:"tags to add"`
	Remove  []string `json:"remove,omitempty" jsonschema:"tags to remove"`
}

type markIn struct {
	Stories []int64 `json:"stories" jsonschema:"the numbers of the stories"`
	Mark    string  `json:"mark" jsonschema:"read, unread, starred or later"`
	Off     bool    `json:"off,omitempty" jsonschema:"take the mark off"`
}

// changedOut is what a change of stories did.
type changedOut struct {
	AsOf    string `json:"as_of"`
	Stories int    `json:"stories" jsonschema:"that were named"`
	Changed int    `json:"changed" jsonschema:"those that were not so before; 0: nothing had to be changed"`
}

func (s *Server) addTag() {
	add(s, tool[tagIn, changedOut]{
		name: "tag", title: "Tag stories", changes: true, removes: true,
		about:  "Adds tags of the archive's owner to stories, and removes them. Naming one that is there already, or not there, changes nothing. Example: {\"stories\": [4], \"add\": [\"summits\"]}.",
		inputs: []tagIn{{Stories: []int64{4, 8}, Add: []string{"summits"}}},
		output: changedOut{"2026-01-14T12:00:00Z", 2, 1},
		call: func(ctx context.Context, ar *archive.Archive, in tagIn) (changedOut, string, error) {
			if len(in.Add)+len(in.Remove) == 0 {
				return changedOut{}, "", refusedf("say which tags to add or remove")
			}
			done, err := ar.Tag(ctx, archive.Tagging{Stories: in.Stories, Add: in.Add, Remove: in.Remove})
			return s.changed(done.Stories, done.Changed, err)
		},
	})
}

func (s *Server) addMark() {
	add(s, tool[markIn, changedOut]{
		name: "mark", title: "Mark stories", changes: true,
		about:  "Marks stories as read, unread, starred or for later, or takes a mark off. Marking again changes nothing. Example: {\"stories\": [4], \"mark\": \"later\"}.",
		inputs: []markIn{{Stories: []int64{4}, Mark: "later"}},
		output: changedOut{"2026-01-14T12:00:00Z", 1, 1},
		call: func(ctx context.Context, ar *archive.Archive, in markIn) (changedOut, string, error) {
			m := archive.Marking{Mark: in.Mark, Off: in.Off, Stories: in.Stories}
			if in.Mark == query.Unread {
				m.Mark, m.Off = news.MarkRead, !in.Off
			}
			done, err := ar.Mark(ctx, m)
			return s.changed(done.Stories, done.Changed, err)
		},
	})
}

func (s *Server) changed(stories, changed int, err error) (changedOut, string, error) {
	said := fmt.Sprintf("%s changed.", format.Plural(changed, "story", "stories"))
	if changed == 0 {
		said = "Nothing had to be changed."
	}
	return changedOut{moment(s.now()), stories, changed}, said, err
}
