package article

import (
	"encoding/json"
	"strings"
)

// Bounds of the walk through JSON-LD.
const (
	maxDepth   = 8
	maxObjects = 2000
)

// thing is an object of JSON-LD (https://www.w3.org/TR/json-ld11/) in the
// vocabulary of schema.org.
type thing map[string]any

// graph is all that a page's JSON-LD holds.
type graph struct {
	things []thing
	byID   map[string]thing
}

// readGraph reads the blocks. What is no JSON is skipped.
func readGraph(blocks []string) *graph {
	g := &graph{byID: map[string]thing{}}
	for _, b := range blocks {
		var v any
		if json.Unmarshal([]byte(b), &v) != nil && json.Unmarshal([]byte(repaired(b)), &v) != nil {
			continue
		}
		g.add(v, 0)
	}
	return g
}

// repaired returns the block without the frames of comments and CDATA around
// it, and with spaces for the line ends that may not stand in its strings.
func repaired(block string) string {
	block = strings.TrimSpace(block)
	for _, frame := range []string{"//", "<![CDATA[", "/*<![CDATA[*/", "<!--"} {
		block = strings.TrimSpace(strings.TrimPrefix(block, frame))
	}
	for _, frame := range []string{"-->", "/*]]>*/", "]]>", "//", ";"} {
		block = strings.TrimSpace(strings.TrimSuffix(block, frame))
	}
	return strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, block)
}

// add takes in v and the objects that stand for the page in it; not those that
// only have a part in it, such as the entries of a list.
func (g *graph) add(v any, depth int) {
	if depth > maxDepth || len(g.things) >= maxObjects {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			g.add(e, depth+1)
		}
	case map[string]any:
		t := thing(v)
		g.things = append(g.things, t)
		if id, ok := v["@id"].(string); ok && len(v) > 1 {
			g.byID[id] = t
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			g.add(v[key], depth+1)
		}
	}
}

// types returns the values of @type, without the address of the vocabulary.
func (t thing) types() (all []string) {
	for _, s := range t.list("@type") {
		if s, ok := s.(string); ok {
			all = append(all, s[strings.LastIndexByte(s, '/')+1:])
		}
	}
	return all
}

// list returns a property's values, at most maxStated.
func (t thing) list(key string) []any {
	switch v := t[key].(type) {
	case nil:
		return nil
	case []any:
		return v[:min(len(v), maxStated)]
	default:
		return []any{v}
	}
}

// text returns the first value of the first of the properties that is a text.
func (t thing) text(keys ...string) string {
	for _, key := range keys {
		for _, v := range t.list(key) {
			if s, ok := v.(string); ok && strings.TrimSpace(s) != "" {
				return clip(strings.TrimSpace(s))
			}
			if m, ok := v.(map[string]any); ok {
				if s, ok := m["@value"].(string); ok {
					return clip(s)
				}
			}
		}
	}
	return ""
}

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
