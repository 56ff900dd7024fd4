package archive

import (
	"time"

	"newsarchive/internal/fetch"
	"newsarchive/internal/gnews"
	"newsarchive/internal/news"
	"newsarchive/internal/pace"
	"newsarchive/store"
)

// validFor is how long validators are used: then the whole document is asked for,
// so that a server which answers "not modified" for ever is found out.
const validFor = 8 * 24 * time.Hour

// stale reports whether the validators of a feed are too old to be used.
func stale(st *news.FeedState, now time.Time) bool {
	return now.Sub(st.Whole) >= validFor || st.Whole.After(now.Add(time.Minute))
}

// plan returns how the next fetch of a feed is planned after one that was good.
// doc is its document; nil if that is the same as before.
func plan(s *Synced, res fetch.Response, doc *news.Document) func(store.Saved) store.Plan {
	return func(saved store.Saved) store.Plan {
		st, at := s.Feed.State, s.Fetch.At
		before := pace.ParseRhythm(st.Rhythm)
		f := pace.Feed{
			ID: s.Feed.ID, Google: gnews.IsGoogleNews(s.Feed.URL),
			Asked: []pace.Asked{{Every: time.Duration(st.Asks), By: st.AsksBy}, {Every: res.Fresh, By: res.FreshBy}},
		}
		if doc == nil {
			f.Rhythm = before.Add(at, nil)
		} else {
			f.Rhythm = before.Add(at, arrivals(before, doc.Items, saved.Items))
			f.Asked[0] = pace.Asked{Every: doc.Asks, By: doc.AsksBy}
		}
		if st.EverySet {
			f.Set = time.Duration(st.Every)
		}
		if saved.FullWindow {
			f.Window = at.Sub(st.Succeeded)
		}
		c := f.Choose(at)
		s.Fetch.Due = at.Add(c.Wait)
		return store.Plan{Due: s.Fetch.Due, Pace: c.Every, PaceBy: c.By, Rhythm: f.Rhythm.String()}
	}
}

// arrivals are the dates of the items that a document brought. Which of them are
// new is not known here: those dated after the last fetch are, and if there are
// more new ones, they came now.
func arrivals(before pace.Rhythm, items []news.Item, brought int) (came []time.Time) {
	for _, it := range items {
		if at := it.Published.Time; !at.IsZero() && (before.At.IsZero() || at.After(before.At)) {
			came = append(came, at)
		}
	}
	if before.At.IsZero() {
		return came
	}
	came = came[:min(len(came), brought)]
	if len(came) < brought {
		came = append(came, time.Time{})
	}
	return came
}
