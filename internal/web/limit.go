package web

import (
	"context"
	"errors"
	"runtime"
	"time"
)

// Limits bound what requests may cost.
type Limits struct {
	Queries     int           // requests that are answered at a time
	Waiting     int           // requests that wait for their turn; more are refused
	WaitTime    time.Duration // for a turn
	QueryTime   time.Duration // for an answer
	Connections int           // open at a time
	HeaderBytes int           // of a request, its address among them
	BodyBytes   int64         // of what a request sends
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
	if l.BodyBytes == 0 {
		l.BodyBytes = 1 << 20
	}
	orTime(&l.WaitTime, 5*time.Second)
	orTime(&l.QueryTime, 10*time.Second)
	orTime(&l.ReadTime, 10*time.Second)
	orTime(&l.WriteTime, 30*time.Second)
	orTime(&l.IdleTime, 60*time.Second)
	orTime(&l.Grace, 5*time.Second)
	return l
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
	return &places{serving: make(chan struct{}, l.Queries), waiting: make(chan struct{}, l.Waiting), wait: l.WaitTime}
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
