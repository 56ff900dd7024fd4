package words

import "testing"

func TestNearest(t *testing.T) {
	names := []string{"search", "show", "sync", "stats", "bash", "zsh", "fish"}
	for typed, want := range map[string]string{
		"serch": "search", "hsow": "show", "sy": "sync", "csh": "zsh", "Fish": "fish", "x": "", "quite else": "",
	} {
		if got := Nearest(typed, names); got != want {
			t.Errorf("%s: %q, want %q", typed, got, want)
		}
	}
}
