package browser_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// testScreenshots writes pictures of the pages into $ARCHIVE_SCREENSHOTS, for a
// person to look at.
func testScreenshots(t *testing.T, c *chromium, s *site) {
	folder := os.Getenv("ARCHIVE_SCREENSHOTS")
	if folder == "" {
		t.Skip("for a person: ARCHIVE_SCREENSHOTS=FOLDER writes pictures of all pages")
	}
	x := c.tab(t, s)
	cluster, changed := x.story("summit"), x.story("cellars")
	for name, address := range map[string]string{
		"home": "/", "search": "/search?q=summit+OR+strait+OR+languages", "nothing": "/search?q=nothingatall", "story": "/story/" + changed, "cluster": "/story/" + cluster, "event": "/event/" + cluster,
		"timeline": "/timeline?q=summit&vs=strait", "topics": "/topics", "topic": "/topic/summit", "feeds": "/feeds", "feed": "/feed/2", "form": "/feeds/add", "newest": "/search?sort=newest", "diff": "/story/" + changed + "?diff=2", "arabic": "/story/" + x.story("%D9%82%D9%85%D8%A9"),
	} {
		for _, scheme := range []string{"light", "dark"} {
			for _, width := range []int64{320, 800, 1440} {
				x.media("", "prefers-color-scheme", scheme)
				x.size(width, 900)
				x.open(address)
				picture := got(x, chromedp.FullScreenshot(100))
				if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%s-%s-%d.png", name, scheme, width)), picture, 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}
