package event_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"newsarchive/internal/event"
)

// largest returns how many stories the largest event has.
func largest(of []int64) int {
	sizes, most := map[int64]int{}, 0
	for _, id := range of {
		sizes[id]++
		most = max(most, sizes[id])
	}
	return most
}

// TestBound promises that an event does not grow without bound, whatever is said how
// often.
func TestBound(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	countries := []string{"japan", "korea", "turkey", "mexico", "chile", "kenya", "norway", "poland", "india", "ghana", "peru", "malta"}
	for name, title := range map[string]func(i int) string{
		"copies": func(int) string { return "Earthquake of magnitude 6.3 strikes southern Mexico" },
		"variations": func(i int) string {
			return fmt.Sprintf("Earthquake of magnitude 6.3 strikes southern Mexico, number%d", i)
		},
		"templates": func(int) string {
			return fmt.Sprintf("Word of %s %d", countries[r.IntN(len(countries))], r.IntN(20))
		},
	} {
		var all []said
		for i := range 5000 {
			all = append(all, said{float64(i) / 500, fmt.Sprint("paper", i%50), title(i)})
		}
		if most := largest(events("en", all)); most > event.MaxStories {
			t.Errorf("%s: an event of %d stories", name, most)
		}
	}
}

// TestCopiesCountOnce promises that what ten papers copy says no more than what one
// writes.
func TestCopiesCountOnce(t *testing.T) {
	agency, other := "Quake rattles Acapulco and southern Mexico, no victims", "Mexico central bank leaves interest rates unchanged despite weaker peso"
	var one, ten []said
	one = append(one, said{0, "a", agency}, said{2, "z", other})
	for i := range 10 {
		ten = append(ten, said{float64(i) / 10, fmt.Sprint("paper", i), agency})
	}
	ten = append(ten, said{2, "z", other})
	a, b := events("en", one), events("en", ten)
	if joined, again := a[1] == a[0], b[10] == b[0]; joined || again || largest(b) != 10 {
		t.Errorf("joined %v by one headline, %v by ten copies: %v", joined, again, b)
	}
}

// TestTemplates promises that what papers write every day in one form makes no event
// that goes on from day to day.
func TestTemplates(t *testing.T) {
	days := []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
	for name, title := range map[string]func(day int) string{
		"stocks":      func(int) string { return "Stocks close higher" },
		"more stocks": func(day int) string { return fmt.Sprintf("Stocks close higher, Dow gains %d points", 100+37*day%400) },
		"weather":     func(day int) string { return "Weather forecast for Dublin on " + days[day%7] },
		"more weather": func(day int) string {
			return fmt.Sprintf("Dublin weather forecast for %s: highs of %d degrees and showers", days[day%7], 10+7*day%13)
		},
		"horoscope": func(day int) string {
			return fmt.Sprintf("Your daily horoscope for January %d by Anna Starling", 1+day)
		},
		"lottery": func(day int) string {
			return fmt.Sprintf("Powerball lottery results and winning numbers for 1/%d/26", 1+day)
		},
		"daily quiz": func(int) string { return "NYT Connections today: hints, clues and answers" },
	} {
		for papers, of := range map[string]func(day, k int) string{
			"of one paper":             func(int, int) string { return "Paper" },
			"of three papers":          func(_, k int) string { return fmt.Sprint("Paper", k) },
			"of another every day":     func(day, _ int) string { return fmt.Sprint("Paper", day) },
			"of no paper that we know": func(int, int) string { return "" },
		} {
			var all []said
			for day := range 25 {
				for k := range 3 {
					all = append(all, said{float64(24*day + 3*k), of(day, k), title(day)})
				}
			}
			first := map[int64]int{}
			for i, id := range events("en", all) {
				if _, known := first[id]; !known {
					first[id] = i / 3
				}
				if i/3-first[id] > 1 {
					t.Errorf("%s %s: an event of day %d goes on to day %d", name, papers, first[id], i/3)
					break
				}
			}
		}
	}
}
