package article

import (
	"strings"
	"time"

	"newsarchive/internal/news"
)

func publishedNames() []string {
	return []string{
		"article:published_time", "og:article:published_time", "article:published", "datepublished", "og:published_time",
		"published_time", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "article.published", "publish-date",
		"publishdate", "pubdate", "publication_date", "date.release", "dcterms.created", "dcterms.issued", "dc.date.issued", "dc.date.created", "dcterms.date", "dc.date",
		"date.created", "article_date_original", "originalpublicationdate", "citation_publication_date", "citation_date", "date", "created", "bt:pubdate", "eprints.date", "vr:published_time",
		"last-published", "article:post_date",
	}
}

func modifiedNames() []string {
	return []string{
		"article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "article:modified", "dcterms.modified",
		"dc.date.modified", "last-modified", "lastmod", "lastmodified", "revised", "modified_time", "updated_time",
	}
}

// published returns when the page says that it was published.
func (f *facts) published() news.Date {
	if d := f.date(f.article.text("datePublished", "dateCreated", "uploadDate")); !d.IsZero() {
		return d
	}
	for _, name := range publishedNames() {
		if d := f.date(f.head.meta[name]...); !d.IsZero() {
			return d
		}
	}
	for _, name := range []string{"datepublished", "datecreated"} {
		if d := f.date(f.head.items[name]...); !d.IsZero() {
			return d
		}
	}
	inAddress := f.usable(addressDay(f.address))
	if d := f.stamped(inAddress); !d.IsZero() {
		return d
	}
	if !inAddress.IsZero() {
		return inAddress
	}
	for _, t := range f.graph.things {
		if d := f.date(t.text("datePublished")); !d.IsZero() {
			return d
		}
	}
	return f.besideHeadline()
}

// Where besideHeadline looks, in short texts around the first <h1>.
const (
	linesBefore = 4
	linesBehind = 15
)

// besideHeadline returns the day that stands as a line of its own beside the
// headline. The day of the fetch above it is the page's own calendar.
func (f *facts) besideHeadline() news.Date {
	h := f.head
	if len(h.headings) == 0 {
		return news.Date{}
	}
	from, to := max(0, h.begins-linesBefore), min(len(h.lines), h.begins+linesBehind)
	for i, text := range h.lines[from:to] {
		d := f.date(strings.Trim(text, "|·•⋅–—-() "))
		if d.IsZero() || from+i < h.begins && !f.fetched.IsZero() && f.fetched.Sub(d.Time) < 48*time.Hour {
			continue
		}
		return news.Day(d.Time.Date())
	}
	return news.Date{}
}

func (f *facts) modified() news.Date {
	if d := f.date(f.article.text("dateModified")); !d.IsZero() {
		return d
	}
	for _, name := range modifiedNames() {
		if d := f.date(f.head.meta[name]...); !d.IsZero() {
			return d
		}
	}
	return f.date(f.head.items["datemodified"]...)
}

// stamped returns the date of the best <time> or dated element: one marked as
// published, then the first beside the headline, then the first. The day of
// the address decides between them where it has one.
func (f *facts) stamped(inAddress news.Date) news.Date {
	var best news.Date
	rank := 0
	for _, s := range f.head.times {
		d := f.date(s.value, beforeMark(s.value))
		if d.IsZero() {
			continue
		}
		r := 1
		if s.top {
			r = 2
		}
		if strings.Contains(s.hint, "publish") || strings.Contains(s.hint, "entry-date") || strings.Contains(s.hint, "post-date") {
			r += 2
		}
		if strings.Contains(s.hint, "comment") || strings.Contains(s.hint, "updated") && !strings.Contains(s.hint, "publish") || strings.Contains(s.hint, "modif") {
			r = 0
		}
		if !inAddress.IsZero() {
			if gap := d.Time.Sub(inAddress.Time); gap < -24*time.Hour || gap > 48*time.Hour {
				continue
			}
		}
		if r > rank {
			best, rank = d, r
		}
	}
	return best
}

// beforeMark returns what stands before the first mark in "14.1.2026 - Editor".
func beforeMark(s string) string {
	if i := strings.IndexAny(s, "|–—(·"); i > 0 {
		return s[:i]
	}
	before, _, _ := strings.Cut(s, " -")
	return before
}
