package event_test

import (
	"fmt"
	"testing"
	"time"

	"newsarchive/internal/event"
	"newsarchive/internal/news"
)

// said is a headline of a publisher, some hours after the first.
type said struct {
	hours     float64
	publisher string
	title     string
}

// events returns the event of each headline, by the number of its first.
func events(language string, all []said) []int64 {
	r := event.NewReader()
	start := time.Date(2026, 1, 14, 0, 0, 0, 0, time.UTC)
	var profiles []event.Profile
	for i, s := range all {
		profiles = append(profiles, r.Read(&event.Story{
			ID: int64(i + 1), Key: fmt.Sprint(i), Publisher: s.publisher, Language: language, Titles: []string{s.title},
			Date: news.Date{Time: start.Add(time.Duration(s.hours * float64(time.Hour)))},
		}))
	}
	of := event.All(profiles)
	ids := make([]int64, len(all))
	for i := range ids {
		ids[i] = of[int64(i+1)]
	}
	return ids
}

// TestJoined promises that headlines of one happening are joined, in the
// languages of the archive.
func TestJoined(t *testing.T) {
	for name, c := range map[string]struct {
		language string
		all      []said
	}{
		"a copy of an agency": {"en", []said{
			{0, "Reuters", "Earthquake of magnitude 6.3 strikes southern Mexico"},
			{1, "Yahoo", "Earthquake of magnitude 6.3 strikes southern Mexico - Reuters"},
		}},
		"in other words": {"en", []said{
			{0, "AP", "Nearly 15,000 nurses go on strike at major New York City hospitals"},
			{9, "CBS", "Nurses strike begins in New York City as thousands walk off jobs at major hospitals"},
		}},
		"a copy with few words, the same day": {"sv", []said{
			{0, "SvD", "Dödligt drönaranfall mot Odessa"},
			{3, "GP", "Dödligt drönaranfall mot Odessa"},
		}},
		"Spanish": {"es", []said{
			{0, "a", "Un terremoto de magnitud 6,3 sacude el sur de México"},
			{2, "b", "Terremoto de 6,3 sacude Guerrero, en el sur de México"},
		}},
		"Russian": {"ru", []said{
			{0, "a", "Землетрясение магнитудой 6,3 произошло на юге Мексики"},
			{2, "b", "На юге Мексики произошло сильное землетрясение"},
		}},
		"Chinese": {"zh", []said{
			{0, "a", "墨西哥南部发生6.3级地震"},
			{2, "b", "墨西哥南部6.3级地震 首都有震感"},
		}},
		"Japanese": {"ja", []said{
			{0, "a", "メキシコ南部でマグニチュード6.3の地震"},
			{2, "b", "メキシコ南部で地震 マグニチュード6.3 津波の心配なし"},
		}},
		"Korean": {"ko", []said{
			{0, "a", "멕시코 남부에서 규모 6.3 지진 발생"},
			{2, "b", "멕시코 남부 규모 6.3 지진…수도에서도 진동"},
		}},
		"Arabic": {"ar", []said{
			{0, "a", "زلزال بقوة 6.3 درجات يضرب جنوب المكسيك"},
			{2, "b", "زلزال قوي يضرب جنوب المكسيك"},
		}},
		"Thai": {"th", []said{
			{0, "a", "แผ่นดินไหวขนาด 6.3 ทางใต้ของเม็กซิโก"},
			{2, "b", "เกิดแผ่นดินไหวทางใต้ของเม็กซิโก"},
		}},
	} {
		if ids := events(c.language, c.all); ids[0] != ids[1] {
			t.Errorf("%s: %v, want one event", name, ids)
		}
	}
}

// TestKeptApart promises that what only looks alike is not joined.
func TestKeptApart(t *testing.T) {
	for name, c := range map[string]struct {
		language string
		all      []said
	}{
		"one word":        {"en", []said{{0, "a", "Opinion"}, {1, "b", "Opinion"}, {2, "c", "Opinion"}}},
		"two words":       {"en", []said{{0, "a", "Live updates"}, {1, "b", "Live updates"}}},
		"a template":      {"en", []said{{0, "AP", "Stocks close higher"}, {24, "CNBC", "Stocks close higher"}, {48, "AP", "Stocks close higher"}}},
		"a daily column":  {"en", []said{{0, "Post", "Your horoscope for the day ahead by Anna"}, {24, "Post", "Your horoscope for the day ahead by Anna"}, {48, "Post", "Your horoscope for the day ahead by Anna"}}},
		"a forecast":      {"en", []said{{0, "Met", "Weather forecast for Dublin on Monday"}, {24, "Met", "Weather forecast for Dublin on Tuesday"}}},
		"another week":    {"en", []said{{0, "AP", "Earthquake of magnitude 6.3 strikes southern Mexico"}, {24 * 7, "BBC", "Earthquake of magnitude 6.3 strikes southern Mexico"}}},
		"one name":        {"en", []said{{0, "a", "Macron visits flooded villages in Brittany"}, {1, "b", "Macron criticises pension vote"}}},
		"a common prefix": {"en", []said{{0, "Politico", "Capitol agenda: Movement on a health plan, but not Trump’s"}, {26, "Politico", "Capitol agenda: Lawmakers nearly at the funding finish line"}}},
	} {
		ids := events(c.language, c.all)
		for i, id := range ids {
			if id != int64(i+1) {
				t.Errorf("%s: %v, want one event each", name, ids)
				break
			}
		}
	}
}

// TestItem promises that the stories that one item links are of one event, and
// that a story without a date is of none but its own.
func TestItem(t *testing.T) {
	r := event.NewReader()
	pass := event.NewPass()
	day := news.Day(2026, 1, 14)
	next := func(s event.Story) int64 {
		p := r.Read(&s)
		return pass.Next(&p).Event
	}
	undated := "Earthquake of magnitude 6.3 strikes southern Mexico"
	if got := next(event.Story{ID: 1, Key: "a", Titles: []string{undated}}); got != 1 {
		t.Errorf("the first story is of event %d", got)
	}
	if got := next(event.Story{ID: 2, Key: "b", Titles: []string{undated}}); got != 2 {
		t.Errorf("a story without a date is of event %d", got)
	}
	next(event.Story{ID: 3, Key: "c", Date: day, Titles: []string{"Quake rattles Acapulco's old town"}, Clusters: []int64{9}})
	if got := next(event.Story{ID: 4, Key: "d", Date: day, Titles: []string{"Live updates"}, Clusters: []int64{8, 9}}); got != 3 {
		t.Errorf("a story of the same item is of event %d, want 3", got)
	}
}

// TestTexts promises that texts join stories whose headlines share little, and
// that Explain names the words.
func TestTexts(t *testing.T) {
	text := "The ferry Almira ran aground off Skagen on Tuesday night with 214 passengers aboard, the coastguard said; all were taken to Frederikshavn."
	a := event.Story{ID: 1, Key: "a", Date: news.Day(2026, 1, 14), Language: "en", Titles: []string{"Ferry passengers safe after night rescue"}, Text: text}
	b := event.Story{ID: 2, Key: "b", Date: news.Day(2026, 1, 14), Language: "en", Titles: []string{"All rescued as ship runs aground off Denmark"}, Text: text}
	r := event.NewReader()
	p, q := r.Read(&a), r.Read(&b)
	pass := event.NewPass()
	pass.Next(&p)
	if got := pass.Next(&q).Event; got != 1 {
		t.Errorf("stories with one text are of events 1 and %d: %+v", got, event.Compare(&p, &q))
	}
	e := r.Explain(&a, &b)
	if len(e.Words) < 10 || e.Score < event.Join {
		t.Errorf("%+v", e)
	}
}
