package archive

import (
	"context"
	"strings"
	"time"

	"newsarchive/internal/news"
	"newsarchive/store"
)

// StoryText is what is known of a story's page.
type StoryText struct {
	// Readings are what was read from its page at all times, the oldest first.
	// Those that stand are the versions of the story's text.
	Readings []news.Reading
	// State is how its page stands among those that are to be fetched; nil if it
	// was never wanted, and of an archive as of a date.
	State *store.PageState
	// Unresolved means that only a Google News link is known of it, and where that
	// leads was not asked yet. It is set only without a State.
	Unresolved bool
	// Last is the last attempt to fetch it, as long as the fetch log has it.
	Last *store.PageFetch
	// SameText are other stories that have the same text.
	SameText []int64
}

// storyText returns what is known of the page of a story and of those that are
// the same.
func (a *Archive) storyText(ctx context.Context, story int64) (t StoryText, err error) {
	if t.Readings, err = a.store.Readings(ctx, story); err != nil {
		return t, err
	}
	if a.present == nil {
		if err := a.pageState(ctx, story, &t); err != nil {
			return t, err
		}
	}
	fetches, err := a.store.PageFetches(ctx, story, 1)
	if err != nil {
		return t, err
	}
	if len(fetches) > 0 {
		t.Last = &fetches[0]
	}
	t.SameText, err = a.store.SameText(ctx, story)
	return t, err
}

func (a *Archive) pageState(ctx context.Context, story int64, t *StoryText) error {
	state, ok, err := a.store.PageState(ctx, story)
	if err != nil {
		return err
	}
	if ok {
		t.State = &state
		return nil
	}
	unresolved, err := a.store.Unresolved(ctx, nil, []int64{story}, 1)
	t.Unresolved = len(unresolved) > 0
	return err
}

// Versions returns the readings that stand, the oldest first.
func (t StoryText) Versions() (all []news.Reading) {
	for _, r := range t.Readings {
		if r.Stands {
			all = append(all, r)
		}
	}
	return all
}

// Text returns the story's text: the latest article that stands, else the latest
// teaser; nil if there is none.
func (t StoryText) Text() (best *news.Reading) {
	for i := range t.Readings {
		r := &t.Readings[i]
		if r.Stands && (best == nil || best.Kind != news.PageArticle || r.Kind == news.PageArticle) {
			best = r
		}
	}
	return best
}

// ArchivedCopy returns the publisher's address of a page that came from the
// Internet Archive, and when that took its copy; ok is false for any other page.
func ArchivedCopy(address string) (original string, at time.Time, ok bool) {
	_, rest, _ := strings.Cut(address, "/web/")
	stamp, original, ok := strings.Cut(rest, "id_/")
	if !ok || !strings.HasPrefix(original, "http") {
		return "", time.Time{}, false
	}
	at, err := time.Parse("20060102150405", stamp)
	return original, at, err == nil
}
