package faultserver

import "net/http"

// pages are web pages that stand in place of a feed.
func pages() []Fault {
	page := func(name, about, text string) Fault {
		return Fault{Name: name, About: about, serve: func(c *call) { c.document("text/html; charset=utf-8", "<!doctype html><html>"+text+"</html>") }}
	}
	challenge := page("cloudflare", "answers 403 with Cloudflare's challenge", botPage)
	serve := challenge.serve
	challenge.serve = func(c *call) {
		c.ResponseWriter.Header().Set("Cf-Mitigated", "challenge")
		c.WriteHeader(http.StatusForbidden)
		serve(c)
	}
	return []Fault{
		page("page-one-feed", "serves a page that names one feed", `<head><link rel="alternate" type="application/rss+xml" href="/good"></head><body><p>News</p></body>`),
		page("page-feeds", "serves a page that names four feeds", `<head>`+
			`<link rel="alternate" type="application/rss+xml" title="All" href="/good"><link rel="alternate" type="application/rss+xml" href="/b.xml">`+
			`<link rel="alternate" type="application/atom+xml" href="/c.xml"><link rel="alternate" type="application/rss+xml" href="/d.xml"></head>`),
		page("page", "serves a page that names no feed", `<head><title>Welcome</title></head><body><p>Nothing here.</p></body>`),
		page("page-itself", "serves a page that names itself as the feed", `<head><link rel="alternate" type="application/rss+xml" href="/page-itself"></head>`),
		page("parked", "serves the page of a domain that is for sale", `<head><title>harbour.example is for sale</title></head><body><h1>This domain is for sale</h1><p>Buy this domain. Related searches: ships, ports.</p></body>`),
		page("maintenance", "serves a page about maintenance, with status 200", `<head><title>Down for maintenance</title></head><body><h1>We'll be back soon</h1></body>`),
		page("consent", "serves a page that asks for consent", `<head><title>Before you continue</title></head><body><h1>Before you continue</h1>
<p>We value your privacy. We use cookies, and so do our partners, to store and/or access information, for personalised ads.</p>
<button>Accept all</button><button>Reject all</button><a href="/o">Manage options</a></body>`),
		page("login", "serves a page to sign in", `<head><title>Log in</title></head><body><form><h1>Log in to continue</h1><input name="u"><input type="password" name="p"><a href="/f">Forgot your password?</a></form></body>`),
		page("bot-page", "serves a page that checks for a person, with status 200", botPage),
		challenge,
		{Name: "captive-portal", About: "redirects to the page of a hotel's network", serve: func(c *call) {
			if c.URL.Path == "/captive-portal/welcome" {
				c.document("text/html", `<!doctype html><html><head><title>Hotel Wi-Fi</title></head><body><h1>Welcome</h1><form>Room number <input name="room"><button>Connect</button></form></body></html>`)
				return
			}
			http.Redirect(c.ResponseWriter, c.Request, "/captive-portal/welcome", http.StatusFound)
		}},
	}
}

const botPage = `<head><title>Just a moment...</title></head><body><h1>Checking your browser</h1><p>Enable JavaScript and cookies to continue</p></body>`
