package query

import (
	"math"
	"strings"
)

// Field is the part of a story that a node is about. Its value is the name that
// a person types before the colon.
type Field string

// The fields. After and Before never occur in a tree: they become a DateRange of
// Published.
const (
	Any        Field = ""
	Title      Field = "title"
	Text       Field = "text"
	Publisher  Field = "publisher"
	Site       Field = "site"
	Author     Field = "author"
	Link       Field = "link"
	FeedName   Field = "feed"
	Tag        Field = "tag"
	Lang       Field = "lang"
	Published  Field = "date"
	Seen       Field = "seen"
	After      Field = "after"
	Before     Field = "before"
	Size       Field = "size"
	Publishers Field = "publishers"
	IsFlag     Field = "is"
	HasPart    Field = "has"
	StoryID    Field = "id"
	ClusterID  Field = "cluster"
	SimilarTo  Field = "similar"
	EventID    Field = "event"
	TopicName  Field = "topic"
)

// NoMax is the Max of a Count that has no upper end.
const NoMax = math.MaxInt

// Fields returns every field that has a name, in the order of the manual.
func Fields() []Field {
	return []Field{
		Title, Text, Publisher, Author, Site, Link, FeedName, Tag, Lang, Published, Seen, After, Before,
		Size, Publishers, IsFlag, HasPart, StoryID, ClusterID, EventID, SimilarTo, TopicName,
	}
}

// fieldNamed returns a field by name or alias, in upper or lower case.
func fieldNamed(name string) (Field, bool) {
	name = strings.ToLower(name)
	switch name {
	case "pub", "source":
		return Publisher, true
	}
	for _, f := range Fields() {
		if string(f) == name {
			return f, true
		}
	}
	return Any, false
}

// hasWords reports whether values of the field are words and phrases. Values of
// the other fields are compared whole.
func (f Field) hasWords() bool { return f == Any || f == Title || f == Text || f == Publisher }

// Unread is the flag of what is not marked read. The flags read, starred and
// later are the marks themselves ([news.StoryMarks]).
const Unread = "unread"

// KeptUnread is the flag of what a person has marked unread. It is for trees that
// are made: nobody types it.
const KeptUnread = "kept-unread"

// Duplicate is the flag of a story with the headline of an earlier one of its event.
const Duplicate = "duplicate"

func isFlags() []string {
	return []string{"lead", "edited", "unresolved", "undated", "dup", Duplicate, "cut", "paywalled", "read", Unread, "starred", "later"}
}
func hasParts() []string { return []string{"text", "image", "enclosure", "revisions"} }
