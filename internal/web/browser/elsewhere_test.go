package browser_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"

	"newsarchive/internal/archive"
	"newsarchive/internal/effort"
	"newsarchive/internal/opensearch/opensearchtest"
	"newsarchive/internal/web"
)

// TestElsewhere promises that the pages over what archives have mirrored are as those
// of one: read by axe-core, without faults of scripts, and they lead on.
func TestElsewhere(t *testing.T) {
	effort.WithoutRace(t, "the program that is tested here is slow under it")
	node := opensearchtest.Start(t)
	c := newChromium(t)
	s := elsewhereSite(t, demoSite(t), node.URL+"/news")
	for name, test := range map[string]func(*tab){"leads on": testElsewhereLeads, "axe": func(x *tab) { testAxe(x, elsewherePages()) }, "widths": testElsewhereWidths} {
		t.Run(name, func(t *testing.T) {
			x := c.tab(t, s)
			test(x)
			x.quiet()
		})
	}
}

// elsewhereSite mirrors an archive under two names, and serves both.
func elsewhereSite(t *testing.T, of *site, at string) *site {
	t.Helper()
	share := true
	for _, name := range []string{"berlin", "paris"} {
		ar, err := archive.Open(t.Context(), of.dir, archive.Options{Write: true})
		if err != nil {
			t.Fatal(err)
		}
		_, err = ar.Mirror(t.Context(), archive.MirrorOptions{To: at, Name: name, Replicas: -1, ShareTopics: &share})
		if closeErr := ar.Close(); err != nil || closeErr != nil {
			t.Fatal(err, closeErr)
		}
	}
	there, err := archive.OpenElsewhere(t.Context(), t.TempDir(), archive.Options{}, archive.ElsewhereOptions{At: at, Alone: true})
	if err != nil {
		t.Fatal(err)
	}
	return &site{address: listen(t, func(o web.Options) (*web.Server, error) { return web.NewElsewhere(there, o) }, there.Close)}
}

func elsewherePages() []string {
	return []string{
		"/", "/search?q=summit+OR+strait", "/search?q=nothingatall", "/search?q=%22no", "/search?q=is:unread", "/search?sort=newest&group=none&archive=paris", "/story/berlin/1", "/story/paris/3", "/event/berlin/3", "/story/1",
		"/timeline", "/timeline?q=summit&vs=strait", "/topics", "/topic/summit", "/feeds",
	}
}

// testElsewhereLeads goes from the first page to a story, and to its event, by links.
func testElsewhereLeads(x *tab) {
	x.open("/")
	x.click(`a[href*="archive=paris"]`)
	x.click(`.event a.to`)
	x.click(`a[href^="/event/"]`)
	x.click(`.stories a.to`)
	x.open("/search?q=summit")
	x.click(`.facets a[href*="archive=berlin"]`)
	x.click(`.chips a`)
}

// testElsewhereWidths promises that no page is wider than the screen, and draws them for
// a person where $ARCHIVE_SCREENSHOTS says so.
func testElsewhereWidths(x *tab) {
	for i, address := range elsewherePages() {
		for _, scheme := range []string{"light", "dark"} {
			for _, width := range []int64{320, 1440} {
				x.media("", "prefers-color-scheme", scheme)
				x.size(width, 900)
				x.shows(address)
				if wide := got(x, chromedp.Evaluate[int64](`document.documentElement.scrollWidth`)); wide > width {
					x.Errorf("%s is %d wide on %d", address, wide, width)
				}
				if folder := os.Getenv("ARCHIVE_SCREENSHOTS"); folder != "" {
					name := filepath.Join(folder, "elsewhere-"+string(rune('a'+i))+"-"+scheme+"-"+map[bool]string{true: "narrow", false: "wide"}[width == 320]+".png")
					if err := os.WriteFile(name, got(x, chromedp.FullScreenshot(100)), 0o600); err != nil {
						x.Fatal(err)
					}
				}
			}
		}
	}
}
