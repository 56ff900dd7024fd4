package count

import (
	"cmp"
	"slices"
	"time"

	"newsarchive/index/internal/document"
	"newsarchive/index/internal/match"
	"newsarchive/index/internal/rank"
)

// Mentions counts the stories of a query that mention a day.
type Mentions struct {
	Day     string
	Stories int64 // all of them
	Before  int64 // published before the day
	Later   int64 // from the third day after it on
	Late    int64 // more than lateDays after it
	Lead    int64 // at their beginning
	// First and Last are the days on which the first and the last of them were
	// published.
	First, Last string
}

const (
	freshDays = 2  // days after a day in which its news is fresh
	lateDays  = 30 // days after which a mention looks back
)

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
	var mentions []Mentions
	for _, name := range names {
		m := mentionsOf{Mentions: Mentions{Day: name}, day: dayNumber(name), first: int32(len(t.days)), last: -1} // there are not so many days
		err := f.EachFreq(t.s.Ctx, name, docs, func(doc uint32, freq uint64) {
			if on := t.dayAt(doc); on >= 0 {
				m.add(on, at[on], freq)
			}
		})
		if err != nil {
			return nil, err
		}
		if m.Stories > 0 {
			m.First, m.Last = t.days[m.first], t.days[m.last]
			mentions = append(mentions, m.Mentions)
		}
	}
	return mentions, nil
}

// mentionsOf counts the mentions of one day.
type mentionsOf struct {
	Mentions
	day         int64 // as days since 1970
	first, last int32 // days of stories, as their indexes
}

// add adds a story, by the index and the number of its day.
func (m *mentionsOf) add(on int32, number int64, freq uint64) {
	m.Stories++
	m.first, m.last = min(m.first, on), max(m.last, on)
	if freq >= document.LeadFrequency {
		m.Lead++
	}
	switch after := number - m.day; {
	case after < 0:
		m.Before++
	case after > lateDays:
		m.Late++
		fallthrough
	case after > freshDays:
		m.Later++
	}
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
