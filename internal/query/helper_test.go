package query

import (
	"errors"
	"strings"
	"testing"
)

// explained parses and explains on one line, without the line on zones.
func explained(t *testing.T, text string, opts Options) string {
	t.Helper()
	q, err := Parse(text, opts)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return q.Root.Explain(opts.Zone)
}

// hinted parses and gives the hints, and the text under each.
func hinted(t *testing.T, text string, opts Options) string {
	t.Helper()
	q, err := Parse(text, opts)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	var out []string
	for _, h := range q.Hints {
		out = append(out, text[h.Pos:h.Pos+h.Len]+": "+h.String())
	}
	return strings.Join(out, "\n")
}

// fault parses what must fail.
func fault(t *testing.T, text string, opts Options) *Error {
	t.Helper()
	q, err := Parse(text, opts)
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("%s: parsed to %s, error %v", text, q.Root, err)
	}
	return e
}

type promise struct{ text, want string }

func checkTrees(t *testing.T, opts Options, promises []promise) {
	t.Helper()
	for _, p := range promises {
		if got := explained(t, p.text, opts); got != p.want {
			t.Errorf("%s\n got %s\nwant %s", p.text, got, p.want)
		}
		checkSound(t, p.text, opts) // and printed, it parses to itself
	}
}
