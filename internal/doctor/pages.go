package doctor

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"

	"newsarchive/internal/archive"
	"newsarchive/internal/news"
	"newsarchive/internal/pages"
)

// pages checks pages.db, compares it with the texts that were read from it, and
// reports what keeps pages from being fetched.
func (x *examiner) pages(ctx context.Context) error {
	x.checked("pages")
	if err := x.keptPages(ctx); err != nil {
		return err
	}
	if err := x.failingHosts(ctx); err != nil {
		return err
	}
	pause, err := x.archive.GooglePause(ctx)
	if err != nil || pause.Until.IsZero() {
		return err
	}
	return x.add(ctx, Finding{
		Check: "pages", Grade: GradeNote,
		What: "Google News refused to say where its links lead, and is not asked before " + pause.Until.In(x.archive.Zone()).Format("2006-01-02 15:04") + ": " + pause.Reason,
		Why:  "stories that are known by its links only get no text until then", Fix: "nothing; it is asked again by itself",
	})
}

// keptPages checks the file.
func (x *examiner) keptPages(ctx context.Context) error {
	wanted, err := x.store.PageRefs(ctx)
	if err != nil {
		return err
	}
	if _, err := os.Stat(archive.PagesPath(x.dir)); errors.Is(err, fs.ErrNotExist) {
		if len(wanted) == 0 {
			return nil
		}
		return x.add(ctx, Finding{
			Check: "pages", Grade: GradeNote, What: fmt.Sprintf("%s is not there; %s read from pages in it", pages.File, were(len(wanted), "text", "texts")),
			Why: "the texts are in the database, but a better reader cannot read their pages again", Fix: "put it back, from a backup if there is one",
		})
	}
	open := pages.Open
	if x.archive.ReadOnly() {
		open = pages.OpenReadOnly
	}
	db, err := open(ctx, x.dir)
	if err != nil && x.archive.ReadOnly() && errors.Is(err, fs.ErrPermission) {
		return x.add(ctx, Finding{
			Check: "pages", Grade: GradeNote, What: pages.File + " cannot be read: it is another person's",
			Why: "it is needed only to read pages again", Fix: "nothing",
		})
	}
	if err != nil {
		return x.damagedPages(ctx, err)
	}
	defer db.Close() //nolint:errcheck // what was written is committed
	x.step("reading the pages", "pages")
	if err := db.Verify(ctx); err != nil {
		if errors.Is(err, pages.ErrDamaged) {
			return x.damagedPages(ctx, err)
		}
		return err
	}
	if err := x.unpackPages(ctx, db, len(wanted)); err != nil {
		return err
	}
	return x.comparePages(ctx, db)
}

func (x *examiner) damagedPages(ctx context.Context, err error) error {
	return x.add(ctx, Finding{
		Check: "pages", Grade: GradeDamage, What: err.Error(),
		Why: "pages cannot be kept or read again; the texts are in the database and are not concerned",
		Fix: "move " + pages.File + " away, and put the one of a backup in its place if there is one",
	})
}

// unpackPages reads every page, if that is asked for.
func (x *examiner) unpackPages(ctx context.Context, db *pages.DB, total int) error {
	if !x.Pages {
		return nil
	}
	n, broken := 0, 0
	var first error
	var story int64
	for p, err := range db.All(ctx, 0) {
		n++
		x.Progress.Report(n, max(n, total))
		switch {
		case err == nil:
		case !errors.Is(err, pages.ErrDamaged):
			return err
		default:
			if broken++; first == nil {
				first, story = err, p.Story
			}
		}
	}
	if broken == 0 {
		return nil
	}
	return x.add(ctx, Finding{
		Check: "pages", Grade: GradeDamage, What: fmt.Sprintf("%d of %d pages cannot be unpacked: %v", broken, n, first),
		Why: "a better reader cannot read them again; their texts are in the database",
		Fix: fmt.Sprintf("\"archive fetch --again id:%d\" keeps the first one anew", story),
	})
}

// comparePages reports texts whose page is missing, and pages of no text.
func (x *examiner) comparePages(ctx context.Context, db *pages.DB) error {
	unlock, err := x.lockPages()
	if err != nil || unlock == nil {
		return err // a process adds pages right now
	}
	defer unlock()
	wanted, err := x.store.PageRefs(ctx)
	if err != nil {
		return err
	}
	have, err := db.Refs(ctx)
	if err != nil {
		return err
	}
	missing, unused := differ(slices.Compact(wanted), have)
	if len(missing) > 0 {
		err := x.add(ctx, Finding{
			Check: "pages", Grade: GradeError, What: fmt.Sprintf("%s read from pages that %s does not have: the first is page %d", were(len(missing), "text", "texts"), pages.File, missing[0]),
			Why: "a better reader cannot read them again; the texts are in the database",
			Fix: "put back the file that had them, or --fix records that these pages are lost",
			repair: func(ctx context.Context) error {
				return x.store.DropPageRefs(ctx, missing, x.now())
			},
		})
		if err != nil {
			return err
		}
	}
	if len(unused) == 0 {
		return nil
	}
	return x.add(ctx, Finding{
		Check: "pages", Grade: GradeNote, What: fmt.Sprintf("no text was read from %d of the pages in %s", len(unused), pages.File),
		Why: "they only take space", Fix: "--fix deletes them",
		repair: func(ctx context.Context) error { return db.Delete(ctx, unused) },
	})
}

// lockPages keeps other processes from adding pages while they are compared; nil
// if one does, or if the archive is read-only and no process can.
func (x *examiner) lockPages() (unlock func(), err error) {
	if x.archive.ReadOnly() {
		return func() {}, nil
	}
	unlock, err = archive.LockPages(x.dir, "doctor")
	if errors.Is(err, archive.ErrRunning) {
		return nil, nil //nolint:nilnil // see above
	}
	return unlock, err
}

// differ compares two ordered lists: the pages of the first that the second does
// not have for the same story, and those of the second that the first does not
// name.
func differ(wanted, have []news.PageRef) (missing, unused []int64) {
	for len(wanted) > 0 || len(have) > 0 {
		switch {
		case len(have) == 0 || len(wanted) > 0 && wanted[0].Compare(have[0]) < 0:
			missing, wanted = append(missing, wanted[0].Page), wanted[1:]
		case len(wanted) == 0 || have[0].Compare(wanted[0]) < 0:
			unused, have = append(unused, have[0].Page), have[1:]
		default:
			wanted, have = wanted[1:], have[1:]
		}
	}
	return missing, unused
}

// were says how many of something there were.
func were(n int, one, many string) string {
	return counted(n, one+" was", many+" were")
}

// manyFailures is from how many stories on a host is reported, and reportedHosts
// how many hosts are.
const (
	manyFailures  = 3
	reportedHosts = 5
)

// failingHosts reports hosts whose pages cannot be fetched.
func (x *examiner) failingHosts(ctx context.Context) error {
	hosts, err := x.store.FailingHosts(ctx)
	if err != nil {
		return err
	}
	for _, h := range hosts[:min(len(hosts), reportedHosts)] {
		if h.Stories < manyFailures {
			break
		}
		err := x.add(ctx, Finding{
			Check: "pages", Grade: GradeNote, What: fmt.Sprintf("%s: the pages of %d stories cannot be fetched: %s", h.Host, h.Stories, h.Error),
			Why: "these stories have no text", Fix: "nothing; each is tried again for some days. \"archive fetch site:" + h.Host + "\" tries at once",
		})
		if err != nil {
			return err
		}
	}
	return nil
}
