package readers

import "encoding/json"

type links []struct {
	Href   text   `json:"href"`
	Type   text   `json:"type"`
	Title  text   `json:"title"`
	Length number `json:"length"`
}

func (l links) href() string {
	for _, link := range l {
		if link.Href != "" {
			return string(link.Href)
		}
	}
	return ""
}

// body is a text: an object with its content, or the content itself.
type body string

// UnmarshalJSON implements [json.Unmarshaler].
func (b *body) UnmarshalJSON(raw []byte) error {
	var s text
	var object struct {
		Content text `json:"content"`
	}
	if json.Unmarshal(raw, &object) == nil {
		s = object.Content
	} else {
		_ = s.UnmarshalJSON(raw) // never fails
	}
	*b = body(s)
	return nil
}

// visual is Feedly's picture of an entry; "none" if there is none.
type visual string

// UnmarshalJSON implements [json.Unmarshaler].
func (v *visual) UnmarshalJSON(raw []byte) error {
	var object struct {
		URL text `json:"url"`
	}
	if json.Unmarshal(raw, &object) == nil && object.URL != "none" {
		*v = visual(object.URL)
	}
	return nil
}

// category is a state, a label or a tag of the feed: an id as text, or
// Feedly's object.
type category struct{ id, label string }

// UnmarshalJSON implements [json.Unmarshaler].
func (c *category) UnmarshalJSON(raw []byte) error {
	var object struct{ ID, Label text }
	var s text
	if json.Unmarshal(raw, &object) == nil {
		c.id, c.label = string(object.ID), string(object.Label)
	} else if s.UnmarshalJSON(raw) == nil {
		c.id = string(s)
	}
	return nil
}
