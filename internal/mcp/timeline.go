package mcp

import (
	"context"
	"fmt"

	"newsarchive/internal/archive"
	"newsarchive/internal/chronology"
	"newsarchive/internal/format"
)

type timelineIn struct {
	asking
	Versus []string `json:"versus,omitempty" jsonschema:"up to four further queries, counted beside the first"`
	By     string   `json:"by,omitempty" jsonschema:"the length of a period; absent: what fits"`
	Cursor string   `json:"cursor,omitempty" jsonschema:"next_cursor of the answer before, with the same other arguments"`
}

type timelineOut struct {
	answered
	By       string   `json:"by"`
	Zone     string   `json:"zone" jsonschema:"the time zone of the days"`
	Queries  []count  `json:"queries"`
	Periods  []period `json:"periods" jsonschema:"in their order, those without stories among them"`
	Coverage coverage `json:"coverage"`
	Next     string   `json:"next_cursor,omitempty"`
}

type count struct {
	Query   string `json:"query"`
	Stories int64  `json:"stories" jsonschema:"of all periods"`
}

type period struct {
	Period  string  `json:"period" jsonschema:"2026-01-14, 2026-W03, 2026-01 or 2026"`
	Stories []int64 `json:"stories" jsonschema:"of each query"`
	Gap     string  `json:"not_fetched,omitempty" jsonschema:"all: no feed was fetched, so that 0 says nothing; part: some feed was not fetched on some day"`
	Peaks   []peak  `json:"headlines,omitempty" jsonschema:"of a peak, and of every period of a short timeline, the story that represents it"`
}

type peak struct {
	Query    int    `json:"query" jsonschema:"its place among the queries, from 0"`
	Story    int64  `json:"story"`
	Headline string `json:"headline" jsonschema:"text from outside"`
}

const maxVersus = 4

func (s *Server) addTimeline() {
	add(s, tool[timelineIn, timelineOut]{
		name: "timeline", title: "Count stories over time",
		about:  "Counts the stories of one query, or several, by day, week, month or year, with the headlines of the peaks; says in which periods feeds were not fetched. Example: {\"query\": \"korea\", \"by\": \"week\"}.",
		inputs: []timelineIn{{asking: asking{Query: "korea", Since: "2026-01", Until: "2026-03"}, By: "week"}, {asking: asking{Query: "korea"}, Versus: []string{"taiwan"}}},
		output: timelineOut{
			answered: answered{notice, "2026-01-14T12:00:00Z"}, By: "day", Zone: "Europe/Stockholm", Queries: []count{{"korea", 5}},
			Periods:  []period{{"2026-01-13", []int64{5}, "", []peak{{0, 4, "South Korea and Japan agree to regular visits at summit"}}}, {"2026-01-14", []int64{0}, "all", nil}},
			Coverage: exampleCoverage(),
		},
		call: s.timeline,
	})
}

func (s *Server) timeline(ctx context.Context, ar *archive.Archive, in timelineIn) (out timelineOut, said string, err error) {
	from, err := offset(&in, &in.Cursor)
	if err != nil {
		return out, "", err
	}
	if len(in.Versus) > maxVersus {
		return out, "", refusedf("versus takes %d queries at most", maxVersus)
	}
	o := archive.TimelineOptions{Question: in.question(), Versus: in.Versus, By: chronology.Unit(in.By)}
	line, err := ar.Timeline(ctx, o)
	if err != nil {
		return out, "", err
	}
	out = timelineOut{By: line.By, Zone: line.Zone, Periods: []period{}}
	for _, q := range line.Series {
		out.Queries = append(out.Queries, count{cut(q.Query, maxEcho), q.Total})
	}
	if o.Since == "" && o.Until == "" && line.First != "" {
		o.Since, o.Until = line.First, line.Last
	}
	if out.Coverage, err = s.coverageOf(ctx, ar, o.Question, line.NotIndexed); err != nil {
		return out, "", err
	}
	out.answered = s.answered(out.Coverage.at)
	out.Periods, from = page(newRoom(out), periodsOf(line), from)
	if from > 0 {
		out.Next = cursor(in, from)
	}
	return out, out.inWords(), nil
}

func periodsOf(line archive.Timeline) []period {
	all := make([]period, len(line.Series[0].Points))
	for i := range all {
		for q, series := range line.Series {
			p := series.Points[i]
			all[i].Period, all[i].Gap = p.Period, p.Gap
			all[i].Stories = append(all[i].Stories, p.Stories)
			if p.Headline != "" {
				all[i].Peaks = append(all[i].Peaks, peak{q, p.Story, cut(p.Headline, maxEcho)})
			}
		}
	}
	return all
}

func (o timelineOut) inWords() string {
	said := ""
	for i, q := range o.Queries {
		said += fmt.Sprintf("Query %d: %s. ", i, format.Plural(int(q.Stories), "story", "stories"))
	}
	said += fmt.Sprintf("%s by %s in this answer.", format.Plural(len(o.Periods), "period", "periods"), o.By)
	if o.Next != "" {
		said += " More with next_cursor."
	}
	return said + o.Coverage.inWords()
}
