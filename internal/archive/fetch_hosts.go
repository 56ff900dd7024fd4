package archive

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"sync"
	"time"

	"newsarchive/internal/fetch"
	"newsarchive/store"
)

// fetchAll calls fetchHost for each of some hosts, several at a time, and indexes
// meanwhile what it kept.
func (r *fetchRun) fetchAll(ctx context.Context, hosts int, fetchHost func(ctx context.Context, host int, done chan<- FetchedPage) error,
	report func(FetchedPage),
) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	turns := make(chan int, hosts)
	for host := range hosts {
		turns <- host
	}
	close(turns)
	done := make(chan FetchedPage)
	var workers sync.WaitGroup
	for range min(pageWorkers, hosts) {
		workers.Go(func() {
			for host := range turns {
				if err := fetchHost(ctx, host, done); err != nil {
					stop(err)
				}
			}
		})
	}
	go func() {
		workers.Wait()
		close(done)
	}()
	r.indexing(ctx, done, report)
	return context.Cause(ctx)
}

// indexing reports pages as they end, and indexes their texts meanwhile.
func (r *fetchRun) indexing(ctx context.Context, done <-chan FetchedPage, report func(FetchedPage)) {
	ticks := time.NewTicker(indexEvery)
	defer ticks.Stop()
	waiting := false
	for {
		select {
		case p, more := <-done:
			if !more {
				return
			}
			r.done.Fetched++
			r.done.Outcomes[p.Outcome]++
			if p.Text > 0 && p.Kind.HasText() {
				r.done.Texts++
			}
			report(p)
			waiting = true
		case <-ticks.C:
			if !waiting || ctx.Err() != nil || r.importing() {
				continue
			}
			waiting = false
			if _, err := r.CatchUp(ctx, nil); err != nil {
				r.log.Debug("what the pages say is indexed at the end", "because", err)
			}
		}
	}
}

// fetchHost fetches the pages of one host, one after the other, until its budget
// or the time is used up, or it asks to be left alone, or does not answer.
func (r *fetchRun) fetchHost(ctx context.Context, host []store.WantedPage, done chan<- FetchedPage) error {
	for i, wanted := range host {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if until := r.options.Until; !until.IsZero() && !r.now().Before(until) {
			r.later.Add(int64(len(host) - i))
			return nil
		}
		p, err := r.fetchPage(ctx, wanted)
		if errors.Is(err, fetch.ErrBudget) {
			r.later.Add(int64(len(host) - i))
			return nil
		}
		if err != nil {
			return err
		}
		done <- p
		if p.leaveHost {
			r.later.Add(int64(len(host) - i - 1))
			return nil
		}
	}
	return nil
}

// byHost groups what has addresses by their hosts, in the order in which the
// hosts first come.
func byHost[T any](all []T, address func(T) string) (hosts [][]T) {
	place := map[string]int{}
	for _, one := range all {
		host := ""
		if u, err := url.Parse(address(one)); err == nil {
			host = u.Host
		}
		i, ok := place[host]
		if !ok {
			i = len(hosts)
			place[host] = i
			hosts = append(hosts, nil)
		}
		hosts[i] = append(hosts[i], one)
	}
	return hosts
}

func (r *fetchRun) errorf(story int64, err error) error {
	return fmt.Errorf("keep the page of story %d: %w", story, err)
}
