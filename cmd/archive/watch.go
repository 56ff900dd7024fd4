package main

import (
	"context"
	"errors"
	"syscall"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/errkind"
	"newsarchive/internal/format"
	"newsarchive/store"
)

// pagesEvery is the least time between two rounds of a watch that fetch pages:
// their budget is one for each run, and rounds may be a minute apart.
const pagesEvery = 10 * time.Minute

// watcher is what a watch knows of its rounds.
type watcher struct {
	*app
	options syncOptions
	service *service
	state   *archive.SyncState
	began   bool       // a sync has succeeded
	pages   time.Time  // when pages were last fetched
	last    syncReport // of the present round, or the one before
	error   error      // of the present round
	said    bool       // a round was reported
	failed  failure
}

// failure is the latest error that was printed, and when.
type failure struct {
	text string
	at   time.Time
}

// isNews reports an error that was not printed within the hour before, and keeps it.
func (f *failure) isNews(err error, now time.Time) bool {
	if err.Error() == f.text && now.Sub(f.at).Abs() < sayAgain {
		return false
	}
	*f = failure{err.Error(), now}
	return true
}

// sayAgain is how often a watch prints an error that stays the same.
const sayAgain = time.Hour

// watch syncs again and again, until the context ends or a round fails for good.
// Each round does what one sync does, and has the archive open only meanwhile.
func (a *app) watch(ctx context.Context, o syncOptions) error {
	service, stop := a.startService(ctx)
	defer stop()
	return a.watchBy(ctx, o, service, &archive.SyncState{})
}

// watchBy is watch for a program that has told its service manager already that it
// runs. The state is kept up to date.
func (a *app) watchBy(ctx context.Context, o syncOptions, by *service, state *archive.SyncState) error {
	w := &watcher{app: a, options: o, service: by, state: state}
	w.options.watched = w
	w.state.Scheduled(time.Time{})
	err := archive.Watch(ctx, archive.WatchOptions{
		Round: w.round, Again: w.again, Waits: w.waits, Alive: w.alive, Now: a.now, Sleep: a.sleep,
	})
	if err != nil {
		return err
	}
	a.note("%s  told to end: what was fetched is stored", w.clock())
	return errTold
}

// round is one sync. It returns when the next feed is due.
func (w *watcher) round(ctx context.Context) (due time.Time, err error) {
	w.alive()
	w.error, w.last = nil, syncReport{}
	w.state.Began()
	defer func() { w.state.HasEnded(w.now(), err) }()
	err = w.withWritable(ctx, func(ar *archive.Archive) error {
		w.service.ready()
		return w.syncOnce(ctx, ar, w.options, archive.SyncOptions{})
	})
	if errors.Is(err, errPart) { // it was printed
		err = nil
	}
	if w.error = err; err == nil && w.failed.text != "" {
		w.failed, w.said = failure{}, false
	}
	return w.last.Due, err
}

// begin adapts the options of a sync to a watch.
func (w *watcher) begin(so *archive.SyncOptions) {
	if w.now().Sub(w.pages).Abs() < pagesEvery {
		so.Pages = nil
		return
	}
	w.pages = w.now()
	so.Pages.Yield = true
	show := so.Pages.Page
	so.Pages.Page = func(p archive.FetchedPage) {
		w.alive()
		show(p)
	}
}

// synced is called once the feeds and pages of a round are stored.
func (w *watcher) synced(r syncReport) { w.began, w.last = true, r }

// syncEnd writes the round's JSON, if that is asked for. Everything else is said
// when the next round is known.
func (w *watcher) syncEnd(r syncReport) error {
	if w.options.json && len(r.Feeds) > 0 {
		return format.WriteJSONLine(w.out, r)
	}
	return nil
}

// again prints the error of a round, once an hour if it stays the same, and reports
// whether the round may end otherwise the next time. Until a first sync has
// succeeded, only what other processes or a full disk cause does.
func (w *watcher) again(err error) bool {
	switch {
	case errkind.Is(syscall.EPIPE, store.ErrNewer, store.ErrDamaged)(err), errkind.As[usageError](err):
		return false
	case !w.began && !errkind.Is(archive.ErrOffline, archive.ErrRunning, archive.ErrIndexLocked, store.ErrLocked, store.ErrChanged,
		store.ErrFull, syscall.ENOSPC, syscall.EMFILE, syscall.ENFILE)(err):
		return false
	}
	if w.failed.isNews(err, w.now()) {
		w.said = false
		w.report(err)
	}
	return true
}

// alive says that the watch works.
func (w *watcher) alive() { w.service.alive() }
