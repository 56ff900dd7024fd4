package post

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

const (
	maxDepth  = 8      // of nested tables and lists
	maxValues = 10_000 // of all fields together, aliases counted as often as they are used
)

// readYAML reads the front matter as a tree of nodes, not as values: so a
// title of 1e3, yes or 2026-01-14 stays the text that it is.
func (p parts) readYAML() (front, error) {
	decoder := yaml.NewDecoder(strings.NewReader(p.front))
	var doc yaml.Node
	if err := decoder.Decode(&doc); errors.Is(err, io.EOF) {
		return front{}, nil
	} else if err != nil {
		return nil, p.yamlError(err)
	}
	if err := decoder.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		return nil, errorAt(p.path, p.line+1, "the front matter is more than one YAML document")
	}
	w := yamlWalk{parts: p, fields: front{}, left: maxValues}
	if len(doc.Content) == 0 {
		return w.fields, nil
	}
	root := doc.Content[0]
	if root.Kind != yaml.MappingNode {
		if root.Tag == "!!null" {
			return w.fields, nil
		}
		return nil, p.at(root, "the front matter holds no fields; write them as name: value, one a line")
	}
	return w.fields, w.table(root, "", 0)
}

// yamlWalk collects the fields of a tree.
type yamlWalk struct {
	parts
	fields front
	left   int
}

func (w *yamlWalk) table(n *yaml.Node, prefix string, depth int) error {
	lines := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		name := strings.ToLower(key.Value)
		if first, twice := lines[name]; twice && depth == 0 {
			return w.at(key, "%q is given twice, first on line %d; remove one", key.Value, w.line+first)
		}
		lines[name] = key.Line
		if err := w.value(value, prefix+name, depth); err != nil {
			return err
		}
	}
	return nil
}

func (w *yamlWalk) value(n *yaml.Node, name string, depth int) error {
	if w.left--; w.left < 0 {
		return w.at(n, "more than %d values in the front matter", maxValues)
	}
	if depth > maxDepth {
		return w.at(n, "%q is nested more than %d deep", name, maxDepth)
	}
	switch n.Kind {
	case yaml.AliasNode:
		return w.value(n.Alias, name, depth+1)
	case yaml.MappingNode:
		return w.table(n, name+".", depth+1)
	case yaml.SequenceNode:
		for _, entry := range n.Content {
			if err := w.value(entry, name, depth+1); err != nil {
				return err
			}
		}
	case yaml.ScalarNode:
		if n.ShortTag() != "!!null" {
			w.fields[name] = append(w.fields[name], n.Value)
		}
	}
	return nil
}

func (p parts) at(n *yaml.Node, format string, args ...any) error {
	return errorAt(p.path, p.line+n.Line, format, args...)
}

// yamlError moves the line that the YAML library names to that of the file.
func (p parts) yamlError(err error) error {
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	line := 1
	if rest, ok := strings.CutPrefix(text, "line "); ok {
		if number, reason, ok := strings.Cut(rest, ": "); ok {
			if n, err := strconv.Atoi(number); err == nil {
				line, text = n, reason
				if strings.HasPrefix(reason, "did not find expected") {
					line++ // the library counts the lines of these from 0
				}
			}
		}
	}
	hint := ""
	if strings.Contains(text, "mapping values are not allowed") {
		hint = "; a text with a colon in it needs quotes"
	}
	return errorAt(p.path, p.line+line, "broken YAML front matter: %w", fmt.Errorf("%s%s", text, hint))
}
