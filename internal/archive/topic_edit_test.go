package archive_test

import (
	"errors"
	"net/http"
	"slices"
	"testing"

	"newsarchive/internal/archive"
	"newsarchive/internal/query"
	"newsarchive/store"
)

// TestEditTopic promises that what was new of a topic stays new after a change of
// its query, that what matches only by the new one counts as shown, and that a
// name is changed with a word about the topics that refer to it.
func TestEditTopic(t *testing.T) {
	a := newArchive(t)
	ctx := t.Context()
	importStories(t, a, article(1, "Korea agrees"), article(2, "Coffee climbs"))
	for _, topic := range [][2]string{{"east", "korea"}, {"all", "topic:east OR tea"}, {"other", "tea"}} { // each names those before it only
		if _, err := a.AddTopic(ctx, topic[0], topic[1], nil); err != nil {
			t.Fatal(err)
		}
	}
	importStories(t, a, article(3, "Korea waits"))
	edited, broken, err := a.EditTopic(ctx, "east", "Far East", "korea OR coffee", nil)
	if err != nil || edited.Name != "far east" || edited.Stories != 3 || !slices.Equal(broken, []string{"all"}) {
		t.Fatal(edited, broken, err)
	}
	isNew := func(want ...int64) {
		t.Helper()
		checked, _, err := a.Check(ctx, []string{"far east"}, 0, nil)
		var ids []int64
		for _, c := range checked {
			ids = append(ids, c.Answer.News.Stories...)
		}
		if slices.Sort(ids); err != nil || !slices.Equal(ids, want) {
			t.Errorf("new are %v, want %v; %v", ids, want, err)
		}
	}
	isNew(3)
	importStories(t, a, article(4, "Coffee falls"))
	isNew(3, 4)
	if _, _, err := a.EditTopic(ctx, "far east", "far east", "korea OR coffee", nil); err != nil {
		t.Error(err)
	}
	isNew(3, 4)
	for name, want := range map[string]error{"other": store.ErrTopicExists, "a,b": store.ErrBadTopic} {
		if _, _, err := a.EditTopic(ctx, "far east", name, "korea", nil); !errors.Is(err, want) {
			t.Errorf("the name %q: %v", name, err)
		}
	}
	if _, _, err := a.EditTopic(ctx, "none", "none", "korea", nil); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a topic that is not there: %v", err)
	}
	for _, text := range []string{"", "date:2026-02-30", `topic:"far east"`} {
		if _, _, err := a.EditTopic(ctx, "far east", "far east", text, nil); !isQueryError(err) {
			t.Errorf("the query %q: %v", text, err)
		}
	}
}

func isQueryError(err error) bool {
	_, ok := errors.AsType[*query.Error](err)
	return ok
}

// TestFindForeign promises that an address which was not typed on this machine
// leads into no private network, unless the settings allow it, neither now nor at
// a later sync, and to no file.
func TestFindForeign(t *testing.T) {
	a := newArchive(t)
	s := newSite(t, func(w http.ResponseWriter, _ string) { _, _ = w.Write([]byte(smallFeed)) })
	for _, address := range []string{s.URL + "/feed", "/etc/hostname", "file:///etc/hostname"} {
		if found, err := a.FindFeed(t.Context(), archive.Wanted{Addresses: []string{address}, Foreign: true}); err == nil {
			t.Errorf("%s was fetched: %v", address, found.URL)
		}
	}
	if asked := s.requests(); len(asked) > 0 {
		t.Errorf("it was asked for %v", asked)
	}
	allowLoopback(t, a)
	found, err := a.FindFeed(t.Context(), archive.Wanted{Addresses: []string{s.URL + "/feed"}, Foreign: true})
	if err != nil {
		t.Fatal(err)
	}
	done, err := a.FollowFound(t.Context(), found, archive.FollowOptions{})
	if err != nil || !done.Added || !done.Feed.State.Foreign {
		t.Errorf("%+v %v", done.Feed.State, err)
	}
}
