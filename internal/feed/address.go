package feed

import (
	"strings"

	"newsarchive/internal/news"
)

// web returns the address when it is an absolute http(s) one.
func web(address string) string {
	address = strings.TrimSpace(address)
	if len(address) > maxAddress || news.NormalizeURL(address) == "" {
		return ""
	}
	return address
}

// given returns an absolute address of any scheme as the feed gave it, and ""
// for schemes that run code or reach into the reader's machine.
func given(address string) string {
	address = strings.TrimSpace(address)
	if len(address) > maxAddress || !hasScheme(address) || strings.ContainsAny(address, " \t\r\n<>\"") && web(address) == "" {
		return ""
	}
	switch scheme, _, _ := strings.Cut(strings.ToLower(address), ":"); scheme {
	case "http", "https":
		return web(address)
	case "javascript", "vbscript", "data", "file", "about", "blob", "view-source":
		return "" // a program, or something of the reader's machine
	}
	return address
}
