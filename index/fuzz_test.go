package index

import (
	"errors"
	"testing"
	"time"

	"newsarchive/internal/query"
)

// hostile are expensive queries.
func hostile() []string {
	return []string{
		"korea", "South Korea Japan summit", `"prime minister"`, "kor*", "ko*", "koria~", "koria~2", "K-pop COVID-19 AT&T U.S.",
		"(trump OR biden) tariffs after:2026-03", "-korea", "NOT (a OR the)", "*", "-*", `text:"the who"`, "text:wait", "title:(a b) -publisher:bbc",
		"date:2025..2026 -date:2026-01-14T09:30..2026-01-14T10:30", "seen:>2026", "size:>3 publishers:<9", "日韓 한국 首", "日 本 の", "1,000", "a b c d e f g h",
		`"a the of to"`, "the of to in for on", "i* OR st*", "s-t-a-r-s", "tag:pol* #x lang:en is:lead has:text id:1,2 cluster:7 feed:1", "+the +of", "🎉", "\xff",
		`"a a a a a a a a"`, "the~2", "st~2 to~2 tr~2", "text:st*", "publisher:\"the guardian\" site:co.uk",
	}
}

// FuzzSearch promises that any text is parsed and searched for without a panic,
// that all errors are errors of the query, and that the total is the number of
// hits.
func FuzzSearch(f *testing.F) {
	for _, text := range hostile() {
		f.Add(text, false)
	}
	x := build(f, stored())
	f.Fuzz(func(t *testing.T, text string, any bool) {
		q, err := query.Parse(text, query.Options{Now: time.Date(2026, 2, 1, 12, 0, 0, 0, time.UTC), Any: any})
		if err != nil {
			return
		}
		for _, r := range []Request{{Query: q, Size: 100}, {Query: q, Size: 100, Most: true, Sort: Newest}} {
			res, err := x.Search(t.Context(), r)
			var many *TooManyError
			if errors.As(err, &many) {
				return
			}
			if err != nil {
				t.Fatalf("%q: %v", text, err)
			}
			if res.Total != int64(len(res.Hits)) {
				t.Fatalf("%q: total %d, %d hits", text, res.Total, len(res.Hits))
			}
		}
		if err := x.View(t.Context(), func(v *View) error { _, err := v.Counts(Request{Query: q}); return err }); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
	})
}
