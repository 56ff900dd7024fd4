package web

import (
	"fmt"
	"slices"
	"strings"

	"newsarchive/internal/archive"
	"newsarchive/internal/query"
	"newsarchive/internal/terminal"
)

// facetSize is how many values of a property a page lists.
const facetSize = 12

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

// choices are the values of a parameter, with the address of each.
func choices(p params, name, now string, values ...string) (all []choice) {
	words := map[string]string{"relevance": "most relevant", "newest": "newest", "oldest": "oldest", "size": "largest", "event": "events", "cluster": "clusters", "story": "stories", "none": "stories only"}
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
		case "publisher", archiveParam:
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
	add("in the archive", strings.Join(p.all(archiveParam), ", "), archiveParam)
	if q.Any {
		add("words", "any", "any")
	}
	return all
}

// checkFacets checks the names of facets against those that there are.
func checkFacets(names, there []string) error {
	for _, n := range names {
		if !slices.Contains(there, n) {
			return badRequest{fmt.Errorf("there is no facet %.40q; there are %s", n, strings.Join(there, ", "))}
		}
	}
	return nil
}
