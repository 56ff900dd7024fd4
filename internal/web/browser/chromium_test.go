package browser_test

import (
	"context"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// chromium is a browser that runs until the test ends.
type chromium struct{ ctx context.Context }

// newChromium starts $CHROMIUM, or the Chromium of this machine.
func newChromium(t *testing.T) *chromium {
	t.Helper()
	path := findChromium(t)
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.NoSandbox, // root has none; all pages are ours
		chromedp.WSURLReadTimeout(time.Minute),
		chromedp.Flag("disable-dev-shm-usage", true), // which is small in containers
		chromedp.Flag("disable-gpu", true),
		chromedp.Flag("disable-lcd-text", true),
		chromedp.Flag("host-resolver-rules", "MAP news.test 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"), // nothing is asked elsewhere
	)
	allocator, stop := chromedp.NewExecAllocator(context.WithoutCancel(t.Context()), options...)
	ctx, cancel := chromedp.NewContext(allocator)
	t.Cleanup(func() {
		if err := chromedp.Cancel(ctx); err != nil {
			t.Log(err)
		}
		cancel()
		stop()
	})
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start %s: %v", path, err)
	}
	return &chromium{ctx}
}

func findChromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{os.Getenv("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"} {
		if name == "" {
			continue
		}
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
		if name == os.Getenv("CHROMIUM") {
			t.Fatalf("CHROMIUM=%s: there is no such program", name)
		}
	}
	t.Skip("needs Chromium: install it, or name a browser in $CHROMIUM")
	return ""
}
