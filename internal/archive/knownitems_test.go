package archive_test

import (
	"strings"
	"testing"

	"newsarchive/internal/archive"
)

// knownItems promises that a person who remembers a few words of a story among the
// real headlines finds it first, in 18 of 20, and the seed's cluster by its
// subject. The stories were drawn at random, and the words written by hand
// before any was asked for.
func knownItems(t *testing.T, a *archive.Archive) {
	asked := [][2]string{ // the words, and how the wanted headline begins
		{"newsom redistricting columnists debate", "Commentary: Political ploy or bold move to save democracy?"},
		{"ken griffin warning inflation grating", "Ken Griffin has a warning for Trump and the GOP"},
		{"turks and caicos mass shooting", "Turks and Caicos Islands' first mass shooting"},
		{"tesla partly liable autopilot", "Tesla Found Partly Liable in 2019 Autopilot Death"},
		{"thailand cannabis king prime minister", "Thailand’s ‘cannabis king’ poised to be next prime minister"},
		{"presidential fitness test painful memories", "For Some, Return of Presidential Fitness Test"},
		{"compass largest real estate brokerage merger", "Compass To Become World’s Largest Real Estate Brokerage"},
		{"adidas raise prices tariffs", "Adidas to raise prices as US tariffs costs rise"},
		{"mark cuban openai erotica", "Mark Cuban slams OpenAI's erotica plan"},
		{"denny's ceo interview red flag", "Denny’s CEO asks potential hires these questions"},
		{"moscow police idaho murders documents", "Moscow police release detailed documents"},
		{"venezuelan jets fly over navy ship", "Venezuelan Jets Fly Over U.S. Navy Ship"},
		{"swastika flag representative's office capitol police", "US Capitol police investigating flag with swastika"},
		{"usasoc soldiers aviation mishap", "USASOC Identifies Soldiers Who Perished"},
		{"states sue food stamp data", "States sue USDA over efforts to gather food stamp data"},
		{"mississippi executes inmate college student", "Mississippi executes death row inmate"},
		{"nato arms deliveries ukraine bought in the us", "NATO to coordinate regular and large-scale arm deliveries"},
		{"ted cruz military flights airports", "Ted Cruz looks to force changes to military flights"},
		{"kirk suspect dna fbi chief", "Suspect in Charlie Kirk’s murder linked to scene by DNA"},
		{"rfk mrna vaccine funding miscalculation", "Could RFK Jr's move to pull mRNA vaccine funding"},
	}
	first := 0
	for _, q := range asked {
		if title := firstTitle(t, a, q[0]); strings.HasPrefix(title, q[1]) {
			first++
		} else {
			t.Logf("%s: %q is first, not %q", q[0], title, q[1])
		}
	}
	t.Logf("the wanted story is first in %d of %d", first, len(asked))
	if first < 18 {
		t.Errorf("the wanted story is first in %d of %d, 18 are the least", first, len(asked))
	}
}

// seedFirst promises that the cluster of the seed post leads its subject.
func seedFirst(t *testing.T, a *archive.Archive) {
	const seeds = "South Korea's Lee to head for Japan summit a week after meeting China's Xi"
	answer, err := a.Search(t.Context(), archive.SearchOptions{Question: archive.Question{Text: "South Korea Japan summit"}, Page: archive.Page{Size: 10}})
	if err != nil || len(answer.Groups) == 0 {
		t.Fatalf("%d groups, %v", len(answer.Groups), err)
	}
	lead, err := a.Search(t.Context(), archive.SearchOptions{Question: archive.Question{Text: `"` + seeds + `"`}, Page: archive.Page{Size: 10}})
	if err != nil || len(lead.Groups) == 0 {
		t.Fatalf("the seed is not found: %v", err)
	}
	if got := answer.Groups[0]; got.Chain != lead.Groups[0].Chain || got.Total < 5 {
		t.Errorf("chain %d of %d stories is first, %q; the seed's is %d", got.Chain, got.Total, got.Stories[0].Title, lead.Groups[0].Chain)
	}
}

func firstTitle(t *testing.T, a *archive.Archive, text string) string {
	t.Helper()
	answer, err := a.Search(t.Context(), archive.SearchOptions{Question: archive.Question{Text: text}, Page: archive.Page{Size: 10}})
	if err != nil {
		t.Fatal(err)
	}
	if len(answer.Groups) == 0 {
		return ""
	}
	return answer.Groups[0].Stories[0].Title
}
