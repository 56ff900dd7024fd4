package match

import (
	"cmp"
	"slices"
	"strings"

	"newsarchive/index/internal/document"
	"newsarchive/internal/news"
	"newsarchive/internal/query"
)

// link matches stories by an address: a host, a host with the beginning of a
// path, segments of the path (/world/, world), with prefix a beginning; and,
// by whatever key it is known, the whole of it.
func (c Compiler) link(t query.Term) (Expr, error) {
	var whole Expr = none{}
	if c.Names.StoriesAt != nil {
		ids := c.Names.StoriesAt(t.Value)
		if t.Pasted && len(ids) > 0 {
			return stories(ids), nil
		}
		whole = stories(ids)
	}
	value := strings.ToLower(strings.TrimSpace(cmp.Or(news.NormalizeURL(t.Value), t.Value)))
	if strings.HasPrefix(value, "/") || !strings.ContainsAny(value, "/.:") {
		return Or{whole, segments(value)}, nil
	}
	host, path := document.SplitLink(value)
	at := strings.TrimSuffix(host+"/"+strings.TrimPrefix(path, "/"), "/")
	if !t.Prefix {
		found := Terms{document.FieldLink, []string{at}}
		if !strings.Contains(at, "/") {
			found.any = append(found.any, "/"+at) // contains.html
		}
		return c.linked(t, whole, found)
	}
	if strings.HasSuffix(value, "/") { // what begins with a whole segment
		at += "/"
	}
	return Or{whole, beginningWith(document.FieldLink, at)}, nil
}

// linked compiles an address that was typed by itself. Where no story is there or
// below it, it is looked for in the texts.
func (c Compiler) linked(t query.Term, whole Expr, found Terms) (Expr, error) {
	at := Or{whole, found}
	if !t.Pasted {
		return at, nil
	}
	n, err := c.Lexicon.Count(found.field, found.any)
	if err != nil || n > 0 {
		return at, err
	}
	return c.word(t.Value)
}

// segments matches addresses with all of these segments in their paths.
func segments(value string) Expr {
	var all And
	for _, part := range strings.FieldsFunc(value, func(r rune) bool { return r == '/' }) {
		all = append(all, Terms{document.FieldLink, []string{"/" + part}})
	}
	if len(all) == 0 {
		return none{}
	}
	return slices.Clip(all)
}
