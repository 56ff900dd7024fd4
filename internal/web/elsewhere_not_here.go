package web

import (
	"net/http"
)

// notHere says why an address of an archive's pages is not there.
type notHere struct{ why string }

func (e notHere) Error() string { return e.why }

// notHere adds the addresses of an archive's pages that are not there. They say why.
func (s *Server) notHere(mux *http.ServeMux) {
	say := func(why string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			s.write(w, r, s.failed(s.read(r, route{}), notHere{why}))
		}
	}
	const (
		feeds    = "each archive follows feeds of its own, and their health and log are there"
		readers  = "feed readers sync with an archive itself"
		changing = "these pages only read: marks, tags and topics are changed in the archives themselves"
	)
	for pattern, why := range map[string]string{
		"GET /feeds": feeds, "GET /feeds.json": feeds, "GET /feeds/": feeds, "GET /feed/": feeds, "GET /opml": feeds,
		"GET /story/{archive}/{id}/page": "the pages that were kept are in the archives themselves",
		"GET " + picturePath:             "pictures are shown by the archives themselves",
		"GET /topics/add":                changing, "GET /topic/{name}/{act}": changing, "POST /": changing,
		"GET " + mcpPath: "assistants ask an archive itself", "POST " + mcpPath: "assistants ask an archive itself",
	} {
		mux.HandleFunc(pattern, say(why))
	}
	for _, path := range []string{loginPath, readerPath, feverPath, minifluxPath} {
		mux.HandleFunc("GET "+path, say(readers))
		mux.HandleFunc("POST "+path, say(readers))
	}
}
