package article

import (
	"html"
	"net/url"
	"strings"
	"time"

	"golang.org/x/text/language"

	"newsarchive/internal/dates"
	"newsarchive/internal/news"
	"newsarchive/internal/plain"
)

// facts reads what the page states: JSON-LD first, then OpenGraph and meta
// elements, microdata, and the address.
type facts struct {
	head    *head
	graph   *graph
	article thing // of the graph; may be nil
	base    *url.URL
	address *url.URL
	fetched time.Time
}

func newFacts(h *head, address *url.URL, fetched time.Time) *facts {
	f := &facts{head: h, graph: readGraph(h.data), address: address, base: address, fetched: fetched}
	f.article = f.graph.article()
	if b, err := address.Parse(strings.TrimSpace(h.base)); err == nil && h.base != "" {
		f.base = b
	}
	return f
}

// text returns the facts as a Text without its texts.
func (f *facts) text() news.Text {
	published, modified := f.published(), f.modified()
	if !published.IsZero() && !modified.IsZero() && modified.Time.Before(published.Time.Truncate(24*time.Hour)) {
		modified = news.Date{}
	}
	return news.Text{
		Headline:  f.headline(),
		Byline:    f.byline(),
		Section:   f.section(),
		Language:  f.language(),
		Canonical: f.canonical(),
		Image:     f.image(),
		Published: published,
		Modified:  modified,
		Paywalled: f.paywalled(),
	}
}

func (f *facts) section() string {
	return line(first(f.article.text("articleSection"), f.head.stated("article:section", "og:article:section", "parsely-section",
		"sailthru.section", "section", "cxenseparse:recs:category")))
}

func (f *facts) language() string {
	for _, s := range []string{f.article.text("inLanguage"), f.head.language, f.head.stated("og:locale", "language", "content-language", "dc.language")} {
		s, _, _ = strings.Cut(s, ",")
		tag, err := language.Parse(strings.ReplaceAll(strings.TrimSpace(s), "_", "-"))
		if err == nil && tag != language.Und {
			return tag.String()
		}
	}
	return ""
}

// canonical returns the address that the page gives itself. Other pages of
// the web may be named there: the caller decides what it means.
func (f *facts) canonical() string {
	for _, s := range append(f.head.canonical, f.head.stated("og:url")) {
		if a := f.absolute(s); a != "" {
			return a
		}
	}
	return ""
}

func (f *facts) image() string {
	for _, s := range []string{f.head.stated("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src"), f.pictured()} {
		if a := f.absolute(s); a != "" {
			return a
		}
	}
	return ""
}

// pictured returns the image of the JSON-LD.
func (f *facts) pictured() string {
	for _, v := range f.article.list("image") {
		switch v := v.(type) {
		case string:
			return v
		case map[string]any:
			if s := thing(v).text("url", "contentUrl"); s != "" {
				return s
			}
		}
	}
	return ""
}

// absolute returns the address that s means on the page; empty unless it is
// one of http or https.
func (f *facts) absolute(s string) string { return absolute(f.base, s) }

func absolute(base *url.URL, s string) string {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > maxValue {
		return ""
	}
	u, err := base.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		return ""
	}
	return u.String()
}

// line returns what a page wrote as one line of plain text: references are
// decoded twice, since many are encoded twice.
func line(s string) string {
	s = plain.Line(html.UnescapeString(s))
	if r := []rune(s); len(r) > maxHeadlines {
		s = string(r[:maxHeadlines])
	}
	return s
}

// usable drops a date that lies more than a day after the page was fetched.
func (f *facts) usable(d news.Date) news.Date {
	if !f.fetched.IsZero() && d.Time.After(f.fetched.Add(24*time.Hour)) || d.Time.Year() < 1900 {
		return news.Date{}
	}
	return d
}

func (f *facts) date(values ...string) news.Date {
	for _, v := range values {
		if d := f.usable(dates.Parse(html.UnescapeString(v))); !d.IsZero() {
			return d
		}
	}
	return news.Date{}
}
