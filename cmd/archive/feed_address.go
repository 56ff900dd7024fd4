package main

import (
	"os"
	"path/filepath"
	"strings"

	"newsarchive/internal/discover"
	"newsarchive/internal/gnews"
	"newsarchive/internal/news"
	"newsarchive/internal/private"
)

// addresses reads what a person typed as the address of a feed or a page, and
// returns the spellings to try in turn.
func (o feedAddOptions) addresses(typed string) ([]string, error) {
	words, ok := strings.CutPrefix(strings.TrimSpace(typed), "gnews:")
	if !ok {
		if o.language != "" || o.country != "" {
			return nil, usagef("--lang and --country go with gnews:WORDS, a search of Google News")
		}
		return feedAddresses(typed)
	}
	f, err := gnews.Search(words, o.language, o.country)
	if err != nil {
		return nil, usageError{err}
	}
	return []string{f.URL}, nil
}

// feedAddress is feedAddresses for where nothing is tried.
func feedAddress(typed string) (string, error) {
	all, err := feedAddresses(typed)
	if err != nil {
		return "", err
	}
	return all[0], nil
}

// feedAddresses checks what a person typed as an address, and returns the
// spellings to try in turn. A path is made absolute, for a sync may run anywhere.
// An error does not repeat a user name and password.
func feedAddresses(typed string) ([]string, error) {
	bare := private.Bare(typed)
	if strings.TrimSpace(typed) == "" || strings.HasPrefix(typed, news.LocalFeed) {
		return nil, usagef("%q is no address of a feed", typed)
	}
	info, statErr := os.Stat(typed)
	if statErr == nil && !info.IsDir() {
		return absolute(typed)
	}
	web, err := discover.Typed(typed)
	if err != nil {
		return nil, usagef("%s: %v", bare, err)
	}
	for _, address := range web {
		if err := private.Check(address); err != nil {
			return nil, usageError{err}
		}
	}
	switch {
	case web != nil:
		return web, nil
	case strings.HasPrefix(strings.ToLower(strings.TrimSpace(typed)), "file:"):
		return []string{strings.TrimSpace(typed)}, nil
	case strings.Contains(typed, "@") && strings.Contains(typed, ":"):
		return nil, usagef("an address with a user name and password begins with https:// or http://")
	case statErr != nil && !strings.ContainsAny(typed, `./\`):
		return nil, usagef("%s: a feed is at a web address, or in a file; there is no such file here", typed)
	}
	return absolute(typed)
}

func absolute(path string) ([]string, error) {
	path, err := filepath.Abs(path)
	return []string{path}, err
}
