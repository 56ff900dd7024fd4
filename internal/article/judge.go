package article

import (
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"newsarchive/internal/news"
)

// Bounds of what a text is, in words; two characters of a script without
// spaces count as one.
const (
	minWords    = 12  // fewer are no text
	shortWords  = 120 // at most so many stand beside a video, a login form or an error
	teaserWords = 200 // at most so many stand before a paywall
	noticeWords = 600 // at most so many has a page about its own cookies
)

// judge decides what a page is.
type judge struct {
	page    news.Page
	facts   *facts
	address *url.URL
	title   string // of the page and its headings, in lower case
	signs   signs
}

func newJudge(page news.Page, f *facts, doc *html.Node) *judge {
	j := &judge{page: page, facts: f, address: f.address, signs: readSigns(doc)}
	j.title = strings.ToLower(line(f.head.title + " | " + strings.Join(f.head.headings[:min(2, len(f.head.headings))], " | ")))
	return j
}

// early decides by what is known before the text; empty if the text must
// tell.
func (j *judge) early() (news.PageKind, string) {
	switch {
	case j.page.Status == 401:
		return news.PageLogin, "the server asks for a password"
	case j.page.Status >= 400:
		if j.signs.captcha || hasAny(j.title, botTitles()) {
			return news.PageBot, "the page asks for proof of a human reader"
		}
		return news.PageError, fmt.Sprintf("the server answered %d", j.page.Status)
	case j.elsewhere(consentHosts(), consentPaths()):
		return news.PageConsent, "the address leads to a page that asks for consent: " + j.address.Host
	case j.elsewhere(loginHosts(), loginPaths()):
		return news.PageLogin, "the address leads to a page that asks to sign in: " + j.address.Host
	}
	return "", ""
}

// elsewhere reports whether the page's host begins with one of the names, or
// its path has one of the parts.
func (j *judge) elsewhere(hosts, parts []string) bool {
	for _, h := range hosts {
		if strings.HasPrefix(strings.ToLower(j.address.Hostname()), h) {
			return true
		}
	}
	for _, segment := range strings.Split(strings.ToLower(j.address.Path), "/") {
		if contains(parts, segment) {
			return true
		}
	}
	return false
}

// late decides by the text, and by the share of its characters that stood in
// links before it was cleaned.
func (j *judge) late(text *news.Text, words string, linked float64) (news.PageKind, string) {
	n := countWords(words)
	lower := strings.ToLower(words)
	switch {
	case j.isConsent(n, lower):
		return news.PageConsent, "the text is about the page's own cookies"
	case j.isError(n):
		return news.PageError, "the page says that it was not found: " + text.Headline
	case n < shortWords && !j.statesArticle() && (j.signs.captcha && n < minWords*4 || hasAny(j.title, botTitles()) || hasAny(lower, botPhrases())):
		return news.PageBot, "the page asks for proof of a human reader"
	case j.isLogin(n, lower):
		return news.PageLogin, "the page asks to sign in"
	case j.isFront(n, linked):
		return news.PageFront, "a list of stories"
	case j.isVideo(n):
		return news.PageVideo, "a video, audio or picture without a text"
	case n < minWords:
		return news.PageEmpty, "no words that are a text"
	}
	if j.isTeaser(text, n, lower) {
		text.Paywalled = true
		return news.PageTeaser, "the page shows the article's beginning only"
	}
	return news.PageArticle, ""
}

// statesArticle reports whether the page says that it is an article.
func (j *judge) statesArticle() bool {
	f := j.facts
	return f.article != nil || strings.EqualFold(f.head.stated("og:type"), "article") ||
		f.head.stated("article:published_time", "datepublished", "parsely-pub-date", "citation_title") != ""
}

// isConsent reports whether the text is about the page's own cookies.
func (j *judge) isConsent(words int, lower string) bool {
	least := 3
	if j.statesArticle() {
		least = 5
	}
	return words < noticeWords && !hasAny(j.title, consentTopics()) && phrases(lower+" "+j.title, consentPhrases()) >= least
}

func (j *judge) isError(words int) bool {
	if words >= shortWords || j.statesArticle() {
		return false
	}
	return hasAny(j.title, errorTitles())
}

func (j *judge) isLogin(words int, lower string) bool {
	if words >= shortWords || j.statesArticle() {
		return false
	}
	return j.signs.password || phrases(lower+" "+j.title, loginPhrases()) > 1 || hasAny(j.title, loginTitles())
}

// isVideo reports whether the page is a video or another medium with few
// words beside it.
func (j *judge) isVideo(words int) bool {
	f := j.facts
	kind := strings.ToLower(f.head.stated("og:type"))
	medium := strings.HasPrefix(kind, "video") || strings.HasPrefix(kind, "music") ||
		f.graph.has("VideoObject", "AudioObject", "PodcastEpisode", "ImageGallery", "RadioEpisode", "TVEpisode", "Clip") && f.article == nil
	return words < minWords && j.signs.player || words < shortWords && medium || words < 40 && j.signs.player && f.article == nil
}

// isFront reports whether the page lists stories: it says so, or most of its
// words stand in links as long as headlines and few in prose.
func (j *judge) isFront(words int, linked float64) bool {
	if j.statesArticle() {
		return false
	}
	if j.ledHome() {
		return true
	}
	f := j.facts
	lists := f.graph.has("CollectionPage", "ItemList", "SearchResultsPage") ||
		j.address.Path == "" || j.address.Path == "/" ||
		strings.EqualFold(f.head.stated("og:type"), "website")
	s := j.signs
	switch {
	case s.links >= 8 && s.prose < 60 && (linked > 0.4 || words < 60):
		return true
	case lists && s.links >= 8 && s.headlines > 2*s.prose:
		return true
	}
	return false
}

// ledHome reports whether the address of a story led to a front page, as
// those of deleted stories do.
func (j *judge) ledHome() bool {
	asked, err := url.Parse(j.page.Asked)
	return err == nil && len(asked.Path) > 1 && len(j.address.Path) <= 1 && j.address.RawQuery == ""
}

// isTeaser reports whether the text is an article's beginning before a
// paywall.
func (j *judge) isTeaser(text *news.Text, words int, lower string) bool {
	if words >= teaserWords {
		return false
	}
	cut := strings.HasSuffix(lower, "…") || strings.HasSuffix(lower, "...") || strings.HasSuffix(lower, "[…]")
	return text.Paywalled || j.signs.wall || phrases(lower, wallPhrases()) > 0 || cut && j.signs.password
}
