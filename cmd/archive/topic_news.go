package main

import (
	"bytes"
	"context"
	"io"
	"slices"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/chronology"
	"newsarchive/internal/format"
	"newsarchive/internal/notify"
	"newsarchive/internal/terminal"
)

// checkDoc is the new stories of topics as JSON.
type checkDoc struct {
	format.Header
	Topics     []topicNews `json:"topics"`
	NotIndexed int         `json:"not_indexed,omitempty"`
}

type topicNews struct {
	format.TopicDoc
	New    int             `json:"new"` // stories
	Groups []archive.Group `json:"groups"`
	More   bool            `json:"more"`
}

func newCheckDoc(news []archive.Checked, notIndexed int) checkDoc {
	doc := checkDoc{Header: format.NewHeader(), Topics: []topicNews{}, NotIndexed: notIndexed}
	for _, c := range news {
		doc.Topics = append(doc.Topics, topicNews{format.NewTopicDoc(c.TopicRhythm), c.Answer.Total, c.Answer.Groups, c.Answer.More})
	}
	return doc
}

// tell writes the new stories to standard output, or delivers them. It returns
// those that were told.
func (a *app) tell(ctx context.Context, ar *archive.Archive, o checkOptions, by notify.Sender, news []archive.Checked, notIndexed int) ([]archive.Checked, error) {
	var b bytes.Buffer
	if err := a.writeNews(&b, ar, o, news, notIndexed); err != nil {
		return nil, err
	}
	if by != nil {
		return a.deliver(ctx, ar, o, by, news, b.Bytes())
	}
	_, err := io.Copy(a.out, &b)
	return news, err
}

// newsFields are the columns of new stories.
func newsFields() []string { return []string{"topic", "id", "date", "title", "publisher", "link"} }

// writeNews writes new stories in a format.
func (a *app) writeNews(w io.Writer, ar *archive.Archive, o checkOptions, news []archive.Checked, notIndexed int) error {
	title := "archive: new of the topics"
	to := o.options(ar.Zone())
	to.Fields, to.Channel = newsFields(), format.Channel{Title: title, Query: "new=topics", Self: o.self, Now: a.now()}
	switch o.format {
	case "json":
		return format.WriteJSON(w, newCheckDoc(news, notIndexed))
	case "rss", "atom":
		return format.WriteRecords(w, once(newsRecords(ar, news)), to)
	case "table":
		out := *a.out
		out.Writer = w
		beside := *a
		beside.out = &out
		for i, c := range news {
			if err := beside.news(c, ar, i > 0); err != nil {
				return err
			}
		}
		return nil
	}
	return format.WriteRecords(w, newsRecords(ar, news), to)
}

// newsRecords are the stories that are new, topic by topic.
func newsRecords(ar *archive.Archive, news []archive.Checked) (all []format.Record) {
	for _, c := range news {
		for _, g := range c.Answer.Groups {
			for _, f := range g.Stories {
				r := format.NewRecord(archive.Group{Stories: []archive.Hit{f}}, 0, ar.Zone())
				r.Topic = terminal.Clean(c.Name)
				all = append(all, r)
			}
		}
	}
	return all
}

// once merges the records of a story that is new in several topics, with the
// topics as tags, because a feed's entries have unique ids.
func once(records []format.Record) (all []format.Record) {
	at := map[int64]int{}
	for _, r := range records {
		i, ok := at[r.ID]
		if !ok {
			i = len(all)
			at[r.ID], all = i, append(all, r)
		}
		if !slices.Contains(all[i].Tags, r.Topic) {
			all[i].Tags = append(all[i].Tags, r.Topic)
		}
	}
	return all
}

// news prints the new stories of one topic on a terminal.
func (a *app) news(c archive.Checked, ar *archive.Archive, apart bool) error {
	w := &terminal.Lines{Stream: a.out}
	if apart {
		w.Print("")
	}
	head := w.Style(terminal.Bold, terminal.Clean(c.Name)) + ": " + plural(c.Answer.Total, "new story", "new stories") + w.Style(terminal.Dim, " · "+pulse(c.Rhythm))
	if c.State != chronology.StateNone {
		head += " · " + styledState(w.Stream, c.State)
	}
	w.Wrap("  ", head)
	if w.Err != nil {
		return w.Err
	}
	for _, g := range c.Answer.Groups {
		if err := a.group(g, ar.Zone()); err != nil {
			return err
		}
	}
	if c.Answer.More {
		w.Wrap("  ", w.Style(terminal.Dim, "and more; check again to see it"))
	}
	return w.Err
}

// newsOf is the new stories as they are delivered.
func newsOf(ar *archive.Archive, now time.Time, news []archive.Checked, doc []byte) notify.News {
	n := notify.News{Now: now.In(ar.Zone()), JSON: doc}
	for _, c := range news {
		t := notify.Topic{Name: c.Name, New: c.Answer.Total, Pulse: pulse(c.Rhythm), More: c.Answer.More}
		if c.State != chronology.StateNone {
			t.Pulse += " · " + string(c.State)
		}
		for _, g := range c.Answer.Groups {
			r := format.NewRecord(g, 0, ar.Zone())
			t.Events = append(t.Events, notify.Event{
				Date: r.Date, Title: r.Title, Publisher: r.Publisher, Others: r.Others, Link: format.WebLink(r.Link),
			})
		}
		n.Topics = append(n.Topics, t)
	}
	return n
}
