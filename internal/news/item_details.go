package news

import "time"

// Enclosure is a file that an item comes with: the episode of a podcast, a
// video, a picture, a document. Of what a feed does not say the field is
// empty, or 0.
type Enclosure struct {
	URL      string `json:"url"`                // as the feed gave it, absolute where it can be
	Type     string `json:"type,omitempty"`     // media type
	Length   int64  `json:"length,omitempty"`   // bytes
	Duration int64  `json:"duration,omitempty"` // seconds
	Title    string `json:"title,omitempty"`    // plain text
	Lifetime
}

// Person has a part in an item. The authors are told here where there are
// several, or more than a name is known of one.
type Person struct {
	Name  string `json:"name,omitempty"`
	Role  string `json:"role,omitempty"` // empty: an author; else contributor, or what the feed calls it
	Email string `json:"email,omitempty"`
	URL   string `json:"url,omitempty"`
	Lifetime
}

// ItemText is a text of an item beside its summary and content that says
// something else.
type ItemText struct {
	Kind string `json:"kind"`           // the element that it stood in, by its usual name: itunes:summary
	HTML string `json:"html"`           // as the feed said it
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

// Said is when something of an item was said, where that is not as long as
// the item has been there.
type Lifetime struct {
	Added time.Time `json:"added,omitzero"` // zero: it came with the item
	Gone  time.Time `json:"gone,omitzero"`  // zero: it is said still
}

// Source is the feed that an entry was taken over from.
type Source struct {
	Title string `json:"title,omitempty"`
	Link  string `json:"link,omitempty"`
}

// More is what an item may say beyond its main fields. Most items have none
// of it, and then it costs no row.
type Details struct {
	Enclosures []Enclosure `json:"enclosures,omitempty"`
	People     []Person    `json:"people,omitempty"`
	Texts      []ItemText  `json:"texts,omitempty"`
	Comments   string      `json:"comments,omitempty"` // the address of what readers say
	Rights     string      `json:"rights,omitempty"`   // plain text
	Source     Source      `json:"source,omitzero"`
}
