package health

import (
	"testing"
	"time"

	"newsarchive/internal/news"
)

var now = time.Date(2026, 3, 20, 12, 0, 0, 0, time.UTC)

func ago(d time.Duration) time.Time { return now.Add(-d) }

// everyDays are days with an item each, so many apart, ending some days ago.
func everyDays(apart, n int, last time.Duration) (days []news.NewDay) {
	for i := range n {
		days = append(days, news.NewDay{Date: ago(last + time.Duration(i*apart)*day).Truncate(day), Items: 1})
	}
	return days
}

func TestState(t *testing.T) {
	good := func(change func(*news.FeedState)) *news.FeedState {
		s := &news.FeedState{
			Followed: true, Added: ago(400 * day), Fetched: ago(time.Hour), Succeeded: ago(time.Hour), Due: ago(-time.Hour),
			Visits: news.Visits{Brought: ago(time.Hour)},
		}
		change(s)
		return s
	}
	brought := func(d time.Duration) func(*news.FeedState) {
		return func(s *news.FeedState) { s.Brought = ago(d) }
	}
	tests := map[string]struct {
		state *news.FeedState
		days  []news.NewDay
		want  State
		since time.Time
	}{
		"ok":             {good(func(*news.FeedState) {}), nil, OK, time.Time{}},
		"not followed":   {good(func(s *news.FeedState) { s.Followed, s.Failures = false, 3 }), nil, Unfollowed, time.Time{}},
		"failing":        {good(func(s *news.FeedState) { s.Failures, s.Failing = 2, ago(day) }), nil, Failing, ago(day)},
		"gone":           {good(func(s *news.FeedState) { s.Failures, s.Failing, s.Failure = 2, ago(day), news.FailGone }), nil, Gone, ago(day)},
		"partial":        {good(func(s *news.FeedState) { s.Error = "it broke off" }), nil, Partial, ago(time.Hour)},
		"new":            {&news.FeedState{Followed: true, Added: ago(day)}, nil, New, time.Time{}},
		"never fetched":  {&news.FeedState{Followed: true, Added: ago(5 * day)}, nil, Overdue, ago(5 * day)},
		"no sync":        {good(func(s *news.FeedState) { s.Due = ago(4 * day) }), nil, Overdue, ago(4 * day)},
		"a weekend":      {good(func(s *news.FeedState) { s.Due = ago(2 * day) }), nil, OK, time.Time{}},
		"daily, a week":  {good(brought(6 * day)), everyDays(1, 30, 6*day), OK, time.Time{}},
		"daily, silent":  {good(brought(8 * day)), everyDays(1, 30, 8*day), Silent, ago(8 * day)},
		"weekly":         {good(brought(20 * day)), everyDays(7, 10, 20*day), OK, time.Time{}},
		"weekly, silent": {good(brought(22 * day)), everyDays(7, 10, 22*day), Silent, ago(22 * day)},
		"monthly":        {good(brought(80 * day)), everyDays(30, 6, 80*day), OK, time.Time{}},
		"long gaps":      {good(brought(40 * day)), append(everyDays(1, 9, 40*day), everyDays(1, 9, 90*day)...), OK, time.Time{}},
		"unknown rhythm": {good(brought(29 * day)), nil, OK, time.Time{}},
		"unknown silent": {good(brought(31 * day)), nil, Silent, ago(31 * day)},
		"only the days":  {good(func(s *news.FeedState) { s.Brought = time.Time{} }), everyDays(1, 30, 9*day), Silent, ago(9 * day).Truncate(day)},
		// Silence is what fetches have seen, not the time without any.
		"fetched once": {good(func(s *news.FeedState) { s.Brought, s.Succeeded = ago(60*day), ago(58*day) }), everyDays(1, 30, 60*day), OK, time.Time{}},
	}
	for name, test := range tests {
		got := Judge(news.Feed{State: test.state}, History{Days: test.days}, now)
		if got.State != test.want || !got.Since.Equal(test.since) {
			t.Errorf("%s: %s since %v, want %s since %v", name, got.State, got.Since, test.want, test.since)
		}
		if trouble := got.State != OK && got.State != New && got.State != Unfollowed; got.State.Trouble() != trouble {
			t.Errorf("%s: trouble %v", name, !trouble)
		}
	}
}

func TestPace(t *testing.T) {
	s := &news.FeedState{Followed: true, Added: ago(400 * day), Succeeded: now}
	r := Judge(news.Feed{State: s}, History{Days: everyDays(2, 40, 0)}, now)
	if time.Duration(r.UsualGap) != 2*day || r.PerDay < .45 || r.PerDay > .55 {
		t.Errorf("%v, %v a day", time.Duration(r.UsualGap), r.PerDay)
	}
	s.Added = ago(10 * day)
	days := append(everyDays(1, 9, day), news.NewDay{Date: ago(10 * day).Truncate(day), Items: 500}) // what it had when it was added
	if r := Judge(news.Feed{State: s}, History{Days: days}, now); r.PerDay < .85 || r.PerDay > 1.1 {
		t.Errorf("%v a day", r.PerDay)
	}
	if r := Judge(news.Feed{State: s}, History{}, now); r.PerDay != 0 || r.UsualGap != 0 {
		t.Errorf("of nothing: %+v", r)
	}
}

func TestWindow(t *testing.T) {
	tests := map[string]struct {
		w      news.Window
		missed int
		every  time.Duration
		whole  bool
	}{
		// 101 items in 5 hours, and 7 hours before them are not covered.
		"missed":      {news.Window{At: now, Before: ago(12 * time.Hour), Items: 101, Oldest: ago(5 * time.Hour), Newest: now}, 140, 2 * time.Hour, false},
		"reaches":     {news.Window{At: now, Before: ago(5 * time.Hour), Items: 101, Oldest: ago(6 * time.Hour), Newest: now}, 0, 3 * time.Hour, true},
		"no dates":    {news.Window{At: now, Before: ago(12 * time.Hour), Items: 100}, 0, 6 * time.Hour, false},
		"one date":    {news.Window{At: now, Before: ago(12 * time.Hour), Items: 100, Oldest: now, Newest: now}, 0, 6 * time.Hour, false},
		"unknown":     {news.Window{At: now, Items: 100, Oldest: ago(time.Hour), Newest: now}, 0, 30 * time.Minute, false},
		"much":        {news.Window{At: now, Before: ago(time.Hour), Items: 100, Oldest: ago(time.Minute), Newest: now}, 5841, 5 * time.Minute, false},
		"once a year": {news.Window{At: now, Before: ago(800 * day), Items: 10, Oldest: ago(400 * day), Newest: now}, 9, day, false},
	}
	for name, test := range tests {
		if missed, every, whole := Missed(test.w), Interval(test.w), Whole(test.w); missed != test.missed || every != test.every || whole != test.whole {
			t.Errorf("%s: %d missed, every %v, whole %v; want %d, %v, %v", name, missed, every, whole, test.missed, test.every, test.whole)
		}
		s := &news.FeedState{Followed: true}
		if r := Judge(news.Feed{State: s}, History{Window: &test.w}, now.Add(day)); (r.Window == nil) != test.whole {
			t.Errorf("%s: reported as %v", name, r.Window)
		}
		if r := Judge(news.Feed{State: s}, History{Window: &test.w}, now.Add(8*day)); r.Window != nil {
			t.Errorf("%s: it is still reported after a week", name)
		}
	}
}

func TestNewWindow(t *testing.T) {
	items := []news.Item{{Published: news.Instant(ago(time.Hour))}, {}, {Published: news.Instant(ago(3 * time.Hour))}, {Published: news.Instant(now.Add(day))}}
	got := news.NewWindow(now, ago(day), items)
	want := news.Window{At: now, Before: ago(day), Items: 4, Oldest: ago(3 * time.Hour), Newest: ago(time.Hour)}
	if got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}
