package web

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/query"
	"newsarchive/internal/terminal"
)

// facetSize is how many values of a property a page lists.
const facetSize = 12

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
	Near       []hintView // what is nearly written like what is missing
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
	Hidden             [][2]string // what else the address asks
}

func newDatesForm(p params) datesForm {
	f := datesForm{Since: terminal.Clean(p.get("since")), Until: terminal.Clean(p.get("until")), AsOf: terminal.Clean(p.get("as-of"))}
	f.Given = f.Since+f.Until+f.AsOf != ""
	for _, name := range []string{"q", "feed", "publisher", "sort", "group", "any"} {
		for _, value := range p.all(name) {
			f.Hidden = append(f.Hidden, [2]string{name, terminal.Clean(value)})
		}
	}
	return f
}

// hintView is a hint, with the address of what it suggests.
type hintView struct {
	Text string
	Href string
}

// facetView counts the stories by a property.
type facetView struct {
	Name   string
	Values []choice
}

// choice is something to choose.
type choice struct {
	Name  string
	Href  string
	Count int
	On    bool
	Part  float64 // of the largest, in percent
}

// chip is something that narrows an answer, with the address without it.
type chip struct {
	Name  string
	Value string
	Href  string
}

func newSearchView(p params, q searchQuestion, found archive.Answer, zone *time.Location) searchView {
	v := searchView{
		Summary: summary(found), Relaxed: found.Relaxed, Missing: cleaned(found.Missing), Chips: chips(p, q.Question), Dates: newDatesForm(p),
		Sorts: choices(p, "sort", string(q.Sort), "relevance", "newest", "oldest", "size"), Groups: choices(p, "group", string(q.Group), "chain", "story", "none"), From: q.Offset + 1,
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

// near adds what is nearly written like the words that no story has.
func (v *searchView) near(ctx context.Context, ar *archive.Archive, p params, text string, missing []string) error {
	near, err := ar.Near(ctx, missing)
	for _, word := range missing {
		if other, ok := near[word]; ok && strings.Contains(text, word) {
			v.Near = append(v.Near, hintView{terminal.Clean(other), p.link("/search", "q", strings.Replace(text, word, other, 1), "page", "")})
		}
	}
	return err
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

// choices are the values of a parameter, with the address of each.
func choices(p params, name, now string, values ...string) (all []choice) {
	words := map[string]string{"relevance": "most relevant", "newest": "newest", "oldest": "oldest", "size": "largest", "chain": "events", "story": "stories", "none": "stories only"}
	for _, v := range values {
		all = append(all, choice{Name: words[v], Href: p.link("/search", name, v, "page", ""), On: v == now})
	}
	return all
}

// newFacetView lists the values of a facet, with the addresses that narrow by
// them.
func newFacetView(p params, f archive.Facet) facetView {
	v := facetView{Name: map[string]string{"lang": "languages"}[f.Name]}
	if v.Name == "" {
		v.Name = f.Name + "s"
	}
	most := 1
	for _, val := range f.Values {
		most = max(most, val.Count)
	}
	for _, val := range f.Values {
		name := terminal.Clean(val.Value)
		if strings.TrimSpace(name) == "" {
			continue
		}
		if f.Name == "feed" {
			name = feedName(val.Value)
		}
		c := choice{Name: name, Count: val.Count, Part: 100 * float64(val.Count) / float64(most)}
		switch f.Name {
		case "month":
			c.Href = p.link("/search", "since", val.Value, "until", val.Value, "page", "")
			c.On = p.get("since") == val.Value && p.get("until") == val.Value
		case "feed":
			key := val.Key
			if key == "" {
				key = val.Value
			}
			c.Href, c.On = p.link("/search", "feed", key, "page", ""), slices.Contains(p.all("feed"), key)
		case "publisher":
			c.Href, c.On = p.link("/search", f.Name, val.Value, "page", ""), slices.Contains(p.all(f.Name), val.Value)
		default:
			c.Href, c.On = p.with(f.Name + ":" + query.Value(val.Value))
		}
		v.Values = append(v.Values, c)
	}
	return v
}

// chips are what narrows a question beside its text.
func chips(p params, q archive.Question) (all []chip) {
	add := func(name, value, param string) {
		if value != "" {
			all = append(all, chip{name, terminal.Clean(value), p.link("/search", param, "", "page", "")})
		}
	}
	switch {
	case q.Since != "" && q.Since == q.Until:
		all = append(all, chip{"in", terminal.Clean(q.Since), p.link("/search", "since", "", "until", "", "page", "")})
	default:
		add("since", q.Since, "since")
		add("until", q.Until, "until")
	}
	add("feed", strings.Join(q.Feed, ", "), "feed")
	add("publisher", strings.Join(q.Publisher, ", "), "publisher")
	add("as of", q.AsOf, "as-of")
	if q.Any {
		add("words", "any", "any")
	}
	return all
}

func checkFacets(names []string) error {
	for _, n := range names {
		if !slices.Contains(archive.FacetNames(), n) {
			return badRequest{fmt.Errorf("there is no facet %.40q; there are %s", n, strings.Join(archive.FacetNames(), ", "))}
		}
	}
	return nil
}

// mediaType is the media type of a format without its parameters.
func mediaType(name string) string {
	kind, _, _ := strings.Cut(kindOf(name), ";")
	return kind
}
