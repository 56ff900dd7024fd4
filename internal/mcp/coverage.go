package mcp

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/chronology"
	"newsarchive/internal/query"
)

// coverage says where the archive was looking, and where not.
type coverage struct {
	First   string `json:"first,omitempty" jsonschema:"the days that were asked about, both included, up to today"`
	Last    string `json:"last,omitempty"`
	Fetched string `json:"fetched" jsonschema:"all: every feed was fetched on all these days; part: some were not; none: nothing was fetched on these days, so that nothing is found does not mean that nothing was written; unknown: no feed was ever fetched"`
	Meaning string `json:"meaning" jsonschema:"what that means for this answer"`
	Feeds   int    `json:"feeds" jsonschema:"feeds that were considered"`
	Gaps    []gap  `json:"gaps,omitempty" jsonschema:"days on which feeds were not fetched, those of most feeds first"`
	More    int    `json:"more_gaps,omitempty" jsonschema:"gaps beyond those listed"`
	// NotIndexed is of the answer.
	NotIndexed int `json:"not_indexed,omitempty" jsonschema:"stories that are new or have changed and are not yet indexed: the answer lacks them"`

	at time.Time // that the answer is as of; zero: now
}

// gap is a run of days on which feeds were not fetched.
type gap struct {
	First string   `json:"first"`
	Last  string   `json:"last"`
	Why   string   `json:"why" jsonschema:"not followed yet, not reached, or never fetched"`
	Feeds []string `json:"feeds,omitempty" jsonschema:"none: no feed was fetched"`
	More  int      `json:"more_feeds,omitempty"`
}

// How much of the gaps an answer has.
const (
	maxGaps     = 6
	maxGapFeeds = 2
)

// lookedOnce keeps on which days the followed feeds were fetched: it is the same
// until something is written, and is read again at most so often.
type lookedOnce struct {
	mu     sync.Mutex
	commit string
	day    string
	at     time.Time
	looked archive.Looked
}

const lookedAgain = 10 * time.Second

// get returns on which days the followed feeds were fetched.
func (l *lookedOnce) get(ctx context.Context, ar *archive.Archive, now time.Time) (archive.Looked, error) {
	st, err := ar.State(ctx)
	if err != nil {
		return archive.Looked{}, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.commit != "" && l.day == st.Day && (l.commit == st.Commit || now.Sub(l.at) < lookedAgain && !now.Before(l.at)) {
		return l.looked, nil
	}
	looked, err := ar.Looked(ctx, nil)
	if err != nil {
		return looked, err
	}
	l.commit, l.day, l.at, l.looked = st.Commit, st.Day, now, looked
	return looked, nil
}

// coverageOf says where the archive was looking for a question.
func (s *Server) coverageOf(ctx context.Context, ar *archive.Archive, q archive.Question, notIndexed int) (coverage, error) {
	scope, err := ar.Scope(ctx, q)
	if _, ok := errors.AsType[*query.Error](err); ok && q.Any { // it was read as plain words
		q.Text = ""
		scope, err = ar.Scope(ctx, q)
	}
	if err != nil {
		return coverage{}, err
	}
	return s.coverageIn(ctx, ar, scope, q.AsOf, notIndexed)
}

// coverageIn says where the archive was looking on some days.
func (s *Server) coverageIn(ctx context.Context, ar *archive.Archive, scope archive.Scope, asOf string, notIndexed int) (c coverage, err error) {
	var looked archive.Looked
	switch {
	case asOf != "":
		past, err := ar.AsOf(ctx, asOf, nil)
		if err != nil {
			return c, err
		}
		defer past.Close() //nolint:errcheck // it was only read
		looked, err = past.Looked(ctx, scope.Feeds)
		if err != nil {
			return c, err
		}
	case len(scope.Feeds) > 0:
		looked, err = ar.Looked(ctx, scope.Feeds)
	default:
		looked, err = s.looked.get(ctx, ar, s.now())
	}
	if err != nil {
		return c, err
	}
	c = newCoverage(looked, scope)
	c.NotIndexed, c.at = notIndexed, looked.At
	return c, nil
}

// newCoverage clips what was looked at to the days that are asked about.
func newCoverage(l archive.Looked, scope archive.Scope) coverage {
	c := coverage{First: cmp.Or(scope.First, l.First), Last: l.Last, Feeds: len(l.Feeds)}
	if scope.Last != "" {
		c.Last = min(scope.Last, l.Last)
	}
	switch {
	case c.First > l.Last:
		c.Last = scope.Last
		return c.judged("none", "These days are still to come.")
	case len(l.Feeds) == 0, l.First == "":
		return c.judged("unknown", "No feed was ever fetched: the archive has what was imported or added by hand.")
	}
	var gaps []chronology.Gap
	from, whole, some := c.First, true, false
	if c.First < l.First { // nothing was fetched yet
		before := min(chronology.AddDays(l.First, -1), c.Last)
		c.Gaps = []gap{{First: c.First, Last: before, Why: chronology.GapNotFollowed}}
		from, some = l.First, true
	}
	for _, f := range l.Feeds {
		of, missing := f.Within(from, c.Last)
		gaps = append(gaps, of...)
		some = some || missing != ""
		whole = whole && (missing == chronology.GapAll || from > c.Last)
	}
	c.addGaps(gaps)
	before := ""
	if scope.First == "" {
		before = "Before the first of these days nothing was fetched. "
	}
	switch {
	case whole:
		return c.judged("none", "Nothing was fetched on these days: that nothing is found does not mean that nothing was written. What is found was listed by a later fetch, or imported.")
	case some:
		return c.judged("part", before+"Some feeds were not fetched on some of these days (gaps): what they carried then may be missing.")
	}
	return c.judged("all", before+"Every feed was fetched on these days: what is not found was not in these feeds.")
}

func (c coverage) judged(fetched, meaning string) coverage {
	c.Fetched, c.Meaning = fetched, meaning
	return c
}

// addGaps adds gaps, those of several feeds on the same days as one.
func (c *coverage) addGaps(gaps []chronology.Gap) {
	var order []chronology.Gap
	feeds := map[chronology.Gap][]string{}
	for _, g := range gaps {
		same := chronology.Gap{First: g.First, Last: g.Last, Why: g.Why}
		if feeds[same] == nil {
			order = append(order, same)
		}
		feeds[same] = append(feeds[same], g.Feed)
	}
	slices.SortStableFunc(order, func(a, b chronology.Gap) int { return cmp.Compare(len(feeds[b]), len(feeds[a])) })
	for _, g := range order {
		if len(c.Gaps) == maxGaps {
			c.More++
			continue
		}
		some, more := cutAll(feeds[g], maxGapFeeds)
		c.Gaps = append(c.Gaps, gap{g.First, g.Last, g.Why, some, more})
	}
}

// inWords is a sentence on what was not looked at; empty if nothing was missed.
func (c coverage) inWords() string {
	text := ""
	switch c.Fetched {
	case "none":
		text = fmt.Sprintf(" Nothing was fetched from %s to %s.", c.First, c.Last)
	case "part":
		text = " Some feeds were not fetched on some of these days; coverage says which."
	case "unknown":
		text = " No feed was ever fetched."
	}
	if c.NotIndexed > 0 {
		text += fmt.Sprintf(" %d stories are not yet indexed.", c.NotIndexed)
	}
	return text
}
