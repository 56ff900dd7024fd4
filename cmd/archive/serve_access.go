package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"os"
	"strings"

	"newsarchive/internal/signin"
)

// accessOptions say who can reach what is served, and how.
type accessOptions struct {
	dir       string // of the archive
	hosts     []string
	signIn    bool
	tokenFile string
}

// passwords returns the passwords of the archive that is served. They are asked
// for at every address if others can reach it, or if that is wanted.
func (o accessOptions) passwords(a *app) (*signin.Passwords, error) {
	token := ""
	if o.tokenFile != "" {
		var err error
		if token, err = readToken(o.tokenFile); err != nil {
			return nil, err
		}
	}
	return signin.New(o.dir, signin.Options{Now: a.now, Token: token}), nil
}

// always reports whether a password is always asked for: it is where other
// machines can reach the archive, or a proxy or a name of theirs leads here.
func (o accessOptions) always(listen string) bool {
	return o.signIn || o.tokenFile != "" || len(o.hosts) > 0 || !onLoopback(listen)
}

// checkPresent fails where a password is asked for and there is none.
func checkPresent(ctx context.Context, p *signin.Passwords) error {
	present, err := p.Present(ctx)
	if err == nil && !present.Any() {
		err = errors.New(`nobody could sign in: "archive password set" sets a password to type, "archive password add NAME" makes one for a program`)
	}
	return err
}

// checkListen refuses addresses that other machines can reach.
func checkListen(address string) error {
	if _, _, err := net.SplitHostPort(address); err != nil {
		return usagef("--listen %s: it takes an address and a port, as 127.0.0.1:8484", address)
	}
	if !onLoopback(address) {
		return usagef("--listen %s: other machines could read the archive there; listen on 127.0.0.1, or reach it through ssh -L", address)
	}
	return nil
}

// onLoopback reports that only this machine can reach an address.
func onLoopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}

// readToken reads an app password from a file that is for its owner alone.
func readToken(path string) (string, error) {
	const least, most = 20, 1024 // bytes
	f, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("--token-file: %w", err)
	}
	defer f.Close() //nolint:errcheck // read only
	info, err := f.Stat()
	if err != nil {
		return "", fmt.Errorf("--token-file: %w", err)
	}
	if info.Mode().Perm()&0o077 != 0 {
		return "", fmt.Errorf("--token-file %s: others may read it; chmod 600 it", path)
	}
	raw, err := io.ReadAll(io.LimitReader(f, most+1))
	if err != nil {
		return "", fmt.Errorf("--token-file: %w", err)
	}
	token := strings.TrimSpace(string(raw))
	if len(token) < least || len(token) > most || strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return "", fmt.Errorf("--token-file %s: it holds one password in ASCII, of %d characters or more, such as that of: openssl rand -hex 16", path, least)
	}
	return token, nil
}
