package main

import (
	"context"
	"fmt"

	"newsarchive/internal/archive"
	"newsarchive/store"
)

// askForTexts asks once, on a terminal, whether the texts of stories are kept.
func (a *app) askForTexts(ctx context.Context, ar *archive.Archive) error {
	s, err := ar.Settings(ctx)
	if err != nil || s.Text != nil || a.quiet || !a.canAsk() {
		return err
	}
	fmt.Fprintln(a.err, a.err.Fit("A feed has headlines and links. archive can also fetch the linked pages, politely, and keep their texts to search and read. "+ //nolint:errcheck // the question follows
		`"archive settings text on|off" changes it later.`, 0))
	keep := a.askYes(ctx, "Keep the texts of stories?")
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return ar.EditSettings(ctx, store.SettingsEdit{Text: &keep})
}
