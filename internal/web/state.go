package web

import (
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
)

// tag is the entity tag of the answers of a route in a state. It is weak: an
// answer says how long it took.
func (s *Server) tag(q *request, st archive.State) string {
	text := fmt.Sprint(s.options.Version, s.static.version, st.Day, st.Index, st.Last, st.Settings)
	if q.route.lasting == untilCommit {
		text += st.Commit
	}
	if q.session != "" { // the tokens of its forms
		text += s.sealer.token(q.session)
	}
	if !s.mayWrite(q.Request) { // no forms
		text += "reads"
	}
	sum := sha256.Sum256([]byte(text))
	return `W/"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
}
