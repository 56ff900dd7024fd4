package pace

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestFormatInterval(t *testing.T) {
	t.Parallel()
	for want, d := range map[string]time.Duration{
		"30m": 30 * time.Minute, "2h": 2 * time.Hour, "1h30m": 90 * time.Minute, "1d": oneDay, "1d12h": 36 * time.Hour, "1w": oneWeek, "8d": 8 * oneDay,
	} {
		if got := FormatInterval(d); got != want {
			t.Errorf("%v is %q, want %q", d, got, want)
		}
	}
	for _, text := range []string{"", "soon", "NaNd", "-1d", "5", "1d1"} {
		if d, err := ParseInterval(text); err == nil {
			t.Errorf("%q is %v", text, d)
		}
	}
}

// What is written is read as what it was.
func TestIntervalsComeBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := time.Duration(rapid.IntRange(1, 400*24*60).Draw(t, "minutes")) * time.Minute
		text := FormatInterval(d)
		if got, err := ParseInterval(text); err != nil || got != d {
			t.Fatalf("%v is %q, and that is %v: %v", d, text, got, err)
		}
	})
}
