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
	"newsarchive/store"
)

// nearest returns the name nearest to what was typed, or "": a name that
// begins with it, else the one with the smallest edit distance, of at most half
// of the letters.
func nearest(typed string, names []string) (near string) {
	typed = strings.ToLower(typed)
	fewest := max(2, len([]rune(typed))/2) + 1
	for _, name := range names {
		changes := distance(typed, strings.ToLower(name))
		if len(typed) > 1 && strings.HasPrefix(strings.ToLower(name), typed) {
			changes = 0
		}
		if changes < fewest && changes < len([]rune(name)) {
			near, fewest = name, changes
		}
	}
	return near
}

// distance counts the letters to insert, delete, replace or swap with their
// neighbour between two words (optimal string alignment).
func distance(a, b string) int {
	from, to := []rune(a), []rune(b)
	rows := make([][]int, len(from)+1)
	for i := range rows {
		rows[i] = make([]int, len(to)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(from); i++ {
		for j := 1; j <= len(to); j++ {
			replace := rows[i-1][j-1]
			if from[i-1] != to[j-1] {
				replace++
			}
			rows[i][j] = min(replace, rows[i-1][j]+1, rows[i][j-1]+1)
			if i > 1 && j > 1 && from[i-1] == to[j-2] && from[i-2] == to[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(from)][len(to)]
}

// didYouMean is the end of a sentence that names the nearest name, if any.
func didYouMean(typed string, names []string) string {
	if near := nearest(typed, names); near != "" {
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
func (a *app) topicError(ctx context.Context, ar *archive.Archive, err error, typed ...string) error {
	if !errors.Is(err, store.ErrNotFound) {
		return err
	}
	topics, listErr := ar.Topics(ctx)
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
