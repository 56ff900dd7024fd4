package document

import (
	"net/url"
	"strings"

	"newsarchive/internal/news"
)

// The terms of FieldLink. An address without its scheme and "www.", in lower
// case, stands there by its beginnings, cut between segments of the path:
// news.example, news.example/world, news.example/world/12. Each segment also
// stands alone, after a slash: /world.
const (
	maxLink     = 1 << 10 // bytes of an address that are indexed
	maxSegments = 16      // segments
	maxPart     = 64      // bytes of a segment that is found alone
)

// linkTerms adds the terms of a story's addresses.
func (b *Builder) linkTerms(e *Document, d *news.Entry) {
	f := e.field(FieldLink, withCounts, 4*len(d.Links))
	for _, link := range d.Links {
		host, path := SplitLink(link)
		if host == "" {
			continue
		}
		for _, h := range hostAndAbove(host) {
			f.once(h)
		}
		at := host
		for i, part := range strings.Split(strings.Trim(path, "/"), "/") {
			if i == maxSegments || part == "" {
				break
			}
			at += "/" + part
			f.once(at)
			if bare, _, _ := strings.Cut(part, "?"); len(bare) <= maxPart {
				f.once("/" + bare)
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

// SplitLink returns the host, with a scheme that is not the web's, and the
// path with the query, all in lower case.
func SplitLink(link string) (host, path string) {
	link = strings.ToLower(strings.TrimSpace(link))
	link, _, _ = strings.Cut(link, "#")
	if len(link) > maxLink {
		link = link[:maxLink]
	}
	scheme, rest, ok := strings.Cut(link, "://")
	if !ok {
		rest, scheme = link, ""
	}
	host, path, _ = strings.Cut(rest, "/")
	host = FoldHost(host)
	if scheme != "" && scheme != "http" && scheme != "https" {
		host = scheme + "://" + host
	}
	if plain, err := url.PathUnescape(path); err == nil && !strings.Contains(plain, "/") {
		path = plain
	}
	return host, path
}
