package query

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// noPos compares trees without the positions of their leaves.
func noPos() cmp.Options {
	return cmp.Options{
		cmpopts.IgnoreFields(Word{}, "Pos", "Times", "Excluded"), cmpopts.IgnoreFields(Phrase{}, "Pos", "Excluded"),
		cmpopts.IgnoreFields(Term{}, "Pos"), cmpopts.IgnoreFields(DateRange{}, "Pos"),
		cmpopts.IgnoreFields(Count{}, "Pos"), cmpopts.IgnoreFields(Is{}, "Pos"),
		cmpopts.IgnoreFields(Has{}, "Pos"), cmpopts.IgnoreFields(ID{}, "Pos"),
		cmpopts.IgnoreFields(Cluster{}, "Pos"), cmpopts.IgnoreFields(Learned{}, "Pos"), cmpopts.IgnoreFields(Similar{}, "Pos"), cmpopts.IgnoreFields(Topic{}, "Pos"),
	}
}

// pieces are parts of queries, valid and odd ones.
func pieces() []string {
	return []string{
		"korea", "K-pop", "COVID-19", "summit", "한국", "日本", "O'Brien", "U.S.", "🎉", "café", "a", "AT&T",
		"AND", "OR", "NOT", "|", "-", "--", "+", "*", "~", "~2", "#", "\"", "(", ")", ",", ":", "..", ">", "<", "=", "\\", "\\\"",
		" ", " ", " ", "\x00", "\xff", "\u202e", "\n", "&", ";",
		"kor*", "koria~", "koria~2", "~~quake", "~~", "title:", "text:", "pub:", "site:bbc.co.uk", "feed:", "#tag", "tag:", "lang:ko", "date:", "seen:",
		"2026", "2026-01", "2026-W03", "2026-01-14", "2026-01-14T09:30", "T09:30Z", "jan", "today", "7d", "last-week", "2026-02-30",
		"after:", "before:", "size:", "publishers:>3", "is:lead", "has:text", "id:1,2", "cluster:7", "similar:3", "topic:asia", "foo:bar", "10:30", "http://x/y",
	}
}

func typed(t *rapid.T) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces()), 0, 25).Draw(t, "pieces"), "")
}

func testOptions(t testing.TB) Options {
	t.Helper()
	zone, err := time.LoadLocation("Asia/Seoul")
	if err != nil {
		t.Fatal(err)
	}
	clock, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	return Options{
		Now:       time.Date(2026, time.January, 14, 15, 4, 5, 0, zone), // a Wednesday
		Zone:      zone,
		ClockZone: clock,
		Topic: func(string) (string, error) {
			return "korea OR japan", nil
		},
		Learn: func(word string) ([]Lesson, error) {
			if word == "nothing" {
				return nil, nil
			}
			return []Lesson{{Text: "earthquake", Headlines: 3, Events: 2}, {Text: "tremor", Headlines: 2, Events: 2}}, nil
		},
	}
}

// checkSound checks what is true of every text.
func checkSound(t interface {
	Fatalf(string, ...any)
	Helper()
}, text string, opts Options,
) {
	t.Helper()
	q, err := Parse(text, opts)
	if err != nil {
		e := err.(*Error) //nolint:errorlint // the promise is this very type
		if e.Text != text || e.Pos < 0 || e.Len < 0 || e.Pos+e.Len > len(text) || e.Msg == "" {
			t.Fatalf("%q: bad error %#v", text, e)
		}
		e.Caret()
		return
	}
	for _, h := range q.Hints {
		if h.Pos < 0 || h.Len < 1 || h.Pos+h.Len > len(text) {
			t.Fatalf("%q: bad hint %#v", text, h)
		}
	}
	q.Explain()
	opts.Any = false
	again, err := Parse(q.Root.String(), opts)
	if err != nil {
		if len(q.Root.String()) > MaxBytes || q.Atoms > MaxAtoms {
			return // a long question
		}
		t.Fatalf("%q: printed as %q: %v", text, q.Root, err)
	}
	if diff := cmp.Diff(q.Root, again.Root, noPos()); diff != "" {
		t.Fatalf("%q: printed as %q, which is another tree:\n%s", text, q.Root, diff)
	}
}

func TestPrintedTreeParsesToItself(t *testing.T) {
	opts := testOptions(t)
	rapid.Check(t, func(t *rapid.T) {
		opts := opts
		opts.Any = rapid.Bool().Draw(t, "any")
		checkSound(t, typed(t), opts)
	})
}

func FuzzParse(f *testing.F) {
	for _, s := range pieces() {
		f.Add(s, false)
	}
	f.Add(`(title:korea,"north korea" OR -date:7d) K-pop kor* koria~2 "a \"b\"" size:2..5 #x`, true)
	opts := testOptions(f)
	f.Fuzz(func(t *testing.T, text string, anyWord bool) {
		opts := opts
		opts.Any = anyWord
		checkSound(t, text, opts)
	})
}
