package opensearch

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"newsarchive/internal/fetch"
)

// The kinds of failure, for errors.Is.
var (
	ErrNotOpenSearch = errors.New("no OpenSearch")
	ErrVersion       = errors.New("another version")
	ErrPassword      = errors.New("access refused")
	ErrForeign       = errors.New("an index of something else")
	ErrName          = errors.New("another archive has the name")
	ErrBlocked       = errors.New("an index that cannot be written to")
	ErrUnavailable   = errors.New("a cluster that is not ready")
	ErrTooLarge      = errors.New("a document that is too large")
	ErrNoShare       = errors.New("the archive is not mirrored there")
	ErrNoArchive     = fmt.Errorf("%w: no archive has the name", ErrNoShare)
)

// Error is why a cluster did not do what it was asked to.
type Error struct {
	Server string // its address
	Kind   error  // one of the ErrX of this package, or nil
	Status int    // of its answer, or 0
	Type   string // its own name for the error, or ""
	Reason string // in words
	Hint   string // what to do; may be empty
}

// Error returns "SERVER: reason; hint".
func (e *Error) Error() string {
	s := e.Server + ": " + e.Reason
	if e.Hint != "" {
		s += "; " + e.Hint
	}
	return s
}

// Unwrap returns the kind.
func (e *Error) Unwrap() error { return e.Kind }

// reported is an error as OpenSearch writes it.
type reported struct {
	Type   string `json:"type"`
	Reason string `json:"reason"`
}

// maxReason is how much of what a server says is repeated.
const maxReason = 300

// failed makes an error of an answer that is none of those that were expected.
func (c *Cluster) failed(res fetch.CallResponse) *Error {
	e := &Error{Server: c.target.Server, Status: res.Status}
	var answer struct {
		Error json.RawMessage `json:"error"`
	}
	var said reported
	if !isJSON(res) || json.Unmarshal(res.Body, &answer) != nil || json.Unmarshal(answer.Error, &said) != nil {
		return e.unreadable(res)
	}
	said = c.clean(said)
	e.Type = said.Type
	e.explain(said)
	return e
}

// unreadable explains an answer that is not one of OpenSearch.
func (e *Error) unreadable(res fetch.CallResponse) *Error {
	switch {
	case slices.Contains(plainRefusals(), res.Status):
		e.explain(reported{Reason: http.StatusText(res.Status)})
	case res.Status >= 300 && res.Status < 400:
		e.Kind, e.Reason = ErrNotOpenSearch, fmt.Sprintf("it leads to another address (%d)", res.Status)
		e.Hint = "give the address of OpenSearch itself"
	case strings.Contains(res.ContentType, "html"):
		e.Kind, e.Reason = ErrNotOpenSearch, fmt.Sprintf("what answers there is no OpenSearch: it sent a web page (%d)", res.Status)
		e.Hint = "check the address and its port, and whether a proxy answers in its place"
	default:
		e.Kind, e.Reason = ErrNotOpenSearch, fmt.Sprintf("what answers there is no OpenSearch (%d)", res.Status)
		e.Hint = "check the address and its port"
	}
	return e
}

// plainRefusals are the answers that a proxy before the server gives too.
func plainRefusals() []int {
	return []int{
		http.StatusUnauthorized, http.StatusForbidden, http.StatusRequestEntityTooLarge, http.StatusTooManyRequests,
		http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout,
	}
}

// explain sets kind, reason and hint.
func (e *Error) explain(said reported) {
	switch {
	case said.Type == "cluster_block_exception", said.Type == "index_create_block_exception":
		e.blocked(said)
	case e.Status == http.StatusUnauthorized:
		e.Kind, e.Reason = ErrPassword, "the user name or the password is wrong, or missing (401)"
		e.Hint = "--login @FILE gives others"
	case e.Status == http.StatusForbidden:
		e.Kind, e.Reason = ErrPassword, "this user may not do that there (403)"
		e.Hint = "the user needs to create, read and write the index, its alias and its documents, and to read the state of the cluster"
	case e.Status == http.StatusRequestEntityTooLarge:
		e.tooLarge()
	case e.Status == http.StatusTooManyRequests:
		e.Kind, e.Reason = ErrUnavailable, "it is too busy, and stays so (429)"
		e.Hint = "try again later; what was sent is kept"
	case said.Type == "search_phase_execution_exception" && e.Status == http.StatusServiceUnavailable:
		e.Kind, e.Reason = ErrUnavailable, "parts of the index do not answer (503)"
		e.Hint = "see why: GET _cluster/allocation/explain; start the nodes that have them, and run it again"
	case e.Status == http.StatusServiceUnavailable, e.Status == http.StatusBadGateway, e.Status == http.StatusGatewayTimeout:
		e.Kind, e.Reason = ErrUnavailable, fmt.Sprintf("the cluster is not ready (%d): %s", e.Status, said.Reason)
		e.Hint = "look at its health: GET _cluster/health; then run it again"
	default:
		e.Reason = fmt.Sprintf("it refuses (%d): %s: %s", e.Status, said.Type, said.Reason)
	}
}

func (e *Error) blocked(said reported) {
	if strings.Contains(said.Reason, "no master") || strings.Contains(said.Reason, "not recovered") {
		e.Kind, e.Reason = ErrUnavailable, "the cluster is not ready: "+said.Reason
		e.Hint = "wait until its nodes are up; then run it again"
		return
	}
	e.Kind, e.Reason = ErrBlocked, "the index cannot be written to: "+said.Reason
	e.Hint = "if a disk is full, free some space there; a block that somebody set is removed with PUT INDEX/_settings"
}

func (e *Error) tooLarge() {
	e.Kind, e.Reason = ErrTooLarge, "a document is larger than it accepts (413)"
	e.Hint = "raise http.max_content_length there, or the limit of the proxy before it"
}

// clean returns an error without secrets, and not endless.
func (c *Cluster) clean(said reported) reported {
	return reported{Type: shorten(c.Hide(said.Type)), Reason: shorten(c.Hide(said.Reason))}
}

func shorten(s string) string {
	s = strings.TrimSpace(strings.ToValidUTF8(s, ""))
	if len(s) > maxReason {
		s = strings.ToValidUTF8(s[:maxReason], "") + "…"
	}
	return s
}

// status returns the status of an [Error], or 0.
func status(err error) int {
	var e *Error
	if errors.As(err, &e) {
		return e.Status
	}
	return 0
}

func isJSON(res fetch.CallResponse) bool { return strings.Contains(res.ContentType, "json") }
