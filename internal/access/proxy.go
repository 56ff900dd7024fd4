package access

import (
	"net/url"
	"strconv"
	"strings"
)

// ProxyURL returns the address of the proxy, or nil without one.
func (s Settings) ProxyURL() *url.URL {
	u, err := parseProxy(s.Proxy)
	if err != nil {
		return nil // it was checked when it was set
	}
	return u
}

// shownProxy returns the address of the proxy without its login.
func (s Settings) shownProxy() string {
	u := s.ProxyURL()
	if u == nil {
		return ""
	}
	return u.Scheme + "://" + u.Host
}

func (e Edit) proxy(s *Settings) error {
	if e.Proxy == nil {
		return nil
	}
	text := strings.TrimSpace(*e.Proxy)
	if text != "" {
		if _, err := parseProxy(text); err != nil {
			return err
		}
	}
	s.Proxy = text
	return nil
}

func parseProxy(text string) (*url.URL, error) {
	if text == "" {
		return nil, nil
	}
	const form = "it is written http://, https:// or socks5://, then host:port, with name:password@ before the host if it wants a login"
	u, err := url.Parse(text)
	if err != nil || len(text) > maxValue || u.Hostname() == "" || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" {
		return nil, invalid("the proxy", "%s", form)
	}
	ports := map[string]string{"http": "80", "https": "443", "socks5": "1080", "socks5h": "1080"}
	u.Scheme = strings.ToLower(u.Scheme)
	port, ok := ports[u.Scheme]
	if !ok {
		return nil, invalid("the proxy", "%s", form)
	}
	if u.Port() != "" {
		port = u.Port()
		if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
			return nil, invalid("the proxy", "its port is no number from 1 to 65535")
		}
	} else {
		u.Host = strings.TrimSuffix(u.Host, ":") + ":" + port
	}
	u.Scheme = strings.TrimSuffix(u.Scheme, "h") // both have the proxy look names up
	if user := u.User; user != nil {
		password, _ := user.Password()
		if len(user.Username()) > 255 || len(password) > 255 { // RFC 1929, section 2
			return nil, invalid("the proxy", "its user name or password is longer than 255 bytes")
		}
	}
	u.Path = ""
	return u, nil
}
