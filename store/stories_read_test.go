package store_test

import (
	"context"
	"errors"
	"testing"

	"newsarchive/internal/news"

	"github.com/google/go-cmp/cmp"
)

// TestStories promises stories in the order of their ids as they are asked for, without
// missing ones, and none once the context has ended.
func TestStories(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	for i, title := range []string{"One", "Two", "Three"} {
		a.save(i, article(title, "https://news.example/"+title, title))
	}
	titles := func(stories []news.Story) (all []string) {
		for _, st := range stories {
			all = append(all, st.Title)
		}
		return all
	}
	for _, c := range []struct {
		ids  []int64
		want []string
	}{
		{nil, nil},
		{[]int64{99}, nil},
		{[]int64{3, 99, 1, 2}, []string{"Three", "One", "Two"}},
		{[]int64{2, 1, 2}, []string{"Two", "One", "Two"}},
	} {
		stories, err := a.Stories(t.Context(), c.ids)
		if d := cmp.Diff(c.want, titles(stories)); d != "" || err != nil {
			t.Errorf("%v: %v\n%s", c.ids, err, d)
		}
	}
	ctx, cancel := context.WithCancelCause(t.Context())
	enough := errors.New("enough")
	cancel(enough)
	if _, err := a.Stories(ctx, []int64{1}); !errors.Is(err, enough) {
		t.Errorf("after the end of its context: %v", err)
	}
}
