package mcp

import (
	"slices"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"

	"newsarchive/internal/news"
	"newsarchive/internal/query"
)

// What arguments may be.
const (
	maxQuery   = 4000 // characters
	maxText    = 500
	maxNames   = 20
	maxStories = 200     // that one call changes
	maxID      = 1 << 53 // that every reader of JSON keeps exactly
)

// schema returns the schema of a type, with the bounds of its arguments.
func schema[T any](input bool) *jsonschema.Schema {
	s, err := jsonschema.For[T](nil)
	if err != nil {
		panic(err) // a type of this package, seen by every test
	}
	noNulls(s)
	if !input {
		return s
	}
	for name, p := range s.Properties {
		bound(name, p)
	}
	return s
}

// bound sets the bounds of an argument by its name: one name means one thing in
// all tools.
func bound(name string, p *jsonschema.Schema) {
	switch name {
	case "query":
		p.MaxLength = ptr(maxQuery)
	case "since", "until", "as_of", "name", "address", "cursor":
		p.MaxLength = ptr(maxText)
	case "feed", "publisher", "add", "remove", "versus":
		p.MaxItems, p.Items.MaxLength = ptr(maxNames), ptr(maxText)
	case "story":
		p.Minimum, p.Maximum = ptr(1.0), ptr(float64(maxID))
	case "stories":
		p.MinItems, p.MaxItems = ptr(1), ptr(maxStories)
		p.Items.Minimum, p.Items.Maximum = ptr(1.0), ptr(float64(maxID))
	case "limit":
		p.Minimum, p.Maximum = ptr(1.0), ptr(50.0)
	case "sort":
		p.Enum = []any{"relevance", "newest", "oldest", "size"}
	case "by":
		p.Enum = []any{"day", "week", "month", "year"}
	case "mark":
		p.Enum = []any{news.MarkRead, query.Unread, news.MarkStarred, news.MarkLater}
	}
}

// noNulls says that nothing is null: what is not there is left out. Some assistants
// take schemas only in which each value has one type.
func noNulls(s *jsonschema.Schema) {
	if types := slices.DeleteFunc(slices.Clone(s.Types), func(t string) bool { return t == "null" }); len(types) == 1 {
		s.Type, s.Types = types[0], nil
	}
	for _, p := range s.Properties {
		noNulls(p)
	}
	if s.Items != nil {
		noNulls(s.Items)
	}
}

func ptr[T any](v T) *T { return &v }

func listed(names []string) string { return strings.Join(names, ", ") }
