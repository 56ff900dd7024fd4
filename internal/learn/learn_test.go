package learn_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"newsarchive/internal/learn"

	"github.com/google/go-cmp/cmp"
)

// rare says that no other headline has the word.
func rare(string) (with, all int, err error) { return 0, 1000, nil }

// told returns headlines of events: each text becomes an event, its headlines
// separated by bars, by publishers of their own.
func told(language string, events ...string) (all []learn.Headline) {
	for i, event := range events {
		for j, title := range strings.Split(event, " | ") {
			all = append(all, learn.Headline{Event: int64(i + 1), Publisher: fmt.Sprint("paper ", j), Title: title, Language: language})
		}
	}
	return all
}

func quakes() []learn.Headline {
	return told("en",
		"Quake of magnitude 6 hits Chile | Earthquake of magnitude 6 shakes north of Chile | Chile: strong earthquakes | Powerful quake in Chile",
		"Strong quake near Tokyo | Earthquake near Tokyo, no tsunami | Tokyo shaken by earthquake",
		"Magnitude 5 quakes rattle Rome | Earthquake rattles Rome | Rome earthquake: magnitude 5 | Rome, quake, no tsunami",
		"Quake kills ten in Nepal | Ten killed in Nepal earthquake | Nepal: magnitude 7 earthquake",
		"Quake off Taiwan of magnitude 7 | Taiwan earthquake of magnitude 7",
		"Athens quake | Athens earthquake",
		"Earthquake in Japan | Japan: earthquake", // no headline has the word
		"Quake in Peru | Peru hit by quake",       // each has it
	)
}

func text(found []learn.Word) string {
	var all []string
	for _, w := range found {
		all = append(all, w.Text)
	}
	return strings.Join(all, " ")
}

// What stands in the place of a word is learned, and what stands beside it is not.
func TestWords(t *testing.T) {
	for _, c := range []struct {
		word, want string
		headlines  []learn.Headline
	}{
		{"quake", "earthquake", quakes()},
		{"Quakes", "earthquake", quakes()}, // any form of it
		{"magnitude", "", quakes()},
		{"unknown", "", quakes()},
		{"strong quake", "", quakes()},
		{"in", "", told("en", "Quake in Chile | Quake off Chile", "Quake in Rome | Quake off Rome", "Quake in Peru | Quake off Peru",
			"Quake in Nice | Quake off Nice", "Quake in Oslo | Quake off Oslo", "Quake in Bern | Quake off Bern")}, // a stop word
		{"", "", quakes()},
		{"…", "", quakes()},
		{"quake", "", nil},
		{"polis", "ordningsmakten", told("sv",
			"Polisen griper man i Malmö | Ordningsmakten griper man i Malmö | Malmö: ordningsmakten griper misstänkt",
			"Polis larmad till skola i Lund | Ordningsmakten larmad till skola i Lund",
			"Stor insats av polisen i Umeå | Stor insats av ordningsmakten i Umeå",
			"Polisens tal om Kiruna | Ordningsmaktens tal om Kiruna",
			"Polisen söker vittnen i Visby | Ordningsmakten söker vittnen i Visby",
			"Polisen stoppar bil i Borås | Ordningsmakten stoppar bil i Borås",
		)},
	} {
		found, err := learn.NewLearner().Words(c.word, c.headlines, rare)
		if err != nil {
			t.Fatal(err)
		}
		if got := text(found); got != c.want {
			t.Errorf("%q: %s, want %s", c.word, got, c.want)
		}
	}
}

// A learned word comes with the headlines and events that it was learned from. Equal
// headlines of an event count once.
func TestCounts(t *testing.T) {
	headlines := quakes()
	headlines = append(headlines, headlines...)
	found, err := learn.NewLearner().Words("quake", headlines, rare)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]learn.Word{{Text: "earthquake", Headlines: 10, Events: 6}}, found); diff != "" {
		t.Error(diff)
	}
}

// A word that is as frequent in all headlines is not learned.
func TestFrequentWords(t *testing.T) {
	found, err := learn.NewLearner().Words("quake", quakes(), func(string) (with, all int, err error) { return 500, 1000, nil })
	if err != nil || len(found) > 0 {
		t.Errorf("learned %v, %v", found, err)
	}
	wrong := errors.New("unreadable")
	if _, err := learn.NewLearner().Words("quake", quakes(), func(string) (with, all int, err error) { return 0, 0, wrong }); !errors.Is(err, wrong) {
		t.Errorf("error %v", err)
	}
}

// The order of the headlines does not matter.
func TestAnyOrder(t *testing.T) {
	want, err := learn.NewLearner().Words("quake", quakes(), rare)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		headlines := quakes()
		r.Shuffle(len(headlines), func(i, j int) { headlines[i], headlines[j] = headlines[j], headlines[i] })
		got, err := learn.NewLearner().Words("quake", headlines, rare)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatal(diff)
		}
	}
}

func FuzzWords(f *testing.F) {
	f.Add("quake", "Quake in Chile | Earthquake in Chile", "en")
	f.Add("地震", "日本で地震 | 日本で強震", "ja")
	f.Add("\xff", strings.Repeat("a ", 1000)+" | "+strings.Repeat("é", 2000), "x-\x00")
	f.Fuzz(func(t *testing.T, word, event, language string) {
		found, err := learn.NewLearner().Words(word, told(language, event, event+" x", event+" y", event+" z"), rare)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range found {
			if w.Text == "" || w.Headlines < w.Events || w.Events < 6 {
				t.Errorf("%q: %+v", word, w)
			}
		}
	})
}
