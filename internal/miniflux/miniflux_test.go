package miniflux

import (
	"math"
	"net/url"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestNumbers promises that each story has a number of its own, and another under
// each topic, which lead back to it; and that those of a usual archive fit into 32
// bits.
func TestNumbers(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		story := rapid.OneOf(rapid.Int64Range(1, 1<<24-1), rapid.Int64Range(1<<24, 1<<36-1))
		topic := rapid.OneOf(rapid.Just(int64(0)), rapid.Int64Range(1, 127), rapid.Int64Range(128, 1<<12))
		s, u := story.Draw(r, "story"), topic.Draw(r, "topic")
		other, under := story.Draw(r, "another"), topic.Draw(r, "its topic")
		n := Entry(s, u)
		if Story(n) != s {
			r.Errorf("the number %d of story %d under topic %d leads to %d", n, s, u, Story(n))
		}
		if m := Entry(other, under); (n == m) != (s == other && u == under) {
			r.Errorf("stories %d and %d under %d and %d have the numbers %d and %d", s, other, u, under, n, m)
		}
		if n <= 0 || n >= 1<<53 || s < 1<<24 && u < 128 && n > math.MaxInt32 {
			r.Errorf("the number %d of story %d under topic %d", n, s, u)
		}
		if got := Topic(TopicFeed(u)); got != u || Topic(s%(1<<30)) != 0 {
			r.Errorf("the feed of topic %d leads to %d", u, got)
		}
	})
	for _, none := range []int64{0, -1, math.MinInt64, math.MaxInt64, 1 << 31, 1 << 51, 1 << 53} {
		if got := Story(none); got != 0 {
			t.Errorf("%d is the number of story %d", none, got)
		}
	}
}

// TestParseQuery promises what parameters mean, and that numbers are bounded.
func TestParseQuery(t *testing.T) {
	q, err := ParseQuery(url.Values{"limit": {"5000"}, "direction": {"desc"}, "status": {Unread}, "starred": {"true"}, "after": {"1700000000"}, "offset": {"7"}})
	if err != nil || q.Size != maxSize || q.Offset != 7 || q.Oldest || q.Any() || q.Starred == nil || !*q.Starred || q.Since.Unix() != 1700000000 {
		t.Errorf("%+v %v", q, err)
	}
	if q, err := ParseQuery(url.Values{}); err != nil || q.Size != defaultSize || !q.Oldest || !q.Any() || !q.Since.IsZero() {
		t.Errorf("%+v %v", q, err)
	}
	for _, bad := range []string{"limit=x", "limit=-1", "offset=100001", "after=9999999999999999999", "category_id=all"} {
		v, err := url.ParseQuery(bad)
		if err != nil {
			t.Fatal(err)
		}
		if q, err := ParseQuery(v); err == nil {
			t.Errorf("%s: %+v", bad, q)
		}
	}
}

// FuzzParseUpdate promises that a change of entries names a state that there is, and
// not too many.
func FuzzParseUpdate(f *testing.F) {
	for _, seed := range []string{`{"entry_ids":[1,2],"status":"read"}`, `{"entry_ids":[` + strings.Repeat("1,", 2000) + `1],"status":"unread"}`, `{"status":"removed"}`, `[]`, `{"entry_ids":["1"]}`, ""} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		u, err := ParseUpdate(body)
		if err == nil && (len(u.Entries) > maxEntries || u.Status != Read && u.Status != Unread) {
			t.Errorf("%+v", u)
		}
	})
}
