package store_test

import (
	"testing"
	"time"

	"newsarchive/store"
)

// TestState promises that the state changes with every commit of any process,
// that its parts change with what they stand for, and that a restart changes
// only what it must.
func TestState(t *testing.T) {
	ctx := t.Context()
	a := newArchive(t)
	get := func(of *store.Store) store.State {
		t.Helper()
		st, err := of.State(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return st
	}
	first := get(a.Store)
	if again := get(a.Store); again != first {
		t.Errorf("nothing happened, but %+v became %+v", first, again)
	}
	other, err := store.Open(ctx, a.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close() //nolint:errcheck // only read
	if _, err := other.AddTopic(ctx, store.Topic{Name: "korea", Query: "korea"}, nil, time.Now()); err != nil {
		t.Fatal(err)
	}
	topic := get(a.Store)
	if topic.Commit == first.Commit || topic.Settings == first.Settings || topic.Last != first.Last {
		t.Errorf("a topic was added by another process: %+v became %+v", first, topic)
	}
	a.save(1, article("1", "https://a.example/1", "A headline"))
	if story := get(a.Store); story.Last == topic.Last || story.Commit == topic.Commit {
		t.Errorf("a story came: %+v became %+v", topic, story)
	}
	topic = get(a.Store)
	if there := get(other); there.Settings != topic.Settings || there.Last != topic.Last || there.Commit == topic.Commit {
		t.Errorf("one archive opened twice has the states %+v and %+v", topic, there)
	}
}
