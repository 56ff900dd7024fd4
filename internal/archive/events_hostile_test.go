package archive_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/news"
)

// TestHostileEvents promises that headlines that many stories share are joined to no
// event that spans days, and that events of ten languages in one feed are kept apart.
func TestHostileEvents(t *testing.T) {
	start := time.Date(2026, 1, 1, 9, 0, 0, 0, time.UTC)
	item := func(n int, headline, publisher, language string, at time.Time) news.Item {
		link := fmt.Sprintf("https://%s.example/%d", publisher, n)
		return news.Item{
			GUID: link, Link: link, Title: headline, Language: language, Published: news.Instant(at),
			Stories: []news.Story{{Link: link, Title: headline, Publisher: publisher, Language: language}},
		}
	}
	for name, c := range map[string]struct {
		items []news.Item
		most  int // stories of the largest event
	}{
		"one word": {repeated(3000, func(i int) news.Item {
			return item(i, []string{"Live updates", "Opinion", "Weather", "Live"}[i%4], fmt.Sprint("paper", i%50), "en", start.Add(time.Duration(i)*time.Minute))
		}), 1},
		"daily": {repeated(60, func(i int) news.Item {
			return item(i, "Your horoscope for today: what the stars have in store for Aries", "paper", "en", start.AddDate(0, 0, i))
		}), 1},
		"template": {repeated(200, func(i int) news.Item {
			return item(i, "Stocks close higher", fmt.Sprint("paper", i%10), "en", start.AddDate(0, 0, i/10))
		}), 10},
		"languages": {repeated(100, func(i int) news.Item {
			l := tenLanguages()[i%10]
			return item(i, l[1], fmt.Sprint("paper", i/10), l[0], start.Add(time.Duration(i)*time.Minute))
		}), 10},
	} {
		t.Run(name, func(t *testing.T) {
			a, err := archive.Create(t.Context(), filepath.Join(t.TempDir(), "archive"), archive.Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer a.Close() //nolint:errcheck // a test's
			for i := 0; i < len(c.items); i += 1000 {
				if _, faults, err := a.Store().Import(t.Context(), c.items[i:min(i+1000, len(c.items))], start.AddDate(1, 0, 0)); err != nil || len(faults) > 0 {
					t.Fatal(faults, err)
				}
				if _, err := a.CatchUp(t.Context(), nil); err != nil {
					t.Fatal(err)
				}
			}
			largest := 0
			for i := range c.items {
				e, err := a.Event(t.Context(), int64(i+1))
				if err != nil {
					t.Fatal(err)
				}
				if largest = max(largest, e.Total); i > 300 {
					break
				}
			}
			if largest > c.most || c.most > 1 && name == "languages" && largest < c.most {
				t.Errorf("the largest event has %d stories, want %d", largest, c.most)
			}
		})
	}
}

func repeated(n int, item func(i int) news.Item) (all []news.Item) {
	for i := range n {
		all = append(all, item(i))
	}
	return all
}

// tenLanguages has a headline of the same happening in each of ten languages.
func tenLanguages() [][2]string {
	return [][2]string{
		{"en", "Earthquake of magnitude seven shakes northern Chile, thousands flee the coast"},
		{"de", "Erdbeben der Stärke sieben erschüttert Norden Chiles, Tausende fliehen von der Küste"},
		{"fr", "Un séisme de magnitude sept secoue le nord du Chili, des milliers fuient la côte"},
		{"es", "Terremoto de magnitud siete sacude el norte de Chile y miles huyen de la costa"},
		{"sv", "Jordskalv av magnitud sju skakar norra Chile, tusentals flyr kusten"},
		{"ru", "Землетрясение магнитудой семь потрясло север Чили, тысячи бегут с побережья"},
		{"ja", "チリ北部でマグニチュード七の地震、沿岸から数千人が避難"},
		{"ko", "칠레 북부 규모 칠 지진 발생 해안 주민 수천 명 대피"},
		{"zh", "智利北部发生七级地震，沿海数千人紧急疏散"},
		{"ar", "زلزال بقوة سبع درجات يضرب شمال تشيلي وآلاف يفرون من الساحل"},
	}
}
