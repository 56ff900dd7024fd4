package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/terminal"
	"newsarchive/store"
)

// showAt shows what is mirrored of a story.
func (a *app) showAt(ctx context.Context, o showOptions) error {
	return a.elsewhere(ctx, o.at, func(e *archive.Elsewhere) error {
		st, err := e.Story(ctx, o.id, o.address)
		switch {
		case errors.Is(err, archive.ErrSeveral):
			return usageError{fmt.Errorf("%w; --archive NAME says which is meant", err)}
		case errors.Is(err, store.ErrNotFound) && o.address != "":
			return fmt.Errorf("no archive there has a story at this address: %w", err)
		case errors.Is(err, store.ErrNotFound):
			return fmt.Errorf("no archive there has a story %d: %w", o.id, err)
		case err != nil:
			return err
		}
		if o.format == "json" {
			return format.WriteJSON(a.out, struct {
				format.Header
				archive.ElsewhereStory
			}{format.NewHeader(), st})
		}
		if o.zone == nil {
			o.zone = e.Zone()
		}
		return a.storyElsewhere(st, o)
	})
}

func (a *app) storyElsewhere(st archive.ElsewhereStory, o showOptions) error {
	w := &terminal.Lines{Stream: a.out}
	w.Field("headline", terminal.Clean(st.Title))
	w.Field("publisher", terminal.Clean(st.Publisher))
	w.Field("author", terminal.Clean(st.Author))
	w.Field("date", st.Effective.In(o.zone))
	w.Field("language", terminal.Clean(st.Language))
	for _, h := range st.Archives {
		w.Field("in", fmt.Sprintf("%s: story %d, first seen %s", terminal.Clean(h.Archive), h.Story, moment(h.Seen, o.zone)))
	}
	for _, link := range st.Links {
		w.Field("link", format.CleanLink(link))
	}
	w.Field("is", strings.Join(st.Flags, ", "))
	for _, headline := range st.Headlines {
		w.Field("also", terminal.Clean(headline))
	}
	for line := range strings.Lines(st.Said) {
		w.Wrap("", terminal.Clean(line))
	}
	return w.Err
}
