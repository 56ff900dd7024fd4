package browser_test

import (
	"context"
	"net/url"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// action is what a tab does.
type action = chromedp.Action[chromedp.Void]

// call sends a command of the browser's protocol.
func call[P, R any](cmd cdp.Command[P, R], params P) action {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, cmd, params)
		return err
	})
}

// click clicks on the first element of a selector, and typed types into it.
func click(selector string) action { return chromedp.Click(chromedp.CSS(selector)) }

func typed(selector, text string) action { return chromedp.SendKeys(chromedp.CSS(selector), text) }

// run runs an expression of JavaScript.
func run(expression string) action { return chromedp.Evaluate[chromedp.Void](expression) }

// size sets the size of the window, in CSS pixels.
func (x *tab) size(width, height int64) {
	x.Helper()
	x.do(call(emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: height, DeviceScaleFactor: 1}))
}

// media sets the medium, print or "" for the screen, and what a person prefers:
// names and values of media features.
func (x *tab) media(name string, pairs ...string) {
	x.Helper()
	p := emulation.SetEmulatedMediaParams{Media: name}
	for i := 0; i+1 < len(pairs); i += 2 {
		p.Features = append(p.Features, &emulation.MediaFeature{Name: pairs[i], Value: pairs[i+1]})
	}
	x.do(call(emulation.SetEmulatedMedia, p))
}

// query encodes parameters of an address.
func query(pairs ...string) string {
	v := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Add(pairs[i], pairs[i+1])
	}
	return v.Encode()
}
