package evaluate_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"newsarchive/internal/archive"
	"newsarchive/internal/evaluate"
)

// TestSlips promises that slips are counted by what their hints name, and that what
// is no slip, or means nothing that is there, does not count.
func TestSlips(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	headlines := []evaluate.Labelled{
		{ID: "1", Title: "Tariffs rise again", Publisher: "Reuters"},
		{ID: "2", Title: "Summit on tariffs opens", Publisher: "The Guardian"},
		{ID: "3", Title: "Summits of Nepal", Publisher: "The Guardian"},
	}
	slips, err := evaluate.ReadSlips(strings.NewReader("tarrifs->tariff, tariffs\nsumimt->summit\nsummet->summits\nqqqqqq->nepal\nagain->nepal\nfery->ferry\nab cd->nepal\n"), "listed")
	if err != nil || len(slips) != 6 {
		t.Fatalf("%v, %v", slips, err)
	}
	slips = append(slips, evaluate.Slip{Kind: "publishers", Typed: "the gaurdian", Meant: []string{"The Guardian"}, Publisher: true})
	got, err := evaluate.Slips(t.Context(), headlines, slips, archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := []evaluate.SlipsResult{
		{Kind: "listed", Typed: 4, Right: 2, Other: 1, None: 1},
		{Kind: "publishers", Typed: 1, Right: 1},
	}
	if d := cmp.Diff(want, got, cmpopts.IgnoreFields(evaluate.SlipsResult{}, "Wrong")); d != "" {
		t.Error(d)
	}
	if w := got[0].Wrong; len(w) != 2 || w[0].Typed != "summet" || w[0].Named != "summit" || w[1].Named != "" {
		t.Errorf("%+v", w)
	}
	if _, err := evaluate.ReadSlips(strings.NewReader("tarrifs\n"), "listed"); err == nil || !strings.Contains(err.Error(), "line 1") {
		t.Errorf("%v", err)
	}
}

// TestDrawSlips promises the same slips of the same headlines, each unlike the word
// that was meant unless chance has it so.
func TestDrawSlips(t *testing.T) {
	headlines := []evaluate.Labelled{{Title: "Tariffs rise again"}, {Title: "Summit 2026: leaders meet", Publisher: "The Guardian"}, {}}
	one, two := evaluate.DrawSlips(headlines, 5), evaluate.DrawSlips(headlines, 5)
	if d := cmp.Diff(one, two); d != "" {
		t.Error(d)
	}
	kinds := map[string]int{}
	for _, s := range one {
		kinds[s.Kind]++
		if n := len(s.Typed) - len(s.Meant[0]); n < -2 || n > 2 {
			t.Errorf("%+v", s)
		}
	}
	if len(kinds) != 6 {
		t.Errorf("%v", kinds)
	}
	if none := evaluate.DrawSlips(nil, 5); len(none) > 0 {
		t.Errorf("%v", none)
	}
}
