package browser_test

import (
	"context"
	"testing"

	"newsarchive/internal/archive"
)

// testEmpty promises that an archive with nothing in it says what to do, on every
// page, and is as good to look at.
func testEmpty(t *testing.T, c *chromium) {
	x := c.tab(t, newSite(t, nothing))
	for address, says := range map[string]string{
		"/": "An empty archive", "/search?q=summit": "Nothing found", "/search": "Nothing found", "/timeline": "No stories", "/topics": "No topics yet", "/feeds": "No feeds yet",
	} {
		x.open(address)
		x.says(says)
		for _, width := range []int64{320, 1280} {
			x.size(width, 800)
			if wide := value[[]string](x, tooWide); len(wide) > 0 {
				x.Errorf("%s at %d px: %q", address, width, wide)
			}
		}
	}
	x.quiet()
}

// nothing leaves an archive empty.
func nothing(context.Context, *archive.Archive) error { return nil }
