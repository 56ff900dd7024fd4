package chronology

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"newsarchive/internal/news"
)

// coverageOf is a feed that is fetched every so many hours, and was reached on
// these days.
func coverageOf(hours int, first string, reached ...string) news.Coverage {
	c := news.Coverage{Feed: news.Feed{ID: 1, Name: "world", State: &news.FeedState{Every: news.Seconds(time.Duration(hours) * time.Hour)}}, First: first, Reached: map[string]bool{}}
	for _, day := range reached {
		c.Reached[day] = true
	}
	return c
}

// TestMissedWithin promises which days of a span a feed missed.
func TestMissedWithin(t *testing.T) {
	feed := MissedDays([]news.Coverage{coverageOf(1, "2026-01-10", "2026-01-10", "2026-01-12", "2026-01-15")}, "2026-01-16")[0]
	for _, c := range []struct {
		first, last string
		want        []Gap
		missing     string
	}{
		{"2026-01-10", "2026-01-10", nil, ""},
		{"2026-01-11", "2026-01-11", []Gap{{"world", "2026-01-11", "2026-01-11", GapNotReached}}, GapAll},
		{"2026-01-08", "2026-01-11", []Gap{{"world", "2026-01-08", "2026-01-09", GapNotFollowed}, {"world", "2026-01-11", "2026-01-11", GapNotReached}}, GapPart},
		{"2026-01-01", "2026-01-09", []Gap{{"world", "2026-01-01", "2026-01-09", GapNotFollowed}}, GapAll},
		{"2026-01-14", "2026-01-14", []Gap{{"world", "2026-01-14", "2026-01-14", GapNotReached}}, GapAll},
		{"2026-01-16", "2026-01-16", []Gap{{"world", "2026-01-16", "2026-01-16", GapNotReached}}, GapAll},
		{"2026-01-12", "2026-01-11", nil, ""},
	} {
		gaps, missing := feed.Within(c.first, c.last)
		if diff := cmp.Diff(c.want, gaps); diff != "" || missing != c.missing {
			t.Errorf("%s to %s: %q %s", c.first, c.last, missing, diff)
		}
	}
	never := Missed{ID: 2, Feed: "new"}
	if gaps, missing := never.Within("2026-01-01", "2026-01-03"); missing != GapAll || gaps[0].Why != GapNeverFetched || gaps[0].Days() != 3 {
		t.Errorf("%v %q", gaps, missing)
	}
}

// TestMissedAgreesWithGaps promises, of any feed and span, the gaps that a timeline
// has.
func TestMissedAgreesWithGaps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := func(name string) string { return AddDays("2026-01-01", rapid.IntRange(0, 40).Draw(t, name)) }
		c := coverageOf(rapid.SampledFrom([]int{1, 24, 60}).Draw(t, "every"), day("began"))
		for range rapid.IntRange(0, 20).Draw(t, "reached") {
			c.Reached[day("day")] = true
		}
		first, last := day("first"), day("last")
		if first > last {
			first, last = last, first
		}
		const today = "2026-02-20"
		want, missing := Gaps([]news.Coverage{c}, []Period{{First: first, Last: last}}, last)
		got, part := MissedDays([]news.Coverage{c}, today)[0].Within(first, last)
		if diff := cmp.Diff(want, got); diff != "" || part != missing[0] {
			t.Errorf("%s to %s: %q, want %q (-want +got):\n%s", first, last, part, missing[0], diff)
		}
	})
}
