package web

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"

	"newsarchive/internal/archive"
)

// lasting says how long an answer stays as it is.
type lasting int

const (
	// untilChange: until a story changes, or something that a person sets. A sync
	// that brings nothing leaves it as it is.
	untilChange lasting = iota
	// untilCommit: until anything is written, such as a line of the fetch log.
	untilCommit
	// never: nothing says whether it would still be the same. It has no tag.
	never
)

// tagger makes the entity tags of the answers to a request; nil if they have none:
// a notice is shown once.
func (s *Server) tagger(q *request) tagger {
	if q.notice != "" || q.route.lasting == never {
		return nil
	}
	return func(ctx context.Context, ar *archive.Archive, st archive.State) string { return s.tag(ctx, ar, q, st) }
}

// tag is the entity tag of the answers of a route in a state. It is weak: an
// answer says how long it took.
func (s *Server) tag(ctx context.Context, ar *archive.Archive, q *request, st archive.State) string {
	text := fmt.Sprint(s.options.Version, s.static.version, st.Day, st.Index, st.Last, st.Settings)
	lasting := q.route.lasting
	if q.isFeed() { // it has stories, and no counts beside them
		lasting = untilChange
	}
	if lasting == untilCommit || dependsOnMarks(ctx, ar, q) {
		text += st.Commit
	}
	text += q.syncs
	if q.session != "" { // the tokens of its forms
		text += s.sealer.token(q.session)
	}
	if !s.mayWrite(q.Request) { // no forms
		text += "reads"
	}
	return entityTag(text)
}

// entityTag makes a weak entity tag of values.
func entityTag(of ...any) string {
	sum := sha256.Sum256([]byte(fmt.Sprint(of...)))
	return `W/"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
}
