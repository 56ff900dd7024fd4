package web

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"

	"newsarchive/internal/archive"
	"newsarchive/internal/chronology"
	"newsarchive/internal/format"
	"newsarchive/internal/query"
	"newsarchive/internal/terminal"
)

func timelineFormats() []string { return []string{"json", "csv", "svg", "png"} }

// maxVersus is how many topics one timeline compares with the first.
const maxVersus = 4

// timelineView is what the page of a timeline shows.
type timelineView struct {
	Query   string
	Versus  []string // as many as the form has
	By      string
	Share   bool
	Since   string
	Until   string
	Wrong   *wrongView
	Hints   []string
	Chart   *chartView
	Series  []seriesView
	Peaks   []peakView
	Keys    []keyView
	KeysOf  string
	KeyHref map[string]string // the chronology in other forms
	Rows    []rowView         // of the table of numbers
}

// seriesView counts one query.
type seriesView struct {
	Name  string
	Total int64
	Href  string
}

// peakView is a period with a headline.
type peakView struct {
	Period, Title string
	Href          string
	Query         string
}

// keyView is a key date.
type keyView struct {
	Date      string
	Href      string
	Headlines []storyLine
	Why       string
}

// rowView is a period of the table of numbers.
type rowView struct {
	Period string
	Href   string
	Counts []string
}

// timeline answers /timeline: what some queries find over time, and the key
// dates of the first.
func (s *Server) timeline(ctx context.Context, ar *archive.Archive, r *request) (*answer, error) {
	o, err := r.params.timeline()
	if err != nil {
		return nil, err
	}
	if r.format != "" && r.params.get("key") != "" {
		return s.keyDatesAs(ctx, ar, r, o.Question)
	}
	return s.timelineOf(ctx, ar, r, o, func(body *timelineView) error { return body.keyDates(ctx, ar, r.params, o.Question) })
}

// timelineOf answers a timeline, with what is added to its page.
func (s *Server) timelineOf(ctx context.Context, asked archive.Asker, r *request, o archive.TimelineOptions, add func(*timelineView) error) (*answer, error) {
	share := r.params.yes("share")
	line, err := asked.Timeline(ctx, o)
	if wrong, ok := errors.AsType[*query.Error](err); ok && r.forPeople() {
		a := s.page(r, "timeline", view{Title: "Timeline", Query: o.Text, Section: "timeline", Body: timelineView{Query: o.Text, Versus: versusForm(o.Versus), Wrong: newWrongView(wrong)}})
		a.status, a.header = http.StatusBadRequest, notKept()
		return a, nil
	}
	if err != nil {
		return nil, err
	}
	switch r.format {
	case "json":
		return written(kindOf("json"), func(w io.Writer) error { return format.WriteTimelineJSON(w, line) })
	case "csv":
		return written(kindOf("csv"), func(w io.Writer) error {
			return format.WriteRows(w, format.TimelineFields(), format.TimelineRows(line), format.Options{Format: "csv", SafeCSV: !r.params.yes("raw")})
		})
	case "svg":
		a, err := written(kindOf("svg"), func(w io.Writer) error { return format.WriteChart(w, line, share) })
		if err == nil {
			a.policy = s.chartPolicy
		}
		return a, err
	case "png":
		return written(kindOf("png"), func(w io.Writer) error { return format.WriteChartPNG(w, line, share) })
	}
	body := newTimelineView(r.params, o, line, share)
	if err := add(&body); err != nil {
		return nil, err
	}
	return s.page(r, "timeline", view{
		Title: "Timeline: " + format.OrEverything(terminal.Clean(o.Text)), Query: o.Text, Section: "timeline",
		Alternates: alternates(r.params, "/timeline", timelineFormats()), NotIndexed: line.NotIndexed, Body: body,
	}), nil
}

// timeline reads what an address asks of a timeline.
func (p params) timeline() (o archive.TimelineOptions, err error) {
	if o.Question, err = p.question(); err != nil {
		return o, err
	}
	if o.By, err = chronology.ParseUnit(p.get("by")); err != nil {
		return o, badRequest{err}
	}
	if o.Versus = p.all("vs"); len(o.Versus) > maxVersus {
		return o, badRequest{errTooMany}
	}
	return o, nil
}

// keyDatesAs writes the key dates of a query in a format for programs.
func (s *Server) keyDatesAs(ctx context.Context, ar *archive.Archive, r *request, q archive.Question) (*answer, error) {
	n, err := r.params.keyNumber()
	if err != nil {
		return nil, err
	}
	dates, err := ar.KeyDates(ctx, q, n, nil)
	if err != nil {
		return nil, err
	}
	switch r.format {
	case "json":
		return written(kindOf("json"), func(w io.Writer) error { return format.WriteKeyDatesJSON(w, dates) })
	case "csv":
		return written(kindOf("csv"), func(w io.Writer) error {
			return format.WriteRows(w, format.KeyFields(), format.KeyRows(dates), format.Options{Format: "csv", SafeCSV: !r.params.yes("raw")})
		})
	}
	return nil, errNoAddress
}

// keyNumber is how many key dates are asked for; 0: those that stand out.
func (p params) keyNumber() (int, error) {
	if p.get("key") == "auto" {
		return 0, nil
	}
	return p.number("key", 0, 0, 100)
}

func newTimelineView(p params, o archive.TimelineOptions, line archive.Timeline, share bool) timelineView {
	v := timelineView{Query: o.Text, Versus: versusForm(o.Versus), By: string(o.By), Share: share, Since: o.Since, Until: o.Until}
	for _, h := range line.Hints {
		v.Hints = append(v.Hints, terminal.Clean(h.String()))
	}
	v.Chart = newChart(line, share, func(pt archive.Point) string {
		return p.link("/timeline", "since", pt.First, "until", pt.Last, "by", "")
	})
	for _, s := range line.Series {
		v.Series = append(v.Series, seriesView{terminal.Clean(format.OrEverything(s.Query)), s.Total, p.link("/search", "q", s.Query, "vs", "", "by", "", "share", "", "key", "")})
		for _, pt := range s.Points {
			if pt.Headline != "" {
				v.Peaks = append(v.Peaks, peakView{pt.Period, terminal.Clean(pt.Headline), storyHref(pt.Story), terminal.Clean(s.Query)})
			}
		}
	}
	for i, pt := range line.Series[0].Points {
		row := rowView{Period: pt.Period, Href: p.link("/search", "since", pt.First, "until", pt.Last, "vs", "", "by", "", "share", "")}
		some := false
		for _, s := range line.Series {
			n := s.Points[i]
			some = some || n.Stories > 0
			row.Counts = append(row.Counts, number(n.Stories)+shareWords(n.Share))
		}
		if some && len(v.Rows) < maxRows {
			v.Rows = append(v.Rows, row)
		}
	}
	return v
}

// maxRows is how many periods the table of numbers has.
const maxRows = 200

func shareWords(share float64) string {
	if share == 0 {
		return ""
	}
	return " (" + percent(100*share) + ")"
}

// versusForm is the further queries with an empty one to fill in.
func versusForm(versus []string) []string {
	if len(versus) < maxVersus {
		versus = append(versus[:len(versus):len(versus)], "")
	}
	return versus
}

// keyDates adds the key dates of a query. Those of everything are not looked for.
func (v *timelineView) keyDates(ctx context.Context, ar *archive.Archive, p params, q archive.Question) error {
	if strings.TrimSpace(q.Text) == "" {
		return nil
	}
	n, err := p.keyNumber()
	if err != nil {
		return err
	}
	dates, err := ar.KeyDates(ctx, q, n, nil)
	if err != nil {
		return err
	}
	v.KeysOf = terminal.Clean(q.Text)
	v.KeyHref = map[string]string{"CSV": p.link("/timeline.csv", "key", "auto", "vs", ""), "JSON": p.link("/timeline.json", "key", "auto", "vs", "")}
	for _, d := range dates.Dates {
		k := keyView{Date: d.Date, Why: format.Why(d), Href: p.link("/search", "since", d.Date, "until", d.Date, "vs", "", "by", "", "share", "", "key", "")}
		for _, h := range d.Headlines {
			k.Headlines = append(k.Headlines, storyLine{storyHref(h.ID), headline(h, nil), h.Language, d.Date, terminal.Clean(h.Publisher)})
		}
		v.Keys = append(v.Keys, k)
	}
	return nil
}
