package web

import (
	"context"
	"errors"
	"net/http"
	"runtime"
	"time"
)

// Limits bound what requests may cost.
type Limits struct {
	Queries     int           // requests that are answered at a time
	Waiting     int           // requests that wait for their turn; more are refused
	WaitTime    time.Duration // for a turn
	QueryTime   time.Duration // for an answer
	ChangeTime  time.Duration // for a change, with what must be fetched for it
	FetchTime   time.Duration // that a form waits for a fetch, which goes on without it
	Changes     int           // that are made at a time
	Connections int           // open at a time
	HeaderBytes int           // of a request, its address among them
	BodyBytes   int64         // of what a form sends
	UploadBytes int64         // of a form with a file
	Calls       int           // of assistants that are answered at a time
	CallBytes   int64         // of what an assistant sends
	ReadTime    time.Duration // for reading a request
	WriteTime   time.Duration // for writing an answer
	IdleTime    time.Duration // of a connection without a request
	Grace       time.Duration // for requests that run when the server ends
}

func (l Limits) withDefaults() Limits {
	or := func(v *int, d int) {
		if *v == 0 {
			*v = d
		}
	}
	orTime := func(v *time.Duration, d time.Duration) {
		if *v == 0 {
			*v = d
		}
	}
	or(&l.Queries, max(2, runtime.GOMAXPROCS(0)))
	or(&l.Waiting, 128)
	or(&l.Connections, 512)
	or(&l.HeaderBytes, 32<<10)
	or(&l.Changes, 4)
	or(&l.Calls, 4)
	if l.BodyBytes == 0 {
		l.BodyBytes = 64 << 10
	}
	if l.CallBytes == 0 {
		l.CallBytes = 2 << 20
	}
	if l.UploadBytes == 0 {
		l.UploadBytes = 8 << 20
	}
	orTime(&l.ChangeTime, 30*time.Second)
	orTime(&l.FetchTime, 5*time.Second)
	orTime(&l.WaitTime, 5*time.Second)
	orTime(&l.QueryTime, 10*time.Second)
	orTime(&l.ReadTime, 10*time.Second)
	orTime(&l.WriteTime, 30*time.Second)
	orTime(&l.IdleTime, 60*time.Second)
	orTime(&l.Grace, 5*time.Second)
	return l
}

// body is how much a request may send.
func (l Limits) body(r *http.Request) int64 {
	switch {
	case r.URL.Path == uploadPath:
		return l.UploadBytes
	case r.URL.Path == mcpPath:
		return l.CallBytes
	case isReader(r.URL.Path):
		return max(l.BodyBytes, maxReaderBody)
	}
	return l.BodyBytes
}

// errBusy means that too many requests are being answered.
var errBusy = errors.New("too many requests at a time")

// places are the places of requests that are being answered, and of those that
// wait for one.
type places struct {
	serving chan struct{}
	waiting chan struct{}
	wait    time.Duration
}

func newPlaces(l Limits) *places {
	return placesFor(l.Queries, l)
}

func placesFor(n int, l Limits) *places {
	return &places{serving: make(chan struct{}, n), waiting: make(chan struct{}, l.Waiting), wait: l.WaitTime}
}

// take waits for a place, and returns the function that frees it. The error is
// [errBusy] when too many wait, or when it takes too long.
func (p *places) take(ctx context.Context) (free func(), err error) {
	free = func() { <-p.serving }
	select {
	case p.serving <- struct{}{}:
		return free, nil
	default:
	}
	select {
	case p.waiting <- struct{}{}:
		defer func() { <-p.waiting }()
	default:
		return nil, errBusy
	}
	late := time.NewTimer(p.wait)
	defer late.Stop()
	select {
	case p.serving <- struct{}{}:
		return free, nil
	case <-late.C:
		return nil, errBusy
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}
