package browser_test

import (
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// testWithoutScripts promises that everything works in a browser without scripts.
func testWithoutScripts(x *tab) {
	x.do(call(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}))
	x.open("/")
	x.do(typed("#q", "summit"))
	x.keyLeads(kb.Enter)
	x.at("/search?q=summit")
	bars := value[[]bar](x, barsScript)
	if len(bars) < 2 {
		x.Fatalf("%d bars", len(bars))
	}
	x.leads(chromedp.MouseClickXY(bars[0].X, bars[0].Y))
	x.says("in " + bars[0].First)
	x.open("/search?q=summit")
	x.do(click(".dates summary"), typed(`.dates [name="until"]`, "2026-01-13"))
	x.click(".dates button")
	x.says("until 2026-01-13")
	x.click(".event h2 a.to")
	x.do(typed(`[name="add"]`, "plain"))
	x.click(".tagging .edit button")
	x.says("Tagged: plain.")
	x.click(`button[aria-label="Remove the tag plain"]`)
	x.says("Removed: plain.")
	x.open("/topics/add?q=storm")
	x.do(typed(`[name="name"]`, "weather"))
	x.click(".edit button")
	x.at("/topic/weather")
	x.click(`.acts a[href$="/remove"]`)
	x.click(".edit button")
	x.says("The topic weather is removed.")
	x.open("/timeline?q=summit")
	x.do(typed(`[name="vs"]`, "strait"))
	x.click(".compare button")
	x.says("against", "strait")
	page := pageServer(x.T)
	x.open("/feeds/add")
	x.do(typed(`[name="url"]`, page.URL+"/page"))
	x.click(".edit button")
	x.says("Followed; its address was found by")
	x.click(`.acts a[href$="/unfollow"]`)
	x.click(".edit button")
	x.says("no longer followed")
	x.do(call(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{}))
	x.open("/")
}
