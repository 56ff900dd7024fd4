package browser_test

import (
	"fmt"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// Bounds of what a page loads, in bytes with the headers, the first time, and how
// much its layout may shift while it loads.
const (
	mostLoaded = 60_000
	mostShift  = 0.005 // a browser that is slow paints a page in parts
)

// painted is how a page came up.
type painted struct {
	Paint, Done float64 // milliseconds from the request to the first paint, and to the end of loading
	Bytes       float64
	Files       int
	Shift       float64
}

const paintScript = `new Promise(done => {
	let shift = 0;
	new PerformanceObserver(list => { for (const e of list.getEntries()) shift += e.value; }).observe({type: "layout-shift", buffered: true});
	new PerformanceObserver(list => {
		const paint = list.getEntries().find(e => e.name === "first-contentful-paint");
		if (!paint) return;
		const page = performance.getEntriesByType("navigation")[0], files = performance.getEntriesByType("resource");
		requestAnimationFrame(() => requestAnimationFrame(() => done({
			Paint: paint.startTime, Done: page.loadEventEnd, Files: 1 + files.length, Shift: shift,
			Bytes: page.transferSize + files.reduce((sum, f) => sum + f.transferSize, 0),
		})));
	}).observe({type: "paint", buffered: true});
})`

// testPaint promises how much a page loads, and that nothing on it moves when it
// is there. Times are printed, not promised.
func testPaint(x *tab) {
	for _, width := range []int64{1280, 390} {
		x.size(width, 800)
		for _, address := range []string{"/", "/search?q=summit+OR+strait", "/search?sort=newest&n=20", "/story/" + x.story("cellars"), "/timeline?q=summit&vs=strait", "/feeds"} {
			for _, warm := range []bool{false, true} {
				x.do(call(network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: !warm}))
				x.open(address)
				p := got(x, chromedp.Evaluate[painted](paintScript, chromedp.EvalAwaitPromise))
				x.painted(fmt.Sprintf("%4d px, warm %-5v, %s", width, warm, address), p)
			}
		}
	}
}

// painted prints how a page came up, and checks it.
func (x *tab) painted(what string, p painted) {
	x.Helper()
	x.Logf("first paint %4.0f ms, all there %4.0f ms, %3.0f kB in %d files: %s", p.Paint, p.Done, p.Bytes/1000, p.Files, what)
	if p.Bytes > mostLoaded {
		x.Errorf("%s: %.0f bytes", what, p.Bytes)
	}
	if p.Shift > mostShift {
		x.Errorf("%s: the layout shifts by %g", what, p.Shift)
	}
}
