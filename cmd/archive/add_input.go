package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"strings"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/news"
)

const (
	// maxSavedPage is the size in bytes of the largest saved page. SingleFile
	// packs a page's pictures into it.
	maxSavedPage = 32 << 20
	// maxAddresses is how many addresses a file may have, and maxAddress how long
	// one may be, in bytes.
	maxAddresses = 100_000
	maxAddress   = 8 << 10
)

// toBeAdded is what the arguments of "add" name.
type toBeAdded struct{ addresses, files []string }

// toAdd sorts the arguments, and reads the file of addresses.
func (a *app) toAdd(args []string, o addOptions) (what toBeAdded, err error) {
	for i, arg := range args {
		switch {
		case isAddress(arg):
			if err := checkAddress(arg); err != nil {
				return what, usagef("argument %d %w", i+1, err)
			}
			what.addresses = append(what.addresses, arg)
		case arg != "-" && exists("add", arg) != nil && strings.ContainsAny(arg, "@:"):
			return what, usagef("argument %d is no file and no address that begins with http:// or https://", i+1)
		case arg != "-" && exists("add", arg) != nil:
			return what, usagef("%s is no file and no address that begins with http:// or https://", arg)
		default:
			what.files = append(what.files, arg)
		}
	}
	if o.from != "" {
		more, err := a.addressesFrom(o.from)
		if err != nil {
			return what, err
		}
		what.addresses = append(what.addresses, more...)
	}
	switch {
	case len(what.addresses)+len(what.files) == 0 && o.from == "":
		return what, usagef("say what to add: addresses, files, or --from FILE")
	case o.url != "" && (len(what.files) != 1 || len(what.addresses) > 0):
		return what, usagef("--url is the address of one file")
	case o.url != "":
		if err := checkAddress(o.url); err != nil {
			return what, usagef("--url %w", err)
		}
	}
	return unique(what), nil
}

// checkAddress reports whether a text is the address of a page. The error does
// not show it: a password may be in it.
func checkAddress(text string) error {
	u, err := url.Parse(text)
	switch {
	case err != nil || news.StoryKey(text) == "" || len(text) > maxAddress:
		return errors.New("is no address that begins with http:// or https://")
	case u.User != nil:
		return errors.New("has a name or password in it; save the page with a browser, and add the file")
	}
	return nil
}

// unique leaves each address once.
func unique(what toBeAdded) toBeAdded {
	seen := map[string]bool{}
	once := what.addresses[:0:0]
	for _, address := range what.addresses {
		if !seen[address] {
			seen[address] = true
			once = append(once, address)
		}
	}
	what.addresses = once
	return what
}

// addressesFrom reads addresses, one a line. The error names the first line that
// is none.
func (a *app) addressesFrom(path string) ([]string, error) {
	in := a.in
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		defer f.Close() //nolint:errcheck // read only
		in = f
	}
	all, err := readAddresses(in)
	if err != nil {
		return nil, usagef("%s: %w", path, err)
	}
	return all, nil
}

func readAddresses(r io.Reader) (all []string, err error) {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxAddress)
	for n := 1; lines.Scan(); n++ {
		text := strings.TrimSpace(strings.TrimPrefix(lines.Text(), "\ufeff"))
		switch {
		case text == "" || text[0] == '#':
		case len(all) == maxAddresses:
			return nil, fmt.Errorf("there are more than %d addresses", maxAddresses)
		default:
			if err := checkAddress(text); err != nil {
				return nil, fmt.Errorf("line %d %w", n, err)
			}
			all = append(all, text)
		}
	}
	return all, lines.Err()
}

// readSaved reads a saved page, and when its file was written. It ends with the
// context, also while it waits for a pipe.
func (a *app) readSaved(ctx context.Context, path string) (body []byte, saved time.Time, err error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	in := a.in
	if path != "-" {
		info, err := os.Stat(path)
		if err != nil {
			return nil, saved, err
		}
		if info.IsDir() {
			return nil, saved, errors.New("it is a folder")
		}
		if info.Mode().IsRegular() {
			saved = info.ModTime()
		}
		in = archive.OpenLater(path)
	}
	body, err = io.ReadAll(io.LimitReader(archive.Interruptible(ctx, in), maxSavedPage+1))
	switch {
	case err != nil:
		return nil, saved, err
	case len(body) > maxSavedPage:
		err = fmt.Errorf("the page is larger than %d MiB", maxSavedPage>>20)
	case len(body) == 0:
		err = errors.New("the file is empty")
	}
	return body, saved, err
}
