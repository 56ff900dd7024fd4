package web

import (
	"context"
	"strings"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/query"
	"newsarchive/internal/terminal"
)

// searchView is what the page of a search shows.
type searchView struct {
	Wrong      *wrongView
	Fields     []query.Known // of the language
	Keep       string        // the address that keeps it as a topic; "" where nothing can be changed
	Summary    string        // how many, of how many publishers, from when to when
	Relaxed    bool
	Unread     string // the address that leaves out what is read, or, with OnlyUnread, brings it back
	OnlyUnread bool
	ReadAll    bool // all that was found can be marked read
	Missing    []string
	Hints      []hintView
	AsOf       string
	Chart      *chartView
	Events     []eventView
	Facets     []facetView
	Chips      []chip // what narrows the answer
	Dates      datesForm
	Sorts      []choice
	Groups     []choice
	Earlier    string // the address of the page before
	Later      string
	From       int // the number of the first event
}

// datesForm is a form for the dates of a search.
type datesForm struct {
	Since, Until, AsOf string
	Given              bool        // at least one of them
	There              bool        // there is no past to ask for
	Hidden             [][2]string // what else the address asks
}

func newDatesForm(p params) datesForm {
	f := datesForm{Since: terminal.Clean(p.get("since")), Until: terminal.Clean(p.get("until")), AsOf: terminal.Clean(p.get("as-of"))}
	f.Given = f.Since+f.Until+f.AsOf != ""
	for _, name := range []string{"q", "feed", "publisher", "sort", "group", "any", archiveParam} {
		for _, value := range p.all(name) {
			f.Hidden = append(f.Hidden, [2]string{name, terminal.Clean(value)})
		}
	}
	return f
}

// hintView is a hint, with what it suggests and the address of that.
type hintView struct {
	Text    string
	Instead string
	Href    string
}

func newSearchView(p params, q searchQuestion, found archive.Answer, zone *time.Location) searchView {
	v := searchView{
		Summary: summary(found), Relaxed: found.Relaxed, Missing: cleaned(found.Missing), Chips: chips(p, q.Question), Dates: newDatesForm(p),
		Sorts: choices(p, "sort", string(q.Sort), "relevance", "newest", "oldest", "size"), Groups: choices(p, "group", string(q.Group), "event", "cluster", "story", "none"), From: q.Offset + 1,
	}
	if q.Text == "" || found.Total == 0 {
		v.Fields = fieldHelp()
	}
	if !found.AsOf.IsZero() {
		v.AsOf = moment(found.AsOf, zone)
	}
	for _, h := range found.Hints {
		hint := hintView{Text: terminal.Clean(h.String())}
		if h.Suggestion != "" && h.Pos+h.Len <= len(q.Text) {
			hint.Text, hint.Instead = terminal.Clean(h.Msg), terminal.Clean(fieldBefore(q.Text[:h.Pos])+h.Suggestion)
			hint.Href = p.link("/search", "q", q.Text[:h.Pos]+h.Suggestion+q.Text[h.Pos+h.Len:], "page", "")
		}
		v.Hints = append(v.Hints, hint)
	}
	for _, g := range found.Groups {
		v.Events = append(v.Events, newEventView(g, zone))
	}
	for _, f := range found.Facets {
		if fv := newFacetView(p, f); len(fv.Values) > 0 {
			v.Facets = append(v.Facets, fv)
		}
	}
	if q.page > 1 {
		v.Earlier = p.link("/search", "page", pageNumber(q.page-1))
	}
	if found.More && q.Offset+q.Size <= maxOffset {
		v.Later = p.link("/search", "page", pageNumber(q.page+1))
	}
	return v
}

// fieldBefore returns what stands right before a value: publisher: or "-tag:".
func fieldBefore(text string) string { return text[strings.LastIndexAny(text, " (")+1:] }

// with is the address of the search with one more condition in its text, or
// without it, if it has it: then on is true.
func (p params) with(condition string) (href string, on bool) {
	text := p.get("q")
	if rest, found := strings.CutSuffix(text, condition); found && (rest == "" || strings.HasSuffix(rest, " ")) {
		return p.link("/search", "q", strings.TrimSpace(rest), "page", ""), true
	}
	if strings.Contains(text, " OR ") || strings.Contains(text, " | ") {
		text = "(" + text + ")"
	}
	return p.link("/search", "q", strings.TrimSpace(text+" "+condition), "page", ""), false
}

// maxTagCount is up to how many stories their tags are counted: the index does
// not know how they are written.
const maxTagCount = 200

// tags counts the tags of what was found.
func (v *searchView) tags(ctx context.Context, ar *archive.Archive, p params, q searchQuestion) error {
	found, err := ar.Search(ctx, archive.SearchOptions{Question: q.Question, Load: archive.Load{Stories: archive.NoStories, Facets: []string{"tag"}, FacetSize: facetSize}})
	for _, f := range found.Facets {
		if fv := newFacetView(p, f); len(fv.Values) > 0 {
			v.Facets = append(v.Facets, fv)
		}
	}
	return err
}

// unreadOnly leaves out what is marked read.
const unreadOnly = string(query.IsFlag) + ":" + query.Unread

// unread adds the address that leaves out what is read.
func (v *searchView) unread(p params) { v.Unread, v.OnlyUnread = p.with(unreadOnly) }

func pageNumber(n int) string {
	if n == 1 {
		return ""
	}
	return number(n)
}

// summary counts what was found.
func summary(found archive.Answer) string {
	if found.Total == 0 {
		return ""
	}
	parts := []string{format.Plural(found.Total, "story", "stories")}
	if s := found.Span; s != nil {
		parts = append(parts, format.Plural(s.Clusters, "cluster", "clusters"), format.Plural(s.Publishers, "publisher", "publishers"))
		if s.First != s.Last {
			parts = append(parts, s.First+" to "+s.Last)
		} else if s.First != "" {
			parts = append(parts, s.First)
		}
	}
	return strings.Join(parts, ", ")
}

// mediaType is the media type of a format without its parameters.
func mediaType(name string) string {
	kind, _, _ := strings.Cut(kindOf(name), ";")
	return kind
}
