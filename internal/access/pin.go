package access

import (
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"strings"
)

const pinPrefix = "sha256/"

// Pin is the SHA-256 of a certificate's SubjectPublicKeyInfo (RFC 7469, section
// 2.4). It stays the same when a certificate is renewed with the same key.
type Pin [sha256.Size]byte

// PinOf returns the pin of a certificate.
func PinOf(c *x509.Certificate) Pin { return sha256.Sum256(c.RawSubjectPublicKeyInfo) }

// String returns the pin as sha256/BASE64.
func (p Pin) String() string { return pinPrefix + base64.StdEncoding.EncodeToString(p[:]) }

// ParsePin reads what [Pin.String] writes. The error wraps [ErrInvalid].
func ParsePin(s string) (p Pin, err error) {
	coded, ok := strings.CutPrefix(s, pinPrefix)
	raw, err := base64.StdEncoding.Strict().DecodeString(coded)
	if !ok || err != nil || len(raw) != len(p) {
		return p, invalid("the pin", "it is written sha256/ and 44 characters of base64: the SHA-256 of the certificate's public key (RFC 7469)")
	}
	copy(p[:], raw)
	return p, nil
}
