package document

import (
	"time"

	"newsarchive/internal/news"

	"newsarchive/internal/mention"
)

// LeadFrequency is the frequency of a day in FieldMention that the beginning of
// the story mentions; of others it is 1.
const LeadFrequency = 2

// mentions adds the days that a story's headline and text speak of.
func (b *Builder) mentions(e *Document, d *news.Entry) {
	f := e.field(FieldMention, withCounts, 0)
	f.length = 1
	day, err := time.Parse(time.DateOnly, d.Day)
	if err != nil {
		return
	}
	for _, m := range mention.Days(d.Title+"\n"+d.Text+"\n"+d.PageText, d.Language, day) {
		frequency := 1
		if m.Lead {
			frequency = LeadFrequency
		}
		f.add(m.Day.Format(time.DateOnly)).SetFrequency(frequency)
	}
}
