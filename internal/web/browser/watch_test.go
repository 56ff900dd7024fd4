package browser_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// watchScript sets a flag when what hostile texts call is called. The pages of the
// archive call none of it.
const watchScript = `
window.ran = [];
for (const name of ["alert", "confirm", "prompt", "print", "eval", "open", "execScript", "javascript", "ALERT", "pwn"])
  window[name] = (...all) => { window.ran.push(name + "(" + all.join() + ")"); };
document.write = document.writeln = (text) => { window.ran.push("write(" + text + ")"); };
`

// watch keeps what a tab did that no page of the archive does: dialogs, errors and
// messages of scripts, violations of the policy, requests to other servers.
type watch struct {
	mu    sync.Mutex
	odd   []string
	asked []string // addresses, in their order
}

// see returns the listener for the events of a tab.
func (w *watch) see(ctx context.Context) func(any) {
	return func(event any) {
		w.mu.Lock()
		defer w.mu.Unlock()
		switch e := event.(type) {
		case *page.EventJavascriptDialogOpening:
			w.odd = append(w.odd, fmt.Sprintf("a dialog at %s: %s", e.URL, e.Message))
			go func() { // a listener may not wait for an answer
				_, _ = chromedp.Call(ctx, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{})
			}()
		case *runtime.EventConsoleAPICalled:
			w.odd = append(w.odd, fmt.Sprintf("a message of a script: %s %s", e.Type, values(e.Args)))
		case *runtime.EventExceptionThrown:
			w.odd = append(w.odd, "an error of a script: "+e.ExceptionDetails.Text)
		case *log.EventEntryAdded:
			w.odd = append(w.odd, fmt.Sprintf("%s: %s %s", e.Entry.Source, e.Entry.Text, e.Entry.URL))
		case *network.EventRequestWillBeSent:
			w.asked = append(w.asked, e.Request.URL)
		}
	}
}

func values(args []*runtime.RemoteObject) string {
	var all []string
	for _, a := range args {
		all = append(all, string(a.Value))
	}
	return strings.Join(all, " ")
}

// take returns what was odd since the last call, and forgets it. Requests must go
// to the allowed addresses.
func (w *watch) take(allowed ...string) []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	odd := w.odd
	for _, address := range w.asked {
		ours := false
		for _, a := range allowed {
			ours = ours || strings.HasPrefix(address, a+"/")
		}
		if !ours {
			odd = append(odd, "a request for "+address)
		}
	}
	w.odd, w.asked = nil, nil
	return odd
}

// quiet checks that nothing odd happened, and that no request left the site.
func (x *tab) quiet() {
	x.Helper()
	for _, odd := range x.take(x.address) {
		x.Error(odd)
	}
	if ran := value[[]string](x, `window.ran`); len(ran) > 0 {
		x.Errorf("at %s, scripts ran: %q", x.where(), ran)
	}
}

// takeStatus forgets what the browser says of an answer whose status is an error.
func (w *watch) takeStatus() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.odd = slices.DeleteFunc(w.odd, func(odd string) bool { return strings.Contains(odd, "the server responded with a status of") })
}
