package web

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/news"
)

// FuzzCursor promises that a cursor is read as it was written, and that nothing
// else is read.
func FuzzCursor(f *testing.F) {
	question := func(q string) *request {
		return &request{route: route{name: "search"}, params: params{url.Values{"q": {q}}}}
	}
	c := cursor{news.Mark{Seq: 7, Nonce: -9}, archive.PageEnd{Groups: 20, Set: 1 << 63, When: time.Unix(1_700_000_000, 0).UTC(), Story: 5}}
	f.Add(c.text(question("korea")), "korea")
	f.Add(cursor{}.text(question("")), "")
	f.Add("AAAA", "x")
	f.Fuzz(func(t *testing.T, text, q string) {
		r := question(q)
		c, err := parseCursor(text, r)
		if err != nil {
			return
		}
		if again := c.text(r); again != text {
			t.Errorf("%q is read, and written as %q", text, again)
		}
		if _, err := parseCursor(text, question(q+"x")); err == nil {
			t.Errorf("%q is read for another question", text)
		}
	})
}

// FuzzBody promises that what is read of a body is written as the same document:
// nothing in it is passed over.
func FuzzBody(f *testing.F) {
	for _, seed := range []string{`{"stories":[1,2],"add":["a"]}`, `{"stories":[1],"Add":[]}`, `{"add":["\ud800"]}`, `{}`, `[`, strings.Repeat(`[`, 200)} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		var b tagsBody
		if decodeStrict(raw, &b) != nil {
			return
		}
		var whole map[string]json.RawMessage
		if err := json.Unmarshal(raw, &whole); err != nil {
			t.Fatalf("%q is read, and is no JSON object: %v", raw, err)
		}
		for name := range whole {
			switch name {
			case "stories", "add", "remove":
			default:
				t.Errorf("%q is read with the member %q", raw, name)
			}
		}
	})
}
