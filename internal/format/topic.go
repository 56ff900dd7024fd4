package format

import (
	"fmt"

	"newsarchive/internal/archive"
	"newsarchive/internal/chronology"
	"newsarchive/store"
)

// TopicDoc is a topic with its rhythm for programs.
type TopicDoc struct {
	store.Topic
	chronology.Rhythm
	Error    string   `json:"error,omitempty"`
	Archives []string `json:"archives,omitempty"` // that share it, in OpenSearch
}

// NewTopicDoc returns the document of a topic.
func NewTopicDoc(t archive.TopicRhythm) TopicDoc {
	d := TopicDoc{Topic: t.Topic, Rhythm: t.Rhythm, Archives: t.Archives}
	if t.Err != nil {
		d.Error = t.Err.Error()
	}
	return d
}

// Usual is a mean number of stories for a person.
func Usual(n float64) string {
	if n > 0 && n < 10 {
		return fmt.Sprintf("%.1f", n)
	}
	return fmt.Sprintf("%.0f", n)
}
