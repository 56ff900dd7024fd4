package doctor

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"newsarchive/internal/health"
	"newsarchive/internal/news"
)

const (
	// longFailing is how long a feed may fail before that is more than a note.
	longFailing = 7 * 24 * time.Hour
	// manyFeeds is how many feeds fail at least when most of them do.
	manyFeeds = 3
	// reportedFeeds is how many feeds of one state are reported each by itself.
	reportedFeeds = 10

	listFailing = `"archive feed list --failing" lists them`
)

// feeds reports how following the feeds goes.
func (x *examiner) feeds(ctx context.Context) error {
	feeds, err := x.archive.Feeds(ctx)
	if err != nil {
		return err
	}
	reports, err := x.archive.Health(ctx, feeds)
	if err != nil {
		return err
	}
	// Those that have had trouble for the longest come first.
	slices.SortStableFunc(feeds, func(a, b news.Feed) int { return reports[a.ID].Since.Compare(reports[b.ID].Since) })
	found := slices.Concat(x.mostFeeds(feeds, reports), x.eachFeed(feeds, reports), lostItems(feeds, reports), faultyFeeds(feeds))
	for _, f := range found {
		if err := x.add(ctx, f); err != nil {
			return err
		}
	}
	return nil
}

// mostFeeds reports what is wrong with most feeds that are followed: then it is
// hardly the feeds themselves.
func (x *examiner) mostFeeds(feeds []news.Feed, reports map[int64]health.Report) []Finding {
	t := tally(feeds, reports)
	var found []Finding
	if t.failing >= manyFeeds && 2*t.failing > t.followed {
		fix := listFailing
		if 2*t.unreached > t.failing {
			fix = "see whether this machine is online and looks up names; " + listFailing
		}
		found = append(found, Finding{
			Check: "feeds", Grade: GradeWarning, What: fmt.Sprintf("%d of %d feeds are failing", t.failing, t.followed),
			Why: whyFeeds, Fix: fix,
		})
	}
	if t.overdue > 0 {
		when := "no sync has ever run"
		if !t.last.IsZero() {
			when = "the last sync ran " + t.last.In(x.archive.Zone()).Format("2006-01-02 15:04")
		}
		found = append(found, Finding{
			Check: "feeds", Grade: GradeWarning, What: fmt.Sprintf("%d of %d feeds are overdue: %s", t.overdue, t.followed, when),
			Why: whyFeeds, Fix: `"archive sync" fetches what is due; "archive unit" prints what runs it by itself`,
		})
	}
	return found
}

const whyFeeds = "their new items are not archived, and feeds forget old ones"

// feedTally counts followed feeds.
type feedTally struct {
	followed, failing, overdue int
	unreached                  int       // of the failing: no server was reached
	last                       time.Time // the last fetch of any
}

func tally(feeds []news.Feed, reports map[int64]health.Report) (t feedTally) {
	for _, f := range feeds {
		if !f.State.Followed {
			continue
		}
		t.followed++
		if f.State.Fetched.After(t.last) {
			t.last = f.State.Fetched
		}
		switch reports[f.ID].State {
		case health.Failing, health.Gone:
			t.failing++
			if f.State.Failure.NoAnswer() {
				t.unreached++
			}
		case health.Overdue:
			t.overdue++
		default:
		}
	}
	return t
}

// eachFeed reports the feeds that have trouble, those of each state together.
func (x *examiner) eachFeed(feeds []news.Feed, reports map[int64]health.Report) (found []Finding) {
	for _, of := range []struct {
		state health.State
		why   string
	}{
		{health.Gone, "no new items will come"},
		{health.Failing, "new items are not archived"},
		{health.Partial, "what lies beyond is not in the archive"},
		{health.Silent, "it may have moved, or ended"},
	} {
		n := 0
		for _, f := range feeds {
			r := reports[f.ID]
			if r.State != of.state {
				continue
			}
			if n++; n <= reportedFeeds {
				found = append(found, x.oneFeed(f, r, of.why))
			}
		}
		if n > reportedFeeds {
			found = append(found, Finding{
				Check: "feeds", Grade: GradeNote, What: fmt.Sprintf("more feeds are %s: %d", of.state, n-reportedFeeds),
				Why: of.why, Fix: listFailing,
			})
		}
	}
	return found
}

// oneFeed is the finding of a feed that has trouble.
func (x *examiner) oneFeed(f news.Feed, r health.Report, why string) Finding {
	what, next, _ := strings.Cut(health.Reason(f, r), "; ")
	if next == "" {
		next = fmt.Sprintf(`"archive feed show %d" shows its fetches`, f.ID)
	}
	return Finding{
		Check: "feeds", Grade: x.gradeOf(r), What: fmt.Sprintf("feed %d, %s: %s: %s", f.ID, f.Label(), r.Short(x.now()), what),
		Why: why, Fix: next,
	}
}

// gradeOf grades the trouble of one feed by how long it lasts.
func (x *examiner) gradeOf(r health.Report) Grade {
	failing := r.State == health.Failing || r.State == health.Gone
	if failing && !r.Since.IsZero() && x.now().Sub(r.Since) >= longFailing {
		return GradeWarning
	}
	return GradeNote
}

// lostItems reports feeds whose items may have been missed.
func lostItems(feeds []news.Feed, reports map[int64]health.Report) (found []Finding) {
	for _, f := range feeds {
		if w := reports[f.ID].Window; w != nil {
			found = append(found, Finding{
				Check: "feeds", Grade: GradeNote, What: fmt.Sprintf("feed %d, %s: %s", f.ID, f.Label(), health.Lost(*w)),
				Why: "an item that the feed drops before it is fetched is not archived",
				Fix: fmt.Sprintf("nothing, it is fetched more often from now on; or archive feed set %d --every %s", f.ID, health.Every(*w)),
			})
		}
	}
	return found
}

// faultyFeeds reports the number of entries that could not be used.
func faultyFeeds(feeds []news.Feed) (found []Finding) {
	for _, f := range feeds {
		if n := f.State.Faults; n > 0 {
			found = append(found, Finding{
				Check: "feeds", Grade: GradeNote, What: fmt.Sprintf("feed %d, %s: entries that could not be used: %d", f.ID, f.Label(), n),
				Why: "they may be mistakes of the feed", Fix: fmt.Sprintf("read them with archive log --errors feed:%d", f.ID),
			})
		}
	}
	return found
}
