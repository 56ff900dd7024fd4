package readers

import (
	"bytes"
	"encoding/json"
)

// shape is what the first bytes of a JSON document show of it.
type shape struct {
	array bool            // the document is an array
	top   map[string]bool // the members of the document
	list  string          // the member whose first element was seen
	entry map[string]bool // the members of that element, or of an array's first
}

// detectJSON recognises an export by the names of its members.
func detectJSON(head []byte) Form {
	s := shapeOf(head)
	has := func(names ...string) bool {
		for _, name := range names {
			if !s.entry[name] {
				return false
			}
		}
		return true
	}
	if !s.array {
		switch {
		case s.list == "entries" && has("feed_id") && s.top["total"], s.list == "entries" && has("feed_id", "hash"):
			return Miniflux
		case s.list == "bookmarks" && has("createdAt"):
			return Karakeep
		case s.list == "results" && has("tag_names"):
			return Linkding
		case s.list != "items":
			return Unknown
		case s.top["version"] && !has("origin"):
			return FeedDocument // JSON Feed
		}
	}
	switch {
	case s.array && has("is_archived", "is_starred"), s.array && has("is_read", "is_fav"):
		return Wallabag
	case s.array && has("savedAt", "slug"):
		return Omnivore
	case s.array && has("tag_names"):
		return Linkding
	case s.array && has("feed_id", "hash"):
		return Miniflux
	case s.array && has("id", "url", "published", "created_at"):
		return Feedbin
	case has("originId"), has("crawled"), has("fingerprint"):
		return Feedly
	case has("frss:id"), has("guid", "origin"), has("timestampUsec", "origin") && s.freshRSS(head):
		return FreshRSS
	case has("origin"), has("timestampUsec"), has("crawlTimeMsec"):
		return Reader
	}
	return Unknown
}

func (s shape) freshRSS(head []byte) bool {
	return bytes.Contains(head, []byte("/state/org.freshrss/"))
}

// shapeOf reads the first bytes of a document, as far as they go.
func shapeOf(head []byte) (s shape) {
	d := json.NewDecoder(bytes.NewReader(head))
	begin, err := d.Token()
	if err != nil {
		return s
	}
	if s.array = begin == json.Delim('['); s.array {
		if t, err := d.Token(); err == nil && t == json.Delim('{') {
			s.entry = members(d, nil)
		}
		return s
	}
	s.top = members(d, func(name string) bool {
		switch name {
		case "entries", "items", "results", "bookmarks":
		default:
			return false
		}
		if t, err := d.Token(); err != nil || t != json.Delim('[') {
			return true // not what was expected: the rest is not read
		}
		s.list = name
		if t, err := d.Token(); err == nil && t == json.Delim('{') {
			s.entry = members(d, nil)
		}
		return true
	})
	return s
}

// members returns the names in an object whose beginning was read, up to one
// for which stop returns true, or to the end of what is there.
func members(d *json.Decoder, stop func(name string) bool) map[string]bool {
	names := map[string]bool{}
	for len(names) < 100 {
		t, err := d.Token()
		name, ok := t.(string)
		if err != nil || !ok {
			break
		}
		names[name] = true
		if stop != nil && stop(name) {
			break
		}
		if err := d.Decode(new(json.RawMessage)); err != nil {
			break
		}
	}
	return names
}
