package doctor

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"newsarchive/internal/ownerfile"
	"newsarchive/internal/private"
)

// secrets checks private.db, and whether secrets may still be in the database.
func (x *examiner) secrets(ctx context.Context) error {
	x.checked("secrets")
	path := filepath.Join(x.dir, private.File)
	if exposed := ownerfile.Exposed(path); len(exposed) > 0 {
		err := x.add(ctx, Finding{
			Check: "secrets", Grade: GradeError, What: "others may read " + firstOf(exposed),
			Why: "it holds passwords and private addresses", Fix: "--fix gives it mode 0600",
			repair: func(context.Context) error { return ownerfile.Restrict(path) },
		})
		if err != nil {
			return err
		}
	}
	err := private.Verify(ctx, path)
	if x.archive.ReadOnly() && errors.Is(err, fs.ErrPermission) {
		return x.add(ctx, Finding{
			Check: "secrets", Grade: GradeNote, What: private.File + " cannot be read: it is another person's",
			Why: "it is needed only for fetching", Fix: "nothing",
		})
	}
	if err != nil {
		return x.add(ctx, Finding{
			Check: "secrets", Grade: GradeError, What: err.Error(),
			Why: "feeds that want a password, or whose address is private, cannot be fetched",
			Fix: "move the file away and give them again: archive feed set FEED --url ADDRESS",
		})
	}
	if err := x.missingAddresses(ctx, path); err != nil {
		return err
	}
	done, err := x.store.Scrubbed(ctx)
	if err != nil || done {
		return err
	}
	return x.add(ctx, Finding{
		Check: "secrets", Grade: GradeError, What: "passwords or private addresses may still be in unused parts of the database",
		Why: "they can be read in the bytes of the file", Fix: "--fix writes the file anew, which takes as much room again for a while",
		repair: x.store.Scrub,
	})
}

// missingAddresses reports followed feeds whose private address is missing.
func (x *examiner) missingAddresses(ctx context.Context, path string) error {
	secrets, err := private.Load(ctx, path)
	if err != nil {
		return err
	}
	feeds, err := x.store.Feeds(ctx)
	if err != nil {
		return err
	}
	var lost []string
	for _, f := range feeds {
		if _, ok := secrets.Feed(f.URL); !ok && f.State.Followed && private.Is(f.URL) {
			lost = append(lost, fmt.Sprint(f.ID))
		}
	}
	if len(lost) == 0 {
		return nil
	}
	return x.add(ctx, Finding{
		Check: "secrets", Grade: GradeError, What: private.File + " does not have the private address of feed " + strings.Join(lost, ", "),
		Why: "it cannot be fetched", Fix: "archive feed set FEED --private --url ADDRESS gives it again; a backup may have it beside it",
	})
}
