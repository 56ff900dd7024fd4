package private

import (
	"bytes"
	"errors"
	"html"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
)

// Hider removes the secrets of one feed from its documents and errors: feeds
// contain their own address as rel=self, and tokens in the links of items. The
// zero value hides nothing.
type Hider struct {
	pairs []Pair // in bytes of UTF-8
	wide  []Pair // and of UTF-16
}

// Pair is a secret and its replacement.
type Pair struct{ Secret, Instead string }

// Pairs returns the secrets, a longer one first, in every spelling of UTF-8
// that documents have of them.
func (h Hider) Pairs() []Pair { return h.pairs }

// Hider returns what hides the secrets of a feed. Of a private feed these are
// its address, the addresses that redirects led to, and those of their path
// segments and parameters that look like tokens; of any feed what [Hider.settings]
// has.
func (f Feed) Hider(redirected ...string) Hider {
	var h Hider
	h.settings(f.Settings)
	if f.Address != "" {
		for _, address := range append([]string{f.Address}, redirected...) {
			h.address(address, f.Shown)
		}
	}
	// A long secret first: a short one may be a part of it.
	slices.SortStableFunc(h.pairs, func(a, b Pair) int { return len(b.Secret) - len(a.Secret) })
	for _, p := range h.pairs {
		for high := range 2 {
			h.wide = append(h.wide, Pair{wide(p.Secret, high), wide(p.Instead, high)})
		}
	}
	return h
}

func (h *Hider) address(address, shown string) {
	u, err := parse(address)
	if err != nil {
		return
	}
	if u.RequestURI() == "/" {
		return // nothing but the host, which is shown
	}
	h.add(u.String(), shown)
	h.add(u.Host+u.RequestURI(), strings.TrimPrefix(shown, u.Scheme+"://"))
	if uri := u.RequestURI(); len(uri) >= 8 {
		h.add(uri, "/private")
	}
	for segment := range strings.SplitSeq(u.EscapedPath(), "/") {
		if looksRandom(segment) {
			h.add(segment, "private")
		}
	}
	for part := range strings.SplitSeq(u.RawQuery, "&") {
		name, value, _ := strings.Cut(part, "=")
		switch {
		case looksRandom(value):
			h.add(value, "private")
		case len(value) >= 4 && secretName(name):
			h.add(part, name+"=private")
		case value == "" && looksRandom(name):
			h.add(name, "private")
		}
	}
}

// looksRandom reports whether a part of an address looks like a token: letters and
// digits mixed, or long.
func looksRandom(s string) bool {
	letter := strings.ContainsFunc(s, unicode.IsLetter)
	digit := strings.ContainsFunc(s, unicode.IsDigit)
	return len(s) >= 8 && letter && digit || len(s) >= 16
}

// secretName reports whether a parameter is named like one that identifies.
func secretName(name string) bool {
	name = strings.ToLower(name)
	for _, word := range []string{"token", "key", "auth", "secret", "sig", "pass", "pwd", "hash", "sess", "sid", "login"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}

// add adds a secret in the spellings that documents have of it.
func (h *Hider) add(secret, instead string) {
	if secret == "" || secret == ":@" {
		return
	}
	forms := []string{
		secret, html.EscapeString(secret), url.QueryEscape(secret),
		strings.ReplaceAll(secret, "/", `\/`), strings.ReplaceAll(secret, "&", `\u0026`),
		strings.ReplaceAll(secret, "&", "&#38;"), strings.ReplaceAll(secret, "&", "&#x26;"),
	}
	if plain, err := url.PathUnescape(secret); err == nil {
		forms = append(forms, plain, html.EscapeString(plain))
	}
	for _, form := range forms {
		if p := (Pair{form, instead}); !slices.Contains(h.pairs, p) {
			h.pairs = append(h.pairs, p)
		}
	}
}

// wide is a text in UTF-16, the high byte of a unit at this place.
func wide(s string, high int) string {
	var b []byte
	for _, unit := range utf16.Encode([]rune(s)) {
		two := [2]byte{byte(unit), byte(unit)}
		two[high] = byte(unit >> 8)
		b = append(b, two[:]...)
	}
	return string(b)
}

// Bytes returns a document without the secrets.
func (h Hider) Bytes(doc []byte) []byte {
	for _, p := range slices.Concat(h.pairs, h.wide) {
		if bytes.Contains(doc, []byte(p.Secret)) {
			doc = bytes.ReplaceAll(doc, []byte(p.Secret), []byte(p.Instead))
		}
	}
	return doc
}

// String returns a text without the secrets.
func (h Hider) String(s string) string {
	if len(h.pairs) == 0 {
		return s
	}
	return string(h.Bytes([]byte(s)))
}

// Error returns an error whose words are without the secrets.
func (h Hider) Error(err error) error {
	if err == nil || h.String(err.Error()) == err.Error() {
		return err
	}
	return errors.New(h.String(err.Error()))
}

// Base returns the address against which the relative links of a document are
// resolved that this address answered with. Of a private feed's it has no
// parameters and no path segment that looks like a token; where neither is
// there, the path itself is the secret, and the host alone is left.
func (f Feed) Base(address string) string {
	u, err := parse(address)
	if f.Address == "" || err != nil {
		return address
	}
	segments := strings.Split(u.EscapedPath(), "/")
	hidden := u.RawQuery != ""
	for i, segment := range segments {
		if looksRandom(segment) {
			segments[i], hidden = "private", true
		}
	}
	if !hidden {
		return u.Scheme + "://" + u.Host + "/"
	}
	return u.Scheme + "://" + u.Host + strings.Join(segments, "/")
}
