package faultserver

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// certificates are servers that a client must not trust, or cannot talk to.
func certificates() []Fault {
	soon := func() time.Time { return time.Now().Add(time.Hour) }
	secure := func(name, about string, certificate func(*Server) tls.Certificate, most uint16) Fault {
		return Fault{Name: name, About: about, listen: func(s *Server) string {
			return s.secure(&tls.Config{Certificates: []tls.Certificate{certificate(s)}, MaxVersion: most}) + "/" + name
		}}
	}
	valid := func(s *Server) tls.Certificate { return s.trusted.issue(s.tb, "127.0.0.1", soon()) }
	good := secure("tls-good", "has a certificate by the server's own authority", valid, 0)
	return []Fault{
		good,
		secure("tls-expired", "has a certificate that expired years ago", func(s *Server) tls.Certificate {
			return s.trusted.issue(s.tb, "127.0.0.1", time.Date(2020, 1, 3, 0, 0, 0, 0, time.UTC))
		}, 0),
		secure("tls-future", "has a certificate that does not hold for years", func(s *Server) tls.Certificate {
			return s.trusted.issue(s.tb, "127.0.0.1", time.Date(2199, 1, 3, 0, 0, 0, 0, time.UTC))
		}, 0),
		secure("tls-wrong-host", "has a certificate of another host", func(s *Server) tls.Certificate {
			return s.trusted.issue(s.tb, "127.0.0.9", soon())
		}, 0),
		secure("tls-self-signed", "has a certificate that it signed itself", func(s *Server) tls.Certificate {
			return selfSigned(s.tb, "127.0.0.1", soon())
		}, 0),
		secure("tls-unknown", "has a certificate by an authority that nobody knows", func(s *Server) tls.Certificate {
			return newAuthority(s.tb, "another authority").issue(s.tb, "127.0.0.1", soon())
		}, 0),
		secure("tls-old", "speaks TLS 1.1 at most", valid, tls.VersionTLS11),
		{Name: "tls-stall", About: "accepts the connection and never shakes hands", Stalls: true, listen: func(s *Server) string {
			return "https://" + s.listener(func(conn net.Conn) { _, _ = io.Copy(io.Discard, conn) }) + "/tls-stall"
		}},
		{Name: "tls-reset", About: "closes the connection in the handshake", listen: func(s *Server) string {
			return "https://" + s.listener(func(conn net.Conn) { _, _ = conn.Read(make([]byte, 16)) }) + "/tls-reset"
		}},
		{Name: "tls-plain", About: "speaks plain HTTP where TLS is expected", listen: func(s *Server) string {
			return strings.Replace(s.plain(), "http:", "https:", 1) + "/good"
		}},
		{Name: "plain-tls", About: "speaks TLS where plain HTTP is expected", listen: func(s *Server) string {
			address := s.secure(&tls.Config{Certificates: []tls.Certificate{valid(s)}})
			return strings.Replace(address, "https:", "http:", 1) + "/plain-tls"
		}},
	}
}

// secure serves good feeds by TLS, and returns scheme, host and port.
func (s *Server) secure(config *tls.Config) string {
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, goodFeed) }))
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.TLS = config
	server.StartTLS()
	s.ends = append(s.ends, server.Close)
	return server.URL
}

// authority signs certificates.
type authority struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
}

func newAuthority(tb testing.TB, name string) authority {
	tb.Helper()
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	a := authority{key: newKey(tb)}
	der := sign(tb, template, template, a.key, a.key)
	var err error
	if a.certificate, err = x509.ParseCertificate(der); err != nil {
		tb.Fatal(err)
	}
	return a
}

func (a authority) pem() []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: a.certificate.Raw})
}

// issue signs a certificate for an address that holds for two days, until end.
func (a authority) issue(tb testing.TB, ip string, end time.Time) tls.Certificate {
	tb.Helper()
	key := newKey(tb)
	return tls.Certificate{Certificate: [][]byte{sign(tb, leaf(ip, end), a.certificate, key, a.key)}, PrivateKey: key}
}

func selfSigned(tb testing.TB, ip string, end time.Time) tls.Certificate {
	tb.Helper()
	key := newKey(tb)
	return tls.Certificate{Certificate: [][]byte{sign(tb, leaf(ip, end), leaf(ip, end), key, key)}, PrivateKey: key}
}

func leaf(ip string, end time.Time) *x509.Certificate {
	return &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: ip}, IPAddresses: []net.IP{net.ParseIP(ip)},
		NotBefore: end.Add(-48 * time.Hour), NotAfter: end,
	}
}

func sign(tb testing.TB, template, parent *x509.Certificate, key, by *ecdsa.PrivateKey) []byte {
	tb.Helper()
	der, err := x509.CreateCertificate(rand.Reader, template, parent, &key.PublicKey, by)
	if err != nil {
		tb.Fatal(err)
	}
	return der
}

func newKey(tb testing.TB) *ecdsa.PrivateKey {
	tb.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		tb.Fatal(err)
	}
	return key
}
