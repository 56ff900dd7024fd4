package gnews_test

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"newsarchive/internal/gnews"
	"newsarchive/internal/gnews/gnewstest"
)

// ledger is what a caller stores: the last outcome of each token.
type ledger struct {
	outcomes map[string]gnews.Outcome
	reports  []string // TOKEN STATE, in order
}

func (l *ledger) report(o gnews.Outcome) error {
	if l.outcomes == nil {
		l.outcomes = map[string]gnews.Outcome{}
	}
	l.outcomes[o.Token] = o
	l.reports = append(l.reports, string(o.State))
	return nil
}

// stories returns what is still wanted of the tokens, with what is known.
func (l *ledger) stories(tokens ...string) (stories []gnews.Story) {
	for _, token := range tokens {
		o := l.outcomes[token]
		if o.State != gnews.Resolved && o.State != gnews.Refused {
			stories = append(stories, gnews.Story{Token: token, Site: "paper.example", Progress: o.Progress})
		}
	}
	return stories
}

// address is that of a story by number, with what a careless reader cuts off or
// breaks: = & and letters beyond ASCII.
func address(n int) string {
	return fmt.Sprintf("https://paper.example/новости/%d?id=%d&part=a=b", n, n)
}

// fill adds n stories and returns their tokens.
func fill(s *gnewstest.Server, n int) (tokens []string) {
	for i := range n {
		tokens = append(tokens, gnewstest.OpaqueToken(i))
		s.Add(tokens[i], gnewstest.Story{Address: address(i)})
	}
	return tokens
}

func resolve(t *testing.T, s *gnewstest.Server, l *ledger, gets int, stories []gnews.Story) error {
	t.Helper()
	r := gnews.Resolver{Client: s.Client()}
	return r.Resolve(t.Context(), stories, gets, l.report)
}

// Every form of an answer that has rows gives whole addresses.
func TestAnswerForms(t *testing.T) {
	t.Parallel()
	for _, form := range []gnewstest.Form{
		gnewstest.Form2026, gnewstest.FormPlain, gnewstest.FormChunked, gnewstest.FormCRLF,
		gnewstest.FormEscaped, gnewstest.FormUnordered, gnewstest.FormHuge,
	} {
		for _, n := range []int{1, 7} {
			if form == gnewstest.FormHuge && n == 1 {
				continue
			}
			s, l := &gnewstest.Server{Form: form}, &ledger{}
			tokens := fill(s, n)
			if err := resolve(t, s, l, 100, l.stories(tokens...)); err != nil {
				t.Fatalf("form %q: %v", form, err)
			}
			for i, token := range tokens {
				want := gnews.Outcome{Token: token, State: gnews.Resolved, Address: address(i)}
				if diff := cmp.Diff(want, l.outcomes[token]); diff != "" {
					t.Errorf("form %q, %d stories: %s", form, n, diff)
				}
			}
			if gets, posts := s.Requests(); gets != n || posts != 1 {
				t.Errorf("form %q: %d GETs, %d POSTs for %d stories", form, gets, posts, n)
			}
		}
	}
}

// An answer without rows costs no story its signature: the next run asks again,
// with a POST alone.
func TestAnswerUnreadable(t *testing.T) {
	t.Parallel()
	for _, form := range []gnewstest.Form{
		gnewstest.FormHTML, gnewstest.FormNothing, gnewstest.FormErrorRow, gnewstest.FormFails,
	} {
		s, l := &gnewstest.Server{Form: form}, &ledger{}
		tokens := fill(s, 3)
		if err := resolve(t, s, l, 100, l.stories(tokens...)); err != nil {
			t.Fatalf("form %q: %v", form, err)
		}
		for _, token := range tokens {
			if o := l.outcomes[token]; o.State != gnews.Failed || o.Progress == "" || o.Err == nil {
				t.Errorf("form %q: %+v", form, o)
			}
		}
		s.Form = gnewstest.Form2026
		if err := resolve(t, s, l, 0, l.stories(tokens...)); err != nil {
			t.Fatal(err)
		}
		for i, token := range tokens {
			if o := l.outcomes[token]; o.Address != address(i) || s.Gets(token) != 1 {
				t.Errorf("after form %q: %+v with %d GETs", form, o, s.Gets(token))
			}
		}
	}
}

// Of an answer that was cut off, the rows before the cut count.
func TestAnswerIncomplete(t *testing.T) {
	t.Parallel()
	s, l := &gnewstest.Server{Form: gnewstest.FormIncomplete}, &ledger{}
	tokens := fill(s, 3)
	if err := resolve(t, s, l, 100, l.stories(tokens...)); err != nil {
		t.Fatal(err)
	}
	if o := l.outcomes[tokens[1]]; o.Address != address(1) {
		t.Errorf("%+v", o)
	}
	if o := l.outcomes[tokens[2]]; o.State != gnews.Failed || o.Progress == "" {
		t.Errorf("the story whose row was cut off: %+v", o)
	}
}

// Rows that are missing, null, doubled or errors cost their own story only.
func TestAnswerRows(t *testing.T) {
	t.Parallel()
	s, l := &gnewstest.Server{Form: gnewstest.FormUnordered}, &ledger{}
	tokens := fill(s, 6)
	for i, row := range []gnewstest.Row{gnewstest.RowMissing, gnewstest.RowNull, gnewstest.RowError, gnewstest.RowDoubled} {
		s.Add(tokens[i], gnewstest.Story{Address: address(i), Row: row})
	}
	s.Add(tokens[4], gnewstest.Story{Address: "http://192.168.0.1/admin?a=b"})
	if err := resolve(t, s, l, 100, l.stories(tokens...)); err != nil {
		t.Fatal(err)
	}
	for i, want := range []gnews.State{gnews.Refused, gnews.Refused, gnews.Refused, gnews.Resolved, gnews.Refused, gnews.Resolved} {
		if o := l.outcomes[tokens[i]]; o.State != want || (want == gnews.Resolved) != (o.Address == address(i)) {
			t.Errorf("story %d: %+v", i, o)
		}
	}
	if !errors.Is(l.outcomes[tokens[4]].Err, gnews.ErrAddress) {
		t.Errorf("a private address: %v", l.outcomes[tokens[4]].Err)
	}
}

func TestPages(t *testing.T) {
	t.Parallel()
	for page, want := range map[gnewstest.Page]struct {
		state gnews.State
		gets  int
		posts int
	}{
		gnewstest.PageSigned:   {gnews.Resolved, 1, 1},
		gnewstest.PageSecond:   {gnews.Resolved, 2, 1},
		gnewstest.PageAddress:  {gnews.Resolved, 1, 0},
		gnewstest.PageUnsigned: {gnews.Refused, 2, 0},
		gnewstest.PageUnknown:  {gnews.Refused, 2, 0},
		gnewstest.PageFails:    {gnews.Failed, 2, 0},
		gnewstest.PageFirst500: {gnews.Resolved, 2, 1},
	} {
		s, l := &gnewstest.Server{}, &ledger{}
		token := gnewstest.OpaqueToken(1)
		s.Add(token, gnewstest.Story{Address: address(1), Page: page})
		if err := resolve(t, s, l, 100, l.stories(token, token)); err != nil {
			t.Fatalf("page %q: %v", page, err)
		}
		o := l.outcomes[token]
		gets, posts := s.Requests()
		if o.State != want.state || gets != want.gets || posts != want.posts || (o.Address == address(1)) != (want.state == gnews.Resolved) {
			t.Errorf("page %q: %+v after %d GETs and %d POSTs", page, o, gets, posts)
		}
	}
}

// Old tokens need no request, and what a budget leaves over is not reported.
func TestBudget(t *testing.T) {
	t.Parallel()
	s, l := &gnewstest.Server{}, &ledger{}
	tokens := fill(s, 5)
	old := gnewstest.OldToken("https://elsewhere.example/a", "")
	if err := resolve(t, s, l, 2, l.stories(append(tokens, old)...)); err != nil {
		t.Fatal(err)
	}
	if gets, posts := s.Requests(); gets != 2 || posts != 1 {
		t.Errorf("%d GETs, %d POSTs", gets, posts)
	}
	if o := l.outcomes[old]; o.Address != "https://elsewhere.example/a" || !o.OtherSite {
		t.Errorf("the old token: %+v", o)
	}
	if len(l.outcomes) != 3 || l.outcomes[tokens[0]].Address == "" || l.outcomes[tokens[1]].Address == "" {
		t.Errorf("the most wanted are not first: %v", l.outcomes)
	}
	// The budget ends between the two pages of a story: the first is not asked for
	// again.
	second := gnewstest.OpaqueToken(99)
	s.Add(second, gnewstest.Story{Address: address(99), Page: gnewstest.PageSecond})
	for range 2 {
		if err := resolve(t, s, l, 1, l.stories(second)); err != nil {
			t.Fatal(err)
		}
	}
	if o := l.outcomes[second]; o.Address != address(99) || s.Gets(second) != 2 {
		t.Errorf("%+v after %d GETs", o, s.Gets(second))
	}
}

func TestBlocked(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		block      gnewstest.Block
		retryAfter string
		want       gnews.Blocked
	}{
		{gnewstest.BlockLimit, "", gnews.Blocked{Kind: gnews.BlockLimit}},
		{gnewstest.BlockLimit, "7200", gnews.Blocked{Kind: gnews.BlockLimit, RetryAfter: 2 * time.Hour}},
		{gnewstest.BlockLimit, "Tue, 01 Sep 2026 15:00:00 GMT", gnews.Blocked{Kind: gnews.BlockLimit, RetryAfter: 3 * time.Hour}},
		{gnewstest.BlockLimit, "99999999999999999999", gnews.Blocked{Kind: gnews.BlockLimit}},
		{gnewstest.BlockLimit, "4000000000", gnews.Blocked{Kind: gnews.BlockLimit, RetryAfter: 7 * 24 * time.Hour}},
		{gnewstest.BlockLimit, "soon", gnews.Blocked{Kind: gnews.BlockLimit}},
		{gnewstest.BlockSorry, "", gnews.Blocked{Kind: gnews.BlockSorry}},
		{gnewstest.BlockConsentRedirect, "", gnews.Blocked{Kind: gnews.BlockConsent}},
		{gnewstest.BlockConsentPage, "", gnews.Blocked{Kind: gnews.BlockConsent}},
	} {
		s, l := &gnewstest.Server{Block: c.block, BlockAfter: 2, RetryAfter: c.retryAfter}, &ledger{}
		tokens := fill(s, 6)
		r := gnews.Resolver{Client: s.Client(), Now: func() time.Time { return now }}
		err := r.Resolve(t.Context(), l.stories(tokens...), 100, l.report)
		var blocked *gnews.Blocked
		if !errors.As(err, &blocked) || *blocked != c.want {
			t.Errorf("%s, Retry-After %q: %+v", c.block, c.retryAfter, err)
			continue
		}
		if gets, posts := s.Requests(); gets != 3 || posts != 0 {
			t.Errorf("%s: %d GETs, %d POSTs", c.block, gets, posts)
		}
		// The story that was refused is not marked; those before have their signatures.
		if len(l.outcomes) != 2 || l.outcomes[tokens[1]].Progress == "" {
			t.Errorf("%s: %v", c.block, l.outcomes)
		}
	}
}

func TestBlockedPost(t *testing.T) {
	t.Parallel()
	for form, kind := range map[gnewstest.Form]gnews.BlockKind{
		gnewstest.FormLimit: gnews.BlockLimit, gnewstest.FormConsent: gnews.BlockConsent,
	} {
		s, l := &gnewstest.Server{Form: form}, &ledger{}
		var blocked *gnews.Blocked
		if err := resolve(t, s, l, 100, l.stories(fill(s, 2)...)); !errors.As(err, &blocked) || blocked.Kind != kind {
			t.Errorf("form %q: %v", form, err)
		}
	}
}

// stopping lets a number of requests through; then the run is killed: either
// before the request is sent, or after, before the answer is stored.
type stopping struct {
	gnews.Client
	left   int
	cancel context.CancelFunc
}

func (s *stopping) Get(ctx context.Context, address string) (gnews.Answer, error) {
	if s.left--; s.left < 0 {
		s.cancel()
		return gnews.Answer{}, ctx.Err()
	}
	return s.Client.Get(ctx, address)
}

func (s *stopping) Post(ctx context.Context, address string, form url.Values) (gnews.Answer, error) {
	if s.left--; s.left < 0 {
		s.cancel()
		return gnews.Answer{}, ctx.Err()
	}
	return s.Client.Post(ctx, address, form)
}

// A run that is stopped at any request, and run again until all is done, asks
// for nothing twice.
func TestStoppedAnywhere(t *testing.T) {
	t.Parallel()
	for stop := range 12 {
		s, l := &gnewstest.Server{}, &ledger{}
		tokens := fill(s, 8)
		s.Add(tokens[2], gnewstest.Story{Address: address(2), Page: gnewstest.PageSecond})
		s.Add(tokens[3], gnewstest.Story{Address: address(3), Row: gnewstest.RowNull})
		s.Add(tokens[4], gnewstest.Story{Page: gnewstest.PageUnsigned})
		ctx, cancel := context.WithCancel(t.Context())
		r := gnews.Resolver{Client: &stopping{s.Client(), stop, cancel}}
		err := r.Resolve(ctx, l.stories(tokens...), 100, l.report)
		cancel()
		if (err != nil) != (stop < 11) || err != nil && !errors.Is(err, context.Canceled) {
			t.Fatalf("stopped at request %d: %v", stop, err)
		}
		if err := resolve(t, s, l, 100, l.stories(tokens...)); err != nil {
			t.Fatal(err)
		}
		before, posts := s.Requests()
		if err := resolve(t, s, l, 100, l.stories(tokens...)); err != nil {
			t.Fatal(err)
		}
		if after, p := s.Requests(); after != 10 || after != before || p != posts {
			t.Errorf("stopped at request %d: %d GETs, and %d more for nothing", stop, before, after-before)
		}
		for i, token := range tokens {
			if s.Asked(token) > 1 || l.outcomes[token].State != gnews.Refused && l.outcomes[token].Address != address(i) {
				t.Errorf("stopped at request %d: story %d asked for %d times: %+v", stop, i, s.Asked(token), l.outcomes[token])
			}
		}
	}
}

// An outcome that cannot be stored ends the run before the next request.
func TestReportFails(t *testing.T) {
	t.Parallel()
	s, full := &gnewstest.Server{}, errors.New("disk full")
	r := gnews.Resolver{Client: s.Client()}
	err := r.Resolve(t.Context(), new(ledger).stories(fill(s, 3)...), 100, func(gnews.Outcome) error { return full })
	if gets, _ := s.Requests(); !errors.Is(err, full) || gets != 1 {
		t.Errorf("%v after %d GETs", err, gets)
	}
}

// Where request after request fails, the budget is not spent to its end.
func TestManyFailures(t *testing.T) {
	t.Parallel()
	s, l := &gnewstest.Server{}, &ledger{}
	tokens := fill(s, 20)
	for _, token := range tokens {
		s.Add(token, gnewstest.Story{Page: gnewstest.PageFails})
	}
	if err := resolve(t, s, l, 100, l.stories(tokens...)); err == nil {
		t.Error("no error")
	}
	if gets, _ := s.Requests(); gets != 6 {
		t.Errorf("%d GETs", gets)
	}
}

// 400 tokens go in few batches; each keeps its own address.
func TestManyStories(t *testing.T) {
	t.Parallel()
	s, l := &gnewstest.Server{Form: gnewstest.FormUnordered}, &ledger{}
	tokens := fill(s, 450)
	if err := resolve(t, s, l, 1000, l.stories(tokens...)); err != nil {
		t.Fatal(err)
	}
	for i, token := range tokens {
		if l.outcomes[token].Address != address(i) {
			t.Fatalf("story %d: %+v", i, l.outcomes[token])
		}
	}
	if gets, posts := s.Requests(); gets != 450 || posts != 3 {
		t.Errorf("%d GETs, %d POSTs", gets, posts)
	}
}

func TestPause(t *testing.T) {
	t.Parallel()
	for refusals, want := range map[int]time.Duration{
		0: time.Hour, 1: time.Hour, 2: 2 * time.Hour, 3: 4 * time.Hour, 5: 16 * time.Hour, 6: 24 * time.Hour, 1 << 40: 24 * time.Hour,
	} {
		if got := gnews.Pause(refusals, 0); got != want {
			t.Errorf("%d refusals: %v, want %v", refusals, got, want)
		}
	}
	if got := gnews.Pause(1, 5*time.Hour); got != 5*time.Hour {
		t.Errorf("Retry-After: %v", got)
	}
}

// late ends the run while an answer is on its way.
type late struct {
	gnews.Client
	cancel context.CancelFunc
}

func (l late) Get(ctx context.Context, address string) (gnews.Answer, error) {
	defer l.cancel()
	return l.Client.Get(ctx, address)
}

// An answer that came when the run was to end is reported all the same.
func TestAnswerAtTheEnd(t *testing.T) {
	t.Parallel()
	s, l := &gnewstest.Server{}, &ledger{}
	tokens := fill(s, 3)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	r := gnews.Resolver{Client: late{s.Client(), cancel}}
	if err := r.Resolve(ctx, l.stories(tokens...), 100, l.report); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if gets, _ := s.Requests(); gets != 1 || l.outcomes[tokens[0]].Progress == "" {
		t.Errorf("%+v after %d GETs", l.outcomes, gets)
	}
}
