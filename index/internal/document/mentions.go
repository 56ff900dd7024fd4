package document

import (
	"time"

	"newsarchive/internal/news"

	"newsarchive/internal/mention"
)

// mentions adds the days that a story's headline and text speak of. The
// frequency of a day is the number of sentences that do.
func (b *Builder) mentions(e *Document, d *news.Entry) {
	day, err := time.Parse(time.DateOnly, d.Day)
	if err != nil {
		return
	}
	days := mention.Days(d.Title+"\n"+d.Text+"\n"+d.PageText, d.Language, day)
	if len(days) == 0 {
		return
	}
	f := e.field(FieldMention, withCounts, len(days))
	f.length = 1
	for _, m := range days {
		f.add(m.Day.Format(time.DateOnly)).SetFrequency(m.Sentences)
	}
}
