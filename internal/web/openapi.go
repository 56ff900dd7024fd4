package web

import (
	_ "embed"
	"net/http"
)

// openapiDocument describes the interface in OpenAPI 3.1. TestOpenAPI makes it of
// the operations and their types.
//
//go:embed openapi.json
var openapiDocument []byte

// openAPI answers the description of the interface.
func (s *Server) openAPI(w http.ResponseWriter, r *http.Request) {
	s.write(w, r, &answer{kind: "application/json", body: openapiDocument, etag: entityTag(string(openapiDocument))})
}
