package news

import "time"

// Enclosure is a file of an item: the episode of a podcast, a video, a
// picture, a document. Fields that the feed omits are empty or 0.
type Enclosure struct {
	URL      string `json:"url"`                // as the feed gave it, absolute where it can be
	Type     string `json:"type,omitempty"`     // media type
	Length   int64  `json:"length,omitempty"`   // bytes
	Duration int64  `json:"duration,omitempty"` // seconds
	Title    string `json:"title,omitempty"`    // plain text
	Lifetime
}

// Person is an author or contributor of an item. Authors are listed if there
// are several, or if more than the name is known.
type Person struct {
	Name  string `json:"name,omitempty"`
	Role  string `json:"role,omitempty"` // empty: an author; else contributor, or what the feed calls it
	Email string `json:"email,omitempty"`
	URL   string `json:"url,omitempty"`
	Lifetime
}

// ItemText is a further text of an item that differs from its summary and
// content.
type ItemText struct {
	Kind string `json:"kind"`           // its element, by its usual name: itunes:summary
	HTML string `json:"html"`           // as in the feed
	Text string `json:"text,omitempty"` // its plain text, where that is not the HTML itself
	Lifetime
}

// Plain returns the plain text.
func (t ItemText) Plain() string {
	if t.Text != "" {
		return t.Text
	}
	return t.HTML
}

// Lifetime is when a part of an item was present, if that differs from the
// item itself.
type Lifetime struct {
	Added time.Time `json:"added,omitzero"` // zero: since the item
	Gone  time.Time `json:"gone,omitzero"`  // zero: still present
}

// Source is the feed that an entry was republished from.
type Source struct {
	Title string `json:"title,omitempty"`
	Link  string `json:"link,omitempty"`
}

// Details are the rarer parts of an item. Most items have none, and then no
// rows.
type Details struct {
	Enclosures []Enclosure `json:"enclosures,omitempty"`
	People     []Person    `json:"people,omitempty"`
	Texts      []ItemText  `json:"texts,omitempty"`
	Comments   string      `json:"comments,omitempty"` // the address of the readers' comments
	Rights     string      `json:"rights,omitempty"`   // plain text
	Source     Source      `json:"source,omitzero"`
}
