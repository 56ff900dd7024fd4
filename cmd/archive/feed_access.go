package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/pflag"

	"newsarchive/internal/access"
	"newsarchive/internal/archive"
	"newsarchive/internal/fetch"
)

// accessFlags say how a feed is asked for.
type accessFlags struct {
	login, token, userAgent, cookie, pin, proxy string

	headers  []string
	insecure bool
}

func (o *accessFlags) register(f *pflag.FlagSet) {
	f.StringVar(&o.login, "login", "", "a user `NAME:PASSWORD`")
	f.StringVar(&o.token, "token", "", "a bearer `TOKEN`")
	f.StringArrayVar(&o.headers, "header", nil, "a `HEADER`, \"Name: value\"; may be repeated")
	f.StringVar(&o.cookie, "cookie", "", "its `COOKIES`, \"name=value; name=value\"")
	f.StringVar(&o.userAgent, "user-agent", "", "the `TEXT` by which it knows the program")
	f.StringVar(&o.pin, "pin", "", "accept only the certificate with this `KEY`: sha256/…")
	f.BoolVar(&o.insecure, "insecure", false, "accept any certificate")
	f.StringVar(&o.proxy, "proxy", "", "fetch by the proxy at `ADDRESS`: http, https or socks5")
}

// accessHelp explains the flags to a person.
const accessHelp = `--login, --token, --header, --cookie, --user-agent, --pin and --insecure hold for
the feed's own scheme, host and port only; --proxy for all of its fetches, not for
pages. A value that is @FILE is read from that file, and - from standard input,
so that no secret stands in your shell's history. --pin is the SHA-256 of the
server's public key (RFC 7469), in place of any other check of its certificate;
the error about a certificate that is not trusted names it.`

// edit returns the changes that the given flags ask for. The error is one of usage.
func (o *accessFlags) edit(ctx context.Context, a *app, given func(flag string) bool) (e access.Edit, err error) {
	in := secretInput{ctx: ctx, in: a.in}
	for _, f := range []struct {
		name  string
		value *string
		to    **string
	}{
		{"login", &o.login, &e.Login},
		{"token", &o.token, &e.Token},
		{"cookie", &o.cookie, &e.Cookie},
		{"proxy", &o.proxy, &e.Proxy},
	} {
		if !given(f.name) {
			continue
		}
		text, err := in.read(f.name, *f.value)
		if err != nil {
			return e, err
		}
		*f.to = &text
	}
	if given("header") {
		if e.Header, err = in.lines("header", o.headers); err != nil {
			return e, err
		}
	}
	if given("user-agent") {
		e.UserAgent = &o.userAgent
	}
	if given("pin") {
		e.Pin = &o.pin
	}
	if given("insecure") {
		e.Insecure = &o.insecure
	}
	if _, err := (access.Settings{}).Apply(e); err != nil {
		return e, usageError{err}
	}
	return e, nil
}

// needsWeb returns an error if settings are given for a file.
func needsWeb(e access.Edit, addresses []string) error {
	if !e.IsZero() && fetch.Origin(addresses[0]) == "" {
		return usagef("headers, credentials and a proxy are for web addresses, and %s is a file", addresses[0])
	}
	return nil
}

// maxSecret is how long a value in a file may be.
const maxSecret = 64 << 10

// secretInput reads values that stand in a file or on standard input.
type secretInput struct {
	ctx  context.Context
	in   io.Reader
	used string // the flag that took standard input
}

// read returns the value of a flag: that of @FILE or -, without the line break at
// its end, else the value itself. No error repeats what was read.
func (s *secretInput) read(flag, value string) (string, error) {
	var from io.Reader
	switch path, isFile := strings.CutPrefix(value, "@"); {
	case isFile:
		f, err := os.Open(path)
		if err != nil {
			return "", usageError{fmt.Errorf("--%s: %w", flag, err)}
		}
		defer f.Close() //nolint:errcheck // read only
		from = f
	case value != "-":
		return value, nil
	case s.used != "":
		return "", usagef("standard input is one value, and both --%s and --%s want it", s.used, flag)
	default:
		s.used, from = flag, archive.Interruptible(s.ctx, s.in)
	}
	raw, err := io.ReadAll(io.LimitReader(from, maxSecret+1))
	switch {
	case err != nil:
		return "", fmt.Errorf("--%s: %w", flag, err)
	case len(raw) > maxSecret:
		return "", usagef("--%s: what is read is longer than %d bytes", flag, maxSecret)
	}
	return string(bytes.TrimRight(raw, "\r\n")), nil
}

// lines returns the values of a flag that may be repeated; of a file, its lines.
func (s *secretInput) lines(flag string, values []string) (all []string, err error) {
	for _, value := range values {
		text, err := s.read(flag, value)
		if err != nil {
			return nil, err
		}
		if text == value {
			all = append(all, text)
			continue
		}
		for line := range strings.Lines(text) {
			if line = strings.TrimRight(line, "\r\n"); strings.TrimSpace(line) != "" {
				all = append(all, line)
			}
		}
	}
	return all, nil
}
