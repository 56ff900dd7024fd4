package index

import (
	"newsarchive/internal/query"
	"newsarchive/internal/words"
	"newsarchive/store"
)

// authorTerms adds the names of a story's authors: their words, and each two
// words that stand side by side, by which a longer name is found.
func (b *builder) authorTerms(f *field, d *store.Entry) {
	for _, name := range d.Authors {
		before := ""
		for _, t := range b.tokenizer.Tokens(name) {
			if t.Kind == words.Compound || t.Kind == words.LastRune {
				continue
			}
			f.add(keyAuthor + t.Term)
			if before != "" {
				f.add(keyAuthor + before + " " + t.Term)
			}
			before = t.Term
		}
	}
}

// author matches the words of an author's name, in their order; with prefix
// the last of them may go on.
func (c compiler) author(t query.Term) (expr, error) {
	row, _ := c.look(t.Value)
	var names []string
	for _, w := range row {
		if w.Kind != words.Compound && w.Kind != words.LastRune {
			names = append(names, w.Term)
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
