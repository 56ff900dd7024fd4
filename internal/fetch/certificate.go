package fetch

import (
	"crypto/tls"
	"errors"
	"fmt"

	"newsarchive/internal/access"
)

// tlsConfig returns how the certificate of a feed's server is checked; nil means
// as usual. With a pin, the key alone counts: who issued the certificate, for
// which name and until when does not.
func tlsConfig(s access.Settings) *tls.Config {
	switch {
	case s.Pin != "":
		return &tls.Config{InsecureSkipVerify: true, VerifyConnection: func(state tls.ConnectionState) error { return checkPin(s.Pin, state) }}
	case s.Insecure:
		return &tls.Config{InsecureSkipVerify: true}
	}
	return nil
}

// pinError means that the server has another key than the pinned one.
type pinError struct{ got access.Pin }

func (e *pinError) Error() string { return "the server has another key: " + e.got.String() }

func checkPin(pin string, state tls.ConnectionState) error {
	want, err := access.ParsePin(pin)
	if err != nil {
		return err
	}
	if len(state.PeerCertificates) == 0 {
		return errors.New("the server has no certificate")
	}
	if got := access.PinOf(state.PeerCertificates[0]); got != want {
		return &pinError{got}
	}
	return nil
}

// explainPin says of a failed pin which one the server has.
func (e *Error) explainPin(err error) bool {
	var pin *pinError
	if !errors.As(err, &pin) {
		return false
	}
	e.set(ErrTLS, "the server's certificate has another key than the one that is pinned: "+pin.got.String(),
		"find out whether the server has a new key, or another answers in its place; archive feed set FEED --pin "+pin.got.String()+" accepts it")
	return true
}

// offerPin adds to the failure of a feed's own server the pin that would trust its
// certificate.
func (t *trip) offerPin(e *Error) {
	var unverified *tls.CertificateVerificationError
	if _, isFeed := t.errand.(*feed); !isFeed || origin(t.url) != t.own || !errors.As(e.Err, &unverified) || len(unverified.UnverifiedCertificates) == 0 {
		return
	}
	e.Hint += fmt.Sprintf("; if you trust this very server: archive feed set FEED --pin %s", access.PinOf(unverified.UnverifiedCertificates[0]))
}
