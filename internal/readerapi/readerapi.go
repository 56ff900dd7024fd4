package readerapi

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/url"
	"strings"
	"time"

	"newsarchive/internal/archive"
)

// API answers calls. All fields must be set.
type API struct {
	Log *slog.Logger
	Now func() time.Time
	// UserAgent names the program to the servers of feeds that are followed.
	UserAgent string
	// Readable makes HTML of a text safe to show; it returns "" if that fails.
	Readable func(html string) string
}

// Call is one call.
type Call struct {
	Changes bool // it changes the archive, and is sent with POST
	Write   bool // with a password that may write
	// Answer answers with an archive that is lent to it. What it is asked in a wrong
	// way is a [BadRequest].
	Answer func(context.Context, *archive.Archive, *Request) (*Answer, error)
}

// Request is what a program asks in a call.
type Request struct {
	url.Values           // of the address, and of a form that was sent
	Body       []byte    // what was sent
	Stream     string    // that the path names
	Known      time.Time // see [archive.StreamQuery]
	Root       string    // the whole address of the server's first page, without a slash at its end
	Self       string    // the whole address of the request
	Program    string    // that asks
}

// Answer is the answer to a call.
type Answer struct {
	Kind     string // its media type; "": there is nothing to say
	Body     []byte
	File     string // the name to save it under; "" if it is no file
	Accepted bool   // what was asked for is said to happen later
}

// BadRequest is a parameter that cannot be used.
type BadRequest struct{ error }

// Unwrap returns what is wrong.
func (e BadRequest) Unwrap() error { return e.error }

// The addresses of the Google Reader API. Programs add them to the address that a
// person types.
const (
	CallsPath = "/reader/api/0/"
	AtomPath  = "/reader/atom/"
)

// atomCall is the name of the call for a stream as an Atom document.
const atomCall = AtomPath + "stream"

// NameOf returns the call that a path names, and the stream after its name, if it
// has one.
func NameOf(path string) (name, stream string) {
	if stream, ok := strings.CutPrefix(path, AtomPath); ok {
		return atomCall, stream
	}
	name = strings.TrimSuffix(strings.TrimPrefix(path, CallsPath), "/")
	const contents = "stream/contents"
	if stream, ok := strings.CutPrefix(name, contents+"/"); ok {
		return contents, stream
	}
	return name, ""
}

// Calls are the calls of the Google Reader API by their names.
func (api API) Calls() map[string]Call {
	return map[string]Call{
		"user-info":              {Answer: api.user},
		"subscription/list":      {Answer: api.subscriptions},
		"tag/list":               {Answer: api.tags},
		"unread-count":           {Answer: api.counts},
		"preference/list":        {Answer: api.prefs},
		"preference/stream/list": {Answer: api.streamPrefs},
		"stream/details":         {Answer: api.details},
		"stream/items/ids":       {Answer: api.ids},
		"stream/items/count":     {Answer: api.count},
		"stream/items/contents":  {Answer: api.numbered},
		"stream/contents":        {Answer: api.contents},
		"search/items/ids":       {Answer: api.search},
		"edit-tag":               {Changes: true, Answer: api.edit},
		"mark-all-as-read":       {Changes: true, Answer: api.markAll},
		"subscription/quickadd":  {Changes: true, Write: true, Answer: api.quickAdd},
		"subscription/edit":      {Changes: true, Write: true, Answer: api.subscribe},
		"rename-tag":             {Changes: true, Write: true, Answer: api.rename},
		"disable-tag":            {Changes: true, Write: true, Answer: api.disable},
		"subscription/export":    {Answer: api.export},
		atomCall:                 {Answer: api.atom},
	}
}

func jsonAnswer(v any) (*Answer, error) {
	body, err := json.Marshal(v)
	return &Answer{Kind: "application/json; charset=utf-8", Body: append(body, '\n')}, err
}

func textAnswer(text string) *Answer {
	return &Answer{Kind: "text/plain; charset=utf-8", Body: []byte(text)}
}

// done is what programs expect of a change that was made.
func done() *Answer { return textAnswer("OK") }
