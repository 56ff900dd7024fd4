package index

import (
	"net/url"
	"slices"
	"strings"

	"newsarchive/internal/query"
	"newsarchive/store"
)

// The terms of fieldLink. An address without its scheme and "www.", in lower
// case, stands there by its beginnings, cut between segments of the path:
// news.example, news.example/world, news.example/world/12. Each segment also
// stands alone, after a slash: /world.
const (
	longestLink  = 1 << 10 // bytes of an address that are indexed
	mostSegments = 16      // segments
	longestPart  = 64      // bytes of a segment that is found alone
)

// linkTerms adds the terms of a story's addresses.
func (b *builder) linkTerms(e *entry, d *store.Entry) {
	if len(d.Links) == 0 {
		return
	}
	f := e.field(fieldLink, keywords, 16)
	f.length = 1
	for _, link := range d.Links {
		host, path := splitLink(link)
		if host == "" {
			continue
		}
		for _, h := range hostAndAbove(host) {
			f.add(h)
		}
		at := host
		for i, part := range strings.Split(strings.Trim(path, "/"), "/") {
			if i == mostSegments || part == "" {
				break
			}
			at += "/" + part
			f.add(at)
			if bare, _, _ := strings.Cut(part, "?"); len(bare) <= longestPart {
				f.add("/" + bare)
			}
		}
	}
}

// hostAndAbove returns a host and the hosts above it, but for the last: an
// ending is no host.
func hostAndAbove(host string) (all []string) {
	for host != "" {
		all = append(all, host)
		_, above, _ := strings.Cut(host, ".")
		if !strings.Contains(above, ".") {
			break
		}
		host = above
	}
	return all
}

// splitLink returns the host, with a scheme that is not the web's, and the
// path with the query, all in lower case.
func splitLink(link string) (host, path string) {
	link = strings.ToLower(strings.TrimSpace(link))
	link, _, _ = strings.Cut(link, "#")
	if len(link) > longestLink {
		link = link[:longestLink]
	}
	scheme, rest, ok := strings.Cut(link, "://")
	if !ok {
		rest, scheme = link, ""
	}
	host, path, _ = strings.Cut(rest, "/")
	host = foldHost(host)
	if scheme != "" && scheme != "http" && scheme != "https" {
		host = scheme + "://" + host
	}
	if plain, err := url.PathUnescape(path); err == nil && !strings.Contains(plain, "/") {
		path = plain
	}
	return host, path
}

// link matches stories by an address: a host, a host with the beginning of a
// path, segments of the path (/world/, world), with prefix a beginning; and,
// by whatever key it is known, the whole of it.
func (c compiler) link(t query.Term) (expr, error) {
	var whole expr = none{}
	if c.names.Linked != nil {
		whole = stories(c.names.Linked(t.Value))
	}
	value := strings.ToLower(strings.TrimSpace(t.Value))
	if strings.HasPrefix(value, "/") || !strings.ContainsAny(value, "/.:") {
		return or{whole, segments(value)}, nil
	}
	host, path := splitLink(value)
	at := strings.TrimSuffix(host+"/"+strings.TrimPrefix(path, "/"), "/")
	if !t.Prefix {
		found := terms{fieldLink, []string{at}}
		if !strings.Contains(at, "/") {
			found.any = append(found.any, "/"+at) // contains.html
		}
		return or{whole, found}, nil
	}
	if strings.HasSuffix(value, "/") { // what begins with a whole segment
		at += "/"
	}
	found, err := c.beginning(fieldLink, at)
	return or{whole, terms{fieldLink, found}}, err
}

// segments matches addresses with all of these segments in their paths.
func segments(value string) expr {
	var all and
	for _, part := range strings.FieldsFunc(value, func(r rune) bool { return r == '/' }) {
		all = append(all, terms{fieldLink, []string{"/" + part}})
	}
	if len(all) == 0 {
		return none{}
	}
	return slices.Clip(all)
}
