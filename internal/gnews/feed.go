package gnews

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	tongue "golang.org/x/text/language"
)

// ErrNoFeed means that there is no feed of a page of Google News.
var ErrNoFeed = errors.New("Google News has no feed of this page") //nolint:staticcheck // a name

// Feed is a feed of Google News.
type Feed struct {
	URL  string // with hl, gl and ceid, which agree
	Name string // for a person, known without a request: "World - Google News"
}

// IsGoogleNews reports whether an address is one of news.google.com.
func IsGoogleNews(address string) bool {
	u, err := url.Parse(strings.TrimSpace(address))
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && strings.EqualFold(u.Hostname(), host)
}

const host = "news.google.com"

// FeedOf returns the feed of a page of Google News, as a person copies its
// address from a browser: the home page, a search, a topic or a section. The
// address of a feed is accepted too. The edition is the one that the address
// states, else that of the topic's id, else en-US. The error wraps [ErrNoFeed]
// for pages that have none, such as a story's.
func FeedOf(page string) (Feed, error) {
	u, err := url.Parse(strings.TrimSpace(page))
	if err != nil || !IsGoogleNews(page) {
		return Feed{}, fmt.Errorf("%w: it is not an address of %s", ErrNoFeed, host)
	}
	query := u.Query()
	path := strings.Trim(u.EscapedPath(), "/")
	path = strings.Trim(strings.TrimPrefix(path+"/", "rss/"), "/")
	f := Feed{Name: "Google News"}
	var topic Topic
	parts := strings.Split(path, "/")
	switch {
	case path == "" || path == "home" || path == "topstories":
		path = ""
	case path == "search" && strings.TrimSpace(query.Get("q")) != "":
		f.Name = strings.TrimSpace(query.Get("q")) + " - Google News"
	case path == "search":
		return Feed{}, fmt.Errorf("%w: the search has no words (q=…)", ErrNoFeed)
	case parts[0] == "topics" && len(parts) > 1:
		var ok bool
		if topic, ok = ParseTopic(parts[1]); ok && topic.Name() != "" && len(parts) == 2 {
			f.Name = topic.Name() + " - Google News"
		}
	case strings.HasPrefix(path, "headlines/section/") && len(parts) == 4:
		f.Name = sectionName(parts[2], parts[3]) + " - Google News"
	case parts[0] == "publications" && len(parts) > 1:
	default:
		return Feed{}, fmt.Errorf("%w: give the address of a search, a topic, a section or the home page", ErrNoFeed)
	}
	address := "https://" + host + "/rss"
	if path != "" {
		address += "/" + path
	}
	f.URL = address + "?" + feedQuery(query, editionOf(query, topic))
	return f, nil
}

// Search returns the feed of a search for words, in the edition of a language and
// a country. Of these one suffices: Korean goes with South Korea, and South Korea
// with Korean. Without both it is en-US. language is a BCP 47 tag, country an ISO
// 3166 code.
func Search(words, language, country string) (Feed, error) {
	words = strings.Join(strings.Fields(words), " ")
	if words == "" {
		return Feed{}, fmt.Errorf("%w: the search has no words", ErrNoFeed)
	}
	switch {
	case language != "" && !isLanguage(language):
		return Feed{}, fmt.Errorf("%q is no language; write it as en, ko or pt-BR", language)
	case country != "" && !isCountry(country):
		return Feed{}, fmt.Errorf("%q is no country; write it as US, KR or BR", country)
	case language != "" && country == "":
		region, _ := tongue.Make(language).Region() // the likeliest, where the language names none
		country = region.String()
	case language == "" && country != "":
		base, _ := tongue.Make("und-" + country).Base()
		language = base.String()
	}
	query := url.Values{"q": {words}}
	if country != "" {
		base, region, _ := strings.Cut(strings.ReplaceAll(language, "_", "-"), "-")
		country = strings.ToUpper(country)
		query.Set("ceid", country+":"+ceidLanguage(strings.ToLower(base), region, country))
	}
	return FeedOf("https://" + host + "/search?" + query.Encode())
}

// sectionName returns the name of a section: WORLD is World; a place stays as
// it is.
func sectionName(kind, escaped string) string {
	name, err := url.PathUnescape(escaped)
	if err != nil {
		name = escaped
	}
	if kind == "topic" && len(name) > 1 {
		name = strings.ToUpper(name[:1]) + strings.ToLower(name[1:])
	}
	return name
}

// feedQuery returns the query of a feed: the words of a search first, then the
// edition. What else a page's address holds is dropped.
func feedQuery(query url.Values, e edition) string {
	var b strings.Builder
	if q := strings.TrimSpace(query.Get("q")); q != "" {
		b.WriteString("q=" + url.QueryEscape(q) + "&")
	}
	b.WriteString("hl=" + url.QueryEscape(e.hl()) + "&gl=" + e.country + "&ceid=" + e.country + ":" + url.QueryEscape(e.language))
	return b.String()
}
