package main

import (
	"strings"
	"testing"
	"time"
)

// Any text that can be typed or pasted as a query soon gives an answer or a
// usage error, and an error is never longer than a screen.
func TestHostileQueries(t *testing.T) {
	s := newSession(t, taught)
	for name, q := range map[string]struct {
		text string
		code int
		says string
	}{
		"a megabyte":        {strings.Repeat("korea ", 1<<20/6), exitUsage, "4096 are the most"},
		"one long word":     {strings.Repeat("k", 4096), exitDone, ""},
		"10,000 quotes":     {strings.Repeat(`"`, 10_000), exitUsage, "4096 are the most"},
		"4,000 quotes":      {strings.Repeat(`"`, 4000), exitDone, ""},
		"4,001 quotes":      {strings.Repeat(`"`, 4001), exitDone, "never closed"},
		"deep nesting":      {strings.Repeat("(", 2000) + "korea" + strings.Repeat(")", 2000), exitUsage, "16 are the most"},
		"only closing":      {strings.Repeat(")", 4000), exitDone, "left out"},
		"many negations":    {strings.Repeat("-", 4000) + "korea", exitDone, ""},
		"many NOTs":         {strings.Repeat("NOT ", 1000) + "korea", exitDone, ""},
		"only operators":    {"AND OR NOT | AND", exitDone, "nothing to work on"},
		"only signs":        {"!?… -- € ©", exitDone, ""},
		"only stop words":   {"the and of to a", exitDone, ""},
		"NUL and controls":  {"korea\x00\x01\x1b[31m\x7f summit", exitDone, ""},
		"broken UTF-8":      {"korea \xff\xfe\xc3( summit", exitDone, ""},
		"right to left":     {"שלום \u202eadvocate\u202c السلام", exitDone, ""},
		"emoji":             {"🎉 👩🏽‍🚀 🇸🇪 ❤️", exitDone, ""},
		"impossible date":   {"date:2026-02-30", exitUsage, "28 days"},
		"reversed dates":    {"date:2026-02..2026-01", exitUsage, "backwards"},
		"endless date":      {"date:" + strings.Repeat("9", 4000), exitUsage, "no date"},
		"open on both ends": {"date:..", exitUsage, "beginning or an end"},
		"a huge span":       {"date:1000..9000", exitDone, ""},
		"a huge number":     {"size:>99999999999999999999", exitUsage, "takes a number"},
		"unknown field":     {"foo:bar", exitDone, "no field foo"},
		"one letter":        {"k*", exitUsage, "two letters"},
		"a star of letters": {"日*", exitUsage, "two letters"},
		"marks everywhere":  {"*~* ~~ k*o*r*~ +++korea -+-", exitDone, ""},
		"fields of fields":  {"title:text:publisher:site:x", exitDone, ""},
		"commas":            {"publisher:" + strings.Repeat(",", 4000), exitDone, ""},
		"a number of tags":  {"tag:" + strings.Repeat("a,", 70), exitUsage, "more than 64"},
	} {
		began := time.Now()
		code, out, said := s.run("search", "-n", "3", "--", q.text)
		if code != q.code || !strings.Contains(said, q.says) {
			t.Errorf("%s: exit %d, want %d with %q\n%s", name, code, q.code, q.says, said)
		}
		if n := len(out) + len(said); n > 8<<10 {
			t.Errorf("%s: says %d bytes", name, n)
		}
		if strings.ContainsAny(out+said, "\x00\x1b\x7f\u202e") {
			t.Errorf("%s: control characters come through: %q", name, out+said)
		}
		if took := time.Since(began); took > 10*time.Second {
			t.Errorf("%s: takes %v", name, took)
		}
	}
}

// On a terminal, a search without an answer shows the stories with most of the
// words, and says so.
func TestRelaxedOnATerminal(t *testing.T) {
	s := newSession(t, taught)
	var out, said strings.Builder
	a := newApp(nil, &out, &said)
	a.out.Terminal = true
	if code := a.run(t.Context(), []string{"--dir", s.dir, "search", "climate", "summit", "unicorn"}); code != exitDone {
		t.Fatal(code, said.String())
	}
	if !strings.Contains(said.String(), "no story has unicorn") {
		t.Errorf("does not name the word: %s", said.String())
	}
	got := out.String()
	if !strings.HasPrefix(got, "no story has all the words; these have the most of them:") || !strings.Contains(got, "Climate summit opens") ||
		strings.Contains(got, "Japan") || !strings.Contains(got, "none of these has all the words") {
		t.Errorf("shows:\n%s", got)
	}
}
