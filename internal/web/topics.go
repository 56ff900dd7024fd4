package web

import (
	"context"
	"io"
	"net/url"
	"strings"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/chronology"
	"newsarchive/internal/errkind"
	"newsarchive/internal/format"
	"newsarchive/internal/terminal"
	"newsarchive/store"
)

func topicFormats() []string { return []string{"json", "atom", "rss"} }

// topicView is a topic in a list.
type topicView struct {
	Name    string
	Href    string
	Query   string
	State   string // wakes, bursts, quiet or ""
	Pulse   string
	Stories int
	First   string
	Last    string
	Spark   *sparkView
	Shared  string // by which archives, where several are asked
	Error   string
	New     int
	Newest  []storyLine
}

// sparkView is a small chart of weeks: each one wide, the highest 10 high.
type sparkView struct {
	Width int
	Label string
	Bars  []barView
}

func newSpark(weeks []int64) *sparkView {
	highest := int64(0)
	words := make([]string, len(weeks))
	for i, n := range weeks {
		highest = max(highest, n)
		words[i] = number(n)
	}
	if highest == 0 {
		return nil
	}
	v := &sparkView{Width: len(weeks), Label: "stories of the last " + number(len(weeks)) + " weeks: " + strings.Join(words, ", ")}
	for i, n := range weeks {
		if n > 0 {
			high := max(10*float64(n)/float64(highest), 0.8)
			v.Bars = append(v.Bars, barView{1, float64(i) + 0.1, 10 - high, 0.8, high})
		}
	}
	return v
}

func newTopicView(t archive.TopicRhythm) topicView {
	v := topicView{
		Name: t.Name, Href: topicHref(t.Name), Query: terminal.Clean(t.Query), State: string(t.State), Stories: t.Stories, First: t.First, Last: t.Last,
		Pulse: number(t.Week) + " this week, usually " + format.Usual(t.BaseRate), Spark: newSpark(t.Weeks),
	}
	if len(t.Archives) > 0 {
		v.Shared = "shared by " + terminal.Clean(strings.Join(t.Archives, ", "))
	}
	if t.Err != nil {
		v.Error = terminal.CleanLine(t.Err.Error())
	}
	return v
}

// topicsView is what the page of all topics shows.
type topicsView struct {
	Topics   []topicView
	ReadOnly bool
	There    bool // they are those that archives share
}

// topics answers /topics.
func (s *Server) topics(ctx context.Context, ar *archive.Archive, r *request) (*answer, error) {
	return s.topicsOf(ctx, ar, r)
}

func (s *Server) topicsOf(ctx context.Context, asked archive.Asker, r *request) (*answer, error) {
	all, err := asked.Topics(ctx)
	if err != nil {
		return nil, err
	}
	rhythms, notIndexed, err := asked.TopicRhythms(ctx, all)
	if err != nil {
		return nil, err
	}
	if r.format == "json" {
		docs := make([]format.TopicDoc, len(rhythms))
		for i, t := range rhythms {
			docs[i] = format.NewTopicDoc(t)
		}
		return written(kindOf("json"), func(w io.Writer) error {
			return format.WriteJSON(w, topicsDoc{format.NewHeader(), docs, notIndexed})
		})
	}
	body := topicsView{ReadOnly: r.readOnly, There: s.there != nil}
	for _, t := range rhythms {
		body.Topics = append(body.Topics, newTopicView(t))
	}
	return s.page(r, "topics", view{Title: "Topics", Section: "topics", Alternates: alternates(r.params, "/topics", []string{"json"}), NotIndexed: notIndexed, Body: body}), nil
}

// topicsDoc is all topics for programs.
type topicsDoc struct {
	format.Header
	Topics     []format.TopicDoc `json:"topics"`
	NotIndexed int               `json:"not_indexed,omitempty"`
}

// topicDoc is a topic for programs.
type topicDoc struct {
	format.Header
	format.TopicDoc
	Latest     []archive.Group `json:"latest"` // its newest stories
	NotIndexed int             `json:"not_indexed,omitempty"`
}

// topicPage is what the page of a topic shows.
type topicPage struct {
	topicView
	Added   string
	Checked string
	Chart   *chartView
	Events  []eventView
	More    string
	Compare string
	Acts    *topicActs // nil where nothing can be changed
}

// topic answers /topic/NAME: its rhythm and its newest stories.
func (s *Server) topic(ctx context.Context, ar *archive.Archive, r *request) (*answer, error) {
	return s.topicOf(ctx, ar, r, func(name string) (*topicActs, error) {
		if r.readOnly {
			return nil, nil //nolint:nilnil // nothing can be done
		}
		return s.topicActs(ctx, ar, r, name)
	})
}

// topicOf answers a topic, with what can be done with it on its page.
func (s *Server) topicOf(ctx context.Context, asked archive.Asker, r *request, acts func(name string) (*topicActs, error)) (*answer, error) {
	t, err := topicNamed(ctx, asked, r)
	if err != nil {
		return nil, err
	}
	rhythms, _, err := asked.TopicRhythms(ctx, []store.Topic{t})
	if err != nil {
		return nil, err
	}
	o := archive.SearchOptions{Question: archive.Question{Text: t.Query}, Page: archive.Page{Sort: archive.SortNewest, Size: pageSize}}
	if r.isFeed() {
		o.Size, o.Group = feedSize, archive.GroupNone
	}
	var found archive.Answer
	if rhythms[0].Err == nil {
		if found, err = asked.Search(ctx, o); err != nil {
			return nil, err
		}
	}
	switch r.format {
	case "json":
		return written(kindOf("json"), func(w io.Writer) error {
			return format.WriteJSON(w, topicDoc{format.NewHeader(), format.NewTopicDoc(rhythms[0]), append([]archive.Group{}, found.Groups...), found.NotIndexed})
		})
	case "atom", "rss":
		channel := format.NewChannel(archive.Question{Text: "topic:" + t.Name}, r.self(), s.now())
		channel.Title = "archive: " + t.Name
		return written(kindOf(r.format), func(w io.Writer) error {
			return format.WriteAnswer(w, found, format.Options{Format: r.format, Zone: asked.Zone(), Channel: channel})
		})
	}
	body := newTopicPage(rhythms[0], found, asked.Zone(), s.now())
	if body.Acts, err = acts(t.Name); err != nil {
		return nil, err
	}
	r.withoutButtons(body.Events)
	placed(params{url.Values{"q": {t.Query}, "sort": {string(archive.SortNewest)}}}, 1, body.Events)
	return s.page(r, "topic", view{
		Title: "Topic: " + t.Name, Section: "topics", Alternates: alternates(r.params, topicHref(t.Name), topicFormats()), NotIndexed: found.NotIndexed, Body: body,
	}), nil
}

// topicNamed finds the topic that the path names. A name may end like a format: the
// whole name comes first.
func topicNamed(ctx context.Context, asked archive.Asker, r *request) (store.Topic, error) {
	t, err := asked.Topic(ctx, r.PathValue("name"))
	if errkind.Is(store.ErrNotFound)(err) && r.format != "" {
		return asked.Topic(ctx, r.value("name"))
	}
	if err == nil && !r.api {
		r.format = ""
	}
	return t, err
}

func newTopicPage(t archive.TopicRhythm, found archive.Answer, zone *time.Location, now time.Time) topicPage {
	v := topicPage{
		topicView: newTopicView(t), Added: moment(t.Added, zone), Checked: moment(t.Checked, zone),
		More: searchHref("q", t.Query, "sort", "newest"), Compare: "/timeline?" + searchValues("q", t.Query),
	}
	var weeks []store.Value
	today := now.In(zone).Format(time.DateOnly)
	for i, n := range t.Weeks {
		weeks = append(weeks, store.Value{Value: chronology.AddDays(today, -6-7*(len(t.Weeks)-1-i)), Count: int(n)})
	}
	v.Chart = countChart("week", weeks)
	for _, g := range found.Groups {
		v.Events = append(v.Events, newEventView(g, zone))
	}
	return v
}
