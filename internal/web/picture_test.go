package web

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/png"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"newsarchive/internal/archive"
	"newsarchive/internal/news"
	"newsarchive/store"
)

// pictureServer serves a picture, and things that are none.
func pictureServer(t *testing.T) *httptest.Server {
	t.Helper()
	var small bytes.Buffer
	if err := png.Encode(&small, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		t.Fatal(err)
	}
	huge := bytes.Clone(small.Bytes()) // a header that claims 2^24 × 2^24 points
	copy(huge[16:24], "\x01\x00\x00\x00\x01\x00\x00\x00")
	mux := http.NewServeMux()
	serve := func(path, kind string, body []byte) {
		mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", kind)
			w.Header().Set("Set-Cookie", "a=b")
			_, _ = w.Write(body)
		})
	}
	serve("/good.png", "image/png", small.Bytes())
	serve("/as-text", "text/html", small.Bytes())
	serve("/as-picture", "image/png", []byte("<!doctype html><script>alert(1)</script>"))
	serve("/drawing.svg", "image/svg+xml", []byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`))
	serve("/begins-well", "image/png", append([]byte("\x89PNG\r\n\x1a\n"), "<script>alert(1)</script>"...))
	serve("/huge", "image/png", huge)
	serve("/large", "image/png", append(bytes.Clone(small.Bytes()), make([]byte, 6<<20)...))
	mux.Handle("/private", http.RedirectHandler("http://10.1.2.3/x.png", http.StatusFound))
	mux.Handle("/moved", http.RedirectHandler("/good.png", http.StatusFound))
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server
}

// withPictures switches pictures on or off.
func (s *site) withPictures(on bool) {
	s.Helper()
	s.withArchive(func(ar *archive.Archive) error { return ar.EditSettings(s.Context(), store.SettingsEdit{Images: &on}) })
}

// TestPictures promises that no page shows a picture unless the setting says so,
// that it comes through us, and that nothing but pictures comes so.
func TestPictures(t *testing.T) {
	s := emptySite(t)
	from := pictureServer(t)
	s.save(0, news.Item{GUID: "p", Link: "https://news.example/p", Title: "With a picture", Stories: []news.Story{
		{Link: "https://news.example/p", Title: "With a picture", Image: from.URL + "/good.png"},
	}})
	if page := s.get("/story/1").body; strings.Contains(page, "<img") {
		t.Fatalf("a picture without the setting\n%s", page)
	}
	sealed := func(path string) string {
		return picturePath + "?" + searchValues("of", from.URL+path, "seal", s.sealer.seal("picture", from.URL+path))
	}
	if res := s.get(sealed("/good.png")); res.StatusCode != 404 {
		t.Errorf("with pictures off: %s", res.Status)
	}
	s.withPictures(true)
	if res := s.get(sealed("/good.png")); res.StatusCode != 502 {
		t.Errorf("from a private network: %s", res.Status)
	}
	s.allowLoopback()
	page := s.get("/story/1")
	checkPage(t, "/story/1", page.body)
	m := regexp.MustCompile(`<img class="lead" src="([^"]+)" alt=""`).FindStringSubmatch(page.body)
	if m == nil {
		t.Fatalf("no picture\n%s", page.body)
	}
	res := s.get(strings.ReplaceAll(m[1], "&amp;", "&"))
	if res.StatusCode != 200 || res.Header.Get("Content-Type") != "image/png" || res.Header.Get("Set-Cookie") != "" || !strings.HasPrefix(res.body, "\x89PNG") {
		t.Errorf("%s %v", res.Status, res.Header)
	}
	checkHeader(t, m[1], res)
	for path, want := range map[string]int{
		"/as-text": 200, "/moved": 200, "/as-picture": 404, "/drawing.svg": 404, "/begins-well": 404, "/huge": 404, "/large": 502, "/private": 502, "/none": 404,
	} {
		res := s.get(sealed(path))
		if res.StatusCode != want || want == 200 && res.Header.Get("Content-Type") != "image/png" {
			t.Errorf("%s: %s %s", path, res.Status, res.Header.Get("Content-Type"))
		}
		checkHeader(t, path, res)
	}
	for name, address := range map[string]string{
		"no seal":         picturePath + "?" + searchValues("of", from.URL+"/good.png"),
		"another's seal":  strings.Replace(sealed("/good.png"), "good", "as-text", 1),
		"another use":     picturePath + "?" + searchValues("of", from.URL+"/good.png", "seal", s.sealer.seal("form", from.URL+"/good.png")),
		"nothing at all":  picturePath,
		"a file's seal":   picturePath + "?" + searchValues("of", "file:///etc/passwd", "seal", base64.RawURLEncoding.EncodeToString(make([]byte, 16))),
		"the right start": sealed("/good.png")[:len(sealed("/good.png"))-4],
	} {
		if res := s.get(address); res.StatusCode != http.StatusForbidden {
			t.Errorf("%s: %s", name, res.Status)
		}
	}
	if res := s.get(picturePath + "?" + searchValues("of", "file:///etc/passwd", "seal", s.sealer.seal("picture", "file:///etc/passwd"))); res.StatusCode == 200 {
		t.Error("a file is a picture")
	}
}
