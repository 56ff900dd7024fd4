package web

import (
	"errors"
	"net/http"
)

// mcpPath is where assistants ask, by the Model Context Protocol.
const mcpPath = "/mcp"

// errNoAssistants means that the server was started without answers for assistants.
var errNoAssistants = errors.New("assistants are not answered here")

// Assistants answer requests at /mcp. They ask the archive by themselves: Host,
// Origin and the password were checked, and the size of the request is bounded.
type Assistants struct {
	Reading http.Handler // nil: there is nothing at /mcp
	// Writing answers programs whose app password may write; nil: as Reading.
	Writing http.Handler
}

// assistant answers /mcp, so many requests at a time.
func (s *Server) assistant(w http.ResponseWriter, r *http.Request) {
	if s.options.Assistants.Reading == nil {
		s.write(w, r, s.failed(s.read(r, route{}), errNoAssistants))
		return
	}
	free, err := s.callers.take(r.Context())
	if err != nil {
		s.metrics.refused.Add(1)
		s.write(w, r, s.failed(s.read(r, route{}), err))
		return
	}
	defer free()
	h := s.options.Assistants.Reading
	if writing := s.options.Assistants.Writing; writing != nil && s.hasWritePassword(r) {
		h = writing
	}
	h.ServeHTTP(w, r)
}

// hasWritePassword reports whether a program sent an app password that may write.
// A browser's session does not count, nor that no password is asked for: an
// assistant is given one of its own.
func (s *Server) hasWritePassword(r *http.Request) bool {
	g, ok := grant(r)
	return ok && g.Session == 0 && s.mayWrite(r)
}
