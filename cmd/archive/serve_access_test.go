package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// writeCertificate makes a certificate of a name, and writes it and its key.
func writeCertificate(t *testing.T, name, certFile, keyFile string) *x509.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}, DNSNames: []string{name},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
	}
	raw, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	rawKey, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	for file, block := range map[string]*pem.Block{certFile: {Type: "CERTIFICATE", Bytes: raw}, keyFile: {Type: "PRIVATE KEY", Bytes: rawKey}} {
		if err := os.WriteFile(file, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cert, err := x509.ParseCertificate(raw)
	if err != nil {
		t.Fatal(err)
	}
	return cert
}

// serving serves the archive.
func (s session) serving(args ...string) *here {
	s.t.Helper()
	return serveHere(s.t, nil, append([]string{"--dir", s.dir, "serve"}, args...)...)
}

// TestServeBeyondLoopback promises that an archive which other machines can reach
// is served over TLS, to those who have a password, under its name only; that a
// renewed certificate is used at once, and a broken one is not.
func TestServeBeyondLoopback(t *testing.T) {
	s := newSession(t, taught)
	folder := t.TempDir()
	cert, key := filepath.Join(folder, "cert.pem"), filepath.Join(folder, "key.pem")
	first := writeCertificate(t, "news.home", cert, key)
	code, out, said := s.run("password", "add", "phone")
	if code != exitDone {
		t.Fatal(said)
	}
	password := strings.TrimSpace(out)
	server := s.serving("--listen", "0.0.0.0:0", "--host", "news.home", "--tls-cert", cert, "--tls-key", key, "--base-path", "/archive/")
	port := regexp.MustCompile(`:(\d+)/archive/$`).FindStringSubmatch(server.address)
	if port == nil || !strings.HasPrefix(server.address, "https://news.home:") {
		t.Fatalf("it is at %s", server.address)
	}
	ask := func(trusted *x509.Certificate, path string, fields ...string) (int, string, error) {
		roots := x509.NewCertPool()
		roots.AddCert(trusted)
		transport := &http.Transport{DisableKeepAlives: true, TLSClientConfig: &tls.Config{RootCAs: roots}, ForceAttemptHTTP2: true, DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, network, "127.0.0.1:"+port[1])
		}}
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://news.home"+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i+1 < len(fields); i += 2 {
			if r.Header.Set(fields[i], fields[i+1]); fields[i] == "Host" {
				r.Host = fields[i+1]
			}
		}
		res, err := (&http.Client{Transport: transport}).Do(r)
		if err != nil {
			return 0, "", err
		}
		defer res.Body.Close() //nolint:errcheck // a test
		body, err := io.ReadAll(res.Body)
		return res.StatusCode, string(body), err
	}
	for path, want := range map[string]int{"/archive/search.json?q=summit": 401, "/archive/metrics": 401, "/archive/healthz": 200, "/archive/static/none": 404} {
		if status, body, err := ask(first, path); status != want || strings.Contains(body, "ummit") {
			t.Errorf("%s without a password: %d, %v\n%s", path, status, err, body)
		}
	}
	bearer := []string{"Authorization", "Bearer " + password}
	if status, body, err := ask(first, "/archive/search.json?q=summit", bearer...); status != 200 || !strings.Contains(body, "ummit") {
		t.Errorf("with a password: %d, %v\n%s", status, err, body)
	}
	if status, _, err := ask(first, "/archive/metrics", append(bearer, "Host", "evil.example")...); status != http.StatusMisdirectedRequest {
		t.Errorf("under another name: %d, %v", status, err)
	}
	if res, err := http.Get("http://127.0.0.1:" + port[1] + "/archive/healthz"); err != nil || res.StatusCode != http.StatusBadRequest {
		t.Errorf("without TLS: %v, %v", res, err)
	} else {
		_ = res.Body.Close()
	}
	second := writeCertificate(t, "news.home", cert, key)
	if status, _, err := ask(second, "/archive/healthz"); status != 200 {
		t.Errorf("with a renewed certificate: %v", err)
	}
	if err := os.WriteFile(cert, []byte("half a certif"), 0o600); err != nil {
		t.Fatal(err)
	}
	if status, _, err := ask(second, "/archive/healthz"); status != 200 {
		t.Errorf("with a broken certificate: %v", err)
	}
	server.end()
	if all := server.said(); !strings.Contains(all, "was read again") || !strings.Contains(all, "the one from before is used") || strings.Contains(all, password) {
		t.Errorf("it said %s", all)
	}
}

// TestServeTokenFile promises that the password of a file opens the archive.
func TestServeTokenFile(t *testing.T) {
	s := newSession(t, taught)
	file := filepath.Join(t.TempDir(), "token")
	const token = "0123456789abcdef0123456789abcdef"
	if err := os.WriteFile(file, []byte(token+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	server := s.serving("--listen", "127.0.0.1:0", "--token-file", file)
	for given, want := range map[string]int{"": 401, "Bearer x": 401, "Bearer " + token: 200} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.address+"search.json?q=summit", nil)
		if err != nil {
			t.Fatal(err)
		}
		if given != "" {
			r.Header.Set("Authorization", given)
		}
		res, err := (&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}).Do(r)
		if err != nil || res.StatusCode != want {
			t.Fatalf("%q: %v, %v", given, res, err)
		}
		_ = res.Body.Close()
	}
	server.end()
	if all := server.said(); strings.Contains(all, token) {
		t.Errorf("it said %s", all)
	}
}
