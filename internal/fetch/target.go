package fetch

import (
	"fmt"
	"net"
	"net/url"
	"path/filepath"
	"runtime"
	"strings"
)

// target reads what a request names: a web address, or the path of a file.
func target(address string) (u *url.URL, path string, err error) {
	address = strings.TrimSpace(address)
	if address == "" {
		return nil, "", fmt.Errorf("%w: it is empty", ErrAddress)
	}
	scheme, _, ok := strings.Cut(address, ":")
	if !ok || len(scheme) == 1 || strings.ContainsAny(scheme, `/\.`) {
		return nil, address, nil // a path, be it C:\feeds\x.xml
	}
	u, err = url.Parse(address)
	if err != nil {
		return nil, "", fmt.Errorf("%w: it cannot be read", ErrAddress)
	}
	if strings.EqualFold(u.Scheme, "file") {
		path, err = filePath(u)
		return nil, path, err
	}
	return u, "", checkURL(u)
}

// filePath returns the path of a file: URL (RFC 8089).
func filePath(u *url.URL) (string, error) {
	if u.Host != "" && !strings.EqualFold(u.Host, "localhost") {
		return "", fmt.Errorf("%w: a file: address must not name a host (file:///path has three slashes)", ErrAddress)
	}
	path := u.Path
	if path == "" {
		path = u.Opaque
	}
	if path == "" {
		return "", fmt.Errorf("%w: it names no file", ErrAddress)
	}
	if runtime.GOOS == "windows" && len(path) > 2 && path[0] == '/' && path[2] == ':' {
		path = path[1:]
	}
	return filepath.FromSlash(path), nil
}

// checkURL accepts absolute http and https addresses.
func checkURL(u *url.URL) error {
	u.Scheme = strings.ToLower(u.Scheme)
	if u.Scheme != "http" && u.Scheme != "https" {
		return fmt.Errorf("%w: %.40q is neither http, https nor file", ErrAddress, u.Scheme)
	}
	if u.Hostname() == "" {
		return fmt.Errorf("%w: it names no host", ErrAddress)
	}
	u.Host = strings.ToLower(u.Host)
	return nil
}

// Origin returns scheme, host and port of a web address, as
// PageRequest.Origins has them: "https://example.org:443". It returns "" for
// anything else.
func Origin(address string) string {
	u, err := url.Parse(address)
	if err != nil || checkURL(u) != nil {
		return ""
	}
	return origin(u)
}

// origin is scheme, host and port of an address that [checkURL] has accepted.
func origin(u *url.URL) string {
	port := u.Port()
	switch {
	case port != "":
	case u.Scheme == "https":
		port = "443"
	default:
		port = "80"
	}
	return u.Scheme + "://" + net.JoinHostPort(u.Hostname(), port)
}
