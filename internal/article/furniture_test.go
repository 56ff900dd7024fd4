package article

import (
	"fmt"
	"testing"
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
