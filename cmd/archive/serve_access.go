package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/netip"
	"os"
	"regexp"
	"strings"

	"github.com/spf13/pflag"

	"newsarchive/internal/private"
	"newsarchive/internal/signin"
	"newsarchive/internal/web"
)

// accessOptions say who can reach what is served, and how.
type accessOptions struct {
	dir       string // of the archive
	hosts     []string
	signIn    bool
	tokenFile string
	tlsCert   string
	tlsKey    string
	proxies   []string
	basePath  string
}

func (o *accessOptions) flags(f *pflag.FlagSet) {
	f.StringArrayVar(&o.hosts, "host", nil, "a further `NAME` by which browsers may ask for it; may be repeated")
	f.BoolVar(&o.signIn, "sign-in", false, "ask for a password on this machine, too")
	f.StringVar(&o.tokenFile, "token-file", "", "a `FILE` with a further app password, which may read and write")
	f.StringVar(&o.tlsCert, "tls-cert", "", "a `FILE` with the certificate for TLS, and those that signed it (PEM)")
	f.StringVar(&o.tlsKey, "tls-key", "", "a `FILE` with its key (PEM)")
	f.StringArrayVar(&o.proxies, "trust-proxy", nil, "a proxy's address or network (`CIDR`), whose X-Forwarded-For, -Proto and -Host are believed; may be repeated")
	f.StringVar(&o.basePath, "base-path", "", "the `PATH` that all addresses begin with, such as /archive")
}

// set gives a server its options of this kind. The caller closes the passwords, if
// there are any.
func (o accessOptions) set(ctx context.Context, a *app, listen string, w *web.Options) (err error) {
	w.Hosts = o.hosts
	if w.TrustProxy, err = networksOf(o.proxies); err != nil {
		return err
	}
	if w.BasePath = strings.TrimRight(o.basePath, "/"); !regexp.MustCompile(`^(/[A-Za-z0-9_-]+)*$`).MatchString(w.BasePath) {
		return usagef("--base-path %s: it is written as /archive, with letters, digits, hyphens and underscores", o.basePath)
	}
	if (o.tlsCert == "") != (o.tlsKey == "") {
		return usagef("--tls-cert and --tls-key go together")
	}
	if err := o.checkListen(listen); err != nil {
		return err
	}
	if o.tlsCert != "" {
		if w.TLS, err = newTLS(o.tlsCert, o.tlsKey, a.logger()); err != nil {
			return err
		}
	}
	w.SignIn = o.always(listen)
	if w.Passwords, err = o.passwords(a); err != nil {
		return err
	}
	present, err := w.Passwords.Present(ctx)
	switch {
	case err == nil && w.SignIn && !present.Any():
		err = errors.New(`nobody could sign in: "archive password set" sets a password to type, "archive password add NAME" makes one for a program`)
	case errors.Is(err, fs.ErrPermission) && !w.SignIn:
		a.note("%s may not be read: no password is asked for", private.File)
		err, w.Passwords = w.Passwords.Close(), nil
	}
	if err != nil && w.Passwords != nil {
		err = errors.Join(err, w.Passwords.Close())
	}
	return err
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
	return o.signIn || o.tokenFile != "" || len(o.hosts) > 0 || len(o.proxies) > 0 || !onLoopback(listen)
}

// checkListen refuses an address that other machines can reach without what makes
// that safe.
func (o accessOptions) checkListen(address string) error {
	if _, _, err := net.SplitHostPort(address); err != nil {
		return usagef("--listen %s: it takes an address and a port, as 127.0.0.1:8484", address)
	}
	if onLoopback(address) {
		return nil
	}
	var missing []string
	if len(o.hosts) == 0 {
		missing = append(missing, "--host and the name by which browsers ask for it")
	}
	if o.tlsCert == "" && len(o.proxies) == 0 {
		missing = append(missing, "--tls-cert and --tls-key, or --trust-proxy and the address of a proxy that has TLS")
	}
	if len(missing) == 0 {
		return nil
	}
	return usagef("--listen %s: other machines can reach the archive there, so it also takes %s. Or listen on 127.0.0.1, and reach it through ssh -L", address, strings.Join(missing, "; and "))
}

// checkLoopback refuses an address that other machines can reach.
func checkLoopback(address string) error {
	if !onLoopback(address) {
		return usagef("--listen %s: it takes an address of this machine and a port, as 127.0.0.1:8484", address)
	}
	return nil
}

// networksOf reads addresses and networks.
func networksOf(texts []string) (all []netip.Prefix, err error) {
	for _, text := range texts {
		network, err := netip.ParsePrefix(text)
		if err != nil {
			var ip netip.Addr
			if ip, err = netip.ParseAddr(text); err == nil {
				network, err = ip.Unmap().WithZone("").Prefix(ip.Unmap().BitLen())
			}
		}
		if err != nil {
			return nil, usagef("--trust-proxy %s: it takes an address or a network, as 127.0.0.1 or 10.1.0.0/16", text)
		}
		if network.Bits() == 0 {
			return nil, usagef("--trust-proxy %s: everybody would be believed", text)
		}
		all = append(all, network.Masked())
	}
	return all, nil
}

// shown is the name and port by which browsers reach what listens on an address.
func (o accessOptions) shown(listens net.Addr) string {
	if onLoopback(listens.String()) || len(o.hosts) == 0 {
		return listens.String()
	}
	name := o.hosts[0]
	if host, _, err := net.SplitHostPort(name); err == nil {
		name = host
	}
	_, port, _ := net.SplitHostPort(listens.String()) //nolint:errcheck // a listener's address has a port
	return net.JoinHostPort(strings.Trim(name, "[]"), port)
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
