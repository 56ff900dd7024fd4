package web

import (
	"bytes"
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
	body := openapiDocument
	if s.there != nil {
		body = elsewhereDocument
	}
	if base := s.options.BasePath; base != "" {
		body = bytes.Replace(body, []byte(`"url": "`+apiPath), []byte(`"url": "`+base+apiPath), 1)
	}
	s.write(w, r, &answer{kind: "application/json", body: body, etag: entityTag(string(body))})
}
