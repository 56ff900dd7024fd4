package article

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// A text that stands on every page of a host is found to be furniture; the
// article that stands beside it is not.
func TestRepeated(t *testing.T) {
	notice := "The Paper\n\nWelcome to the paper of the town. It is written by the people of the town."
	var host [][]uint64
	for i := range 3 {
		host = append(host, Fingerprint(fmt.Sprintf("%s\n\nStory number %d has words of its own, and enough of them to be longer than the notice of the town's paper is.", notice, i)))
	}
	f := Repeated(host, 3)
	if got := f.Share("THE PAPER\n\nWelcome to the paper of the town: it is written by the people of the town!"); got != 1 {
		t.Errorf("the notice alone has a share of %v, want 1", got)
	}
	if got := f.Share(notice + "\n\nStory number 7 has words of its own, and enough of them to be longer than the notice of the town's paper is."); got <= 0 || got > .6 {
		t.Errorf("a story with the notice has a share of %v, want some and at most .6", got)
	}
	if got := (Furniture{}).Share(notice); got != 0 {
		t.Errorf("without other pages the share is %v, want 0", got)
	}
	if got := Repeated(host[:1], 0).Share(notice); got != 0 {
		t.Errorf("one page makes furniture: %v", got)
	}
}

func TestLikeness(t *testing.T) {
	story := "The old bridge fell into the river on Tuesday evening, minutes after the police had closed it. Nobody was hurt. Engineers had warned of cracks in its second pillar since the spring, and the city had asked for money in vain."
	for _, c := range []struct {
		other    string
		from, to float64
	}{
		{strings.ToUpper(story), 1, 1},
		{"(dpa) – " + story, .9, 1},
		{"The new bridge over the river was opened on Tuesday evening by the mayor, who spoke of a great day for the city.", 0, .1},
		{"", 0, 0},
	} {
		if got := Likeness(story, c.other); got < c.from || got > c.to {
			t.Errorf("%.30q is %v like the story, want %v to %v", c.other, got, c.from, c.to)
		}
	}
	if got := Likeness("", " "); got != 1 {
		t.Errorf("two empty texts are %v alike, want 1", got)
	}
}

// Likeness is symmetric and between 0 and 1.
func TestLikenessIsSymmetric(t *testing.T) {
	text := rapid.StringOf(rapid.RuneFrom([]rune("ab c東京\u0301.\n")))
	rapid.Check(t, func(t *rapid.T) {
		a, b := text.Draw(t, "a"), text.Draw(t, "b")
		x, y := Likeness(a, b), Likeness(b, a)
		if x != y || x < 0 || x > 1 || Likeness(a, a) != 1 {
			t.Fatalf("%q and %q are %v and %v alike; %q and itself %v", a, b, x, y, a, Likeness(a, a))
		}
	})
}
