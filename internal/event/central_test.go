package event_test

import (
	"testing"

	"newsarchive/internal/event"
)

func TestCentral(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		headlines []string
		want      int
	}{
		"none":             {nil, -1},
		"one":              {[]string{"Louvre closes after robbery"}, 0},
		"without words":    {[]string{"", "…"}, 0},
		"a reaction first": {[]string{"Famous art thief reacts to Louvre heist: 'They will be vilified'", "Thieves steal priceless jewels from Louvre in heist", "Thieves steal priceless jewels from Paris' Louvre", "Priceless jewels stolen in Louvre heist"}, 1},
		"copies":           {[]string{"Paris museum closed", "Thieves steal jewels from Louvre", "Thieves steal jewels from Louvre"}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			reader := event.NewReader()
			var stories []event.Profile
			for i, h := range test.headlines {
				stories = append(stories, reader.Read(&event.Story{ID: int64(i + 1), Titles: []string{h}, Language: "en"}))
			}
			if got := event.Central(stories); got != test.want {
				t.Errorf("%d, want %d", got, test.want)
			}
		})
	}
}
