package main

import (
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"time"
)

// certificate is a certificate and its key in files, which are read again when
// they change.
type certificate struct {
	certFile, keyFile string
	log               *slog.Logger

	mu   sync.Mutex
	pair *tls.Certificate
	seen [2]stamp // of the files when they were last read
}

// stamp tells that a file has changed.
type stamp struct {
	at   time.Time
	size int64
}

// newTLS returns how connections are encrypted with a certificate in files.
func newTLS(certFile, keyFile string, log *slog.Logger) (*tls.Config, error) {
	c := &certificate{certFile: certFile, keyFile: keyFile, log: log}
	c.seen, _ = c.stamps()
	if err := c.load(); err != nil {
		return nil, err
	}
	return &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: c.current}, nil
}

// current is the certificate in the files now. While they cannot be used, as in
// the middle of a renewal, it is the one from before.
func (c *certificate) current(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	seen, err := c.stamps()
	if err != nil || seen == c.seen {
		return c.pair, nil //nolint:nilerr // see above
	}
	c.seen = seen
	if err := c.load(); err != nil {
		c.log.Warn("the certificate cannot be read again; the one from before is used", "because", err)
	} else {
		c.log.Info("the certificate was read again")
	}
	return c.pair, nil
}

func (c *certificate) load() error {
	pair, err := tls.LoadX509KeyPair(c.certFile, c.keyFile)
	if err != nil {
		return fmt.Errorf("--tls-cert, --tls-key: %w", err)
	}
	c.pair = &pair
	return nil
}

func (c *certificate) stamps() (s [2]stamp, err error) {
	for i, name := range []string{c.certFile, c.keyFile} {
		info, statErr := os.Stat(name)
		if err = errors.Join(err, statErr); statErr == nil {
			s[i] = stamp{info.ModTime(), info.Size()}
		}
	}
	return s, err
}
