package match

import (
	"newsarchive/index/internal/document"
	"newsarchive/internal/query"
)

// author matches the words of an author's name, in their order; with prefix
// the last of them may go on.
func (c Compiler) author(t query.Term) (Expr, error) {
	row, _ := c.cut(t.Value)
	var names []string
	for _, w := range row {
		if !w.Kind.Beside() {
			names = append(names, w.Term)
		}
	}
	switch {
	case len(names) == 0:
		return none{}, nil
	case len(names) > 1:
		all := make(And, 0, len(names))
		for i := range len(names) - 1 {
			all = append(all, Key(document.KeyAuthor, names[i]+" "+names[i+1]))
		}
		return all, nil
	case !t.Prefix:
		return Key(document.KeyAuthor, names[0]), nil
	}
	found, err := c.withPrefix(document.FieldKey, document.KeyAuthor+names[0], t.Value)
	return Terms{document.FieldKey, found}, err
}
