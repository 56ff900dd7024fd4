package main

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"newsarchive/internal/health"
	"newsarchive/internal/news"
	"newsarchive/internal/terminal"
)

// feedHealth prints how fetching a feed goes.
func (a *app) feedHealth(w *terminal.Lines, f shownFeed, zone *time.Location) {
	st, now := f.State, a.now()
	w.Field("state", cmp.Or(f.Health.Short(now), "ok"))
	w.Field("because", health.Reason(f.Feed, f.Health))
	if st.Failures > 0 {
		w.Field("failing", strings.TrimPrefix(failingSince(st, zone), "failing "))
	}
	if st.Faults > 0 {
		w.Field("entries", faultsLine(f))
	}
	if st.Followed {
		w.Field("interval", intervalWords(st))
		w.Field("next", nextTry(st, now, zone))
	}
	if !st.Succeeded.IsZero() {
		w.Field("succeeded", moment(st.Succeeded, zone))
	}
	if !st.Brought.IsZero() {
		w.Field("last new", moment(st.Brought, zone))
	}
	w.Field("pace", paceWords(f.Health))
	w.Field("missed", windowLine(f))
	if st.MovingTo != "" {
		w.Field("moves", fmt.Sprintf("since %s its server redirects to %s; that becomes its address once it is certain", moment(st.Moving, zone), st.MovingTo))
	}
	w.Field("earlier", strings.Join(f.Aliases, ", "))
}

// intervalWords are a feed's interval and why it is that.
func intervalWords(s *news.FeedState) string {
	text := interval(time.Duration(s.Every).Round(time.Minute))
	switch {
	case s.EverySet:
		return text + ", as you have set"
	case s.PaceBy == "":
		return text
	}
	why, known := map[string]string{
		"new":           "as nothing is known of it yet",
		"weeks":         "by how often it brought something in the last weeks",
		"full-window":   "as all items were new at once",
		"google-news":   "the bounds for Google News",
		"ttl":           "as the feed asks (ttl)",
		"sy":            "as the feed asks (sy:updatePeriod)",
		"cache-control": "as its server asks (Cache-Control)",
		"expires":       "as its server asks (Expires)",
	}[s.PaceBy]
	if !known {
		why = "by " + s.PaceBy
	}
	return text + ", " + why
}

// paceWords say how often a feed brings something new.
func paceWords(r health.Report) string {
	var parts []string
	switch {
	case r.PerDay >= 10:
		parts = append(parts, fmt.Sprintf("%.0f new items a day", r.PerDay))
	case r.PerDay >= 1:
		parts = append(parts, fmt.Sprintf("%.1f new items a day", r.PerDay))
	case r.PerDay > 0:
		parts = append(parts, fmt.Sprintf("%.1f new items a week", 7*r.PerDay))
	}
	if r.UsualGap > 0 {
		parts = append(parts, "its usual gap is "+health.Span(time.Duration(r.UsualGap)))
	}
	return strings.Join(parts, "; ")
}
