package faultserver

import (
	"net/http"
	"strconv"
)

// redirects lead elsewhere, or nowhere.
func redirects() []Fault {
	to := func(name, about string, code int, location func(*call) string) Fault {
		return Fault{Name: name, About: about, serve: func(c *call) {
			if l := location(c); l != "" {
				c.ResponseWriter.Header().Set("Location", l)
			}
			c.WriteHeader(code)
		}}
	}
	fixed := func(location string) func(*call) string { return func(*call) string { return location } }
	good := func(name string, code int) Fault {
		f := to(name, "redirects to a feed by "+strconv.Itoa(code), code, fixed("/good"))
		f.Good = true
		return f
	}
	return []Fault{
		good("moved-301", http.StatusMovedPermanently),
		good("moved-308", http.StatusPermanentRedirect),
		good("found-302", http.StatusFound),
		good("found-307", http.StatusTemporaryRedirect),
		to("loop-self", "redirects to itself", http.StatusFound, fixed("/loop-self")),
		to("loop-two", "redirects to and fro", http.StatusMovedPermanently, func(c *call) string {
			if c.URL.Path == "/loop-two/b" {
				return "/loop-two/a"
			}
			return "/loop-two/b"
		}),
		to("loop-endless", "redirects further and further", http.StatusFound, func(c *call) string { return "/loop-endless/" + strconv.Itoa(c.n) }),
		to("redirect-nowhere", "redirects without an address", http.StatusFound, fixed("")),
		to("redirect-file", "redirects to a file of the client's machine", http.StatusFound, fixed("file:///etc/passwd")),
		to("redirect-script", "redirects to a script", http.StatusMovedPermanently, fixed("javascript:alert(1)")),
		to("redirect-port", "redirects to the port of another protocol", http.StatusFound, fixed("http://127.0.0.2:25/")),
		to("redirect-private", "redirects to another machine of a private network", http.StatusFound, fixed("http://10.0.0.1/feed")),
		to("redirect-gone", "redirects to an address that is gone", http.StatusMovedPermanently, fixed("/status-410")),
	}
}
