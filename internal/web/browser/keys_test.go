package browser_test

import (
	"encoding/json"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// quoted is a text as a string of JavaScript.
func quoted(text string) string {
	b, _ := json.Marshal(text) // of a string
	return string(b)
}

// testKeys promises that the keys do what the page says.
func testKeys(x *tab) {
	x.open("/search?q=summit")
	x.key("/")
	x.is(`document.activeElement.id === "q"`)
	x.key("j") // is a letter there
	x.is(`document.activeElement.value.includes("j")`)
	x.key(kb.Escape)
	x.is(`document.activeElement.id !== "q"`)
	x.open("/search?q=summit+OR+strait+OR+comet&group=story")
	first := `document.activeElement === document.querySelectorAll(".event a.to")[0]`
	x.key("j")
	x.is(first)
	x.key("j")
	x.is(`document.activeElement === document.querySelectorAll(".event a.to")[1]`)
	x.key("k")
	x.key("k")
	x.is(first)
	x.is(`document.querySelectorAll(".at").length === 1`)
	x.keyLeads(kb.Enter)
	x.is(`location.pathname.startsWith("/story/")`)
	x.keyLeads("h")
	x.at("/")
	x.keyLeads("g")
	x.at("/topics")
	x.keyLeads("t")
	x.at("/timeline?q=")
	x.open("/search?q=summit")
	x.keyLeads("t")
	x.at("/timeline?q=summit")
	x.key("?")
	x.is(`document.querySelector("dialog").open`)
	x.says("next and previous")
	x.key(kb.Escape)
	x.is(`!document.querySelector("dialog").open`)
	x.key("j", chromedp.ModifierCtrl)
	x.is(`document.activeElement === document.body || !document.activeElement.matches("a.to")`)
}

// testKeysOff promises that the keys can be turned off, as single characters must
// be for people who speak to their computer (WCAG 2.2, 2.1.4), and that this is
// remembered.
func testKeysOff(x *tab) {
	x.open("/search?q=summit")
	x.key("?")
	x.do(click(`dialog input[type="checkbox"]`))
	x.key(kb.Escape)
	x.key("j")
	x.is(`document.querySelectorAll(".at").length === 0`)
	x.open("/topics")
	x.key("j")
	x.is(`document.querySelectorAll(".at").length === 0`)
	x.do(click(`.keys button`))
	x.is(`document.querySelector("dialog").open`)
	x.do(click(`dialog input[type="checkbox"]`))
	x.key(kb.Escape)
	x.key("j")
	x.is(`document.querySelectorAll(".at").length === 1`)
}

// testByKeyboard promises that everything is done with the Tab, Enter and arrow
// keys alone: search, read, tag, keep a topic.
func testByKeyboard(x *tab) {
	x.open("/")
	x.key(kb.Tab)
	x.is(`document.activeElement.className === "skip"`)
	x.key(kb.Enter)
	x.is(`location.hash === "#main"`)
	x.key(kb.Tab)
	x.is(`document.querySelector("main").contains(document.activeElement)`)
	x.open("/")
	x.tabTo("#q")
	x.do(chromedp.KeyEvent("islands"))
	x.keyLeads(kb.Enter)
	x.at("/search?q=islands")
	x.tabTo(".event a.to")
	x.keyLeads(kb.Enter)
	x.tabTo(`[name="add"]`)
	x.do(chromedp.KeyEvent("sea"))
	x.keyLeads(kb.Enter)
	x.says("Tagged: sea.")
	x.tabTo(`button[aria-label="Remove the tag sea"]`)
	x.keyLeads(kb.Enter)
	x.says("Removed: sea.")
	x.open("/search?q=islands")
	x.tabTo(`a[href^="/topics/add"]`)
	x.keyLeads(kb.Enter)
	x.tabTo(`[name="name"]`)
	x.do(chromedp.KeyEvent("islands"))
	x.tabTo(`.edit button`)
	x.keyLeads(kb.Enter)
	x.at("/topic/islands")
	x.tabTo(`.acts a[href$="/remove"]`)
	x.keyLeads(kb.Enter)
	x.tabTo(`.edit button`)
	x.keyLeads(kb.Enter)
	x.says("The topic islands is removed.")
}

// testFocus promises that the Tab key comes to every link and field of each page,
// in their order, that the focus is seen, and that nothing hides it.
func testFocus(x *tab) {
	for _, address := range pages(x) {
		x.shows(address)
		wanted := value[int](x, focusScript)
		seen := 0
		for range wanted {
			x.key(kb.Tab)
			wrong := value[string](x, `window.nextStop()`)
			if wrong != "" {
				x.Errorf("%s, stop %d: %s", address, seen, wrong)
				break
			}
			seen++
		}
	}
}

// focusScript returns how many elements of the page the Tab key must come to, and
// defines nextStop(), which says what is wrong with the one that has the focus.
const focusScript = `(() => {
	const all = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")]
		.filter(e => e.tabIndex >= 0 && e.checkVisibility({visibilityProperty: true}) && !e.disabled)
		.filter(e => e.type !== "radio" || e.checked || !document.querySelector("input[type=radio][name='" + e.name + "']:checked"));
	let n = 0;
	window.nextStop = () => {
		const e = document.activeElement, want = all[n++];
		if (e !== want) return "the focus is at " + (e.outerHTML || "").slice(0, 120) + ", not at " + want.outerHTML.slice(0, 120);
		const drawn = e.closest("svg") ? e.querySelector(".slot") : e;
		const style = getComputedStyle(drawn);
		const ring = drawn === e ? style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 : parseFloat(style.strokeWidth) >= 2 && style.stroke !== "none";
		if (!ring) return "the focus is not seen at " + e.outerHTML.slice(0, 120);
		const r = drawn.getBoundingClientRect();
		if (r.bottom <= 0 || r.top >= innerHeight || r.right <= 0 || r.left >= innerWidth) return "the focus is outside of the window at " + e.outerHTML.slice(0, 120);
		return "";
	};
	return all.length;
})()`
