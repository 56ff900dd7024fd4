package opensearch

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTermsIn(t *testing.T) {
	t.Parallel()
	for printed, want := range map[string][]string{
		"p_title:us":           {"us"},
		"p_title:u p_title:us": {"u", "us"},
		"p_title:korea (p_title:korean)^0.8 p_title:(x":              {"korea", "korean", "(x"},
		"p_title:u.s. (ConstantScore(p_title:us))^0.0":               {"u.s.", "us"},
		"(ConstantScore(p_title:us))^0.0 p_title:u.s.":               {"us", "u.s."},
		"(p_title:a))^0.5 (ConstantScore(p_title:b)))^0.0 p_title:c": {"a)", "b)", "c"},
		`MatchNoDocsQuery("")`:                                       nil,
	} {
		if d := cmp.Diff(want, termsIn(printed, "p_title")); d != "" {
			t.Errorf("%s (-want +got):\n%s", printed, d)
		}
	}
}
