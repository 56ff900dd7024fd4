package query

import (
	"strings"
	"unicode/utf8"
)

// linkLength returns the length of the link at the beginning of a text, or 0:
// an address with a scheme, one that begins with www., or a host and a path as
// in pic.example.com/x.
func linkLength(text string) int {
	end := strings.IndexFunc(text, func(r rune) bool { return r >= utf8.RuneSelf || r <= ' ' || strings.ContainsRune(`"<>()`, r) })
	if end < 0 {
		end = len(text)
	}
	link := strings.ToLower(text[:end])
	host, _, path := strings.Cut(link, "/")
	switch {
	case strings.HasPrefix(link, "http://"), strings.HasPrefix(link, "https://"), strings.HasPrefix(link, "www."):
		return end
	case path && isHost(host):
		return end
	}
	return 0
}

// isHost reports labels with dots between them, the last of two letters or
// more.
func isHost(s string) bool {
	dot := strings.LastIndexByte(s, '.')
	if dot < 1 || len(s)-dot < 3 || strings.Trim(s[dot+1:], "abcdefghijklmnopqrstuvwxyz") != "" {
		return false
	}
	return strings.Trim(s[:dot], "abcdefghijklmnopqrstuvwxyz0123456789.-") == ""
}

// How long, in bytes, the name in a signature and what follows it may be.
const maxSigner, maxSignedAt = 80, 60

// unsigned returns a text without the signature that a copied post ends with:
// — Name (@name) January 14, 2026.
func unsigned(text string) string {
	name := strings.LastIndex(text, "(@")
	if name < 0 {
		return text
	}
	if end := strings.IndexByte(text[name:], ')'); end < 0 || len(text)-name-end > maxSignedAt {
		return text
	}
	dash := strings.LastIndexAny(text[:name], "—–")
	if dash < 0 {
		dash = strings.LastIndex(text[:name], " - ")
	}
	if dash < 0 || name-dash > maxSigner {
		return text
	}
	return text[:dash]
}
