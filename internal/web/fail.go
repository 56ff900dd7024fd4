package web

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"

	"newsarchive/internal/archive"
	"newsarchive/internal/chronology"
	"newsarchive/internal/errkind"
	"newsarchive/internal/fetch"
	"newsarchive/internal/query"
	"newsarchive/internal/readerapi"
	"newsarchive/internal/signin"
	"newsarchive/internal/terminal"
	"newsarchive/store"
)

// Errors of this package.
var (
	errNoAddress = errors.New("there is nothing at this address")
	errPanic     = errors.New("the program made a mistake")
)

// badRequest is a parameter that cannot be used.
type badRequest struct{ error }

func (e badRequest) Unwrap() error { return e.error }

// ending is what becomes of an error: a status, a title, and what to do next.
type ending struct {
	on     func(error) bool
	status int
	title  string
	hint   string
	retry  int // seconds; 0: asking again does not help
}

// endings is the one table from error to answer. The first that matches counts.
func endings() []ending {
	return []ending{
		{errkind.Is(errNoAddress), http.StatusNotFound, "Nothing is here", "Search for it, or begin at the first page.", 0},
		{errkind.As[notHere], http.StatusNotFound, "Not here", "The pages of the archive itself have it: start “archive serve” there.", 0},
		{errkind.Is(archive.ErrOnlyHere), http.StatusBadRequest, "This cannot be asked here", "Ask the archive itself; the rest of the question can be asked here.", 0},
		{errkind.Is(archive.ErrUnknownArchive), http.StatusNotFound, "No such archive", "The first page lists the archives.", 0},
		{errkind.Is(archive.ErrSeveral), http.StatusNotFound, "Which archive?", "Numbers are those of one archive: its name stands before them, as in /story/NAME/12.", 0},
		{errkind.Is(archive.ErrAway), http.StatusServiceUnavailable, "OpenSearch does not answer", "The archives themselves are well. Try again in a moment.", 5},
		{errkind.Is(archive.ErrRefuses), http.StatusServiceUnavailable, "OpenSearch cannot be asked", "The log of the server says more.", 60},
		{errkind.Is(errHost), http.StatusMisdirectedRequest, "Not served under this name", "Use http://127.0.0.1, or start the server with --host and this name.", 0},
		{errkind.Is(errDirect), http.StatusForbidden, "Not by this way", "Come through the proxy. If this is the proxy, start the server with --trust-proxy and its address.", 0},
		{errkind.Is(errPlain), http.StatusForbidden, "Use https", "The proxy says that this request came over http, or does not say how: it has to send X-Forwarded-Proto.", 0},
		{errkind.Is(errOrigin), http.StatusForbidden, "Refused", "Open the address itself.", 0},
		{errkind.Is(errReadOnly), http.StatusForbidden, "Nothing can be changed here", "Start it without --read-only to change the archive by these pages; the commands change it, too.", 0},
		{errkind.Is(store.ErrReadOnly), http.StatusForbidden, "Nothing can be changed here", "The files of the archive, or its folder, may not be written to.", 0},
		{errkind.Is(errScope), http.StatusForbidden, "This password may only read", `"archive password add NAME --write" makes one that may change the archive.`, 0},
		{errkind.Is(errSignIn), http.StatusUnauthorized, "A password is needed", `Send an app password, as that of HTTP Basic with any user name or as a Bearer token. "archive password add NAME" makes one.`, 0},
		{errkind.Is(errNeedsPassword), http.StatusUnauthorized, "A password is needed", `Send an app password that may write, as that of HTTP Basic with any user name or as a Bearer token. "archive password add NAME --write" makes one.`, 0},
		{errkind.Is(errWrong), http.StatusUnauthorized, "Wrong password", `Programs send an app password, as that of HTTP Basic with any user name or as a Bearer token. "archive password list" names those that are valid.`, 0},
		{errkind.As[tooMany], http.StatusTooManyRequests, "Too many wrong passwords", "Wait, and send the right one: a right app password is taken at once.", 0},
		{errkind.Is(signin.ErrReadOnly), http.StatusServiceUnavailable, "Nobody can sign in here", "private.db may not be written to; an app password works in programs all the same.", 0},
		{errkind.Is(errBadToken), http.StatusUnauthorized, "The token is out of date", "Ask /reader/api/0/token for another.", 0},
		{errkind.Is(errNoOperation), http.StatusNotFound, "Nothing is here", "openapi.json, below " + apiPath + ", lists the addresses.", 0},
		{errkind.Is(errNoAssistants), http.StatusNotFound, "Nothing is here", "Start the server with --mcp to have it answer assistants.", 0},
		{errkind.Is(errNoCall), http.StatusNotFound, "Nothing is here", "", 0},
		{errkind.Is(errToken), http.StatusForbidden, "The form is out of date", "Nothing was changed. Go back, load the page again, and send the form once more. The browser must allow cookies of this address.", 0},
		{errkind.Is(errForm), http.StatusUnsupportedMediaType, "This is no form", "Send the form of the page.", 0},
		{errkind.Is(errSeal), http.StatusForbidden, "This picture is not shown", "Load the page again.", 0},
		{errkind.Is(archive.ErrPicturesOff), http.StatusNotFound, "Pictures are off", `"archive settings images on" shows them.`, 0},
		{errkind.Is(archive.ErrNoPicture), http.StatusNotFound, "This picture is not shown", "", 0},
		{errkind.As[*fetch.Error], http.StatusBadGateway, "The publisher did not answer", "", 0},
		{errkind.As[readerapi.BadRequest], http.StatusBadRequest, "This cannot be asked", "", 0},
		{errkind.As[badRequest], http.StatusBadRequest, "This cannot be asked", "", 0},
		{errkind.As[*query.Error], http.StatusBadRequest, "This query is not valid", `"archive help query" explains the language.`, 0},
		{errkind.Is(chronology.ErrTooLong), http.StatusBadRequest, "Too many periods", "Choose longer periods, or narrow the dates.", 0},
		{errkind.Is(store.ErrNotFound), http.StatusNotFound, "Not found", "It may have been removed, or never been here.", 0},
		{errkind.As[refused], http.StatusUnprocessableEntity, "What was sent cannot be used", "The member field names the part that must be changed.", 0},
		{errkind.As[*severalFeeds], http.StatusConflict, "The page has several feeds", "Choose one of the member feeds, and send its address.", 0},
		{errkind.Is(store.ErrTopicExists, store.ErrNameTaken), http.StatusConflict, "The name is taken", "Choose another name.", 0},
		{errkind.Is(archive.ErrRunning), http.StatusConflict, "Another command is at work", "Try again when it has ended.", 10},
		{errkind.Is(archive.ErrPageLost), http.StatusConflict, "The order has changed", "Begin again without a cursor. Cursors of sort=newest and sort=oldest last.", 0},
		{errkind.Is(errCursorGone, store.ErrUnknownMark), http.StatusGone, "The cursor is gone", "Begin again without a cursor.", 0},
		{errkind.Is(errPrecondition), http.StatusPreconditionFailed, "The condition does not hold", "Read it again, and decide anew.", 0},
		{errkind.Is(errMethod), http.StatusMethodNotAllowed, "Not this method", "The field Allow has those that it takes.", 0},
		{errkind.Is(errNotJSON), http.StatusUnsupportedMediaType, "This is no JSON", "Send it with Content-Type: application/json.", 0},
		{errkind.As[*http.MaxBytesError], http.StatusRequestEntityTooLarge, "Too large", "", 0},
		{errkind.Is(errBusy), http.StatusServiceUnavailable, "Too many requests", "Try again in a moment.", 2},
		{errkind.Is(archive.ErrIndexing), http.StatusServiceUnavailable, "The index is being made", "This takes a while with a large archive. Try again in a moment.", 10},
		{errkind.Is(context.DeadlineExceeded), http.StatusServiceUnavailable, "This took too long", "Ask for less: narrow the dates, or leave out a word with a *.", 5},
		{errkind.Is(store.ErrLocked, store.ErrChanged, archive.ErrIndexLocked, archive.ErrClosed), http.StatusServiceUnavailable, "The archive is busy", "Another program replaces or repairs it. Try again in a moment.", 5},
		{errkind.Is(store.ErrNoArchive), http.StatusServiceUnavailable, "There is no archive", `"archive feed add ADDRESS" or "archive import PATH" makes one.`, 10},
		{errkind.Is(store.ErrNewer), http.StatusInternalServerError, "The archive is newer than this program", "Start the newer version of archive.", 0},
		{errkind.Is(store.ErrDamaged), http.StatusInternalServerError, "The archive is damaged", `"archive doctor" says more.`, 0},
	}
}

// problem is an error for programs (RFC 9457).
type problem struct {
	Type   string `json:"type"`
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail,omitempty"`
	Hint   string `json:"hint,omitempty"`
	// Field is the member of what was sent that must be changed.
	Field string `json:"field,omitempty"`
	// Feeds are those of a page that has several.
	Feeds []feedChoice `json:"feeds,omitempty"`
}

// failed is the answer to a request that failed: a page for people, a problem
// for programs. What is not in the table is this program's fault: it is logged,
// and its words stay here.
func (s *Server) failed(q *request, err error) *answer {
	p := problem{Type: q.base + problemType("Something went wrong"), Title: "Something went wrong", Status: http.StatusInternalServerError, Hint: "The log of the server says more."}
	header := notKept()
	known := false
	for _, e := range endings() {
		if !e.on(err) {
			continue
		}
		p.Type, p.Title, p.Status, p.Hint, known = q.base+problemType(e.title), e.title, e.status, e.hint, true
		p.Detail = terminal.CleanLine(s.words(q, err))
		if e.retry > 0 {
			header["Retry-After"] = strconv.Itoa(e.retry)
		}
		break
	}
	if wrong, ok := errors.AsType[refused](err); ok {
		p.Field = terminal.Clean(wrong.field)
	}
	if several, ok := errors.AsType[*severalFeeds](err); ok {
		p.Feeds = several.choices()
	}
	if !known && !errors.Is(err, context.Canceled) {
		s.log.Error("a request failed", "path", q.URL.Path, "because", err)
	}
	var a *answer
	if q.forPeople() {
		a = s.page(q, "problem", view{Title: p.Title, Body: problemView{p, q.params.get("q")}})
	} else {
		body, _ := json.Marshal(p) // of strings and a number
		a = &answer{kind: "application/problem+json", body: append(body, '\n')}
	}
	a.status, a.header = p.Status, header
	return a
}

// words are those of an error that a person reads. The address of a server that is
// asked is for the log.
func (s *Server) words(q *request, err error) string {
	e, ok := errors.AsType[*archive.ElsewhereError](err)
	if !ok {
		return err.Error()
	}
	if errkind.Is(archive.ErrAway, archive.ErrRefuses)(err) {
		s.log.Warn("OpenSearch did not answer", "path", q.URL.Path, "because", err)
	}
	return e.Reason
}

// notKept are the fields of an answer that nothing may keep.
func notKept() map[string]string { return map[string]string{"Cache-Control": "no-store"} }

// problemView is what the page of an error shows.
type problemView struct {
	problem
	Query string
}
