package store_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"newsarchive/store"
)

// TestLeads promises that it is known which headline led when: through edits
// that come and go, other leads, and a next item that goes on.
func TestLeads(t *testing.T) {
	a := newArchive(t)
	save := func(n int, guid string, stories ...string) {
		it := cluster("2026-01-14T08:00:00Z", stories...)
		it.GUID = guid
		a.save(n, it)
	}
	save(0, "G", "A|One|Reuters", "B|Two|AP News")
	save(1, "G", "A|One, again|Reuters", "B|Two|AP News")
	save(2, "G", "A|One|Reuters", "B|Two|AP News")
	save(3, "G", "B|Two|AP News", "A|One|Reuters")
	save(4, "G", "B|Two, edited|AP News", "A|One|Reuters")
	save(5, "G", "A|One|Reuters", "B|Two, edited|AP News")
	save(6, "H", "A|One|Reuters", "B|Two, edited|AP News")
	leads, err := a.Leads(t.Context(), []int64{1})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range leads {
		until := "…"
		if !l.Until.IsZero() {
			until = fmt.Sprint(l.Until.Sub(start()).Hours())
		}
		got = append(got, fmt.Sprintf("%s [%v,%s) %s", l.Title, l.From.Sub(start()).Hours(), until, l.Publisher))
	}
	want(t, "leads", got, []string{
		"One [0,1) Reuters", "One, again [1,2) Reuters", "One [2,3) Reuters", "Two [3,4) AP News", "Two, edited [4,5) AP News", "One [5,…) Reuters",
	})
	for n, title := range []string{"One", "One, again", "One", "Two", "Two, edited", "One"} {
		past, err := a.AsOf(t.Context(), hour(n))
		if err != nil {
			t.Fatal(err)
		}
		for it, err := range past.Items(t.Context(), store.ItemFilter{}) {
			if err != nil {
				t.Fatal(err)
			}
			for _, st := range it.Stories {
				y := st.Appearances[len(st.Appearances)-1]
				if y.Title == "" {
					y.Title = st.Title
				}
				if y.Position == 1 && y.Title != title {
					t.Errorf("as of hour %d %q leads, want %q", n, y.Title, title)
				}
			}
		}
		if err := past.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestPastIsReadOnly promises that nothing is written into the past.
func TestPastIsReadOnly(t *testing.T) {
	a := newArchive(t)
	a.save(0, article("1", "https://a.example/1", "One"))
	past, err := a.AsOf(t.Context(), hour(1))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := past.Tag(t.Context(), []int64{1}, []string{"x"}, nil, hour(2)); !errors.Is(err, store.ErrPast) {
		t.Errorf("a tag in the past: %v", err)
	}
	if err := past.Close(); err != nil {
		t.Error(err)
	}
	if tags, err := a.OwnTags(t.Context()); err != nil || len(tags) > 0 {
		t.Errorf("tags %v, %v", tags, err)
	}
}

func TestTopicNames(t *testing.T) {
	for name, want := range map[string]string{"Korea": "korea", "  South   Korea ": "south korea", "日韓": "日韓", "k-pop_2.0": "k-pop_2.0"} {
		if got, err := store.TopicName(name); err != nil || got != want {
			t.Errorf("%q: %q, %v", name, got, err)
		}
	}
	for _, name := range []string{
		"", " ", "-", "-x", "+x", "a,b", `a"b`, "a(b", "a:b", "a*", "a\x1b[31mb", "a\x00", "\xff", "a\u202eb", strings.Repeat("a", 65),
	} {
		if got, err := store.TopicName(name); !errors.Is(err, store.ErrBadTopic) {
			t.Errorf("%q is a name: %q, %v", name, got, err)
		}
	}
}
