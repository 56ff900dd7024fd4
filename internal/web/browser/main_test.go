// Package browser_test opens the pages of an archive in Chromium, and does there
// what a person does: with the mouse, by keyboard alone, without scripts, on
// screens of all widths. It is skipped where there is no Chromium, and under the
// race detector, which the program that is tested here is slow under; other tests
// look for races.
package browser_test

import (
	"testing"

	"go.uber.org/goleak"

	"newsarchive/internal/effort"
)

func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, goleak.IgnoreTopFunction("github.com/blevesearch/bleve_index_api.AnalysisWorker"))
}

// TestPages runs all tests in one browser, each in tabs of its own.
func TestPages(t *testing.T) {
	effort.WithoutRace(t, "the program that is tested here is slow under it")
	c := newChromium(t)
	demo := demoSite(t)
	for _, test := range []struct {
		name string
		run  func(*tab)
	}{
		{"search", testSearch},
		{"bars by mouse", testBarsByMouse},
		{"bars by keyboard", testBarsByKeyboard},
		{"dates", testDates},
		{"tag", testTag},
		{"topic", testTopic},
		{"follow", testFollow},
		{"upload", testUpload},
		{"another name", testAnotherName},
		{"marks", testMarks},
		{"completion", testCompletion},
		{"keys", testKeys},
		{"keys off", testKeysOff},
		{"by keyboard alone", testByKeyboard},
		{"focus", testFocus},
		{"without scripts", testWithoutScripts},
		{"widths", testWidths},
		{"zoom", testZoom},
		{"directions", testDirections},
		{"media", testMedia},
		{"print", testPrint},
		{"paint", testPaint},
	} {
		t.Run(test.name, func(t *testing.T) {
			x := c.tab(t, demo)
			test.run(x)
			x.quiet()
		})
		if !effort.All() {
			t.Skip("the rest takes a minute: ARCHIVE_TESTS=all, as in .ci/run, runs it")
		}
	}
	t.Run("large", func(t *testing.T) { testLarge(t, c) })
	t.Run("empty", func(t *testing.T) { testEmpty(t, c) })
	t.Run("screenshots", func(t *testing.T) { testScreenshots(t, c, demo) })
	t.Run("at once", func(t *testing.T) { // these take the longest, and measure nothing
		t.Run("axe", func(t *testing.T) { t.Parallel(); x := c.tab(t, demo); testAxe(x, pages(x)) })
		t.Run("hostile", func(t *testing.T) { t.Parallel(); testHostile(t, c) })
	})
}
