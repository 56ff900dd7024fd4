package fetch

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/access"
)

// authority signs certificates of servers.
type authority struct {
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
}

func newAuthority(t *testing.T) authority {
	t.Helper()
	a := authority{key: newKey(t)}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "authority"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &a.key.PublicKey, a.key)
	if err == nil {
		a.cert, err = x509.ParseCertificate(der)
	}
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func newKey(t *testing.T) *ecdsa.PrivateKey {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// serve serves with a certificate for an address, which ends at a time.
func (a authority) serve(t *testing.T, ip string, end time.Time) *httptest.Server {
	t.Helper()
	key := newKey(t)
	der, err := x509.CreateCertificate(rand.Reader, &x509.Certificate{
		SerialNumber: big.NewInt(2), IPAddresses: []net.IP{net.ParseIP(ip)},
		NotBefore: end.Add(-24 * time.Hour), NotAfter: end,
	}, a.cert, &key.PublicKey, a.key)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewUnstartedServer(http.HandlerFunc(hello))
	server.Config.ErrorLog = quiet()
	server.TLS = &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}
	server.StartTLS()
	t.Cleanup(server.Close)
	return server
}

// A certificate that is wrong in any way gives no page, with and without
// robots.txt.
func TestPageTLS(t *testing.T) {
	t.Parallel()
	known, stranger := newAuthority(t), newAuthority(t)
	c := visitor(t, Config{})
	roots := x509.NewCertPool()
	roots.AddCert(known.cert)
	usual, done := c.ways.take(nil, access.Settings{})
	defer done()
	for _, transport := range []http.RoundTripper{usual.guarded, usual.open} {
		transport.(*http.Transport).TLSClientConfig = &tls.Config{RootCAs: roots}
	}
	tomorrow, yesterday := time.Now().Add(12*time.Hour), time.Now().Add(-24*time.Hour)
	if p := page(t, c, PageRequest{URL: known.serve(t, "127.0.0.1", tomorrow).URL}); string(p.Body) != "hello" {
		t.Errorf("body %q", p.Body)
	}
	for words, address := range map[string]string{
		"expired on ":                            known.serve(t, "127.0.0.1", yesterday).URL,
		"is not for 127.0.0.1 but for 127.0.0.9": known.serve(t, "127.0.0.9", tomorrow).URL,
		"does not trust":                         stranger.serve(t, "127.0.0.1", tomorrow).URL,
		"does not speak TLS there":               strings.Replace(serve(t, hello).URL, "http:", "https:", 1),
	} {
		for _, ignore := range []bool{false, true} {
			p := wantPageError(t, c, PageRequest{URL: address, IgnoreRobots: ignore}, ErrTLS, words)
			if p.Status != 0 {
				t.Errorf("status %d", p.Status)
			}
		}
	}
}
