package count

import (
	"cmp"
	"slices"
	"time"

	"newsarchive/index/internal/document"
	"newsarchive/index/internal/match"
	"newsarchive/index/internal/rank"
)

// Mentions is how the stories of a query speak of a day.
type Mentions struct {
	Day string
	// Before counts sentences of stories that are older than the day, Near
	// those of the day itself and of the two days after it.
	Before, Near int64
	// Later counts sentences of stories from the third day on, which are in
	// LaterStories stories of LaterDays days.
	Later, LaterStories, LaterDays int64
}

// maxSentences is the most sentences of one story that count for one day.
const maxSentences = 3

// freshDays is the number of days after a day in which its news is fresh.
const freshDays = 2

// Mentions returns the days from first to last that a query's stories speak of,
// ascending.
func (t *Timeline) Mentions(query int, first, last string) ([]Mentions, error) {
	docs := t.docs(query)
	names, err := t.s.Snapshot.Between(document.FieldMention, first, last)
	if err != nil {
		return nil, err
	}
	f, err := t.s.Snapshot.Field(document.FieldMention)
	if err != nil {
		return nil, err
	}
	t.findDays()
	at := make([]int64, len(t.days)) // as days since 1970
	for i, day := range t.days {
		at[i] = dayNumber(day)
	}
	seen := make([]string, len(t.days)) // by day of the stories: the last day that they spoke of
	var mentions []Mentions
	for _, name := range names {
		m, day := Mentions{Day: name}, dayNumber(name)
		err := f.EachFreq(t.s.Ctx, name, docs, func(doc uint32, freq uint64) {
			on := t.dayAt(doc)
			if on < 0 {
				return
			}
			sentences := int64(min(freq, maxSentences))
			switch after := at[on] - day; {
			case after < 0:
				m.Before += sentences
			case after <= freshDays:
				m.Near += sentences
			default:
				m.Later += sentences
				m.LaterStories++
				if seen[on] != name {
					seen[on] = name
					m.LaterDays++
				}
			}
		})
		if err != nil {
			return nil, err
		}
		if m.Before+m.Near+m.Later > 0 {
			mentions = append(mentions, m)
		}
	}
	return mentions, nil
}

func dayNumber(day string) int64 {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return 0
	}
	return t.Unix() / (24 * 60 * 60)
}

// Telling returns at most n stories of a query that speak of a day: the nearest
// to it first, and of two as near the later.
func (t *Timeline) Telling(query int, day string, n int) ([]int64, error) {
	docs := t.docs(query)
	telling, err := match.AnyOf(document.FieldMention, []string{day}).Match(t.s.Session, docs)
	if err != nil {
		return nil, err
	}
	t.findDays()
	type dated struct {
		doc  uint32
		away int64
	}
	var all []dated
	for it := telling.Iterator(); it.HasNext(); {
		doc := it.Next()
		if on := t.dayAt(doc); on >= 0 {
			away := 2 * (dayNumber(t.days[on]) - dayNumber(day))
			if away < 0 {
				away = 1 - away
			}
			all = append(all, dated{doc, away})
		}
	}
	slices.SortFunc(all, func(a, b dated) int { return cmp.Or(cmp.Compare(a.away, b.away), cmp.Compare(a.doc, b.doc)) })
	some := make([]rank.Doc, min(n, len(all)))
	for i := range some {
		some[i].Number = all[i].doc
	}
	return t.ids(some)
}
