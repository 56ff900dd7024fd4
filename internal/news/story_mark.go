package news

import "time"

// The marks that a person puts on stories.
const (
	MarkRead    = "read"
	MarkStarred = "starred"
	MarkLater   = "later" // to be read later
)

// StoryMarks returns the names of all marks of stories.
func StoryMarks() []string { return []string{MarkRead, MarkStarred, MarkLater} }

// StoryMark is a mark of a story, or says that it was taken off.
type StoryMark struct {
	Mark string `json:"mark"` // one of [StoryMarks]
	Off  bool   `json:"off,omitempty"`
	// At is when it was set or taken off. From another program it is zero where
	// that does not say.
	At time.Time `json:"at,omitzero"`
}

// Marked are the stories that have a mark.
type Marked struct {
	Stories []int64 // marked one by one, ascending
	// Read, of the mark read, are the streams that were marked read as a whole.
	Read []ReadStream
	// Unread, of the mark read, are the stories that were marked unread, ascending: a
	// stream that is read up to that moment, or to an earlier one, does not make them
	// read.
	Unread []UnreadStory
}

// UnreadStory says that a story was marked unread.
type UnreadStory struct {
	Story int64
	At    time.Time
}

// ReadStream says that the stories of a feed, or of all feeds, are read.
type ReadStream struct {
	Feed int64     // 0: all feeds
	Upto time.Time // the last second in which a story was first seen that it is about
}
