package access

// Login is a user name and a password.
type Login struct{ User, Password string }

// Settings are how a feed is asked for. The zero value adds nothing to a request.
// All but Proxy hold for the feed's own origin only: its scheme, host and port.
type Settings struct {
	Login            // sent by HTTP Basic (RFC 7617)
	Token     string // sent as a bearer token (RFC 6750)
	UserAgent string // in place of the program's own
	// Header are further fields, each a line "Name: value".
	Header string
	Cookie string // "name=value; name=value" (RFC 6265, section 4.2.1)
	// Insecure says that any certificate will do.
	Insecure bool
	// Pin is the public key that the server must have, as [PinOf] writes it; then
	// no authority needs to vouch for it.
	Pin string
	// Proxy is the address of an http, https or socks5 proxy, which may have a
	// login in it. It holds for all requests of the feed.
	Proxy string
}

// Elsewhere returns what holds for another origin than the feed's own.
func (s Settings) Elsewhere() Settings { return Settings{Proxy: s.Proxy} }

// WithLogin returns the settings with another login. A login takes the place of a
// token: both are sent in the one field Authorization.
func (s Settings) WithLogin(l Login) Settings {
	s.Login = l
	if l != (Login{}) {
		s.Token = ""
	}
	return s
}
