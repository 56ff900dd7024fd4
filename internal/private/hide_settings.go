package private

import (
	"encoding/base64"
	"net/url"
	"strings"

	"newsarchive/internal/access"
)

// settings adds the secrets of a feed's settings, which a server may repeat in its
// document: logins as they stand in an address and as they are sent, the token,
// and the values of headers and cookies that look like tokens or are named so.
// Other values, such as the language of an Accept-Language, are words of texts.
func (h *Hider) settings(s access.Settings) {
	h.login(s.Login)
	if secretValue("token", s.Token) {
		h.add(s.Token, "private")
	}
	for _, f := range s.Fields() {
		if harmless(f.Name) {
			continue
		}
		scheme, credentials, ok := strings.Cut(f.Value, " ")
		if ok && !strings.ContainsAny(scheme, "=;,") && secretValue(f.Name, credentials) {
			h.add(credentials, "private") // Authorization: Token 1a2b3c
		}
		if secretValue(f.Name, f.Value) {
			h.add(f.Value, "private")
		}
	}
	for _, c := range s.Cookies() {
		if secretValue(c.Name, c.Value) {
			h.add(c.Value, "private")
		}
	}
	if proxy := s.ProxyURL(); proxy != nil && proxy.User != nil {
		password, _ := proxy.User.Password()
		h.login(access.Login{User: proxy.User.Username(), Password: password})
	}
}

func (h *Hider) login(l access.Login) {
	if l == (access.Login{}) {
		return
	}
	pair := l.User + ":" + l.Password
	h.add(pair+"@", "")
	h.add(url.UserPassword(l.User, l.Password).String()+"@", "")
	h.add(base64.StdEncoding.EncodeToString([]byte(pair)), "private")
}

// secretValue reports whether the value of a field or cookie looks like a token,
// or has the name of one.
func secretValue(name, value string) bool {
	return looksRandom(value) || len(value) >= 4 && secretName(name)
}

// harmless reports fields that identify nobody, and whose values stand in
// documents too: the type of a feed is one of an Accept.
func harmless(name string) bool {
	switch name {
	case "Accept", "Accept-Language", "Accept-Charset", "Cache-Control", "Pragma", "Dnt", "Origin", "Referer", "From",
		"Content-Type", "Prefer", "A-Im", "Upgrade-Insecure-Requests", "X-Requested-With":
		return true
	}
	return strings.HasPrefix(name, "Sec-")
}
