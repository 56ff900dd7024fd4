package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"newsarchive/internal/news"

	"newsarchive/internal/archive"
	"newsarchive/internal/private"
	"newsarchive/internal/words"
	"newsarchive/store"
)

// didYouMean is the end of a sentence that names the nearest name, if any.
func didYouMean(typed string, names []string) string {
	if near := words.Nearest(typed, names); near != "" {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return ""
}

// feed finds a feed by its number, name or address. A feed that does not exist
// is a usage error with the nearest name.
func (a *app) feed(ctx context.Context, ar *archive.Archive, ref string) (news.Feed, error) {
	f, err := ar.Feed(ctx, ref)
	if !errors.Is(err, store.ErrNotFound) {
		return f, err
	}
	feeds, listErr := ar.Feeds(ctx)
	var names []string
	for _, other := range feeds {
		names = append(names, other.Name)
	}
	names = slices.DeleteFunc(names, func(name string) bool { return name == "" })
	address := private.Bare(ref) // without a password
	return f, errors.Join(usagef("there is no feed %q%s (\"archive feed list\" shows them)", address, didYouMean(address, names)), listErr)
}

// topicError turns "not found" into a usage error with the nearest topic.
func (a *app) topicError(ctx context.Context, asked archive.Asker, err error, typed ...string) error {
	if !errors.Is(err, store.ErrNotFound) {
		return err
	}
	topics, listErr := asked.Topics(ctx)
	if listErr != nil {
		return errors.Join(err, listErr)
	}
	names := make([]string, len(topics))
	for i, t := range topics {
		names[i] = t.Name
	}
	for _, name := range typed {
		if !slices.Contains(names, strings.ToLower(strings.TrimSpace(name))) {
			return usagef("there is no topic %q%s (\"archive topic list\" shows them)", name, didYouMean(name, names))
		}
	}
	return err
}
