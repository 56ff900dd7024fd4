package web

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/signin"
)

func basic(user, password string) string {
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(user+":"+password))
}

// TestPrograms promises that every address takes an app password, of HTTP Basic
// with any user name and as a token, and that without one nothing is said.
func TestPrograms(t *testing.T) {
	g := newGuarded(t, Options{})
	for _, address := range addresses() {
		if isPublic(address) {
			continue
		}
		for name, fields := range map[string][]string{
			"nothing": nil, "a wrong password": {"Authorization", basic("x", g.reads+"x")}, "a wrong token": {"Authorization", "Bearer " + g.reads[1:]},
			"the typed password": {"Authorization", basic("x", typedPassword)}, "the password as the user": {"Authorization", basic(g.reads, "")},
			"another scheme": {"Authorization", "Digest " + g.reads}, "an empty one": {"Authorization", ""}, "two": {"Authorization", "Bearer " + g.reads, "Authorization", "Bearer x"},
			"in the address": nil, "in a cookie": {"Cookie", signInCookie + "=" + g.reads},
		} {
			g.failures = signin.NewFailures()
			at := address
			if name == "in the address" {
				at = address + "?token=" + g.reads + "&password=" + g.reads
			}
			res := g.program().open(at, fields...)
			if res.StatusCode != http.StatusUnauthorized || !strings.HasPrefix(res.Header.Get("WWW-Authenticate"), "Basic realm=") {
				t.Errorf("%s with %s: %s %v", address, name, res.Status, res.Header)
			}
			var p problem
			if err := json.Unmarshal([]byte(res.body), &p); err != nil || p.Status != 401 || strings.Contains(res.body, "orea") {
				t.Errorf("%s with %s: %s", address, name, res.body)
			}
			if res.Header.Get("ETag") != "" || res.Header.Get("Cache-Control") != "no-store" {
				t.Errorf("%s with %s may be kept: %v", address, name, res.Header)
			}
		}
		for name, given := range map[string]string{
			"Basic": basic("anyone", g.reads), "no user": basic("", g.writes), "Bearer": "Bearer " + g.reads, "another case": "bEARER  " + strings.ToUpper(g.writes), "GoogleLogin": "GoogleLogin auth=" + g.reads,
		} {
			if res := g.program().open(address, "Authorization", given); res.StatusCode != http.StatusOK {
				t.Errorf("%s with %s: %s", address, name, res.Status)
			}
		}
	}
	for _, address := range []string{"/healthz", "/opensearch.xml", g.static.address("style.css")} {
		if res := g.program().open(address); res.StatusCode != 200 || strings.Contains(res.body, "orea") {
			t.Errorf("%s: %s", address, res.Status)
		}
	}
	if log := g.log.String(); strings.Contains(log, g.reads) || strings.Contains(log, typedPassword) {
		t.Errorf("a password is in the log: %s", log)
	}
}

// TestRefusalWords promises that a refusal does not say what was wrong: the user,
// a password that was removed, one that never was.
func TestRefusalWords(t *testing.T) {
	g := newGuarded(t, Options{})
	gone, _, err := g.passwords.Add(t.Context(), "gone", true)
	if err == nil {
		err = g.passwords.Remove(t.Context(), "gone")
	}
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]bool{}
	for _, given := range []string{basic("reads", "x"), basic("nobody", "x"), basic("gone", gone), "Bearer " + gone, "Bearer x", basic("x", ""), "Basic !", "Bearer"} {
		said[g.program().open("/search.json?q=korea", "Authorization", given).body] = true
	}
	if len(said) != 1 {
		t.Errorf("%v", said)
	}
	page := regexp.MustCompile(`value="[^"]+"`)
	said = map[string]bool{}
	for _, password := range []string{"x", gone, "another harbour in the rain", ""} {
		g.failures = signin.NewFailures()
		res := g.browser().signIn(password, "/")
		if res.StatusCode != http.StatusUnauthorized {
			t.Errorf("%q: %s", password, res.Status)
		}
		said[page.ReplaceAllString(res.body, "")] = true
	}
	if len(said) != 1 {
		t.Errorf("%v", said)
	}
}

// TestBrowser promises that a person is led to the sign-in page and back, by
// each kind of password, and is signed out again for good.
func TestBrowser(t *testing.T) {
	g := newGuarded(t, Options{})
	for name, c := range map[string]struct {
		password string
		writes   bool
	}{"typed": {typedPassword, true}, "an app password": {g.writes, true}, "one that reads": {g.reads, false}} {
		b := g.browser()
		res := b.open("/search?q=korea&n=5")
		if res.StatusCode != http.StatusSeeOther || res.Header.Get("Location") != signInPath+"?to=%2Fsearch%3Fq%3Dkorea%26n%3D5" {
			t.Fatalf("%s: %s to %s", name, res.Status, res.Header.Get("Location"))
		}
		page := b.open(res.Header.Get("Location"))
		checkPage(t, signInPath, page.body)
		checkHeader(t, signInPath, page)
		if page.StatusCode != 200 || !strings.Contains(page.body, `type="password"`) || strings.Contains(page.body, "orea\"") && !strings.Contains(page.body, `value="/search?q=korea&amp;n=5"`) {
			t.Errorf("%s: %s", name, page.body)
		}
		res = b.signIn(c.password, "/search?q=korea&n=5")
		if res.StatusCode != http.StatusSeeOther || res.Header.Get("Location") != "/search?q=korea&n=5" {
			t.Fatalf("%s: %s %s", name, res.Status, res.body)
		}
		checkSignedIn(t, res)
		if res := b.open("/search?q=korea&n=5"); res.StatusCode != 200 || !strings.Contains(res.body, "Sign out") {
			t.Errorf("%s: %s", name, res.Status)
		}
		if res := b.open(signInPath + "?to=%2Ftopics"); res.StatusCode != http.StatusSeeOther || res.Header.Get("Location") != "/topics" {
			t.Errorf("%s is asked again: %s", name, res.Status)
		}
		story := b.open("/story/1")
		if got := strings.Contains(story.body, `action="/story/1/tags"`); got != c.writes {
			t.Errorf("%s: the page of a story has a form: %v", name, got)
		}
		token := tokenOfForm.FindStringSubmatch(story.body)[1]
		res = b.ask(http.MethodPost, "/story/1/tags", url.Values{"token": {token}, "add": {"x"}})
		if (res.StatusCode == http.StatusSeeOther) != c.writes || !c.writes && (res.StatusCode != http.StatusForbidden || !strings.Contains(res.body, "may only read")) {
			t.Errorf("%s writes: %s", name, res.Status)
		}
		at, _ := url.Parse(g.at)
		had := b.Jar.Cookies(at)
		if res := b.ask(http.MethodPost, signOutPath, url.Values{"token": {"x"}}); res.StatusCode != http.StatusForbidden {
			t.Errorf("%s: another site signs out: %s", name, res.Status)
		}
		res = b.ask(http.MethodPost, signOutPath, url.Values{"token": {token}})
		if res.StatusCode != http.StatusSeeOther || res.Header.Get("Clear-Site-Data") == "" {
			t.Errorf("%s signs out: %s", name, res.Status)
		}
		b.Jar.SetCookies(at, had) // as one who copied them
		if res := b.open("/topics"); res.StatusCode != http.StatusSeeOther {
			t.Errorf("%s after signing out: %s", name, res.Status)
		}
		if res := b.ask(http.MethodPost, "/story/1/tags", url.Values{"token": {token}, "add": {"y"}}); res.StatusCode != http.StatusUnauthorized || !strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") {
			t.Errorf("%s writes after signing out: %s", name, res.Status)
		}
	}
}

func checkSignedIn(t *testing.T, res got) {
	t.Helper()
	for _, c := range res.Cookies() {
		if c.Name != signInCookie {
			continue
		}
		if len(c.Value) < 43 || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" || c.MaxAge <= 0 || c.Secure {
			t.Errorf("the cookie is %v", c)
		}
		return
	}
	t.Errorf("no cookie: %v", res.Header)
}

// TestFixation promises that signing in makes new secrets, whatever the browser
// brought: another one's, a made-up one, a form's token from before.
func TestFixation(t *testing.T) {
	g := newGuarded(t, Options{})
	b := g.browser()
	at, _ := url.Parse(g.at)
	before := b.token(signInPath)
	b.Jar.SetCookies(at, []*http.Cookie{{Name: signInCookie, Value: strings.Repeat("A", 43)}})
	if res := b.open("/"); res.StatusCode != http.StatusSeeOther {
		t.Errorf("a made-up session: %s", res.Status)
	}
	b.signIn(typedPassword, "/")
	cookies := map[string]string{}
	for _, c := range b.Jar.Cookies(at) {
		cookies[c.Name] = c.Value
	}
	if cookies[signInCookie] == strings.Repeat("A", 43) || cookies[sessionCookie] != "" {
		t.Errorf("kept from before: %v", cookies)
	}
	if res := b.ask(http.MethodPost, "/story/1/tags", url.Values{"token": {before}, "add": {"x"}}); res.StatusCode != http.StatusForbidden {
		t.Errorf("a token from before: %s", res.Status)
	}
	if after := b.token("/story/1"); after == before {
		t.Error("the token is the same")
	}
	// The form of the sign-in page is bound to the browser, too: no page elsewhere
	// signs it in as somebody else.
	other := g.browser()
	if res := other.ask(http.MethodPost, signInPath, url.Values{"token": {before}, "password": {typedPassword}}); res.StatusCode != http.StatusForbidden {
		t.Errorf("another browser's form: %s", res.Status)
	}
	if res := other.ask(http.MethodPost, signInPath, url.Values{"token": {other.token(signInPath)}, "password": {typedPassword}}, "Origin", "https://evil.example"); res.StatusCode != http.StatusForbidden {
		t.Errorf("another site's form: %s", res.Status)
	}
}

// TestGoingOn promises that signing in leads to an address of this server only.
func TestGoingOn(t *testing.T) {
	for to, want := range map[string]string{
		"/search?q=a%20b": "/search?q=a%20b", "": "/", "//evil.example": "/", `/\evil.example`: "/", "https://evil.example/": "/", "evil": "/", "/\t/evil.example": "/",
		"javascript:alert(1)": "/", "/\n": "/", "/sign-in?to=/": "/", "/%2F/evil": "/%2F/evil", "/topic/a%2Eb": "/topic/a%2Eb", "/é": "/",
	} {
		if got := ownPath(to); got != want {
			t.Errorf("%q leads to %q", to, got)
		}
	}
}

// TestBruteForce promises that wrong passwords are refused after some, with a
// time to come back; that a right app password is taken all the same; and that a
// right typed one has to wait, or nothing would be limited.
func TestBruteForce(t *testing.T) {
	now := time.Now() // and no time passes, which brings further tries
	g := newGuarded(t, Options{Now: func() time.Time { return now }})
	count := map[int]int{}
	for range 30 {
		res := g.program().open("/search.json?q=korea", "Authorization", "Bearer wrong")
		if count[res.StatusCode]++; res.StatusCode == http.StatusTooManyRequests && (res.Header.Get("Retry-After") == "" || res.Header.Get("WWW-Authenticate") != "") {
			t.Errorf("%v", res.Header)
		}
	}
	if count[401] != 10 || count[429] != 20 {
		t.Errorf("%v", count)
	}
	if res := g.program().open("/search.json?q=korea", "Authorization", "Bearer "+g.reads); res.StatusCode != 200 {
		t.Errorf("a right app password: %s", res.Status)
	}
	b := g.browser()
	if res := b.signIn(typedPassword, "/"); res.StatusCode != http.StatusTooManyRequests || res.Header.Get("Retry-After") == "" || !strings.Contains(res.body, "Too many wrong passwords") {
		t.Errorf("the typed password: %s", res.Status)
	}
	if res := b.signIn(g.writes, "/"); res.StatusCode != http.StatusSeeOther {
		t.Errorf("an app password in a browser: %s", res.Status)
	}
	g.failures = signin.NewFailures()
	for range 40 { // each is right: none counts
		if res := g.browser().signIn(typedPassword, "/"); res.StatusCode != http.StatusSeeOther {
			t.Fatalf("a right password: %s", res.Status)
		}
	}
}

// TestRevoked promises that a password that is removed, and a session that is
// ended, are refused with the next request.
func TestRevoked(t *testing.T) {
	g := newGuarded(t, Options{})
	typed, app := g.browser(), g.browser()
	typed.signIn(typedPassword, "/")
	app.signIn(g.reads, "/")
	status := func() [3]int {
		return [3]int{typed.open("/").StatusCode, app.open("/").StatusCode, g.program().open("/topics.json", "Authorization", "Bearer "+g.reads).StatusCode}
	}
	if got := status(); got != [3]int{200, 200, 200} {
		t.Errorf("before: %v", got)
	}
	if err := g.passwords.Remove(t.Context(), "reads"); err != nil {
		t.Fatal(err)
	}
	if got := status(); got != [3]int{200, 303, 401} {
		t.Errorf("after the app password was removed: %v", got)
	}
	if err := g.passwords.SetTyped(t.Context(), typedPassword); err != nil {
		t.Fatal(err)
	}
	if got := status(); got[0] != 303 {
		t.Errorf("after the typed password was set: %v", got)
	}
}

// TestSessionsPage promises that a person sees which browsers are signed in, and
// signs out one of them, or all; one who may only read cannot.
func TestSessionsPage(t *testing.T) {
	g := newGuarded(t, Options{ReadOnly: true})
	one, two, reads := g.browser(), g.browser(), g.browser()
	one.fields.Set("User-Agent", "One <script>alert(1)</script>\u202e/1")
	two.fields.Set("User-Agent", "Two/2")
	one.signIn(typedPassword, "/")
	two.signIn(typedPassword, "/")
	reads.signIn(g.reads, "/")
	page := two.open(sessionsPath)
	checkPage(t, sessionsPath, page.body)
	checkHeader(t, sessionsPath, page)
	if page.StatusCode != 200 || !strings.Contains(page.body, "Two/2</bdi> <strong>(this one)") || !strings.Contains(page.body, "One &lt;script") {
		t.Fatalf("%s %s", page.Status, page.body)
	}
	for name, c := range map[string]*client{"one that writes": two, "one that reads": reads} {
		if linked := strings.Contains(c.open("/").body, `href="`+sessionsPath+`"`); linked != (c == two) {
			t.Errorf("%s is led there: %v", name, linked)
		}
	}
	for name, c := range map[string]*client{"one that reads": reads, "nobody": g.browser(), "a program": g.program("Authorization", "Bearer "+g.writes)} {
		if res := c.open(sessionsPath); res.StatusCode == 200 || strings.Contains(res.body, "Two/2") {
			t.Errorf("%s sees it: %s", name, res.Status)
		}
		if res := c.ask(http.MethodPost, sessionsPath, url.Values{"token": {two.token(sessionsPath)}, "session": {"all"}}); res.StatusCode < 400 {
			t.Errorf("%s signs all out: %s", name, res.Status)
		}
	}
	if res := two.ask(http.MethodPost, sessionsPath, url.Values{"token": {one.token("/")}, "session": {"all"}}); res.StatusCode != http.StatusForbidden {
		t.Errorf("with another's token: %s", res.Status)
	}
	for _, id := range []string{"", "x", "-1e3", "99999999999999999999"} {
		if res := two.ask(http.MethodPost, sessionsPath, url.Values{"token": {two.token("/")}, "session": {id}}); res.StatusCode != http.StatusBadRequest {
			t.Errorf("session %q: %s", id, res.Status)
		}
	}
	for range 2 { // the second time it has ended
		if res := two.ask(http.MethodPost, sessionsPath, url.Values{"token": {two.token("/")}, "session": {"1"}}); res.StatusCode != http.StatusSeeOther || res.Header.Get("Location") != sessionsPath {
			t.Errorf("%s", res.Status)
		}
	}
	if res := one.open("/"); res.StatusCode != http.StatusSeeOther {
		t.Errorf("the one that was signed out: %s", res.Status)
	}
	if res := two.ask(http.MethodPost, sessionsPath, url.Values{"token": {two.token("/")}, "session": {"all"}}); res.Header.Get("Location") != "/" {
		t.Errorf("all: %s", res.Status)
	}
	for _, c := range []*client{two, reads} {
		if res := c.open("/"); res.StatusCode != http.StatusSeeOther {
			t.Errorf("after all were signed out: %s", res.Status)
		}
	}
}

// TestOpen promises that on this machine nothing is asked for until a password to
// type is set; and that a wrong one is refused even so.
func TestOpen(t *testing.T) {
	g := newGuarded(t, Options{})
	if err := g.passwords.RemoveTyped(t.Context()); err != nil {
		t.Fatal(err)
	}
	b := g.browser()
	if res := b.open("/story/1"); res.StatusCode != 200 || !strings.Contains(res.body, `action="/story/1/tags"`) || strings.Contains(res.body, "Sign out") {
		t.Errorf("%s", res.Status)
	}
	for given, want := range map[string]int{"Bearer x": 401, "Bearer " + g.reads: 200, basic("a", g.writes): 200} {
		if res := g.program().open("/search.json?q=korea", "Authorization", given); res.StatusCode != want {
			t.Errorf("%s: %s", given, res.Status)
		}
	}
	if res := g.program("Accept", "text/html", "Authorization", "Bearer "+g.reads).open("/story/1"); strings.Contains(res.body, `action="/story/1/tags"`) {
		t.Error("a password that reads gets a form")
	}
	if err := g.passwords.SetTyped(t.Context(), typedPassword); err != nil {
		t.Fatal(err)
	}
	if res := b.open("/story/1"); res.StatusCode != http.StatusSeeOther {
		t.Errorf("with a password to type: %s", res.Status)
	}
}

// TestConditionalSignedIn promises that an answer of one session, or of another
// password, is not taken for that of another.
func TestConditionalSignedIn(t *testing.T) {
	g := newGuarded(t, Options{})
	one, two := g.browser(), g.browser()
	one.signIn(typedPassword, "/")
	two.signIn(typedPassword, "/")
	for _, address := range []string{"/", "/story/1", "/search?q=korea"} {
		tag := one.open(address).Header.Get("ETag")
		if tag == "" || one.open(address, "If-None-Match", tag).StatusCode != http.StatusNotModified {
			t.Errorf("%s is not kept", address)
		}
		if res := two.open(address, "If-None-Match", tag); res.StatusCode != 200 {
			t.Errorf("%s of another session: %s", address, res.Status)
		}
		if res := g.program().open(address, "If-None-Match", tag); res.StatusCode != http.StatusUnauthorized {
			t.Errorf("%s without a password: %s", address, res.Status)
		}
	}
	tag := g.program().open("/feed/1", "Authorization", basic("", g.writes)).Header.Get("ETag")
	if res := g.program().open("/feed/1", "Authorization", basic("", g.reads), "If-None-Match", tag); tag == "" || res.StatusCode != 200 {
		t.Errorf("another password's page: %s", res.Status)
	}
}
