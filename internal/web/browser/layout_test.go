package browser_test

import (
	"github.com/chromedp/chromedp"
)

// tooWide are the elements that reach out of the window, outside of boxes that
// scroll by themselves; empty if the page does not scroll sideways.
const tooWide = `(() => {
	const width = document.documentElement.clientWidth;
	const out = [...document.body.querySelectorAll("*")].filter(e => {
		const r = e.getBoundingClientRect();
		if (r.width === 0 || (r.right <= width + 0.5 && r.left >= -0.5) || e.matches(".skip, .unseen, .unseen *")) return false;
		for (let up = e.parentElement; up; up = up.parentElement) if (getComputedStyle(up).overflowX !== "visible") return false;
		return true;
	}).map(e => e.outerHTML.slice(0, 100));
	return document.documentElement.scrollWidth > width && out.length === 0 ? ["the page"] : out;
})()`

// testWidths promises that no page scrolls sideways, on the smallest screen and on
// the largest, and that lines are never too long to read.
func testWidths(x *tab) {
	for _, address := range pages(x) {
		x.shows(address)
		for _, width := range []int64{320, 390, 800, 1440, 3840} {
			x.size(width, 800)
			if wide := value[[]string](x, tooWide); len(wide) > 0 {
				x.Errorf("%s at %d px: %q", address, width, wide)
			}
		}
		x.size(1280, 800)
	}
	x.size(3840, 2160)
	x.open("/search?q=summit")
	x.is(`parseFloat(getComputedStyle(document.documentElement).fontSize) >= 20`)
	x.is(`[...document.querySelectorAll(".snippet")].every(e => e.getBoundingClientRect().width < 45 * parseFloat(getComputedStyle(e).fontSize))`)
}

// testZoom promises that pages are whole at 200 % and 400 %, with letters alone
// enlarged, and with the spacing that readers may set (WCAG 2.2: 1.4.4, 1.4.10,
// 1.4.12).
func testZoom(x *tab) {
	for _, address := range []string{"/", "/search?q=summit+OR+strait", "/story/" + x.story("cellars"), "/timeline?q=summit&vs=strait", "/feeds", "/feed/2", "/topics/add"} {
		x.open(address)
		for _, percent := range []int64{200, 400} {
			x.size(1280*100/percent, 1024*100/percent)
			if wide := value[[]string](x, tooWide); len(wide) > 0 {
				x.Errorf("%s at %d %%: %q", address, percent, wide)
			}
		}
		x.size(1280, 800)
		x.do(run(`document.documentElement.style.fontSize = "200%"`))
		if wide := value[[]string](x, tooWide); len(wide) > 0 {
			x.Errorf("%s with letters at 200 %%: %q", address, wide)
		}
		x.do(run(`(() => {
			document.documentElement.style.fontSize = "";
			const s = new CSSStyleSheet();
			s.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }");
			document.adoptedStyleSheets.push(s);
		})()`))
		x.size(390, 800)
		if wide := value[[]string](x, tooWide); len(wide) > 0 {
			x.Errorf("%s with wide spacing: %q", address, wide)
		}
		if cut := value[[]string](x, cutOff); len(cut) > 0 {
			x.Errorf("%s with wide spacing is cut off: %q", address, cut)
		}
		x.size(1280, 800)
	}
}

// cutOff are the elements whose text does not fit into them.
const cutOff = `[...document.querySelectorAll("main *, header *, footer *")].filter(e => {
	const style = getComputedStyle(e);
	return style.overflow === "hidden" && !e.closest(".unseen, svg") && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1);
}).map(e => e.outerHTML.slice(0, 100))`

// testDirections promises that what is written from right to left begins at the
// right, that dates and numbers beside it keep their order, and that Chinese and
// Japanese are set in their own way.
func testDirections(x *tab) {
	for _, word := range []string{"قمة", "סערה"} {
		x.open("/search?" + query("q", word))
		x.is(`getComputedStyle(document.querySelector(".event h2")).direction === "rtl"`)
		x.is(`(() => { // the headline begins at the right edge of its list
			const range = document.createRange();
			range.selectNodeContents(document.querySelector(".event h2 a"));
			const first = range.getClientRects()[0], list = document.querySelector(".events").getBoundingClientRect();
			return Math.abs(first.right - list.right) < 2;
		})()`)
		x.is(`getComputedStyle(document.querySelector(".event .by")).direction === "ltr"`)
		x.is(`Math.abs(document.querySelector(".event .by > :last-child").getBoundingClientRect().right - document.querySelector(".events").getBoundingClientRect().right) < 2`)
		x.is(`document.documentElement.dir !== "rtl" && getComputedStyle(document.querySelector("#q")).direction === "rtl"`)
		x.click(".event h2 a.to")
		x.is(`getComputedStyle(document.querySelector("h1")).direction === "rtl"`)
		x.is(`getComputedStyle(document.querySelector(".text p")).direction === "rtl"`)
		x.is(`getComputedStyle(document.querySelector(".rest")).direction === "ltr"`)
	}
	for _, word := range []string{"首脳", "首脑"} {
		x.open("/search?" + query("q", word))
		x.click(".event h2 a.to")
		x.is(`["ja", "zh"].includes(document.querySelector(".text").closest("[lang]").lang)`)
		x.is(`parseFloat(getComputedStyle(document.querySelector(".text")).lineHeight) >= 1.8 * parseFloat(getComputedStyle(document.querySelector(".text")).fontSize)`)
	}
}

// testMedia promises that a page follows what a person prefers: dark or light,
// less motion, colours of their own.
func testMedia(x *tab) {
	x.open("/search?q=summit+OR+strait")
	light := `(() => { const c = getComputedStyle(document.documentElement).backgroundColor.match(/[\d.]+/g).map(Number); return c[0] + c[1] + c[2] > 384; })()`
	x.media("", "prefers-color-scheme", "light")
	x.is(light)
	x.media("", "prefers-color-scheme", "dark")
	x.is("!" + light)
	x.media("", "prefers-reduced-motion", "reduce")
	x.is(`getComputedStyle(document.documentElement).scrollBehavior === "auto"`)
	x.is(`[...document.querySelectorAll("*")].every(e => getComputedStyle(e).animationName === "none" && parseFloat(getComputedStyle(e).transitionDuration) === 0)`)
	x.media("", "forced-colors", "active")
	x.is(`matchMedia("(forced-colors: active)").matches`)
	x.is(`(() => { // bars are told from what is behind them
		const bar = getComputedStyle(document.querySelector(".bars .bar")).fill, paper = getComputedStyle(document.documentElement).backgroundColor;
		return bar !== paper && bar !== "none" && getComputedStyle(document.querySelector(".bars .slot")).fill !== bar;
	})()`)
	x.is(`getComputedStyle(document.querySelector("mark")).backgroundColor !== getComputedStyle(document.body).backgroundColor`)
	x.media("")
}

// testPrint promises that what is printed is what is read: no navigation, no
// forms, nothing parted that belongs together, and the address of a story.
func testPrint(x *tab) {
	for _, address := range []string{"/", "/search?q=summit+OR+strait", "/story/" + x.story("cellars"), "/timeline?q=summit&vs=strait", "/topic/summit", "/feeds"} {
		x.open(address)
		pdf := got(x, chromedp.PrintToPDF())
		if len(pdf) < 1000 || string(pdf[:5]) != "%PDF-" {
			x.Errorf("%s: %d bytes", address, len(pdf))
		}
		x.media("print")
		if shown := value[[]string](x, `[...document.querySelectorAll("nav, form, button, .skip, .facets, footer, summary")].filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 100))`); len(shown) > 0 {
			x.Errorf("%s prints %q", address, shown)
		}
		x.is(`[...document.querySelectorAll(".event, figure, tr, .chronology dd, h1, h2, h3")].every(e => ["avoid", "avoid-page"].includes(getComputedStyle(e).breakInside))`)
		x.is(`[...document.querySelectorAll("h1, h2, h3")].every(e => ["avoid", "avoid-page"].includes(getComputedStyle(e).breakAfter))`)
		x.media("")
	}
	x.open("/story/" + x.story("cellars"))
	x.media("print")
	x.is(`getComputedStyle(document.querySelector("a.out"), "::after").content.includes("weekly.example")`)
	x.media("")
}
