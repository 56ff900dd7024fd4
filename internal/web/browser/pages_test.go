package browser_test

import (
	"encoding/json"
	"net/http"
	"strconv"

	"github.com/chromedp/chromedp"
)

// pages are the addresses of all kinds of pages of the demo's archive.
func pages(x *tab) []string {
	x.Helper()
	changed := x.story("cellars")
	cluster := x.story("summit")
	return []string{
		"/", "/search?q=summit+OR+strait", "/search?q=nothingatall", "/search?q=sumit&since=2026-01-01&until=2026-01-31", "/search?q=%22no", "/search?sort=newest&group=none",
		"/story/" + cluster, "/story/" + changed, "/story/" + changed + "?diff=2", "/event/" + cluster,
		"/timeline", "/timeline?q=summit&vs=strait", "/timeline?q=strait&share=yes&by=day", "/topics", "/topic/summit", "/feeds", "/feed/2",
		"/feeds/add", "/feeds/add?url=https%3A%2F%2Fnews.example%2F", "/feeds/import", "/feed/2/edit", "/feed/2/unfollow", "/topics/add?q=summit", "/topic/summit/edit", "/topic/summit/remove", "/nothing/here",
	}
}

// story is the number of the first story that a search finds.
func (x *tab) story(words string) string {
	x.Helper()
	r, err := http.NewRequestWithContext(x.Context(), http.MethodGet, x.address+"/search.json?n=1&q="+words, nil)
	if err != nil {
		x.Fatal(err)
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		x.Fatal(err)
	}
	defer res.Body.Close() //nolint:errcheck // a test
	var answer struct {
		Events []struct {
			Stories []struct{ ID int64 }
		}
		Groups []struct {
			Stories []struct{ ID int64 }
		}
	}
	if err := json.NewDecoder(res.Body).Decode(&answer); err != nil {
		x.Fatal(err)
	}
	http.DefaultClient.CloseIdleConnections()
	all := append(answer.Groups, answer.Events...)
	if len(all) == 0 {
		x.Fatalf("no story has %s", words)
	}
	return strconv.FormatInt(all[0].Stories[0].ID, 10)
}

// shows opens an address whose status need not be 200.
func (x *tab) shows(address string) {
	x.Helper()
	x.leads(chromedp.Navigate(x.address + address))
	x.takeStatus()
}
