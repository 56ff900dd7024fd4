package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"newsarchive/internal/archive"
)

// maxKey is how many bytes a key in a file may have.
const maxKey = 4 << 10

// isWeb reports whether an argument is an address of the web.
func isWeb(path string) bool {
	low := strings.ToLower(strings.TrimSpace(path))
	return strings.HasPrefix(low, "http://") || strings.HasPrefix(low, "https://")
}

// checkServer returns an error of usage if addresses and files do not go together
// with what is imported.
func (o importOptions) checkServer(paths []string) error {
	server := o.from == string(archive.FormatMiniflux)
	switch {
	case server && len(paths) != 1, server && !isWeb(paths[0]):
		return usagef("--from miniflux takes one address of a running Miniflux: https://reader.example")
	case server || o.token == "":
	default:
		return usagef("--token goes with --from miniflux")
	}
	for _, path := range paths {
		if !server && isWeb(path) {
			return usagef("%s is no file; --from miniflux reads a running Miniflux, \"archive add\" keeps a page, \"archive feed add\" follows a feed", path)
		}
	}
	return nil
}

// server returns how a running server is asked. The key is in the flag, in a file,
// on standard input, or a person is asked for it.
func (o importOptions) server(ctx context.Context, a *app, address string) (s archive.Server, err error) {
	s.UserAgent = userAgent()
	path, inFile := strings.CutPrefix(o.token, "@")
	var raw []byte
	switch {
	case o.token == "":
		raw, err = a.askSecret(ctx, "API key of "+address+": ", "say the API key: --token @FILE, or --token - for standard input")
	case o.token == "-":
		raw, err = io.ReadAll(io.LimitReader(archive.Interruptible(ctx, a.in), maxKey+1))
	case inFile:
		raw, err = readKey(path)
	default:
		raw = []byte(o.token)
	}
	if err != nil {
		return s, err
	}
	s.Key = strings.TrimSpace(string(raw))
	if s.Key == "" || len(s.Key) > maxKey || strings.ContainsFunc(s.Key, func(r rune) bool { return r < ' ' || r > '~' }) {
		return s, usagef("the API key is empty, too long, or has characters that no key has")
	}
	return s, nil
}

func readKey(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, usageError{fmt.Errorf("--token: %w", err)}
	}
	defer f.Close() //nolint:errcheck // read only
	return io.ReadAll(io.LimitReader(f, maxKey+1))
}

// askSecret asks a person for a secret, which is not shown. Where there is no
// person to ask, the error says how else it can be given.
func (a *app) askSecret(ctx context.Context, question, otherwise string) ([]byte, error) {
	in, ok := a.in.(*os.File)
	if !ok || !a.canAsk() {
		return nil, usageError{errors.New(otherwise)}
	}
	fd := int(in.Fd()) //nolint:gosec // a descriptor fits
	before, err := term.GetState(fd)
	if err != nil {
		return nil, err
	}
	fmt.Fprint(a.err, question) //nolint:errcheck // no answer is no key
	type answer struct {
		text []byte
		err  error
	}
	read := make(chan answer, 1)
	go func() { // ends with the line, or with the program
		text, err := term.ReadPassword(fd)
		read <- answer{text, err}
	}()
	defer fmt.Fprintln(a.err) //nolint:errcheck // ends the line of the question
	select {
	case got := <-read:
		return got.text, got.err
	case <-ctx.Done():
		_ = term.Restore(fd, before)
		return nil, ctx.Err()
	}
}
