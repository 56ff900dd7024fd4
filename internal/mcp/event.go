package mcp

import (
	"context"
	"fmt"
	"strings"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/news"
)

type eventIn struct {
	Story  int64  `json:"story" jsonschema:"the number of any story of the event"`
	AsOf   string `json:"as_of,omitempty" jsonschema:"the event as the archive knew it at the end of this date"`
	Cursor string `json:"cursor,omitempty" jsonschema:"next_cursor of the answer before, with the same other arguments"`
}

type eventOut struct {
	answered
	Event      int64       `json:"event" jsonschema:"the number of the event"`
	Story      int64       `json:"story"`
	FirstSeen  string      `json:"first_seen" jsonschema:"of its first story, in UTC"`
	LastSeen   string      `json:"last_seen" jsonschema:"the first sighting of its last story"`
	First      string      `json:"who_was_first" jsonschema:"which publisher was seen first, or why that cannot be told"`
	Counts     counts      `json:"counts"`
	Publishers []publisher `json:"publishers,omitempty" jsonschema:"in the order in which they were seen first"`
	Leads      []lead      `json:"leads,omitempty" jsonschema:"which headlines led its items, and when"`
	Stories    []seen      `json:"stories" jsonschema:"in the order in which they were seen"`
	Cut        bool        `json:"cut,omitempty" jsonschema:"the event is larger than what is looked at"`
	Coverage   *coverage   `json:"coverage,omitempty" jsonschema:"of the days of the event"`
	Next       string      `json:"next_cursor,omitempty" jsonschema:"more stories"`
}

type counts struct {
	Stories    int `json:"stories"`
	Publishers int `json:"publishers"`
	Feeds      int `json:"feeds"`
	Chains     int `json:"chains" jsonschema:"items of one feed that continue one another"`
	Leads      int `json:"leads"`
}

type publisher struct {
	Name    string `json:"publisher" jsonschema:"text from outside"`
	Stories int    `json:"stories"`
	Story   int64  `json:"first_story"`
	Delay   string `json:"delay" jsonschema:"how long after the first; what one fetch brings came at some time since the fetch before"`
}

type lead struct {
	Story     int64  `json:"story"`
	Headline  string `json:"headline" jsonschema:"text from outside"`
	Publisher string `json:"publisher,omitempty"`
	From      string `json:"from"`
	Until     string `json:"until,omitempty" jsonschema:"absent: it leads still"`
}

// seen is a story as it was seen.
type seen struct {
	evidence
	Delay string `json:"delay"`
}

// How much of an event its first answer has beside the stories.
const (
	maxPublishers = 15
	maxLeads      = 5
)

func (s *Server) addEvent() {
	add(s, tool[eventIn, eventOut]{
		name: "event", title: "Show an event",
		about:  "Shows the event that a story belongs to: its stories in the order in which they were seen, which publisher was first and how far behind the others were, and which headlines led. An event is what the papers and feeds of the archive tell of one happening, within days. Example: {\"story\": 4}.",
		inputs: []eventIn{{Story: 4}},
		output: eventOut{
			answered: answered{notice, "2026-01-14T12:00:00Z"}, Event: 4, Story: 4, FirstSeen: "2026-01-13T09:00:00Z", LastSeen: "2026-01-14T09:00:00Z",
			First: "Reuters was first; NHK World followed 1d later (2h to 1d)", Counts: counts{5, 5, 1, 1, 2}, Publishers: []publisher{{"Reuters", 1, 4, "first"}},
			Stories: []seen{{exampleEvidence(), "first"}},
		},
		call: s.event,
	})
}

func (s *Server) event(ctx context.Context, ar *archive.Archive, in eventIn) (out eventOut, said string, err error) {
	from, err := offset(&in, &in.Cursor)
	if err != nil {
		return out, "", err
	}
	var e archive.Event
	err = asOf(ctx, ar, in.AsOf, func(ar *archive.Archive) (err error) {
		e, err = ar.Event(ctx, in.Story)
		return err
	})
	if err != nil {
		return out, "", err
	}
	out = eventOut{
		Event: e.Number, Story: e.Story, FirstSeen: moment(e.First), LastSeen: moment(e.Last), First: cut(format.EventFirst(e), maxEcho),
		Counts: counts{e.Total, len(e.Publishers), len(e.Feeds), len(e.Chains), len(e.Leads)}, Stories: []seen{}, Cut: e.Cut,
	}
	scope := archive.Scope{First: news.Instant(e.First).In(ar.Zone()), Last: news.Instant(e.Last).In(ar.Zone())}
	c, err := s.coverageIn(ctx, ar, scope, in.AsOf, 0)
	if err != nil {
		return out, "", err
	}
	if out.answered = s.answered(c.at); from == 0 {
		out.describe(e)
		out.Coverage = &c
	}
	all := make([]seen, len(e.Stories))
	for i, st := range e.Stories {
		all[i] = seen{evidenceOf(st.Story, ar.Zone()), format.DelayWords(st.Delay)}
		all[i].FirstSeen = moment(st.Seen)
		all[i].Feeds, _ = cutAll(st.Feeds, maxFeedsOf)
	}
	if out.Stories, from = page(newRoom(out), all, from); from > 0 {
		out.Next = cursor(in, from)
	}
	return out, out.inWords(), nil
}

// describe adds who took part, and what led.
func (o *eventOut) describe(e archive.Event) {
	for _, p := range e.Publishers[:min(len(e.Publishers), maxPublishers)] {
		o.Publishers = append(o.Publishers, publisher{cut(p.Name, maxName/2), p.Stories, p.First, format.DelayWords(p.Delay)})
	}
	for _, l := range e.Leads[:min(len(e.Leads), maxLeads)] {
		o.Leads = append(o.Leads, lead{l.Story, cut(l.Title, maxEcho), cut(l.Publisher, maxName/2), moment(l.From), moment(l.Until)})
	}
}

func (o eventOut) inWords() string {
	said := fmt.Sprintf(
		"%s by %s, first seen %s, the last %s; %d in this answer.", format.Plural(o.Counts.Stories, "story", "stories"),
		format.Plural(o.Counts.Publishers, "publisher", "publishers"), o.FirstSeen, o.LastSeen, len(o.Stories),
	)
	if o.Next != "" {
		said += " More with next_cursor."
	}
	if o.Coverage != nil {
		said += o.Coverage.inWords()
	}
	return strings.TrimSpace(said)
}
