package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"mime"
	"net/http"
	"path"
	"regexp"
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
			body = compact(body)
		}
		sum := sha256.Sum256(body)
		all.Write(sum[:]) //nolint:errcheck // a hash takes everything
		s.files[e.Name()] = staticFile{body, staticKind(e.Name()), base64.RawURLEncoding.EncodeToString(sum[:9])}
	}
	s.version = base64.RawURLEncoding.EncodeToString(all.Sum(nil)[:9])
	return s, nil
}

// compact returns a script of ours without comments and the space around signs.
// Our scripts end each statement with a semicolon, have no comment beside code
// that begins with //, and no regular expressions.
func compact(script []byte) []byte {
	comments := regexp.MustCompile(`(?m)^ *//.*\n|/\*.*?\*/`)
	spaced := regexp.MustCompile("(\"[^\"\n]*\"|`[^`]*`)|\\s*([-+*/=<>!?:;,.&|(){}\\[\\]])\\s*")
	return bytes.TrimSpace(spaced.ReplaceAll(comments.ReplaceAll(script, nil), []byte("$1$2")))
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
