package gnews

import "strings"

// Topic is what a topic's id holds.
type Topic struct {
	Subject  string // in Google's knowledge graph: /m/09nm_
	Language string // "en"; may be empty
	Country  string // "US"; may be empty
}

// ParseTopic reads the id of a topic, as in news.google.com/topics/ID. ok is
// false when it is none, or of another form.
func ParseTopic(id string) (t Topic, ok bool) {
	outer, err := decodeBase64(id)
	if err != nil {
		return Topic{}, false
	}
	// Field 5 holds field 4, base64 of a message whose field 2 is the topic.
	inner, err := decodeBase64(string(nested(outer, 5, 4)))
	if err != nil {
		return Topic{}, false
	}
	for f := range fields(nested(inner, 2)) {
		switch f.number {
		case 1:
			t.Subject = string(f.bytes)
		case 2:
			t.Language = string(f.bytes)
		case 3:
			t.Country = string(f.bytes)
		}
	}
	if !strings.HasPrefix(t.Subject, "/m/") && !strings.HasPrefix(t.Subject, "/g/") {
		return Topic{}, false
	}
	return t, true
}

// nested follows fields inward and returns the bytes of the last.
func nested(message []byte, path ...uint64) []byte {
	for _, number := range path {
		var inside []byte
		for f := range fields(message) {
			if f.number == number && f.bytes != nil {
				inside = f.bytes
				break
			}
		}
		message = inside
	}
	return message
}

// Name returns the English name of one of Google's own sections, "" for other
// topics.
func (t Topic) Name() string {
	switch t.Subject {
	case "/m/09nm_":
		return "World"
	case "/m/09s1f":
		return "Business"
	case "/m/07c1v":
		return "Technology"
	case "/m/02jjt":
		return "Entertainment"
	case "/m/06ntj":
		return "Sports"
	case "/m/06mq7":
		return "Science"
	case "/m/0kt51":
		return "Health"
	case "/m/09c7w0":
		return "United States"
	}
	return ""
}
