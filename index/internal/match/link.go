package match

import (
	"slices"
	"strings"

	"newsarchive/index/internal/document"
	"newsarchive/internal/query"
)

// link matches stories by an address: a host, a host with the beginning of a
// path, segments of the path (/world/, world), with prefix a beginning; and,
// by whatever key it is known, the whole of it.
func (c Compiler) link(t query.Term) (Expr, error) {
	var whole Expr = none{}
	if c.Names.StoriesAt != nil {
		whole = stories(c.Names.StoriesAt(t.Value))
	}
	value := strings.ToLower(strings.TrimSpace(t.Value))
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
		return Or{whole, found}, nil
	}
	if strings.HasSuffix(value, "/") { // what begins with a whole segment
		at += "/"
	}
	found, err := c.beginning(document.FieldLink, at)
	return Or{whole, Terms{document.FieldLink, found}}, err
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
