package main

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"newsarchive/internal/news"

	"newsarchive/internal/archive"
	"newsarchive/internal/chronology"
	"newsarchive/store"
)

// onTerminal prints to a terminal of a width, and compares with the golden
// file of that name.
func onTerminal(t *testing.T, name string, width int, print func(*app) error) {
	t.Helper()
	var b bytes.Buffer
	a := newApp(nil, &b, &b)
	a.out.Terminal, a.out.Width = true, width
	if err := print(a); err != nil {
		t.Fatal(err)
	}
	golden(t, fmt.Sprintf("%s-%d", name, width), b.Bytes())
}

func TestGoldenTopics(t *testing.T) {
	weeks := func(tail ...int64) []int64 { return append(make([]int64, 26-len(tail)), tail...) }
	all := []archive.TopicRhythm{
		{
			Topic:  store.Topic{Name: "korea", Query: `south korea japan summit -"north korea"`},
			Rhythm: chronology.Rhythm{Weeks: weeks(1, 3, 2, 0, 5, 8, 13, 2, 1, 40), Stories: 75, Week: 40, BaseRate: 3.9, State: chronology.StateBursts, First: "2026-01-05", Last: "2026-03-14"},
		},
		{
			Topic:  store.Topic{Name: "日韓", Query: "日韓首脳会談\x1b[31m"},
			Rhythm: chronology.Rhythm{Weeks: weeks(), First: "", Last: ""},
		},
		{Topic: store.Topic{Name: "asia", Query: "topic:korea2"}, Err: errors.New(`topic "korea2": there is no such topic`)},
	}
	for _, width := range []int{30, 80, 200} {
		onTerminal(t, "topics", width, func(a *app) error { return a.topics(all) })
	}
}

func TestGoldenNews(t *testing.T) {
	answer := answerForTests()
	answer.More = true
	c := archive.Checked{
		TopicRhythm: archive.TopicRhythm{
			Topic:  store.Topic{Name: "korea"},
			Rhythm: chronology.Rhythm{Week: 6, BaseRate: 0.4, State: chronology.StateWakes},
		},
		Answer: answer,
	}
	ar := archiveForTests(t)
	for _, width := range []int{80, 200} {
		onTerminal(t, "news", width, func(a *app) error {
			return errors.Join(a.news(c, ar, false), a.news(c, ar, true))
		})
	}
}

// archiveForTests is an empty archive of UTC.
func archiveForTests(t *testing.T) *archive.Archive {
	t.Setenv("TZ", "UTC")
	a, err := archive.Create(t.Context(), t.TempDir(), archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	return a
}

// eventForTests is an event in two feeds. It is not certain that the second
// publisher was not the first; the others are later.
func eventForTests(stories int) archive.Event {
	at := time.Date(2026, 1, 13, 5, 10, 0, 0, time.UTC)
	half := news.Seconds(30 * time.Minute)
	e := archive.Event{
		Number: 7, Total: stories, Story: 7, Chains: []int64{2, 9}, Feeds: []string{"world", "日経\x1b[31m"}, First: at, Last: at.Add(33 * time.Hour),
		Publishers: []archive.Publisher{
			{Name: "Reuters", Stories: 2, First: 7, Delay: archive.Delay{Seen: at, Known: true, First: true}},
			{Name: "AP News", Stories: 1, First: 8, Delay: archive.Delay{Seen: at, Known: true, Least: -half, Most: half}},
			{Name: "日本経済新聞", Stories: 1, First: 9, Delay: archive.Delay{Seen: at.Add(2 * time.Hour), Known: true, Delay: 4 * half, Least: 3 * half, Most: 5 * half}},
			{Name: "Yonhap", Stories: 1, First: 10, Delay: archive.Delay{Seen: at.Add(33 * time.Hour), Delay: 66 * half}},
		},
		Leads: []store.Lead{
			{Story: 7, Title: "South Korea's president lands in Japan for two-day summit", Publisher: "Reuters", Feed: "world", From: at, Until: at.Add(4 * time.Hour)},
			{Story: 9, Title: "高市首相、日韓首脳会談でシャトル外交の継続を確認し、奈良で記者会見を開いた\x07", Publisher: "日本経済新聞", Feed: "日経", From: at.Add(4 * time.Hour)},
		},
		Days: []store.Value{{Value: "2026-01-13", Count: 4}, {Value: "2026-01-14", Count: 1}},
	}
	for i := range stories {
		e.Stories = append(e.Stories, archive.EventStory{
			Story: news.Story{ID: int64(7 + i), Title: fmt.Sprintf("Headline %d of an event that goes on and on, in many words", i), Publisher: "Reuters"},
			Feeds: []string{"world"}, Delay: archive.Delay{Seen: at.Add(time.Duration(i) * time.Hour)},
		})
	}
	return e
}

func TestGoldenChain(t *testing.T) {
	for _, width := range []int{30, 80, 200} {
		onTerminal(t, "chain", width, func(a *app) error { return a.event(eventForTests(5), eventOptions{size: 20, zone: time.UTC}) })
	}
	long := eventForTests(3000)
	long.Cut, long.Days = true, nil
	for day := range 400 {
		long.Days = append(long.Days, store.Value{Value: time.Date(2025, 1, day+1, 0, 0, 0, 0, time.UTC).Format(time.DateOnly), Count: 7 + day%5})
	}
	onTerminal(t, "chain-long", 80, func(a *app) error { return a.event(long, eventOptions{size: 2, zone: time.UTC}) })
}

func TestSplitWords(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"mail  -s 'two words' me", []string{"mail", "-s", "two words", "me"}},
		{`a "b \"c\" $HOME" d\ e ''`, []string{"a", `b "c" $HOME`, "d e", ""}},
		{`'a\b' x"y"z`, []string{`a\b`, "xyz"}},
		{" ", nil},
	} {
		if got, err := splitWords(c.text); err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, %v, want %q", c.text, got, err, c.want)
		}
	}
	if _, err := splitWords(`a 'b`); err == nil {
		t.Error("a quote that is not closed is no fault")
	}
}
