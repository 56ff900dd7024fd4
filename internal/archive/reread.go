package archive

import (
	"context"
	"errors"
	"sync"

	"newsarchive/internal/article"
	"newsarchive/internal/news"
	"newsarchive/internal/pages"
	"newsarchive/internal/query"
	"newsarchive/store"
)

// RereadOptions say which pages to read again; the zero value means all that an
// older reader read.
type RereadOptions struct {
	Question *Question // of the stories that it finds only, if not nil
	All      bool      // also what this version's reader read
	Progress Progress  // in pages; the total is not known
}

// RereadPages counts what reading pages again brought.
type RereadPages struct {
	Read   int `json:"read"`   // pages that were read again
	Gained int `json:"gained"` // of them that have a text now, and had none
	Texts  int `json:"texts"`  // whose text reads differently
	Facts  int `json:"facts"`  // whose headline, date, author or other facts do
	Lost   int `json:"lost"`   // that are no article to this reader
	Failed int `json:"failed"` // that are damaged or missing
	// NotIndexed is how many stories are not yet indexed, so that the question
	// could not find them.
	NotIndexed int          `json:"not_indexed,omitempty"`
	Hints      []query.Hint `json:"-"`
}

// rereadBatch is how many pages are listed at a time.
const rereadBatch = 64

// Reread reads the kept pages again with this version's reader, without the
// network. What it finds replaces what an older reader found; that is no
// revision, as the page is the same. A run that ends early goes on with the next
// one, unless all pages are read. The error wraps [ErrRunning] while another
// process fetches pages.
func (a *Archive) Reread(ctx context.Context, o RereadOptions) (done RereadPages, err error) {
	unlock, err := LockPages(a.dir, "reread")
	if err != nil {
		return done, err
	}
	defer unlock()
	only, found, err := a.chosen(ctx, o.Question, nil)
	if err != nil {
		return done, err
	}
	done.NotIndexed, done.Hints = found.NotIndexed, found.Hints
	db, err := a.openPages(ctx)
	if err != nil {
		return done, err
	}
	older := article.Version
	if o.All {
		older++
	}
	for after := int64(0); ; {
		list, err := a.store.PagesToReread(ctx, only, after, older, rereadBatch)
		if err != nil {
			return done, err
		}
		if len(list) == 0 {
			break
		}
		after = list[len(list)-1]
		if err := a.rereadAll(ctx, db, list, &done, o.Progress); err != nil {
			return done, err
		}
	}
	return done, a.updateIndex(ctx, "what was read again", nil)
}

// reading is a page that was read again.
type reading struct {
	page int64
	text news.Text
	err  error
}

// rereadAll reads pages, a few at a time, and saves what they say.
func (a *Archive) rereadAll(ctx context.Context, db *pages.DB, list []int64, done *RereadPages, progress Progress) error {
	turns, read := make(chan int64, len(list)), make(chan reading, len(list))
	for _, page := range list {
		turns <- page
	}
	close(turns)
	var readers sync.WaitGroup
	for range min(pageReaders, len(list)) {
		readers.Go(func() {
			for page := range turns {
				text, err := readKept(ctx, db, page)
				read <- reading{page, text, err}
			}
		})
	}
	defer readers.Wait()
	for range list {
		r := <-read
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if err := a.saveReread(ctx, r, done); err != nil {
			return err
		}
		progress.Report(done.Read+done.Failed, 0)
	}
	return nil
}

// readKept reads a page of pages.db.
func readKept(ctx context.Context, db *pages.DB, page int64) (news.Text, error) {
	kept, err := db.Page(ctx, page)
	if err != nil {
		return news.Text{}, err
	}
	text, err := article.Read(ctx, kept.Page)
	if text.NoArchive {
		text = withoutCopy(text)
	}
	return text, err
}

func (a *Archive) saveReread(ctx context.Context, r reading, done *RereadPages) error {
	if r.err != nil {
		if !errors.Is(r.err, pages.ErrDamaged) && !errors.Is(r.err, pages.ErrNoPage) {
			return r.err
		}
		a.log.Warn("a page cannot be read again", "page", r.page, "because", r.err)
		done.Failed++
		return nil
	}
	was, err := a.store.ReadingOf(ctx, r.page)
	if errors.Is(err, store.ErrNotFound) { // forgotten meanwhile
		return nil
	}
	if err != nil {
		return err
	}
	changed, err := a.store.RereadPage(ctx, r.page, article.Version, r.text, a.now())
	if err != nil {
		return err
	}
	done.Read++
	if changed {
		done.count(was.Text, r.text)
	}
	return nil
}

// count counts how a page reads differently.
func (r *RereadPages) count(was, now news.Text) {
	had, has := was.Kind.HasText(), now.Kind.HasText()
	switch {
	case has && !had:
		r.Gained++
	case had && !has:
		r.Lost++
	case was.Plain != now.Plain || was.HTML != now.HTML:
		r.Texts++
	default:
		r.Facts++
	}
}
