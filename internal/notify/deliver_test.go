package notify

import (
	"errors"
	"io"
	"strings"
	"testing"
	"time"
)

// wantError fails unless a delivery failed with these words.
func wantError(t *testing.T, err error, tries int, words string) {
	t.Helper()
	var failed *Error
	if !errors.As(err, &failed) {
		t.Fatalf("error %v, want %q", err, words)
	}
	if failed.Tries != tries || !strings.Contains(failed.Error(), words) {
		t.Errorf("%d tries, want %d; error\n%v\nwants the words\n%s", failed.Tries, tries, err, words)
	}
}

func TestDeliverGivesUp(t *testing.T) {
	words, got := played(t, "", "1")
	o, _ := waited(time.Minute)
	err := Deliver(t.Context(), Program{Words: words, Out: io.Discard, Err: io.Discard}, some(), o)
	wantError(t, err, 3, "failed: exit status 1 (tried 3 times)")
	if len(got()) != 3 {
		t.Errorf("%d calls", len(got()))
	}
	err = Deliver(t.Context(), Program{Words: []string{"/no/such/program"}}, some(), o)
	wantError(t, err, 1, "the program /no/such/program cannot be found; check its name")
}
