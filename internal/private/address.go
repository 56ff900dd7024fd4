package private

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"net/url"
	"regexp"
	"strings"

	"newsarchive/internal/access"
)

// mark begins the fragment of a private feed's shown address.
const mark = "private-"

// ErrAddress means that an address cannot be taken apart; the error never
// repeats it.
var ErrAddress = errors.New("the address cannot be read; in a user name or password write / ? # @ and % as %2F %3F %23 %40 and %25")

// authority finds the user information of an address: all between "//" and
// the last "@" before the path.
var authority = regexp.MustCompile(`^(\s*[A-Za-z][A-Za-z0-9+.-]*://)([^/?#]*)@`)

// Userinfo returns the user information of an address as it is spelled, and
// whether there is any; it may be empty, as in https://@host/.
func Userinfo(address string) (spelled string, ok bool) {
	m := authority.FindStringSubmatch(address)
	if m == nil {
		return "", false
	}
	return m[2], true
}

// Split takes user name and password out of an address. ok says that the
// address has such a part; in https://@host/ it is empty.
func Split(address string) (bare string, login access.Login, ok bool) {
	spelled, ok := Userinfo(address)
	if !ok {
		return address, access.Login{}, false
	}
	user, password, _ := strings.Cut(spelled, ":")
	return Bare(address), access.Login{User: unescape(user), Password: unescape(password)}, true
}

// Bare returns an address without user name and password.
func Bare(address string) string { return authority.ReplaceAllString(address, "$1") }

func unescape(s string) string {
	if plain, err := url.PathUnescape(s); err == nil {
		return plain
	}
	return s
}

// Is reports whether an address is the shown form of a private one.
func Is(shown string) bool {
	_, fragment, _ := strings.Cut(shown, "#")
	return strings.HasPrefix(fragment, mark)
}

// SameOrigin reports whether two addresses have one scheme, host and port.
func SameOrigin(a, b string) bool {
	x, errX := parse(a)
	y, errY := parse(b)
	return errX == nil && errY == nil && x.Scheme == y.Scheme && x.Host == y.Host
}

// shown returns the form of a private address under a key.
func shown(address string, key []byte) (string, error) {
	u, err := parse(Bare(address))
	if err != nil {
		return "", err
	}
	sum := hmac.New(sha256.New, key)
	_, _ = sum.Write([]byte(u.String()))
	hash := base32.StdEncoding.EncodeToString(sum.Sum(nil)[:10])
	return u.Scheme + "://" + u.Host + "/#" + mark + strings.ToLower(hash), nil
}

// parse reads an http(s) address in the form in which its spellings are one:
// scheme and host in lower case, no default port, no fragment, a path.
func parse(address string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return nil, ErrAddress
	}
	u.Scheme, u.Host = strings.ToLower(u.Scheme), strings.ToLower(u.Host)
	if u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return nil, ErrAddress
	}
	if u.Scheme == "http" {
		u.Host = strings.TrimSuffix(u.Host, ":80")
	} else {
		u.Host = strings.TrimSuffix(u.Host, ":443")
	}
	u.Fragment, u.RawFragment, u.User = "", "", nil
	if u.Path == "" {
		u.Path = "/"
	}
	return u, nil
}

// Check reports whether an http(s) address can be taken apart.
func Check(address string) error {
	_, err := parse(address)
	return err
}
