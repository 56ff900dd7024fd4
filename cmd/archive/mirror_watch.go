package main

import (
	"context"
	"syscall"
	"time"

	"newsarchive/internal/access"
	"newsarchive/internal/archive"
	"newsarchive/internal/errkind"
	"newsarchive/internal/format"
	"newsarchive/internal/opensearch"
	"newsarchive/store"
)

// mirrorWatch is a mirror that goes on.
type mirrorWatch struct {
	*app
	options mirrorOptions
	service *service
	failed  failure
}

// watchMirror mirrors again and again, until the context ends or a round fails for
// good. The archive is open only meanwhile.
func (a *app) watchMirror(ctx context.Context, o mirrorOptions) error {
	service, stop := a.startService(ctx)
	defer stop()
	w := mirrorWatch{app: a, options: o, service: service}
	err := archive.Watch(ctx, archive.WatchOptions{Round: w.round, Again: w.again, Alive: service.alive, Now: a.now, Sleep: a.sleep})
	if err != nil {
		return err
	}
	a.note("told to end: what was mirrored stays")
	return errTold
}

// round mirrors once. The next round is due at once: a watch lets a minute pass.
func (w *mirrorWatch) round(ctx context.Context) (due time.Time, err error) {
	w.service.alive()
	report, err := w.mirrorOnce(ctx, w.options)
	if err != nil {
		return due, err
	}
	w.service.ready()
	w.failed = failure{}
	// They are kept now, and a later round finds them.
	w.options.Access = access.Edit{}
	switch {
	case report.Stories+report.Left == 0:
	case w.options.json:
		err = format.WriteJSONLine(w.out, report)
	default:
		w.note("%s  %s", w.now().Format(time.TimeOnly), mirroredWords(report))
	}
	return w.now(), err
}

// again prints the error of a round, once an hour if it stays the same, and reports
// whether the round may end otherwise the next time.
func (w *mirrorWatch) again(err error) bool {
	if errkind.Is(syscall.EPIPE, store.ErrNewer, store.ErrDamaged, store.ErrNoArchive, archive.ErrMirrorNewer, access.ErrInvalid,
		opensearch.ErrTarget, opensearch.ErrForeign, opensearch.ErrName, opensearch.ErrVersion)(err) || errkind.As[usageError](err) {
		return false
	}
	if w.failed.isNews(err, w.now()) {
		w.report(err)
	}
	return true
}
