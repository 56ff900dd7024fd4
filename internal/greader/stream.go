package greader

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Kind is the kind of a stream.
type Kind int

// The kinds.
const (
	ReadingList Kind = iota // everything
	Read
	KeptUnread
	Starred
	Label  // Name is the label
	Feed   // ID is the feed
	Topic  // ID is the topic
	Search // Name is the query
	// Ignored are states that programs send and that mean nothing here: like,
	// broadcast, tracking-kept-unread and others.
	Ignored
)

// Stream is a stream of items, or a state or label of one.
type Stream struct {
	Kind Kind
	ID   int64
	Name string
}

const (
	statePrefix  = "state/com.google/"
	labelPrefix  = "label/"
	searchPrefix = "search/"
	feedPrefix   = "feed/"
	topicPrefix  = "topic-"
	me           = "user/-/"
	maxStream    = 4 << 10 // bytes
)

func states() map[string]Kind {
	return map[string]Kind{
		"reading-list": ReadingList, "read": Read, "kept-unread": KeptUnread, "starred": Starred,
		"like": Ignored, "broadcast": Ignored, "broadcast-friends": Ignored, "tracking-kept-unread": Ignored,
		"fresh": Ignored, "created": Ignored, "skimmed": Ignored, "self": Ignored,
	}
}

// String returns the name of the stream, as answers write it.
func (s Stream) String() string {
	switch s.Kind {
	case Feed:
		return feedPrefix + strconv.FormatInt(s.ID, 10)
	case Topic:
		return feedPrefix + topicPrefix + strconv.FormatInt(s.ID, 10)
	case Label:
		return me + labelPrefix + s.Name
	case Search:
		return me + searchPrefix + s.Name
	}
	for name, kind := range states() {
		if kind == s.Kind && kind != Ignored {
			return me + statePrefix + name
		}
	}
	return me + statePrefix + s.Name
}

// ParseStream reads the name of a stream: user/-/state/com.google/NAME,
// user/-/label/NAME, user/-/search/QUERY, feed/NUMBER, feed/topic-NUMBER. In the
// place of - any name of a user may stand. Empty is the reading list.
func ParseStream(text string) (Stream, error) {
	bad := fmt.Errorf("%.100q is no stream that the archive has", text)
	if len(text) > maxStream || !utf8.ValidString(text) {
		return Stream{}, bad
	}
	if text == "" {
		return Stream{}, nil
	}
	if ref, ok := strings.CutPrefix(text, feedPrefix); ok {
		return parseFeed(ref, bad)
	}
	user, ok := strings.CutPrefix(text, "user/")
	if !ok {
		return Stream{}, bad
	}
	_, rest, ok := strings.Cut(user, "/")
	if !ok {
		return Stream{}, bad
	}
	if name, ok := strings.CutPrefix(rest, statePrefix); ok {
		if kind, ok := states()[name]; ok {
			s := Stream{Kind: kind}
			if kind == Ignored {
				s.Name = name
			}
			return s, nil
		}
		return Stream{}, bad
	}
	if name, ok := strings.CutPrefix(rest, labelPrefix); ok && name != "" {
		return Stream{Kind: Label, Name: name}, nil
	}
	if name, ok := strings.CutPrefix(rest, searchPrefix); ok && name != "" {
		return Stream{Kind: Search, Name: name}, nil
	}
	return Stream{}, bad
}

func parseFeed(ref string, bad error) (Stream, error) {
	kind := Feed
	if number, ok := strings.CutPrefix(ref, topicPrefix); ok {
		kind, ref = Topic, number
	}
	id, err := strconv.ParseInt(ref, 10, 64)
	if err != nil || id < 1 || ref[0] == '+' {
		return Stream{}, bad
	}
	return Stream{Kind: kind, ID: id}, nil
}
