package web

import (
	"context"
	"crypto/hmac"
	"errors"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"newsarchive/internal/archive"
	"newsarchive/internal/discover"
	"newsarchive/internal/errkind"
	"newsarchive/internal/terminal"
	"newsarchive/store"
)

// Errors of writes that are refused.
var (
	errReadOnly = errors.New("the server was started with --read-only")
	errToken    = errors.New("the form is not one of this page, or it is out of date")
	errForm     = errors.New("this address takes a form of its page")
	errUTF8     = errors.New("a field of the form is not UTF-8")
)

// writing is an address that changes the archive when its form is sent. A form
// that is refused is answered by the route, which shows it again with what was
// wrong (request.form).
type writing struct {
	route
	upload bool // the form has a file
	write  func(context.Context, *archive.Archive, *request) (done, error)
}

// done is a write that was made: the page of ours where the browser goes on, and
// what is said there.
type done struct{ to, said string }

// sent is what a form sent, and why it was refused.
type sent struct {
	url.Values
	file  []byte
	wrong map[string]string // by field; "" is the form as a whole
	tried *triedView        // what the query of the form finds
	// several are the feeds of a page, to choose from.
	several []discover.Feed
}

// refused is a form that cannot be used, and the field that must be changed.
type refused struct{ field, why string }

func (e refused) Error() string { return e.why }

// writings lists the addresses that take forms.
func (s *Server) writings() []writing {
	return []writing{
		{route{"tag", "/story/{id}/tags", nil, untilCommit, s.story}, false, writeTags},
		{route{"marks", marksPath, nil, untilCommit, s.marksForm}, false, writeMarks},
		{route{"topic_add", "/topics/add", nil, untilCommit, s.topicAddForm}, false, writeTopic},
		{route{"topic_edit", "/topic/{name}/edit", nil, untilCommit, s.topicEditForm}, false, writeTopicEdit},
		{route{"topic_remove", "/topic/{name}/remove", nil, untilCommit, s.topicRemoveForm}, false, writeTopicRemove},
		{route{"topic_seen", "/topic/{name}/seen", nil, untilCommit, s.topic}, false, writeTopicSeen},
		{route{"feed_add", "/feeds/add", nil, untilCommit, s.feedAddForm}, false, s.writeFeedAdd},
		{route{"feed_import", "/feeds/import", nil, untilCommit, s.feedImportForm}, true, writeFeedImport},
		{route{"feed_edit", "/feed/{id}/edit", nil, untilCommit, s.feedEditForm}, false, writeFeedEdit},
		{route{"feed_unfollow", "/feed/{id}/unfollow", nil, untilCommit, s.feedUnfollowForm}, false, writeFeedUnfollow},
		{route{"feed_fetch", "/feed/{id}/fetch", nil, untilCommit, s.feed}, false, s.writeFetch},
		{route{"feeds_fetch", "/feeds/fetch", nil, untilCommit, s.feeds}, false, s.writeFetchAll},
	}
}

// formPages reports whether a write has a page of its own for its form; the others
// stand on pages with other things.
func (w writing) formPage() bool {
	return !slices.Contains([]string{"tag", "topic_seen", "marks", "feed_fetch", "feeds_fetch"}, w.name)
}

// hasForms reports whether the page of a route has forms: it then differs from
// session to session.
func (rt route) hasForms() bool {
	switch rt.name {
	case "home", "search", "story", "topic", "marks", "tag", "topic_add", "topic_edit", "topic_remove", "topic_seen", "feed_add", "feed_import", "feed_edit", "feed_unfollow",
		"feed", "feeds", "feed_fetch", "feeds_fetch":
		return true
	}
	return false
}

// hasMarks reports whether the page of a route has buttons that mark stories.
func (rt route) hasMarks() bool {
	return slices.Contains([]string{"home", "search", "story", "topic", "tag", "topic_seen"}, rt.name)
}

// writes returns the handler of a write. Nothing is read from the archive before
// the form has proved to be ours.
func (s *Server) writes(w writing) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		q := s.read(r, w.route)
		a, err := s.change(q, w)
		if err != nil {
			a = s.failed(q, err)
		}
		s.write(rw, r, a)
	})
}

// change makes a write: 303 to the page where it is seen, or the form again.
func (s *Server) change(q *request, w writing) (*answer, error) {
	if err := s.refuseWrite(q.Request); err != nil {
		return nil, err
	}
	if err := s.readForm(q, w.upload); err != nil {
		return nil, err
	}
	var d done
	err := s.lendToChange(q.Context(), func(ctx context.Context, ar *archive.Archive) (err error) {
		d, err = w.write(ctx, ar, q)
		return err
	})
	if err == nil {
		return s.goOn(q, d), nil
	}
	status, wrong := http.StatusUnprocessableEntity, map[string]string{}
	if r, ok := errors.AsType[refused](err); ok {
		wrong[r.field] = terminal.Clean(r.why)
	} else if errors.Is(err, errTried) {
		status = http.StatusOK
	} else if q.Context().Err() == nil && errkind.Is(store.ErrLocked, archive.ErrIndexing, context.DeadlineExceeded)(err) {
		status = http.StatusServiceUnavailable
		wrong[""] = "This could not be finished, because another program is using the archive or it took too long. What you typed is here: send it again in a moment."
	} else {
		return nil, err
	}
	q.form.wrong = wrong
	a, err := s.ask(q)
	if err != nil {
		return nil, err
	}
	a.status, a.etag = status, ""
	return a, nil
}

// goOn sends the browser to a page of ours, with a message for it. A script gets
// the message only.
func (s *Server) goOn(q *request, d done) *answer {
	const maxNotice = 1000 // bytes, for a cookie
	said := terminal.Clean(d.said)
	if len(said) > maxNotice {
		said = strings.ToValidUTF8(said[:maxNotice], "") + "…"
	}
	if !q.forPeople() {
		return &answer{kind: "text/plain; charset=utf-8", body: []byte(said + "\n"), header: notKept()}
	}
	return &answer{
		status: http.StatusSeeOther, kind: "text/plain; charset=utf-8", body: []byte(said + "\n"),
		header:  map[string]string{"Location": d.to, "Cache-Control": "no-store"},
		cookies: []*http.Cookie{s.cookie(q.Request, noticeCookie, s.sealer.sealed(said), time.Minute)},
	}
}

// readForm reads a form and checks its token. Its errors are answers of their own.
func (s *Server) readForm(q *request, upload bool) error {
	kind, _, err := mime.ParseMediaType(q.Header.Get("Content-Type"))
	want := "application/x-www-form-urlencoded"
	if upload {
		want = "multipart/form-data"
	}
	if err != nil || kind != want {
		return errForm
	}
	q.form = &sent{}
	if upload {
		err = q.form.readUpload(q.Request)
	} else {
		q.form.Values, err = readValues(q.Request)
	}
	if err != nil {
		if errkind.As[*http.MaxBytesError](err) {
			return err
		}
		return badRequest{errForm}
	}
	for _, values := range q.form.Values {
		for _, v := range values {
			if !utf8.ValidString(v) {
				return badRequest{errUTF8}
			}
		}
	}
	if q.session == "" || q.freshSession || !hmac.Equal([]byte(q.form.Get("token")), []byte(s.sealer.token(q.session))) {
		return errToken
	}
	return nil
}

func readValues(r *http.Request) (url.Values, error) {
	err := r.ParseForm()
	return r.PostForm, err
}

// get returns a field of a form without the space around it.
func (f *sent) get(name string) string { return strings.TrimSpace(f.Get(name)) }
