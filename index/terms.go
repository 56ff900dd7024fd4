package index

import (
	"strings"
	"time"

	"newsarchive/index/internal/document"
	"newsarchive/internal/news"
)

// Version is that of the terms by which stories are found; it changes when a story
// would be indexed otherwise than before.
const Version = mappingVersion

// What another engine needs to find the same stories.
type (
	// Terms is a field of a story's document as plain values.
	Terms = document.Terms
)

// The kinds of fields.
const (
	Positions = document.Positions
	Counts    = document.Counts
	Set       = document.Set
	Number    = document.Number
)

// Analyser makes of stories the terms that this index finds them by. It caches the
// words that it meets, and is for one goroutine at a time.
type Analyser struct{ build *document.Builder }

// NewAnalyser returns an analyser.
func NewAnalyser() *Analyser { return &Analyser{document.NewBuilder()} }

// Terms returns the fields of a story's document.
func (a *Analyser) Terms(e *news.Entry) []Terms { return a.build.Terms(e) }

// FoldedValues returns the publisher, the host and the language of a story as they are
// counted; fields are its [Analyser.Terms].
func FoldedValues(e *news.Entry, fields []Terms) (publisher, site, language string) {
	for _, f := range fields {
		if f.Name != document.FieldKey {
			continue
		}
		for _, t := range f.Terms {
			if name, ok := strings.CutPrefix(t.Text, document.KeyPublisher); ok {
				publisher = name
			}
		}
	}
	return publisher, document.FoldHost(e.Site), strings.ToLower(e.Language)
}

// KindOf returns the kind of a field by its name.
func KindOf(field string) document.Kind { return document.KindOf(field) }

// TimeOf returns the time that a field of the kind [Number] has, to the second.
func TimeOf(moment uint64) time.Time { return document.TimeOf(moment) }
