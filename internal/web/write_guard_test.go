package web

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"newsarchive/internal/archive"
)

// tags returns your tags of the site's archive.
func (s *site) tags() (all []string) {
	s.Helper()
	s.withArchive(func(ar *archive.Archive) error {
		tags, err := ar.OwnTags(s.Context())
		for _, t := range tags {
			all = append(all, t.Tag)
		}
		return err
	})
	return all
}

// TestGuards promises that a write is made only for a form of the page itself:
// each thing that shows it is broken once, and nothing is changed.
func TestGuards(t *testing.T) {
	s := newSite(t)
	b := newBrowser(s)
	token := b.token("/story/1")
	stranger := newBrowser(s)
	foreign := stranger.token("/story/1")
	form := func() *http.Request { return b.form("/story/1/tags", "token", token, "add", "x") }
	for name, c := range map[string]struct {
		status int
		says   string
		ask    func() got
	}{
		"no token":                  {403, "out of date", func() got { return b.ask(b.form("/story/1/tags", "add", "x")) }},
		"an empty token":            {403, "out of date", func() got { return b.ask(b.form("/story/1/tags", "token", "", "add", "x")) }},
		"another session's token":   {403, "out of date", func() got { return b.ask(b.form("/story/1/tags", "token", foreign, "add", "x")) }},
		"the token in another":      {403, "out of date", func() got { return stranger.other().ask(form()) }},
		"no session":                {403, "out of date", func() got { return newBrowser(s).ask(form()) }},
		"the token in the address":  {403, "out of date", func() got { return b.ask(b.form("/story/1/tags?token="+token, "add", "x")) }},
		"a foreign origin":          {403, "another site", func() got { return b.ask(form(), "Origin", "https://evil.example", "Sec-Fetch-Site", "") }},
		"a null origin":             {403, "another site", func() got { return b.ask(form(), "Origin", "null", "Sec-Fetch-Site", "") }},
		"another port":              {403, "another site", func() got { return b.ask(form(), "Origin", "http://127.0.0.1:9999", "Sec-Fetch-Site", "") }},
		"a cross-site form":         {403, "another site", func() got { return b.ask(form(), "Sec-Fetch-Site", "cross-site") }},
		"a same-site form":          {403, "another site", func() got { return b.ask(form(), "Sec-Fetch-Site", "same-site") }},
		"another name":              {421, "not served", func() got { r := form(); r.Host = "evil.example"; return b.ask(r) }},
		"plain text":                {415, "no form", func() got { return b.ask(form(), "Content-Type", "text/plain") }},
		"JSON":                      {415, "no form", func() got { return b.ask(form(), "Content-Type", "application/json") }},
		"no type":                   {415, "no form", func() got { return b.ask(form(), "Content-Type", "") }},
		"a form of another kind":    {415, "no form", func() got { return b.ask(b.upload("/story/1/tags", token, "x")) }},
		"no file":                   {415, "no form", func() got { return b.ask(b.form(uploadPath, "token", token)) }},
		"too large":                 {413, "Too large", func() got { return b.ask(b.form("/story/1/tags", "token", token, "add", strings.Repeat("x", 70<<10))) }},
		"not UTF-8":                 {400, "UTF-8", func() got { return b.ask(b.form("/story/1/tags", "token", token, "add", "x\xff")) }},
		"a read of the address":     {404, "Nothing is here", func() got { return b.open("/story/1/tags?token=" + token + "&add=x") }},
		"a form by its address":     {200, "Follow a feed", func() got { return b.open("/feeds/add?url=https://a.example/rss&token=" + token) }},
		"a method that is not POST": {405, "", func() got { r := form(); r.Method = http.MethodPut; return b.ask(r) }},
	} {
		res := c.ask()
		if res.StatusCode != c.status || !strings.Contains(res.body, c.says) {
			t.Errorf("%s: %s\n%.1500s", name, res.Status, res.body)
		}
		if res.Header.Get("Location") != "" || res.Header.Get("ETag") != "" && res.StatusCode != 200 {
			t.Errorf("%s: %v", name, res.Header)
		}
	}
	if tags := s.tags(); len(tags) > 0 {
		t.Fatalf("it was written all the same: %v", tags)
	}
	for name, fields := range map[string][]string{
		"a browser": nil, "an older one": {"Origin", "http://127.0.0.1:8484", "Sec-Fetch-Site", ""}, "a program": {"Origin", "", "Sec-Fetch-Site", ""},
	} {
		r := form()
		if name == "a program" {
			r.Header.Del("Origin")
			r.Header.Del("Sec-Fetch-Site")
			fields = nil
		}
		if res := b.other().ask(r, fields...); res.StatusCode != http.StatusSeeOther {
			t.Errorf("%s: %s %.500s", name, res.Status, res.body)
		}
	}
}

// TestServerRestart promises that forms of a server that has ended are refused, and
// that a page is not taken for unchanged across it.
func TestServerRestart(t *testing.T) {
	s := newSite(t)
	b := newBrowser(s)
	before := b.open("/story/1")
	token := b.token("/story/1")
	if again := b.open("/story/1", "If-None-Match", before.Header.Get("ETag")); again.StatusCode != http.StatusNotModified {
		t.Errorf("again: %s", again.Status)
	}
	if other := newBrowser(s).open("/story/1", "If-None-Match", before.Header.Get("ETag")); other.StatusCode != http.StatusOK {
		t.Errorf("in another browser: %s", other.Status)
	}
	s.serve(Options{})
	if after := b.open("/story/1", "If-None-Match", before.Header.Get("ETag")); after.StatusCode != http.StatusOK {
		t.Errorf("after a restart: %s", after.Status)
	}
	if res := b.ask(b.form("/story/1/tags", "token", token, "add", "x")); res.StatusCode != http.StatusForbidden {
		t.Errorf("an old form: %s", res.Status)
	}
	b.makes("/story/1", "Tagged: x.", "/story/1", "/story/1/tags", "add", "x")
}

// TestNotices promises that a message is shown only if this server sealed it.
func TestNotices(t *testing.T) {
	b := newBrowser(newSite(t))
	for _, value := range []string{"aGVsbG8.AAAA", "aGVsbG8", newSealer().sealed("hello")} {
		b.cookies[noticeCookie] = value
		if page := b.open("/"); strings.Contains(page.body, "hello") || page.Header.Get("ETag") == "" {
			t.Errorf("it shows %s", value)
		}
	}
}

// TestReadOnlyServer promises that a server for reading has no form, says so, and
// gives no session.
func TestReadOnlyServer(t *testing.T) {
	s := newSite(t)
	s.serve(Options{ReadOnly: true})
	b := newBrowser(s)
	for _, address := range addresses() {
		if page := b.open(address); strings.Contains(page.body, `method="post"`) || strings.Contains(page.body, "/add") || strings.Contains(page.body, "/edit") {
			t.Errorf("%s has a form: %.3000s", address, page.body)
		}
	}
	for _, w := range s.writings() {
		address := strings.NewReplacer("{id}", "1", "{name}", "korea").Replace(w.pattern)
		res := b.ask(b.form(address, "token", "x", "add", "x"))
		if res.StatusCode != http.StatusForbidden || !strings.Contains(res.body, "--read-only") {
			t.Errorf("%s: %s %.500s", address, res.Status, res.body)
		}
		if !w.formPage() {
			continue
		}
		if res := b.open(address); res.StatusCode != http.StatusForbidden || !strings.Contains(res.body, "--read-only") {
			t.Errorf("the form of %s: %s", address, res.Status)
		}
	}
	if len(b.cookies) > 0 {
		t.Errorf("it gave %v", b.cookies)
	}
}

// TestHostileForms promises that nothing hostile which a form sends is taken for
// markup when it is shown again, in a message, or on the pages that have it then.
func TestHostileForms(t *testing.T) {
	s := newSite(t)
	b := newBrowser(s)
	token := b.token("/topics/add")
	check := func(address string, res got) {
		t.Helper()
		if res.StatusCode >= 500 || res.StatusCode == 403 {
			t.Fatalf("%s: %s %.1000s", address, res.Status, res.body)
		}
		if to := res.Header.Get("Location"); to != "" {
			if !safeAddress(to) || strings.HasPrefix(to, "http") {
				t.Fatalf("%s leads to %s", address, to)
			}
			address, res = to, b.open(to)
		}
		if strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") {
			checkPage(t, address, res.body)
			checkHeader(t, address, res)
		}
	}
	for i, line := range payloads(t) {
		if t.Failed() {
			return
		}
		short := line[:min(len(line), 60)]
		if i%12 == 0 {
			check("/story/1/tags", b.ask(b.form("/story/1/tags", "token", token, "add", short)))
			check("/story/1/tags", b.ask(b.form("/story/1/tags", "token", token, "remove", short)))
		}
		if i%9 == 0 {
			check("/topics/add", b.ask(b.form("/topics/add", "token", token, "name", short, "query", line)))
			check("/feed/1/edit", b.ask(b.form("/feed/1/edit", "token", token, "name", line, "tags", line, "every", "", "text", "")))
			check("/feed/1/edit", b.ask(b.form("/feed/1/edit", "token", token, "every", line)))
			check("/feeds/add", b.open("/feeds/add?"+searchValues("url", line)))
			check("/topics/add", b.open("/topics/add?"+searchValues("q", line, "name", line)))
		}
	}
	for _, address := range []string{"/topics", "/feeds", "/feed/1", "/feed/1/edit", "/story/1", "/"} {
		check(address, b.open(address))
	}
}

// TestUploadForms promises that odd forms with files are refused, not believed.
func TestUploadForms(t *testing.T) {
	b := newBrowser(newSite(t))
	token := b.token(uploadPath)
	for _, body := range []string{
		"", "--x--", "--x\r\n\r\n", "--x\r\nContent-Disposition: form-data; name=token\r\n\r\n" + token + "\r\n--x--",
		strings.Repeat("--x\r\nContent-Disposition: form-data; name=a\r\n\r\nb\r\n", 100) + "--x--",
	} {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "http://127.0.0.1:8484"+uploadPath, strings.NewReader(body))
		r.Header.Set("Content-Type", "multipart/form-data; boundary=x")
		if res := b.ask(r); res.StatusCode < 400 || res.StatusCode >= 500 {
			t.Errorf("%.60q: %s", body, res.Status)
		}
	}
}
