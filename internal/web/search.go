package web

import (
	"context"
	"errors"
	"io"
	"net/http"

	"newsarchive/internal/archive"
	"newsarchive/internal/errkind"
	"newsarchive/internal/format"
	"newsarchive/internal/query"
	"newsarchive/internal/terminal"
)

func searchFormats() []string { return []string{"json", "ndjson", "csv", "md", "atom", "rss"} }

// search answers /search: the stories that a question finds.
func (s *Server) search(ctx context.Context, ar *archive.Archive, r *request) (*answer, error) {
	return s.searched(ctx, ar, r, []string{"publisher", "feed", "lang", "month"}, func(body *searchView, q searchQuestion, found archive.Answer) error {
		if q.AsOf == "" {
			body.unread(r.params)
		}
		if !r.readOnly && q.AsOf == "" && !q.Empty() {
			body.Keep = "/topics/add?" + searchValues("q", savedQuery(r.params))
			body.ReadAll = found.Total > 0 && !found.Relaxed
		}
		if q.AsOf != "" || found.Total == 0 || found.Total > maxTagCount {
			return nil
		}
		return body.tags(ctx, ar, r.params, q)
	})
}

// searched answers a search, with facets on its page and what else is added there.
func (s *Server) searched(ctx context.Context, asked archive.Asker, r *request, facets []string, add func(*searchView, searchQuestion, archive.Answer) error) (*answer, error) {
	q, err := r.params.search()
	if err != nil {
		return nil, err
	}
	if r.format != "" {
		return s.searchAs(ctx, asked, r, q)
	}
	q.Relax, q.Span = true, true
	q.Facets, q.FacetSize = facets, facetSize
	found, err := asked.Search(ctx, q.SearchOptions)
	if wrong, ok := errors.AsType[*query.Error](err); ok && r.forPeople() {
		return s.wrongQuery(r, wrong), nil
	}
	if err != nil {
		return nil, err
	}
	line, err := s.searchTimeline(ctx, asked, q)
	if err != nil {
		return nil, err
	}
	body := newSearchView(r.params, q, found, asked.Zone())
	if err := add(&body, q, found); err != nil {
		return nil, err
	}
	r.withoutButtons(body.Events)
	placed(r.params, body.From, body.Events)
	body.Chart = newChart(line, false, func(p archive.Point) string {
		return r.params.link("/search", "since", p.First, "until", p.Last, "page", "")
	})
	return s.page(r, "search", view{
		Title: "Search: " + format.OrEverything(terminal.Clean(q.Text)), Query: q.Text, Section: "search",
		Alternates: alternates(r.params, "/search", searchFormats()), NotIndexed: found.NotIndexed, Body: body,
	}), nil
}

// searchTimeline counts what a search finds over time.
func (s *Server) searchTimeline(ctx context.Context, asked archive.Asker, q searchQuestion) (archive.Timeline, error) {
	line, err := asked.Timeline(ctx, archive.TimelineOptions{Question: q.Question})
	if errkind.As[*query.Error](err) { // a question that was read as plain words
		return archive.Timeline{}, nil
	}
	return line, err
}

// searchAs writes what a search finds in a format for programs.
func (s *Server) searchAs(ctx context.Context, asked archive.Asker, r *request, q searchQuestion) (*answer, error) {
	if r.isFeed() {
		if err := q.asFeed(r.params); err != nil {
			return nil, err
		}
	}
	q.Relax = r.format == "json"
	if q.Facets = r.params.all("facet"); len(q.Facets) > 0 {
		q.FacetSize = facetSize
		if err := checkFacets(q.Facets, s.facetNames()); err != nil {
			return nil, err
		}
	}
	found, err := asked.Search(ctx, q.SearchOptions)
	if err != nil {
		return nil, err
	}
	a, err := written(kindOf(r.format), func(w io.Writer) error {
		return format.WriteAnswer(w, found, format.Options{
			Format: r.format, Zone: asked.Zone(), SafeCSV: !r.params.yes("raw"), Channel: format.NewChannel(q.Question, r.self(), s.now()),
		})
	})
	return a, err
}

// facetNames are the names of what stories can be counted by.
func (s *Server) facetNames() []string {
	if s.there != nil {
		return archive.ElsewhereFacets()
	}
	return archive.FacetNames()
}

// wrongQuery is the page of a query that is not valid: it shows where.
func (s *Server) wrongQuery(r *request, wrong *query.Error) *answer {
	a := s.page(r, "search", view{Title: "Search", Query: r.params.get("q"), Section: "search", Body: searchView{Wrong: newWrongView(wrong), Fields: fieldHelp()}})
	a.status, a.header = http.StatusBadRequest, notKept()
	return a
}

// wrongView shows where a query is not valid.
type wrongView struct {
	Message       string
	Before        string
	Part          string
	After         string
	Suggestion    string
	SuggestedHref string
}

func newWrongView(e *query.Error) *wrongView {
	from := min(max(e.Pos, 0), len(e.Text))
	to := min(max(from+e.Len, from), len(e.Text))
	w := &wrongView{Message: terminal.CleanLine(e.Error()), Before: shortEnd(e.Text[:from]), Part: short(e.Text[from:to]), After: short(e.Text[to:])}
	return w
}

// short cuts a text that is shown within a sentence; shortEnd keeps its end.
func short(text string) string {
	r := []rune(terminal.Clean(text))
	if len(r) > maxShort {
		return string(r[:maxShort]) + "…"
	}
	return string(r)
}

func shortEnd(text string) string {
	r := []rune(terminal.Clean(text))
	if len(r) > maxShort {
		return "…" + string(r[len(r)-maxShort:])
	}
	return string(r)
}

const maxShort = 80

// kindOf is the media type of a format.
func kindOf(name string) string {
	return map[string]string{
		"json": "application/json", "ndjson": "application/x-ndjson", "csv": "text/csv; charset=utf-8; header=present",
		"md": "text/markdown; charset=utf-8", "atom": "application/atom+xml; charset=utf-8", "rss": "application/rss+xml; charset=utf-8",
		"svg": "image/svg+xml", "png": "image/png", "opml": "text/x-opml; charset=utf-8",
	}[name]
}

// alternates are the addresses of an answer in its formats.
func alternates(p params, path string, formats []string) (all []alternate) {
	names := map[string]string{"json": "JSON", "ndjson": "NDJSON", "csv": "CSV", "md": "Markdown", "atom": "Atom", "rss": "RSS", "svg": "SVG", "png": "PNG"}
	for _, f := range formats {
		all = append(all, alternate{names[f], mediaType(f), p.link(path+"."+f, "page", "", "n", "")})
	}
	return all
}
