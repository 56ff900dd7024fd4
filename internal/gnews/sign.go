package gnews

import (
	"context"
	"errors"
	"fmt"
	"net/url"
)

var (
	errUnsigned = errors.New("the page of the story at Google has no signature")
	errUnknown  = errors.New("Google does not know the story") //nolint:staticcheck // a name
)

// sign gets the signatures of stories as far as the budget goes, and returns the
// stories that have one. The first request that Google refuses ends it.
func (r *run) sign(ctx context.Context, waiting []task) (signed []task, err error) {
	failures := 0
	for _, t := range waiting {
		if r.gets <= 0 {
			break
		}
		failure, err := r.signOne(ctx, &t)
		if err != nil {
			return nil, err
		}
		if t.signed() {
			signed = append(signed, t)
		}
		if failure == nil {
			failures = 0
			continue
		}
		if failures++; failures == maxFailures {
			return nil, fmt.Errorf("ask Google for the addresses of stories: the requests for %d stories in a row failed: %w", failures, failure)
		}
	}
	return signed, nil
}

// signOne gets the signature of a story: from /articles/TOKEN, and where that
// fails or has none, from /rss/articles/TOKEN. It reports what came. failure is
// why a request had no answer; err ends the run.
func (r *run) signOne(ctx context.Context, t *task) (failure, err error) {
	for i, path := range []string{"/articles/", "/rss/articles/"} {
		if i == 0 && t.unsigned || r.gets <= 0 {
			continue
		}
		page, err := r.getPage(ctx, path, t.Token)
		switch {
		case isBlocked(err) || err != nil && ctx.Err() != nil:
			return nil, err
		case page.address != "" && Check(page.address, r.Networks...) == nil:
			return nil, r.resolved(*t, page.address)
		case page.signature != signature{}:
			t.signature = page.signature
			return nil, r.report(Outcome{Token: t.Token, State: Pending, Progress: t.progress()})
		case err != nil && !errors.Is(err, errUnknown):
			failure = err
		case i == 0:
			// An answer: it is reported before the other page is asked for.
			t.unsigned = true
			if err := r.report(Outcome{Token: t.Token, State: Pending, Progress: t.progress()}); err != nil {
				return nil, err
			}
		case failure == nil:
			if err == nil {
				err = errUnsigned
			}
			return nil, r.report(Outcome{Token: t.Token, State: Refused, Err: err})
		}
	}
	if failure == nil {
		return nil, nil
	}
	return failure, r.failed(*t, failure)
}

// getPage requests a story's page. The error is errUnknown when there is none.
func (r *run) getPage(ctx context.Context, path, token string) (articlePage, error) {
	r.gets--
	answer, err := r.Client.Get(ctx, r.base()+path+url.PathEscape(token)+"?hl=en-US&gl=US&ceid=US:en")
	if err != nil && ctx.Err() != nil {
		err = ctx.Err()
	}
	if err != nil {
		return articlePage{}, err
	}
	if err := r.refusal(answer); err != nil {
		return articlePage{}, err
	}
	page := readArticlePage(answer.Body, token)
	switch {
	case page.blocked != "":
		return articlePage{}, r.blocked(page.blocked, answer)
	case answer.Status == 404 || answer.Status == 410 || answer.Status == 400:
		return articlePage{}, errUnknown
	case answer.Status != 200:
		return articlePage{}, badStatus(answer.Status)
	}
	return page, nil
}

func isBlocked(err error) bool {
	var b *Blocked
	return errors.As(err, &b)
}
