package news

import "time"

// Revision is a distinct earlier value of a field that a feed has changed.
type Revision struct {
	Item     int64     `json:"-"`
	Story    int64     `json:"story,omitempty"` // set: the story's headline in the item
	Field    string    `json:"field"`           // title, summary, content, published, link, author, image
	Value    string    `json:"value"`
	Replaced time.Time `json:"replaced"` // when it was last replaced
}
