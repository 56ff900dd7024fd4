package gnews

import (
	"encoding/base64"
	"errors"
	"fmt"
	"net/netip"
	"strings"

	"newsarchive/internal/news"
)

// maxToken is the length in bytes of the longest token that is decoded. A token
// of a 16 KiB address has some 22,000 bytes.
const maxToken = 64 << 10

// ErrToken means that a token cannot be decoded: it is damaged, or of an unknown
// form.
var ErrToken = errors.New("the token cannot be decoded")

// Token returns the token of a Google News link, of any form in which stories
// are linked; "" for other links. A link inside google.com/url is unwrapped.
func Token(link string) string {
	token, ok := strings.CutPrefix(news.StoryKey(link), "gnews:")
	if !ok {
		return ""
	}
	return token
}

// Contents is what a token holds. Of an opaque token both addresses are empty.
type Contents struct {
	Address string // at the publisher
	AMP     string // of the page's AMP version; often empty
	Opaque  bool   // only Google can tell the address
}

// Decode reads a token without asking anybody. It returns an error that wraps
// [ErrToken] when the token is damaged or holds no http(s) address, and one
// that wraps [ErrAddress] when [Check], which networks are for, refuses the
// address. An AMP address that it refuses is left out.
func Decode(token string, networks ...netip.Prefix) (Contents, error) {
	message, err := decodeBase64(token)
	if err != nil {
		return Contents{}, fmt.Errorf("%w: %w", ErrToken, err)
	}
	var c Contents
	for f := range fields(message) {
		switch {
		case f.number == 4 && strings.HasPrefix(string(f.bytes), "AU_yqL"):
			c.Opaque = true
		case f.number == 4 && strings.HasPrefix(string(f.bytes), "http"):
			c.Address = string(f.bytes)
		case f.number == 26 && Check(string(f.bytes), networks...) == nil:
			c.AMP = string(f.bytes)
		}
	}
	switch {
	case c.Opaque:
		return Contents{Opaque: true}, nil
	case c.Address == "":
		return Contents{}, fmt.Errorf("%w: it holds no address", ErrToken)
	}
	if err := Check(c.Address, networks...); err != nil {
		return Contents{}, err
	}
	return c, nil
}

// decodeBase64 decodes either alphabet of RFC 4648, with or without padding.
func decodeBase64(s string) ([]byte, error) {
	if len(s) > maxToken {
		return nil, fmt.Errorf("it is longer than %d bytes", maxToken)
	}
	s = strings.NewReplacer("+", "-", "/", "_").Replace(strings.TrimRight(s, "="))
	return base64.RawURLEncoding.DecodeString(s)
}
