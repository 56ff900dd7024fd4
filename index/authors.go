package index

import (
	"strings"

	"newsarchive/internal/query"
	"newsarchive/store"
)

// authorTerms adds the names of a story's authors: their words, and each two
// words that stand side by side, by which a longer name is found.
func (b *builder) authorTerms(f *field, d *store.Entry) {
	for _, names := range d.Authors {
		for name := range strings.SplitSeq(names, ", ") {
			before := ""
			for _, t := range b.words.scan(name) {
				if t.kind == joined || t.kind == last {
					continue
				}
				f.add(keyAuthor + t.term)
				if before != "" {
					f.add(keyAuthor + before + " " + t.term)
				}
				before = t.term
			}
		}
	}
}

// author matches the words of an author's name, in their order; with prefix
// the last of them may go on.
func (c compiler) author(t query.Term) (expr, error) {
	row, _ := c.look(t.Value)
	var names []string
	for _, w := range row {
		if w.kind != joined && w.kind != last {
			names = append(names, w.term)
		}
	}
	switch {
	case len(names) == 0:
		return none{}, nil
	case len(names) > 1:
		all := make(and, 0, len(names))
		for i := range len(names) - 1 {
			all = append(all, key(keyAuthor, names[i]+" "+names[i+1]))
		}
		return all, nil
	case !t.Prefix:
		return key(keyAuthor, names[0]), nil
	}
	found, err := c.withPrefix(fieldKey, keyAuthor+names[0], t.Value)
	return terms{fieldKey, found}, err
}
