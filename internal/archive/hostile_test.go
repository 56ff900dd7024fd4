package archive_test

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"newsarchive/internal/archive"
	"newsarchive/store"
)

// A hostile line affects only itself: its invalid values are repaired or dropped,
// reported and recorded, and the archive is undamaged and can be copied.
func TestHostileLines(t *testing.T) {
	const (
		good  = `{"feed":{"url":"https://f.example/rss"},"link":"https://a.example/1","title":"Good one","first_seen":"2026-01-14T09:00:00Z"}`
		after = `{"feed":{"url":"https://f.example/rss"},"link":"https://a.example/2","title":"Good too","first_seen":"2026-01-14T10:00:00Z"}`
	)
	stays := func(list string) string {
		return `{"feed":{"url":"https://f.example/rss"},"guid":"h","title":"H","first_seen":"2026-01-14T09:00:00Z","stories":[{"link":"https://a.example/h","title":"H","stays":[` + list + `]}]}`
	}
	keyed := func(rest string) string {
		return `{"feed":{"url":"https://f.example/rss"},"guid":"h","title":"H","stories":[{"link":"https://a.example/h","title":"H","stays":[{"position":1,"first_seen":"2026-01-14T09:00:00Z"}],` + rest + `}]}`
	}
	pair := func(guid, same string) string {
		return fmt.Sprintf(`{"guid":%q,"title":"T","stories":[{"link":"https://a.example/%s","title":"T","stays":[{"position":1,"first_seen":"2026-01-14T09:00:00Z"}],"same_as":{"key":"https://a.example/%s","reason":"x","since":"2026-01-14T09:00:00Z"}}]}`, guid, guid, same)
	}
	chain := func(guid, continues string) string {
		return fmt.Sprintf(`{"guid":%q,"title":"T","continues":%q,"stories":[{"link":"https://a.example/%s","title":"T","stays":[{"position":1,"first_seen":"2026-01-14T09:00:00Z"}]}]}`, guid, continues, guid)
	}
	for name, h := range map[string]struct {
		lines string
		fault string // a part of it; empty: none
		saved int    // items
	}{
		"a key of another story":      {keyed(`"keys":["https://a.example/h","https://a.example/1"]`), "", 1}, // one site: the same story
		"a key of another site":       {good + "\n" + keyed(`"link":"https://b.example/h","keys":["https://b.example/h","https://a.example/1"]`), "belongs to another story", 1},
		"a home page as a key":        {`{"link":"https://a.example/"}` + "\n" + keyed(`"keys":["https://a.example/h","https://a.example/"]`), "", 2}, // it is a key of none
		"no key at all":               {keyed(`"keys":["","gnews:a/b","nothing"]`), "is no key of a story", 1},
		"a circle of same_as":         {pair("x", "y") + "\n" + pair("y", "z") + "\n" + pair("z", "x"), "", 3},
		"the same as itself":          {pair("x", "x"), "", 1},
		"same as nothing":             {keyed(`"same_as":{"key":""}`), "names no story", 1},
		"a circle of items":           {chain("x", "y") + "\n" + chain("y", "z") + "\n" + chain("z", "x"), "in a circle", 3},
		"continues itself":            {chain("x", "x"), "in a circle", 1},
		"stays out of order":          {stays(`{"position":1,"first_seen":"2026-01-14T12:00:00Z"},{"position":2,"first_seen":"2026-01-14T09:00:00Z","gone":"2026-01-14T10:00:00Z"}`), "out of order", 1},
		"stays that overlap":          {stays(`{"position":1,"first_seen":"2026-01-14T09:00:00Z"},{"position":1,"first_seen":"2026-01-14T10:00:00Z"}`), "overlap", 1},
		"gone before it came":         {stays(`{"position":1,"first_seen":"2026-01-14T09:00:00Z","gone":"2026-01-13T10:00:00Z"}`), "ends before it begins", 1},
		"a negative position":         {stays(`{"position":-7,"first_seen":"2026-01-14T09:00:00Z"}`), "position -7", 1},
		"a huge position":             {stays(`{"position":9223372036854775807,"first_seen":"2026-01-14T09:00:00Z"}`), "position 9223372036854775807", 1},
		"a number beyond all":         {stays(`{"position":1e400}`), "cannot be a number", 0},
		"a position of words":         {stays(`{"position":"first"}`), "cannot be a string", 0},
		"times at the ends of time":   {stays(`{"position":1,"first_seen":"0000-01-01T00:00:00+14:00","gone":"9999-12-31T23:59:59-14:00"}`), "", 1},
		"a time beyond":               {`{"title":"x","first_seen":"9999-12-31T23:59:59-14:00","last_seen":"0000-01-01T00:00:00+01:00"}`, "", 1},
		"last seen before first":      {`{"title":"x","first_seen":"2026-01-14T09:00:00Z","last_seen":"2025-01-14T09:00:00Z"}`, "last_seen lies before", 1},
		"an unknown rank":             {keyed(`"published":"2026-01-14","published_by":"king"`), "published_by", 1},
		"an unknown revision":         {keyed(`"revisions":[{"field":"drop table","value":"x"}]`), "no revisions of the field", 1},
		"a tag that is none":          {keyed(`"tags":["!!"]`), "is no tag", 0},
		"post without bytes":          {`{"title":"x","post":{"path":"../../etc/passwd","raw_base64":"***"}}`, "base64", 0},
		"NUL and broken text":         {`{"title":"a\u0000b\ud800","link":"https://a.example/\u0000"}`, "", 1},
		"a long key":                  {`{"title":"x","key":"` + strings.Repeat("k", 20_000) + `"}`, "a key of 20000 bytes", 1},
		"a huge title":                {`{"title":"` + strings.Repeat("long ", 1<<17) + `"}`, "", 1},
		"too long a line":             {`{"title":"` + strings.Repeat("x", 65<<20) + `"}`, "too long", 0},
		"many stories in few bytes":   {`{"title":"x","stories":[` + strings.Repeat("{},", 1<<20) + `{}]}`, "too many parts", 0},
		"many stories":                {`{"title":"x","stories":[` + strings.Repeat("{},", 1000) + `{}]}`, "", 1},
		"deep nesting":                {`{"title":"x","tags":` + strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000) + `}`, "", 0},
		"no object":                   {"[]\n7\nnull\n\"x\"", "", 0},
		"a feed of another's name":    {`{"feed":{"url":"https://g.example/rss","name":"f","aliases":["https://f.example/rss"]},"title":"x"}`, "", 1},
		"a story twice in one item":   {`{"title":"x","stories":[{"link":"https://a.example/t","title":"t"},{"link":"https://a.example/t","title":"u"}]}`, "", 1},
		"control characters in a key": {`{"title":"x","key":"\u001b[31m\n"}`, "", 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := newArchive(t)
			got, err := a.Import(t.Context(), []string{"-"}, archive.ImportOptions{Format: archive.FormatNDJSON, Stdin: strings.NewReader(good + "\n" + h.lines + "\n" + after)})
			if err != nil {
				t.Fatal(err)
			}
			said := fmt.Sprint(got.Faults)
			if !strings.Contains(said, h.fault) || len(said) > 2000 || h.fault == "" && h.saved > 0 && got.Failed > 0 {
				t.Errorf("%d faults, want %q: %.2000s", got.Failed, h.fault, said)
			}
			if got.Items != h.saved+2 {
				t.Errorf("%d items saved, want %d and the two good ones", got.Items, h.saved)
			}
			file := t.TempDir() + "/copy"
			if err := a.Store().CopyTo(t.Context(), file); err != nil {
				t.Fatal(err)
			}
			if _, _, err := store.Verify(t.Context(), file); err != nil {
				t.Error(err)
			}
			lines, again := exported(t, a), newArchive(t)
			if imported(t, again, lines); exported(t, again) != lines {
				t.Error("the copy is another")
			}
			if answer, err := a.Search(t.Context(), archive.SearchOptions{Question: archive.Question{Text: "good"}, Page: archive.Page{Size: 10}}); err != nil || answer.Total != 2 {
				t.Errorf("a search finds %d of the two good ones: %v", answer.Total, err)
			}
		})
	}
}

// endless is an endless stream of lines.
type endless struct {
	line string
	left int
	rest string
}

func (e *endless) Read(p []byte) (int, error) {
	if e.rest == "" {
		if e.left == 0 {
			return 0, io.EOF
		}
		e.left--
		e.rest = e.line
	}
	n := copy(p, e.rest)
	e.rest = e.rest[n:]
	return n, nil
}

// All faults are counted, and only the first are kept.
func TestManyFaults(t *testing.T) {
	a := newArchive(t)
	got, err := a.Import(t.Context(), []string{"-"}, archive.ImportOptions{Format: archive.FormatNDJSON, Stdin: &endless{line: "{\n", left: 50_000}})
	if err != nil || got.Failed != 50_000 || len(got.Faults) != 1000 {
		t.Errorf("%d failed, %d faults kept: %v", got.Failed, len(got.Faults), err)
	}
}
