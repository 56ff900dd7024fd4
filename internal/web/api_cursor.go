package web

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"net/url"
	"strings"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/news"
)

// Errors of cursors.
var (
	errCursor     = errors.New("the cursor is not one of this question")
	errCursorGone = errors.New("the cursor is of another archive, or of a state before a backup was restored")
	errTooDeep    = errors.New("more than 10000 events come before this page")
)

// cursor is where a page ends. As text it carries a checksum of itself and of the
// question: one that was changed, or that belongs to another question, is
// refused. It is no secret.
type cursor struct {
	mark  news.Mark // a change that the archive had
	place archive.PageEnd
}

// The form of a cursor.
const (
	cursorVersion = 1
	cursorSum     = 8 // bytes of the checksum
	maxCursor     = 200
)

// text returns the cursor of a request, whose next page has the same parameters.
func (c cursor) text(of *request) string {
	b := []byte{cursorVersion}
	b = binary.AppendVarint(b, c.mark.Seq)
	b = binary.AppendVarint(b, c.mark.Nonce)
	b = binary.AppendVarint(b, int64(c.place.Groups))
	b = binary.AppendUvarint(b, c.place.Set)
	b = binary.AppendVarint(b, c.place.When.Unix())
	b = binary.AppendVarint(b, c.place.Story)
	return base64.RawURLEncoding.EncodeToString(append(b, checksum(b, of)...))
}

// checksum is that of a cursor of a request.
func checksum(b []byte, of *request) []byte {
	question := url.Values{}
	for name, values := range of.params.Values {
		switch name {
		case "cursor", "n", "facet", "from": // the next page may have others
		default:
			question[name] = values
		}
	}
	sum := sha256.Sum256(append([]byte("archive cursor\x00"+of.route.name+"\x00"+question.Encode()+"\x00"), b...))
	return sum[:cursorSum]
}

// parseCursor reads the cursor of a request.
func parseCursor(text string, of *request) (c cursor, err error) {
	if len(text) > maxCursor || strings.ContainsAny(text, "\r\n") { // which base64 passes over
		return c, badRequest{errCursor}
	}
	b, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil || len(b) < cursorSum+1 || b[0] != cursorVersion {
		return c, badRequest{errCursor}
	}
	b, sum := b[:len(b)-cursorSum], b[len(b)-cursorSum:]
	if string(sum) != string(checksum(b, of)) {
		return c, badRequest{errCursor}
	}
	ok := true
	next := func() int64 {
		v, n := binary.Varint(b)
		ok = ok && n > 0
		b = b[max(n, 0):]
		return v
	}
	b = b[1:]
	c.mark = news.Mark{Seq: next(), Nonce: next()}
	c.place.Groups = int(next())
	set, n := binary.Uvarint(b)
	c.place.Set, b = set, b[max(n, 0):]
	c.place.When, c.place.Story = time.Unix(next(), 0).UTC(), next()
	if !ok || n <= 0 || len(b) > 0 || c.place.Groups < 0 {
		return c, badRequest{errCursor}
	}
	return c, nil
}

// cursorOf reads the cursor of a request, and checks that it is of this archive;
// nil: it has none.
func cursorOf(ctx context.Context, ar *archive.Archive, r *request) (*cursor, error) {
	text := r.params.get("cursor")
	if text == "" {
		return nil, nil //nolint:nilnil // the first page
	}
	c, err := parseCursor(text, r)
	if err != nil {
		return nil, err
	}
	known, err := ar.Knows(ctx, c.mark)
	if err == nil && !known {
		err = errCursorGone
	}
	return &c, err
}

// linkNext is the Link field of the page that follows (RFC 8288). Its address is
// that of this page with another query.
func linkNext(u *url.URL, cursor string) string {
	q := u.Query()
	q.Set("cursor", cursor)
	return "<?" + q.Encode() + `>; rel="next"`
}
