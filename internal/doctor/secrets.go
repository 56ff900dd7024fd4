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
			Why: "feeds that want a password, a header or a proxy, or whose address is private, cannot be fetched",
			Fix: "move the file away and give them again: archive feed set FEED --url ADDRESS, --header …",
		})
	}
	if err := x.missingSecrets(ctx, path); err != nil {
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

// missingSecrets reports followed feeds whose private address or proxy is missing.
func (x *examiner) missingSecrets(ctx context.Context, path string) error {
	secrets, err := private.Load(ctx, path)
	if err != nil {
		return err
	}
	feeds, err := x.store.Feeds(ctx)
	if err != nil {
		return err
	}
	var lost, direct []string
	for _, f := range feeds {
		kept, _ := secrets.Feed(f.URL)
		switch {
		case !f.State.Followed:
		case kept.Address == "" && private.Is(f.URL):
			lost = append(lost, fmt.Sprint(f.ID))
		case kept.Proxy == "" && f.State.Proxied:
			direct = append(direct, fmt.Sprint(f.ID))
		}
	}
	return errors.Join(
		x.missing(ctx, "private address", lost, "archive feed set FEED --private --url ADDRESS"),
		x.missing(ctx, "proxy", direct, "archive feed set FEED --proxy ADDRESS"))
}

func (x *examiner) missing(ctx context.Context, what string, feeds []string, command string) error {
	if len(feeds) == 0 {
		return nil
	}
	return x.add(ctx, Finding{
		Check: "secrets", Grade: GradeError, What: private.File + " does not have the " + what + " of feed " + strings.Join(feeds, ", "),
		Why: "it cannot be fetched", Fix: command + " gives it again; a backup may have it beside it",
	})
}
