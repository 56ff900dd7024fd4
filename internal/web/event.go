package web

import (
	"context"
	"io"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/terminal"
	"newsarchive/store"
)

// eventPage is what the page of an event shows.
type eventPage struct {
	ID         int64
	Title      []piece
	Counts     string
	First      string // which publisher was first
	Span       string
	Cut        bool
	Chart      *chartView
	Publishers []publisherView
	Leads      []leadView
	Stories    []eventStory
	MoreLeads  int
	MoreOf     int // stories that are not listed
}

// publisherView is how a publisher took part in an event.
type publisherView struct {
	Name    string
	Stories int
	Href    string
	Delay   string
}

// leadView is a headline that led.
type leadView struct {
	Title, Pub, Feed, From, Until string
	Story                         int64
}

// eventStory is a story as it was seen.
type eventStory struct {
	storyLine
	Seen  string
	Held  string // which archives have it, where several are asked
	Feeds []string
	Delay string
}

// How much of an event its page lists.
const (
	maxEventStories = 300
	maxLeads        = 60
)

// event answers /event/ID: the event that a story belongs to.
func (s *Server) event(ctx context.Context, ar *archive.Archive, r *request) (*answer, error) {
	id, err := idOf(r)
	if err != nil {
		return nil, err
	}
	if date := r.params.get("as-of"); date != "" {
		if ar, err = ar.AsOf(ctx, date, nil); err != nil {
			return nil, err
		}
		defer ar.Close() //nolint:errcheck // it was only read
	}
	e, err := ar.Event(ctx, id)
	if err != nil {
		return nil, err
	}
	if r.format == "json" {
		return written(kindOf("json"), func(w io.Writer) error { return format.WriteEventJSON(w, e) })
	}
	body := newEventPage(e, ar.Zone())
	return s.page(r, "event", view{
		Title: "Event: " + body.Title[0].Text, Section: "event", Alternates: alternates(r.params, "/event/"+number(id), []string{"json"}), Body: body,
	}), nil
}

func eventStoryHref(st archive.EventStory) string {
	return hitHref(archive.Hit{Story: st.Story, Archives: st.Archives})
}

// publisherHref is the address of the first story of a publisher.
func publisherHref(e archive.Event, p archive.Publisher) string {
	for _, st := range e.Stories {
		if len(st.Archives) > 0 && st.Publisher == p.Name {
			return eventStoryHref(st)
		}
	}
	return storyHref(p.First)
}

func newEventPage(e archive.Event, zone *time.Location) eventPage {
	v := eventPage{
		ID: e.Number, Title: []piece{{Text: "Event " + number(e.Number)}}, First: format.EventFirst(e), Cut: e.Cut, Chart: dayChart(e.Days),
		Span: moment(e.First, zone) + " to " + moment(e.Last, zone),
		Counts: "Event " + number(e.Number) + " · " + format.Plural(e.Total, "story", "stories") + ", " + format.Plural(len(e.Publishers), "publisher", "publishers") + ", " +
			format.Plural(len(e.Feeds), "feed", "feeds"),
	}
	if title := terminal.Clean(e.Headline); title != "" {
		v.Title = []piece{{Text: title}}
	}
	for _, p := range e.Publishers {
		v.Publishers = append(v.Publishers, publisherView{terminal.Clean(p.Name), p.Stories, publisherHref(e, p), format.DelayWords(p.Delay)})
	}
	v.MoreLeads = max(0, len(e.Leads)-maxLeads)
	for _, l := range e.Leads[:min(len(e.Leads), maxLeads)] {
		until := moment(l.Until, zone)
		if until == "" {
			until = "now"
		}
		v.Leads = append(v.Leads, leadView{Title: terminal.Clean(l.Title), Pub: terminal.Clean(l.Publisher), Feed: terminal.Clean(l.Feed), From: moment(l.From, zone), Until: until})
	}
	v.MoreOf = max(0, len(e.Stories)-maxEventStories)
	for _, st := range e.Stories[:min(len(e.Stories), maxEventStories)] {
		v.Stories = append(v.Stories, eventStory{
			storyLine{eventStoryHref(st), headline(st.Story, nil), st.Language, st.Effective.In(zone), terminal.Clean(st.Publisher)},
			moment(st.Seen, zone), format.InArchives(st.Archives), cleaned(st.Feeds), format.DelayWords(st.Delay),
		})
	}
	return v
}

// dayChart draws counts of days, or of months where there are many.
func dayChart(days []store.Value) *chartView {
	const maxDays = 62
	by := "day"
	if len(days) > maxDays {
		by, days = "month", format.ByMonth(days)
	}
	return countChart(by, days)
}

// countChart draws counts, without links.
func countChart(by string, counts []store.Value) *chartView {
	if len(counts) < 2 {
		return nil
	}
	highest := 1
	for _, c := range counts {
		highest = max(highest, c.Count)
	}
	v := &chartView{By: by, Width: len(counts), Highest: format.Plural(highest, "story", "stories"), Ends: []string{counts[0].Value, counts[len(counts)-1].Value}}
	for i, c := range counts {
		col := columnView{X: i, Label: c.Value + ", " + format.Plural(c.Count, "story", "stories")}
		if c.Count > 0 {
			high := max(100*float64(c.Count)/float64(highest), 1.5)
			col.Bars = []barView{{1, float64(i) + 0.1, 100 - high, 0.8, high}}
		}
		v.Columns = append(v.Columns, col)
	}
	return v
}
