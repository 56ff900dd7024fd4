package web

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// checkPage checks that a page has only elements and attributes that our
// templates or a sanitised text have, no script but our own, no style and no
// event handler, and no address that runs anything: nothing of what is shown was
// taken for markup.
func checkPage(t *testing.T, address, body string) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Errorf("%s: %v", address, err)
		return
	}
	elements := strings.Fields(`html head meta title link script body a header nav form label input button select option main footer h1 h2 h3 h4 h5 h6 p ul ol li
		div span section article aside figure figcaption svg g rect time bdi mark strong em q del ins dl dt dd table thead tbody tfoot tr th td caption
		textarea fieldset legend datalist img dialog details summary code pre kbd blockquote br hr b i sub sup cite`)
	attributes := strings.Fields(`lang charset name content rel href type title src defer class id tabindex aria-current aria-label aria-labelledby aria-hidden role
		action for value dir placeholder autocomplete autocapitalize spellcheck maxlength size checked selected datetime start scope
		method enctype autofocus required aria-invalid aria-describedby list rows viewbox preserveaspectratio x y width height open data-ask data-key form aria-pressed alt decoding formnovalidate`)
	mains := 0
	for n := range doc.Descendants() {
		if n.Type == html.CommentNode {
			t.Errorf("%s: a comment: %.100s", address, n.Data)
		}
		if n.Type != html.ElementNode {
			continue
		}
		if n.Data == "main" {
			mains++
		}
		if !slices.Contains(elements, n.Data) {
			t.Errorf("%s: an element <%.60s>", address, n.Data)
		}
		for _, a := range n.Attr {
			if !slices.Contains(attributes, strings.ToLower(a.Key)) {
				t.Errorf("%s: <%s %.60s=%.100q>", address, n.Data, a.Key, a.Val)
			}
			if (a.Key == "href" || a.Key == "src" || a.Key == "action") && !safeAddress(a.Val) && a.Val != "javascript:void%28location.href=%27http://127.0.0.1:8484/feeds/add?url=%27+encodeURIComponent%28location.href%29%29" {
				t.Errorf("%s: <%s %s=%.100q>", address, n.Data, a.Key, a.Val)
			}
		}
		if n.Data == "script" && (n.FirstChild != nil || !slices.ContainsFunc(n.Attr, func(a html.Attribute) bool {
			return a.Key == "src" && (strings.HasPrefix(a.Val, "/static/keys.js?v=") || strings.HasPrefix(a.Val, "/static/box.js?v="))
		})) {
			t.Errorf("%s: a script %v", address, n.Attr)
		}
	}
	if mains != 1 {
		t.Errorf("%s: %d times <main>", address, mains)
	}
	if i := strings.IndexFunc(body, func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == 0x202e || r == 0x2066 }); i >= 0 {
		t.Errorf("%s: a hidden character: %.60q", address, body[max(0, i-20):])
	}
}

// safeAddress reports an address of ours, or of the web.
func safeAddress(a string) bool {
	return strings.HasPrefix(a, "#") || strings.HasPrefix(a, "/") && !strings.HasPrefix(a, "//") && !strings.HasPrefix(a, `/\`) ||
		strings.HasPrefix(strings.ToLower(a), "https://") || strings.HasPrefix(strings.ToLower(a), "http://")
}
