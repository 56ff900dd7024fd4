package main

import (
	"context"
	"strings"

	"newsarchive/internal/access"
	"newsarchive/internal/archive"
	"newsarchive/internal/discover"
	"newsarchive/internal/news"
	"newsarchive/store"
)

type feedAddOptions struct {
	name     string
	every    every
	tags     []string
	private  bool // the whole address is a secret
	later    bool // do not fetch
	force    bool // follow whatever is there
	text     string
	language string
	country  string
	json     bool

	access accessFlags
	limits limitFlags

	// Read from the flags.
	change   archive.FeedChange
	settings access.Settings
}

// read reads the changes that the given flags ask for.
func (o *feedAddOptions) read(ctx context.Context, a *app, given func(flag string) bool) (err error) {
	if o.change.Edit, err = o.edit(); err != nil {
		return err
	}
	if o.change.Access, err = o.access.edit(ctx, a, given); err != nil {
		return err
	}
	if o.settings, err = o.settings.Apply(o.change.Access); err != nil {
		return usageError{err}
	}
	o.change.Skip = o.limits.rules()
	if _, err := o.change.Skip.Rules(news.Feed{}); err != nil {
		return usageError{err}
	}
	return nil
}

// wanted is what is asked of the archive for an address.
func (o feedAddOptions) wanted(addresses []string, choose func(string, []discover.Feed) (int, error)) archive.Wanted {
	w := archive.Wanted{
		Addresses: addresses, Private: o.private, Force: o.force, UserAgent: userAgent(), Choose: choose, Settings: o.settings,
	}
	if o.change.Edit.MaxBytes != nil {
		w.MaxBytes = *o.change.Edit.MaxBytes
	}
	return w
}

// edit is what is set beside name, interval and address.
func (o feedAddOptions) edit() (e store.FeedEdit, err error) {
	if o.tags != nil {
		e.Tags = &o.tags
	}
	if o.text != "" {
		text := textSettings()[strings.ToLower(o.text)]
		e.Text = &text
	}
	if o.limits.maxSize != "" {
		size, err := o.limits.bytes()
		if err != nil {
			return e, err
		}
		e.MaxBytes = &size
	}
	return e, nil
}
