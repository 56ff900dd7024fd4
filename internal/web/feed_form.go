package web

import "newsarchive/internal/archive"

// feedSize is how many stories an answer has that a feed reader follows: what comes
// between two of its visits must fit.
const feedSize = 100

// isFeed reports whether an answer is one that a feed reader follows.
func (r *request) isFeed() bool { return r.format == "atom" || r.format == "rss" }

// asFeed has a feed's answer be what a reader expects, as far as the address does
// not say otherwise: each story by itself, so that it comes once, the newest first.
func (q *searchQuestion) asFeed(p params) (err error) {
	if p.get("sort") == "" {
		q.Sort = archive.SortNewest
	}
	if p.get("group") == "" {
		q.Group = archive.GroupNone
	}
	if q.Size, err = p.number("n", feedSize, 1, maxSize); err == nil {
		q.Offset = (q.page - 1) * q.Size
	}
	return err
}
