package news

import (
	"slices"
	"time"
)

// Page is what a publisher's server answered for a story's address, as it
// came.
type Page struct {
	Asked     string              // the address that was requested
	URL       string              // the address that answered, after redirects
	Redirects []Redirect          // in order; the first one left Asked
	Status    int                 // of the last response
	Header    map[string][]string // of the last response, by canonical name, without Set-Cookie
	Body      []byte              // unpacked (RFC 9110, content codings), in the page's own charset
	Fetched   time.Time           // when the response began
}

// Redirect is one redirect on the way to a page.
type Redirect struct {
	From   string
	Status int
	To     string
}

// PageKind says what a page is. Only an article and a teaser have a text.
type PageKind string

const (
	PageArticle PageKind = "article"
	PageTeaser  PageKind = "teaser" // an article's beginning, before a paywall
	PageConsent PageKind = "consent"
	PageLogin   PageKind = "login"
	PageBot     PageKind = "bot check"
	PageError   PageKind = "error"
	PageEmpty   PageKind = "empty" // no words, or scripts only
	PageFront   PageKind = "front" // a front page, a section or a list of stories
	PageVideo   PageKind = "video" // a video, audio or picture without a text
	PageFile    PageKind = "file"  // not HTML and not text: a PDF, a picture
)

// HasText reports whether pages of this kind have a text to keep.
func (k PageKind) HasText() bool { return k == PageArticle || k == PageTeaser }

// Text is what a reader made of a page: the facts that the page states, and,
// of an article or a teaser, its readable text.
type Text struct {
	Kind   PageKind `json:"kind"`
	Reason string   `json:"reason,omitempty"` // for a person: why a page is not an article; else empty

	Headline  string `json:"headline,omitempty"`
	Byline    string `json:"byline,omitempty"` // names, separated by commas
	Section   string `json:"section,omitempty"`
	Language  string `json:"language,omitempty"`  // BCP 47; empty if not known
	Canonical string `json:"canonical,omitempty"` // the address that the page gives itself; absolute http(s)
	Image     string `json:"image,omitempty"`     // likewise
	Published Date   `json:"published,omitzero"`
	Modified  Date   `json:"modified,omitzero"`
	Paywalled bool   `json:"paywalled,omitempty"` // the page says that it is not free, or shows its beginning only

	// NoArchive says that the page asks for no copy to be kept (robots
	// "noarchive"): of it only the facts may be.
	NoArchive bool `json:"-"`

	// HTML is the text as sanitised HTML: paragraphs, headings, lists, quotes,
	// tables and links with absolute addresses; no images, scripts or styles.
	HTML string `json:"html,omitempty"`
	// Plain is the same as plain text: blocks separated by an empty line.
	Plain string `json:"text,omitempty"`
	// Captions are those of the article's pictures, as plain text.
	Captions []string `json:"captions,omitempty"`
}

// Equal reports whether two readings of a page say the same.
func (t Text) Equal(other Text) bool {
	return t.Kind == other.Kind && t.Reason == other.Reason && t.Headline == other.Headline && t.Byline == other.Byline &&
		t.Section == other.Section && t.Language == other.Language && t.Canonical == other.Canonical && t.Image == other.Image &&
		t.Published == other.Published && t.Modified == other.Modified && t.Paywalled == other.Paywalled &&
		t.HTML == other.HTML && t.Plain == other.Plain && slices.Equal(t.Captions, other.Captions)
}
