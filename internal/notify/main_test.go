package notify

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// TestMain is also the program that takes news: with $STAND_IN set, this binary
// writes its arguments and its standard input to a file of that name and a
// number, says what $STAND_IN_SAYS has, and ends with the next code of
// $STAND_IN_CODES.
func TestMain(m *testing.M) {
	if path := os.Getenv("STAND_IN"); path != "" {
		os.Exit(standIn(path))
	}
	goleak.VerifyTestMain(m)
}

func standIn(path string) int {
	in, err := io.ReadAll(os.Stdin)
	if err != nil {
		return 99
	}
	for n := 1; ; n++ {
		file := fmt.Sprintf("%s.%d", path, n)
		if _, err := os.Stat(file); err == nil {
			continue
		}
		if err := os.WriteFile(file, []byte(strings.Join(os.Args[1:], " ")+"\n"+string(in)), 0o600); err != nil {
			return 99
		}
		fmt.Fprintln(os.Stderr, os.Getenv("STAND_IN_SAYS"))
		codes := strings.Fields(os.Getenv("STAND_IN_CODES"))
		code, _ := strconv.Atoi(codes[min(n, len(codes))-1])
		return code
	}
}

// played makes this binary the stand-in, which ends with these codes. got
// returns what its calls were given: the arguments, a line feed, the input.
func played(t *testing.T, says, codes string) (words []string, got func() []string) {
	t.Helper()
	path := t.TempDir() + "/call"
	t.Setenv("STAND_IN", path)
	t.Setenv("STAND_IN_SAYS", says)
	t.Setenv("STAND_IN_CODES", codes)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return []string{self}, func() (calls []string) {
		for n := 1; ; n++ {
			call, err := os.ReadFile(fmt.Sprintf("%s.%d", path, n))
			if err != nil {
				return calls
			}
			calls = append(calls, string(call))
		}
	}
}

// waited are options that wait for nothing, and what they were to wait for.
func waited(limit time.Duration) (Options, *[]time.Duration) {
	var waits []time.Duration
	return Options{Limit: limit, Wait: func(ctx context.Context, d time.Duration) error {
		waits = append(waits, d)
		return ctx.Err()
	}}, &waits
}

func some() News {
	zone := time.FixedZone("CET", 3600)
	return News{
		Now:  time.Date(2026, 1, 15, 8, 30, 0, 0, zone),
		JSON: []byte(`{"topics":[]}`),
		Topics: []Topic{
			{Name: "harbour", New: 3, Pulse: "3 this week, usually 0.4", Events: []Event{
				{Date: "2026-01-15", Title: "A harbour closes", Publisher: "Reuters", Others: []string{"BBC", "AP News"}, Link: "https://a.example/2?a=1&b=2"},
				{Date: "2026-01-14", Title: "Häfen & <Kräne>", Publisher: "Die Küste"},
			}},
			{Name: "日韓", New: 1, Events: []Event{{Date: "2026-01-15", Title: "日韓首脳会談", Publisher: "NHK", Link: "https://n.example/1"}}},
		},
	}
}

func TestProgram(t *testing.T) {
	words, got := played(t, "not now", "1 1 0")
	var out, errs bytes.Buffer
	o, waits := waited(time.Minute)
	p := Program{Words: append(words, "--to", "me you"), Out: &out, Err: &errs}
	if err := Deliver(t.Context(), p, some(), o); err != nil {
		t.Fatal(err)
	}
	if calls := got(); len(calls) != 3 || calls[2] != "--to me you\n{\"topics\":[]}" {
		t.Errorf("calls %q", calls)
	}
	if fmt.Sprint(*waits) != "[2s 8s]" || errs.String() != "not now\nnot now\nnot now\n" {
		t.Errorf("waits %v, said %q", *waits, errs.String())
	}
}
