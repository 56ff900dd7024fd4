package main

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"newsarchive/internal/health"
	"newsarchive/internal/news"
	"newsarchive/internal/pace"
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
		w.Field("interval", pace.FormatInterval(time.Duration(st.Every).Round(time.Minute))+", "+intervalWhy(st))
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

// intervalWhy says what the interval of a feed comes from.
func intervalWhy(s *news.FeedState) string {
	switch by := s.PaceBy; {
	case s.EverySet:
		return "as you have set it"
	case by == "" || by == pace.ByFirst:
		return "until more is known of it"
	case by == pace.ByWeeks:
		return "by its own last weeks"
	case by == pace.ByWindow:
		return "as all of its items were new"
	case by == pace.ByGoogle:
		return "as all of Google News"
	case by == "ttl":
		return "as it asks for (ttl)"
	case by == "sy":
		return "as it asks for (sy:updatePeriod)"
	case by == "cache-control":
		return "as its server asks for (Cache-Control)"
	case by == "expires":
		return "as its server asks for (Expires)"
	default:
		return by
	}
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
