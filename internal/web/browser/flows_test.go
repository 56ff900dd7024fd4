package browser_test

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// testSearch promises that a search is typed, narrowed, read, and gone back to.
func testSearch(x *tab) {
	x.open("/")
	x.do(typed("#q", "summit"))
	x.keyLeads(kb.Enter)
	x.at("/search?q=summit")
	x.says("South Korea and Japan", "publishers", "Reuters")
	x.click(`.facets a[href*="publisher=Reuters"]`)
	x.says("publisher Reuters")
	x.is(`new URL(location.href).searchParams.get("publisher") === "Reuters"`)
	x.click(`.chips a`)
	x.at("/search?q=summit")
	x.click(`.orders a[href*="newest"]`)
	headline := value[string](x, `document.querySelector(".event h2").innerText`)
	x.click(".event h2 a.to")
	x.is(`document.querySelector("h1").innerText === ` + quoted(headline))
	x.is(`document.title.includes(` + quoted(headline) + `)`)
	x.do(run(`history.back()`))
	x.comesTo("/search?q=summit&sort=newest")
}

// testBarsByMouse promises that a click on a bar narrows the dates to it, and
// dragging over bars to all of them.
func testBarsByMouse(x *tab) {
	x.open("/search?q=summit+OR+strait")
	bars := value[[]bar](x, barsScript)
	if len(bars) < 3 {
		x.Fatalf("%d bars", len(bars))
	}
	last := bars[len(bars)-1]
	if status := x.leads(chromedp.MouseClickXY(last.X, last.Y)); status != http.StatusOK {
		x.Fatalf("a click on a bar: %d", status)
	}
	x.narrowed(last.First, last.Last)
	x.open("/search?q=summit+OR+strait")
	from, to := bars[len(bars)-1], bars[len(bars)-3] // from right to left
	mouse := func(kind input.DispatchMouseEventType, b bar) action {
		return chromedp.MouseEvent(kind, b.X, b.Y, chromedp.ButtonLeft)
	}
	x.do(mouse(chromedp.MouseMoved, from), mouse(chromedp.MousePressed, from), mouse(chromedp.MouseMoved, to))
	x.is(`document.querySelector(".bars .chosen") !== null`)
	if status := x.leads(mouse(chromedp.MouseReleased, to)); status != http.StatusOK {
		x.Fatalf("dragging over bars: %d", status)
	}
	x.narrowed(to.First, from.Last)
}

// bar is a bar of a chart, and its middle on the screen.
type bar struct {
	X, Y        float64
	First, Last string
}

const barsScript = `[...document.querySelectorAll(".bars a")].map(a => {
	const r = a.querySelector(".slot").getBoundingClientRect();
	const of = new URL(a.href.baseVal, location.href).searchParams;
	return {X: r.x + r.width / 2, Y: r.y + r.height / 2, First: of.get("since"), Last: of.get("until")};
})`

func (x *tab) narrowed(since, until string) {
	x.Helper()
	x.is(`new URL(location.href).searchParams.get("since") === ` + quoted(since) + ` && new URL(location.href).searchParams.get("until") === ` + quoted(until))
	x.is(`document.querySelector(".chips").innerText.includes(` + quoted(since) + `)`)
}

// testBarsByKeyboard promises the same by keyboard: a chart is one stop of the Tab
// key, the arrows go from bar to bar, with Shift over several, and Enter narrows.
func testBarsByKeyboard(x *tab) {
	x.open("/search?q=summit+OR+strait")
	bars := value[[]bar](x, barsScript)
	x.is(`document.querySelectorAll(".bars a:not([tabindex='-1'])").length === 1`)
	x.tabTo(`.bars a`)
	x.key(kb.End)
	x.key(kb.ArrowLeft)
	x.is(`document.activeElement === [...document.querySelectorAll(".bars a")].at(-2)`)
	x.keyLeads(kb.Enter)
	x.narrowed(bars[len(bars)-2].First, bars[len(bars)-2].Last)
	x.open("/search?q=summit+OR+strait")
	x.tabTo(`.bars a`)
	x.key(kb.End)
	x.key(kb.ArrowLeft, chromedp.ModifierShift)
	x.key(kb.ArrowLeft, chromedp.ModifierShift)
	x.is(`document.querySelector(".bars .chosen") !== null`)
	x.keyLeads(kb.Enter)
	x.narrowed(bars[len(bars)-3].First, bars[len(bars)-1].Last)
}

// tabTo presses Tab until an element of a selector has the focus.
func (x *tab) tabTo(selector string) {
	x.Helper()
	for range 300 {
		x.key(kb.Tab)
		if value[bool](x, `document.activeElement.matches(`+quoted(selector)+`)`) {
			return
		}
	}
	x.Fatalf("at %s, Tab never comes to %s", x.where(), selector)
}

// testDates promises that dates are narrowed by typing them, too.
func testDates(x *tab) {
	x.open("/search?q=summit")
	x.do(click(".dates summary"), typed(`.dates [name="since"]`, "2026-01-14"))
	x.keyLeads(kb.Enter)
	x.is(`new URL(location.href).searchParams.get("since") === "2026-01-14" && new URL(location.href).searchParams.get("q") === "summit"`)
	x.says("since 2026-01-14")
}

// testTag promises that a form of a page is taken by the server as the browser
// sends it, and that its effect is seen at once.
func testTag(x *tab) {
	x.open("/search?q=comet")
	x.click(".event h2 a.to")
	x.do(typed(`[name="add"]`, "sky"))
	x.keyLeads(kb.Enter)
	x.says("Tagged: sky.")
	x.click(`.by a.tag`)
	x.at("/search?q=tag%3A%22sky%22")
	x.says("1 story", "comet")
	x.click(".event h2 a.to")
	x.click(`.tagging button[aria-label="Remove the tag sky"]`)
	x.says("Removed: sky.")
	x.is(`!document.querySelector(".by a.tag")`)
}

// testTopic promises that a search is kept as a topic, changed, and removed.
func testTopic(x *tab) {
	x.open("/search?q=ferries")
	x.click(`a[href^="/topics/add"]`)
	x.do(typed(`[name="name"]`, "boats"))
	x.click(`.edit button`)
	x.at("/topic/boats")
	x.says("boats", "Ferries")
	x.click(`a[href$="/edit"]`)
	x.do(chromedp.SetValue(chromedp.CSS(`[name="query"]`), `"no`))
	if status := x.leads(click(`.edit button`)); status != http.StatusUnprocessableEntity && status != http.StatusOK {
		x.Errorf("a query with one quote: %d", status)
	}
	x.take()
	x.open("/topic/boats")
	x.click(`.acts a[href$="/remove"]`)
	x.click(`.edit button`)
	x.at("/topics")
	x.says("The topic boats is removed.")
}

// testFollow promises that the link among the bookmarks opens the form with the
// page that is shown, also one of another site, and that its feed is followed.
func testFollow(x *tab) {
	page := pageServer(x.T)
	x.open("/feeds/add")
	bookmark := value[string](x, `document.querySelector('a[href^="javascript:"]').href`)
	token := value[string](x, `document.querySelector('[name="token"]').value`)
	elsewhere := strings.Replace(page.URL, "127.0.0.1", "localhost", 1) + "/page"
	x.leads(chromedp.Navigate(elsewhere))
	script, err := url.PathUnescape(strings.TrimPrefix(bookmark, "javascript:")) // as a browser does
	if err != nil {
		x.Fatal(err)
	}
	x.leads(run(`(() => { ` + script + ` })()`))
	x.is(`document.querySelector('[name="url"]').value === ` + quoted(elsewhere))
	if came := value[string](x, `document.querySelector('[name="token"]').value`); came != token {
		x.Error("coming from another site ends the browser's session: forms that are open no longer hold")
	}
	x.do(chromedp.SetValue(chromedp.CSS(`[name="url"]`), page.URL+"/page"))
	x.click(`.edit button`)
	x.says("Followed; its address was found by", "The harbour opens")
	x.is(`/^\/feed\/\d+$/.test(location.pathname)`)
	x.click(`.acts a[href$="/unfollow"]`)
	x.click(`.edit button`)
	x.says("no longer followed")
	if odd := x.take(x.address, page.URL, strings.TrimSuffix(elsewhere, "/page")); len(odd) > 0 {
		x.Errorf("%q", odd)
	}
}

// testMarks promises that stories are marked by key and by click, without leaving
// the page, and that a search finds them by their marks.
func testMarks(x *tab) {
	x.open("/search?q=comet")
	x.key("j")
	x.key("s")
	x.until(`document.querySelector("[data-key=s]").ariaPressed === "true" && document.querySelector("[data-key=s]").value.startsWith("-")`)
	x.open("/search?q=is:starred")
	x.says("1 story", "comet")
	x.do(click("[data-key=s]"))
	x.until(`document.querySelector("[data-key=s]").ariaPressed === "false"`)
	x.open("/search?q=is:starred")
	x.says("Nothing found")
}

// testCompletion promises that the box completes a query, by keyboard.
func testCompletion(x *tab) {
	x.open("/")
	x.do(typed("#q", "publ"))
	x.until(`document.querySelector("#q").ariaExpanded === "true" && document.querySelectorAll(".ask [role=option]").length > 0`)
	x.key(kb.ArrowDown)
	x.is(`document.getElementById(document.querySelector("#q").getAttribute("aria-activedescendant")).ariaSelected === "true"`)
	x.do(call(input.DispatchKeyEvent, input.DispatchKeyEventParams{ // without the character, which a browser sends only if the page lets it
		Type: input.DispatchKeyEventTypeRawKeyDown, Key: "Enter", Code: "Enter", WindowsVirtualKeyCode: 13,
	}))
	x.until(`document.querySelector("#q").value.startsWith("publisher:")`)
	x.key(kb.Escape)
	x.until(`document.querySelector("#q").ariaExpanded === "false"`)
}

// testUpload promises that the form with a file is taken.
func testUpload(x *tab) {
	list := filepath.Join(x.TempDir(), "feeds.opml")
	opml := `<opml version="2.0"><head><title>List</title></head><body><outline type="rss" text="Listed" xmlUrl="https://listed.example/rss"/></body></opml>`
	if err := os.WriteFile(list, []byte(opml), 0o600); err != nil {
		x.Fatal(err)
	}
	x.open("/feeds/import")
	x.do(chromedp.SetUploadFiles(chromedp.CSS(`[name="list"]`), []string{list}))
	x.click(`.edit button`)
	x.says("1 feed")
	x.open("/feeds")
	x.says("Listed")
}

// testAnotherName promises that forms are taken under a name that --host allows,
// without TLS, where a browser sends no Sec-Fetch-Site, only the origin.
func testAnotherName(x *tab) {
	x.address = strings.Replace(x.address, "127.0.0.1", "news.test", 1)
	x.open("/topics/add?q=ferries")
	x.do(typed(`[name="name"]`, "another"))
	x.click(`.edit button`)
	x.at("/topic/another")
	x.click(`.acts a[href$="/remove"]`)
	x.click(`.edit button`)
	x.says("The topic another is removed.")
	x.take() // the browser says that it heeds no Cross-Origin-Opener-Policy without TLS
}
