package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"mime"
	"net/http"
	"path"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/js"
)

//go:embed static
var staticFiles embed.FS

// static are the files that pages load: style sheet, script, icon. An address
// names a file's content, so that it may be kept for ever.
type static struct {
	files   map[string]staticFile // by name
	version string                // of all of them
}

type staticFile struct {
	body []byte
	kind string
	hash string
}

func loadStatic() (*static, error) {
	entries, err := staticFiles.ReadDir("static")
	if err != nil {
		return nil, err
	}
	s := &static{files: map[string]staticFile{}}
	all := sha256.New()
	for _, e := range entries {
		body, err := staticFiles.ReadFile("static/" + e.Name())
		if err != nil {
			return nil, err
		}
		if path.Ext(e.Name()) == ".js" {
			if body, err = compact(body); err != nil {
				return nil, fmt.Errorf("read the script %s: %w", e.Name(), err)
			}
		}
		sum := sha256.Sum256(body)
		all.Write(sum[:]) //nolint:errcheck // a hash takes everything
		s.files[e.Name()] = staticFile{body, staticKind(e.Name()), base64.RawURLEncoding.EncodeToString(sum[:9])}
	}
	s.version = base64.RawURLEncoding.EncodeToString(all.Sum(nil)[:9])
	return s, nil
}

// compact returns a script of ours in fewer bytes.
func compact(script []byte) ([]byte, error) {
	var b bytes.Buffer
	err := js.Minify(minify.New(), &b, bytes.NewReader(script), nil)
	return b.Bytes(), err
}

// staticKind is the media type of a file, whatever the machine's own list says.
func staticKind(name string) string {
	switch path.Ext(name) {
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	}
	return mime.TypeByExtension(path.Ext(name))
}

// address is where a file is found.
func (s *static) address(name string) string { return "/static/" + name + "?v=" + s.files[name].hash }

// ServeHTTP implements [http.Handler].
func (s *static) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f, ok := s.files[r.PathValue("name")]
	if !ok {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("ETag", `W/"`+f.hash+`"`) // weak: the file may be compressed on its way
	if r.URL.Query().Get("v") == f.hash {
		h.Set("Cache-Control", "private, max-age=31536000, immutable")
	}
	if matches(r.Header.Get("If-None-Match"), `"`+f.hash+`"`) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Type", f.kind)
	_, _ = w.Write(f.body) // a client that has gone needs none
}
