package gnewstest

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
)

// Story is a story as the stand-in knows it.
type Story struct {
	Address string // at the publisher
	// Page is how the pages of the story tell its signature.
	Page Page
	// Row is how a batch answers for it.
	Row Row
}

// Page is the form of a story's two pages at Google.
type Page string

const (
	PageSigned   Page = ""            // both pages have the signature
	PageSecond   Page = "second"      // only the one below /rss has
	PageUnsigned Page = "unsigned"    // neither has
	PageAddress  Page = "address"     // data-n-au has the address
	PageFails    Page = "fails"       // status 500
	PageUnknown  Page = "unknown"     // status 404
	PageFirst500 Page = "first fails" // the first page fails, the other is signed
)

// Row is the form of a story's row in the answer to a batch.
type Row string

const (
	RowGood    Row = ""
	RowMissing Row = "missing"
	RowNull    Row = "null"    // null in place of the result
	RowError   Row = "error"   // a row that reports an error
	RowDoubled Row = "doubled" // a null row and twice the good one
)

// Server is the stand-in. Its fields are set before it is used; its methods may
// be called at any time.
type Server struct {
	// Form is the form of the answers to batches.
	Form Form
	// Block is what a GET gets after the first BlockAfter ones, if it is not empty.
	Block      Block
	BlockAfter int
	RetryAfter string // goes with BlockLimit and BlockSorry

	mu      sync.Mutex
	stories map[string]Story
	gets    map[string]int
	asked   map[string]int
	total   int
	posts   int
}

// Block is how the stand-in refuses.
type Block string

const (
	BlockLimit           Block = "429"
	BlockSorry           Block = "sorry"            // a redirect to /sorry/index
	BlockConsentRedirect Block = "consent redirect" // to consent.google.com
	BlockConsentPage     Block = "consent page"
)

// Add tells the stand-in of a story.
func (s *Server) Add(token string, story Story) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stories == nil {
		s.stories, s.gets, s.asked = map[string]Story{}, map[string]int{}, map[string]int{}
	}
	s.stories[token] = story
}

// Gets returns how often the pages of a token were requested.
func (s *Server) Gets(token string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.gets[token]
}

// Asked returns how often a token stood in a batch.
func (s *Server) Asked(token string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked[token]
}

// Requests returns the number of all GETs of pages and of all batches.
func (s *Server) Requests() (gets, posts int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.total, s.posts
}

// ServeHTTP answers as news.google.com, www.google.com/sorry/ and
// consent.google.com do.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path := r.URL.Path
	first, isFirst := strings.CutPrefix(path, "/articles/")
	second, isSecond := strings.CutPrefix(path, "/rss/articles/")
	switch {
	case r.Method == http.MethodPost && path == "/_/DotsSplashUi/data/batchexecute":
		s.batch(w, r)
	case isFirst:
		s.page(w, r, first, true)
	case isSecond:
		s.page(w, r, second, false)
	case strings.HasPrefix(path, "/sorry/"):
		w.WriteHeader(http.StatusTooManyRequests)
		write(w, `<html><title>Sorry...</title><form id="captcha-form" action="index"></form>`)
	case strings.HasPrefix(path, "/m") && strings.HasPrefix(r.Host, "consent."):
		write(w, consentPage)
	default:
		http.NotFound(w, r)
	}
}

const consentPage = `<html><title>Before you continue</title><form action="https://consent.google.com/save" method="POST"><button>Accept all</button></form>`

func (s *Server) page(w http.ResponseWriter, r *http.Request, token string, first bool) {
	s.mu.Lock()
	if s.gets == nil {
		s.gets = map[string]int{}
	}
	s.gets[token]++
	s.total++
	story, known := s.stories[token]
	block := s.Block
	if s.total <= s.BlockAfter {
		block = ""
	}
	s.mu.Unlock()

	switch {
	case block != "":
		s.refuse(w, r, block)
	case !known || story.Page == PageUnknown:
		http.NotFound(w, r)
	case story.Page == PageFails, story.Page == PageFirst500 && first:
		http.Error(w, "try again", http.StatusInternalServerError)
	case story.Page == PageUnsigned, story.Page == PageSecond && first:
		write(w, `<html><c-wiz><div jscontroller="aLI87" data-n-a-sg="AZ5r3eSonly"></div><div jscontroller="x" data-n-a-ts="1"></div></c-wiz>`)
	case story.Page == PageAddress:
		write(w, fmt.Sprintf(`<html><c-wiz data-n-au="%s"><div jscontroller="aLI87"></div></c-wiz>`, escape(story.Address)))
	default:
		write(w, signedPage(token))
	}
}

func (s *Server) refuse(w http.ResponseWriter, r *http.Request, block Block) {
	if s.RetryAfter != "" {
		w.Header().Set("Retry-After", s.RetryAfter)
	}
	switch block {
	case BlockLimit:
		http.Error(w, "429. That’s an error.", http.StatusTooManyRequests)
	case BlockSorry:
		http.Redirect(w, r, "/sorry/index?continue=x", http.StatusFound)
	case BlockConsentRedirect:
		http.Redirect(w, r, "https://consent.google.com/m?continue=x", http.StatusFound)
	case BlockConsentPage:
		write(w, consentPage)
	}
}

func write(w http.ResponseWriter, body string) {
	_, _ = w.Write([]byte(body)) // a client that has gone needs no answer
}
