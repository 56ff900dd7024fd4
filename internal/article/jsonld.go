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
