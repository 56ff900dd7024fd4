package browser_test

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// patience is how long a condition is waited for. It is far more than it takes on
// a machine with much else to do.
const patience = 30 * time.Second

// tab is a tab of the browser, with cookies of its own.
type tab struct {
	*testing.T
	*site
	*watch
	ctx context.Context
}

// tab opens a tab for a site, 1280 wide and 800 high.
func (c *chromium) tab(t *testing.T, s *site) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(c.ctx, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	own := *s // a test may ask under another name
	x := &tab{T: t, site: &own, watch: &watch{}, ctx: ctx}
	if err := chromedp.Do(ctx); err != nil { // opens it, without a time limit
		t.Fatal(err)
	}
	if err := chromedp.Listen(ctx, x.see(ctx)); err != nil {
		t.Fatal(err)
	}
	x.do(call(emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}), call(network.Enable, network.EnableParams{}), call(page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: watchScript}))
	x.size(1280, 800)
	return x
}

// do runs actions, which must succeed.
func (x *tab) do(actions ...action) {
	x.Helper()
	ctx, cancel := context.WithTimeout(x.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		x.Fatalf("at %s: %v", x.where(), err)
	}
}

// leads runs actions that lead to another page, and returns its status.
func (x *tab) leads(actions ...action) int64 {
	x.Helper()
	ctx, cancel := context.WithTimeout(x.ctx, patience)
	defer cancel()
	response, err := chromedp.RunResponse(ctx, actions...)
	if err != nil {
		x.Fatalf("at %s: %v", x.where(), err)
	}
	if response == nil {
		return 0
	}
	return response.Status
}

// open opens an address of the site.
func (x *tab) open(address string) {
	x.Helper()
	if status := x.leads(chromedp.Navigate(x.address + address)); status != http.StatusOK {
		x.Fatalf("%s: %d", address, status)
	}
}

// where is the address that is shown, without that of the site.
func (x *tab) where() string {
	ctx, cancel := context.WithTimeout(x.ctx, patience)
	defer cancel()
	address, err := chromedp.Run(ctx, chromedp.Location())
	if err != nil {
		return err.Error()
	}
	return strings.TrimPrefix(address, x.address)
}

// at checks the address that is shown.
func (x *tab) at(want string) {
	x.Helper()
	if got := x.where(); got != want {
		x.Fatalf("at %s, want %s", got, want)
	}
}

// click clicks on the element of a selector, which leads to another page.
func (x *tab) click(selector string) {
	x.Helper()
	if status := x.leads(click(selector)); status != http.StatusOK {
		x.Fatalf("a click on %s leads to %s: %d", selector, x.where(), status)
	}
}

// key presses a key, with further keys held.
func (x *tab) key(key string, held ...chromedp.Modifier) {
	x.Helper()
	x.do(chromedp.KeyEvent(key, chromedp.KeyModifiers(held...)))
}

// keyLeads presses a key that leads to another page.
func (x *tab) keyLeads(key string, held ...chromedp.Modifier) {
	x.Helper()
	if status := x.leads(chromedp.KeyEvent(key, chromedp.KeyModifiers(held...))); status != http.StatusOK {
		x.Fatalf("the key %q leads to %s: %d", key, x.where(), status)
	}
}

// value evaluates an expression of JavaScript.
func value[T any](x *tab, expression string) T {
	x.Helper()
	return got(x, chromedp.Evaluate[T](expression))
}

// got is what an action returns.
func got[T any](x *tab, a chromedp.Action[T]) T {
	x.Helper()
	ctx, cancel := context.WithTimeout(x.ctx, patience)
	defer cancel()
	v, err := chromedp.Run(ctx, a)
	if err != nil {
		x.Fatalf("at %s: %v", x.where(), err)
	}
	return v
}

// is checks an expression.
func (x *tab) is(expression string) {
	x.Helper()
	if !value[bool](x, expression) {
		x.Errorf("at %s: not %s", x.where(), expression)
	}
}

// comesTo waits until an address is shown.
func (x *tab) comesTo(want string) {
	x.Helper()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for end := time.Now().Add(patience); x.where() != want; <-tick.C {
		if time.Now().After(end) {
			x.at(want)
		}
	}
}

// until waits until an expression is true on the page that is shown.
func (x *tab) until(expression string) {
	x.Helper()
	x.do(chromedp.Poll[chromedp.Void](expression, chromedp.WithPollingInterval(10*time.Millisecond)))
}

// says checks that the page has a text.
func (x *tab) says(texts ...string) {
	x.Helper()
	body := value[string](x, `document.body.innerText`)
	for _, text := range texts {
		if !strings.Contains(body, text) {
			x.Errorf("%s does not say %q:\n%.1500s", x.where(), text, body)
		}
	}
}
