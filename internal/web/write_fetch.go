package web

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/news"
	"newsarchive/internal/pace"
	"newsarchive/internal/terminal"
	"newsarchive/store"
)

// A feed is fetched on demand, but as rarely as a person may set: once in
// pace.ShortestSet. Of all feeds, those are fetched that were not for fetchAllGap
// and whose hosts are not left alone.
const fetchAllGap = 15 * time.Minute

// fetchForm is a button that fetches.
func (s *Server) fetchForm(r *request, action, text string) *form {
	f := s.formOf(r, form{Action: action, Submit: text})
	return &f
}

// writeFetch fetches a feed now.
func (s *Server) writeFetch(ctx context.Context, ar *archive.Archive, r *request) (done, error) {
	f, err := feedNamed(ctx, ar, r)
	if err != nil {
		return done{}, err
	}
	if !f.State.Followed {
		return done{}, refused{"", "It is not followed."}
	}
	again := f.State.Fetched.Add(pace.ShortestSet)
	if now := s.now(); again.After(now) && !f.State.Fetched.After(now) {
		return done{}, refused{"", "It was fetched at " + moment(f.State.Fetched, ar.Zone()) + ". It can be fetched again at " + moment(again, ar.Zone()) + "."}
	}
	return s.fetchNow(ctx, ar, []news.Feed{f}, "/feed/"+number(f.ID))
}

// writeFetchAll fetches all feeds that were not fetched lately.
func (s *Server) writeFetchAll(ctx context.Context, ar *archive.Archive, _ *request) (done, error) {
	feeds, err := ar.Feeds(ctx)
	if err != nil {
		return done{}, err
	}
	now := s.now()
	feeds = slices.DeleteFunc(feeds, func(f news.Feed) bool {
		lately := !f.State.Fetched.After(now) && f.State.Fetched.Add(fetchAllGap).After(now)
		return !f.State.Followed || lately || f.State.Waits != ""
	})
	if len(feeds) == 0 {
		return done{}, refused{"", "Every feed was fetched within the last " + pace.FormatInterval(fetchAllGap) + ", or its server asks to be left alone for now."}
	}
	return s.fetchNow(ctx, ar, feeds, "/feeds")
}

// fetchNow begins to fetch feeds, and says what came of it if that is soon.
func (s *Server) fetchNow(ctx context.Context, ar *archive.Archive, feeds []news.Feed, to string) (done, error) {
	type outcome struct {
		all []archive.Synced
		err error
	}
	ended := make(chan outcome, 1)
	err := s.keeper.BeginSync(archive.SyncOptions{Feeds: feeds, UserAgent: s.options.UserAgent}, s.options.Syncs, func(all []archive.Synced, err error) {
		if err != nil {
			s.log.Warn("feeds could not be fetched", "because", err)
		}
		ended <- outcome{all, err}
	})
	if errors.Is(err, archive.ErrRunning) {
		return done{}, refused{"", "Feeds are being fetched already. Try again when that has ended."}
	}
	if err != nil {
		return done{}, err
	}
	late := time.NewTimer(s.options.Limits.FetchTime)
	defer late.Stop()
	select {
	case o := <-ended:
		return done{to, fetchedWords(ar, o.all, o.err)}, nil
	case <-late.C:
	case <-ctx.Done():
	}
	return done{to, "Fetching goes on. Load this page again to see what came."}, nil
}

// fetchedWords says what a fetch on demand brought.
func fetchedWords(ar *archive.Archive, all []archive.Synced, err error) string {
	if err != nil {
		return "Not fetched: " + sentence(err)
	}
	if len(all) == 1 {
		return fetchedOne(ar, all[0])
	}
	var sum store.Saved
	failed, waits := 0, 0
	for _, s := range all {
		sum.Add(s.Saved)
		switch {
		case s.Fetch.Outcome == store.OutcomePutOff:
			waits++
		case s.Err != nil:
			failed++
		}
	}
	said := []string{format.Plural(len(all)-waits, "feed fetched", "feeds fetched"), format.Plural(sum.Items, "new item", "new items")}
	if failed > 0 {
		said = append(said, format.Plural(failed, "failed", "failed"))
	}
	if waits > 0 {
		said = append(said, format.Plural(waits, "put off", "put off")+", as their servers are left alone for now")
	}
	return strings.Join(said, ", ") + "."
}

func fetchedOne(ar *archive.Archive, s archive.Synced) string {
	switch {
	case s.Fetch.Outcome == store.OutcomePutOff:
		return "Not fetched: " + terminal.Clean(s.Host) + " is left alone until " + moment(s.Until, ar.Zone()) + ". " + terminal.Clean(s.Waits)
	case s.Err != nil:
		return "Not fetched: " + sentence(s.Err)
	case s.Saved.Items+s.Saved.Changed == 0:
		return "Fetched. Nothing is new."
	case s.Saved.Items == 0:
		return "Fetched. " + format.Plural(s.Saved.Changed, "item has changed", "items have changed") + "."
	}
	return "Fetched. " + format.Plural(s.Saved.Items, "new item", "new items") + "."
}
