package main

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/coreos/go-systemd/v22/daemon"
)

// stuckAfter is how long a program may show no sign of life before its watchdog
// is no longer told that it works.
const stuckAfter = time.Hour

// service tells a service manager how the program is doing, by the protocol of
// sd_notify(3) and sd_watchdog_enabled(3). Without a manager that listens, its
// methods do nothing.
type service struct {
	app   *app
	start time.Time
	last  atomic.Int64 // the time from start to the last sign of life

	readyOnce, stoppingOnce sync.Once
	failedOnce              sync.Once // the manager could not be reached
}

// startService begins to feed the watchdog, if the manager asks for that. The
// manager is told that the program ends when the context does, or stop is called.
func (a *app) startService(ctx context.Context) (s *service, stop func()) {
	s = &service{app: a, start: time.Now()}
	forget := context.AfterFunc(ctx, s.stopping)
	ctx, cancel := context.WithCancel(ctx)
	var watchdog sync.WaitGroup
	if every, err := daemon.SdWatchdogEnabled(false); err != nil {
		a.note("the watchdog of the service manager: %v", err)
	} else if every > 0 {
		watchdog.Go(func() { s.feed(ctx, every/2) })
	}
	return s, func() {
		forget()
		s.stopping()
		cancel()
		watchdog.Wait()
	}
}

// tell sends a state.
func (s *service) tell(state string) {
	if _, err := daemon.SdNotify(false, state); err != nil {
		s.failedOnce.Do(func() { s.app.note("the service manager cannot be told how it goes: %v", err) })
	}
}

// ready says that the program has started.
func (s *service) ready() { s.readyOnce.Do(func() { s.tell(daemon.SdNotifyReady) }) }

// stopping says that the program ends.
func (s *service) stopping() { s.stoppingOnce.Do(func() { s.tell(daemon.SdNotifyStopping) }) }

// status says what the program does.
func (s *service) status(text string) { s.tell("STATUS=" + text) }

// alive is a sign of life.
func (s *service) alive() { s.last.Store(int64(time.Since(s.start))) }

// feed tells the watchdog that the program works, for as long as signs of life
// come.
func (s *service) feed(ctx context.Context, every time.Duration) {
	ticks := time.NewTicker(every)
	defer ticks.Stop()
	for {
		if time.Since(s.start)-time.Duration(s.last.Load()) < stuckAfter {
			s.tell(daemon.SdNotifyWatchdog)
		}
		select {
		case <-ticks.C:
		case <-ctx.Done():
			return
		}
	}
}
