package article

import "strings"

// names returns the names that a property's values have: texts, objects with
// a name, or references to such.
func (g *graph) names(t thing, key string) (all []string) {
	for _, v := range t.list(key) {
		switch v := v.(type) {
		case string:
			if other, ok := g.byID[v]; ok {
				v = other.text("name")
			}
			all = append(all, clip(v))
		case map[string]any:
			name := thing(v).text("name")
			if id, ok := v["@id"].(string); ok && name == "" {
				name = g.byID[id].text("name")
			}
			if name == "" { // {"name": ["A", "B"]} and {"name": {"name": "A"}} occur
				if inner, ok := v["name"].(map[string]any); ok {
					name = thing(inner).text("name")
				}
			}
			all = append(all, name)
			for _, more := range thing(v).list("name")[min(1, len(thing(v).list("name"))):] {
				if s, ok := more.(string); ok {
					all = append(all, clip(s))
				}
			}
		}
		if len(all) > maxHeadings {
			break
		}
	}
	return all
}

// articleType reports whether a type of schema.org is a written piece.
func articleType(name string) bool {
	for _, end := range []string{"Article", "Posting", "Report", "BlogPost", "Review"} {
		if strings.HasSuffix(name, end) {
			return true
		}
	}
	return false
}

// article returns the object that stands for the page's article; nil if there
// is none.
func (g *graph) article() thing {
	var best thing
	for _, t := range g.things {
		for _, name := range t.types() {
			if articleType(name) && (best == nil || best.text("headline", "name") == "" && t.text("headline", "name") != "") {
				best = t
			}
		}
	}
	return best
}

// has reports whether one of the page's objects is of one of the types.
func (g *graph) has(types ...string) bool {
	for _, t := range g.things {
		for _, name := range t.types() {
			if contains(types, name) {
				return true
			}
		}
	}
	return false
}

// free returns what the object says of isAccessibleForFree; stated is false
// if it says nothing.
func (t thing) free() (free, stated bool) {
	for _, v := range t.list("isAccessibleForFree") {
		switch v := v.(type) {
		case bool:
			return v, true
		case string:
			return !strings.EqualFold(strings.TrimSpace(v), "false"), true
		}
	}
	return true, false
}
