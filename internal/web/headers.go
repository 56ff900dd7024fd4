package web

import (
	"net/http"
	"strings"

	"newsarchive/internal/format"
)

// The policies of what an answer may load: its own style sheet, script and
// pictures, and nothing else. A chart that is a document of its own has one
// style sheet inside, named by its hash.
const (
	pagePolicy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; " +
		"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
	dataPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
)

// setHeaders sets the fields that every answer has.
func setHeaders(h http.Header, r *http.Request) {
	if name, _, _ := strings.Cut(r.Host, ":"); isTLS(r) && name != "localhost" && !isLoopback(name) {
		h.Set("Strict-Transport-Security", "max-age=31536000") // a year (RFC 6797)
	}
	h.Set("Content-Security-Policy", dataPolicy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY") // for browsers before frame-ancestors
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
	h.Set("Cache-Control", "private, no-cache")
}

// chartPolicy is the policy of a chart, whose style sheet is inside.
func chartPolicy() string {
	return "default-src 'none'; style-src " + format.ChartStyleHash() + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
}
