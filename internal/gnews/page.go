package gnews

import (
	"bytes"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// signature is what a POST needs for a token.
type signature struct {
	time  int64 // data-n-a-ts
	value string
}

// maxSignature is the length in bytes of the longest signature that is used.
const maxSignature = 1 << 10

// articlePage is what the page of a story at Google says.
type articlePage struct {
	address   string // data-n-au; not yet checked
	signature signature
	blocked   BlockKind // the page is a consent form or a bot check
}

// readArticlePage reads the HTML of a token's page. Signature and time are taken
// from one element, the first that has both and does not name another token.
func readArticlePage(body []byte, token string) (page articlePage) {
	z := html.NewTokenizer(bytes.NewReader(body))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return page
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			isForm := string(name) == "form"
			if !more {
				continue
			}
			page.add(attributes(z), token, isForm)
		}
	}
}

// attributes returns those attributes of a tag that a story's page is read by.
func attributes(z *html.Tokenizer) map[string]string {
	var found map[string]string
	for {
		key, value, more := z.TagAttr()
		switch name := string(key); name {
		case "data-n-a-id", "data-n-a-sg", "data-n-a-ts", "data-n-au", "action", "id":
			if found == nil {
				found = map[string]string{}
			}
			if _, again := found[name]; !again { // the first counts (HTML, 13.2.5.33)
				found[name] = string(value)
			}
		}
		if !more {
			return found
		}
	}
}

func (p *articlePage) add(attributes map[string]string, token string, isForm bool) {
	if isForm {
		p.blocked = firstKind(p.blocked, formKind(attributes))
	}
	if id := attributes["data-n-a-id"]; id != "" && id != token {
		return
	}
	if p.address == "" {
		p.address = attributes["data-n-au"]
	}
	if p.signature == (signature{}) {
		p.signature, _ = newSignature(attributes["data-n-a-ts"], attributes["data-n-a-sg"])
	}
}

// newSignature returns a signature as a page, or an earlier Outcome, has it.
func newSignature(seconds, value string) (signature, bool) {
	n, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil || n <= 0 || value == "" || len(value) > maxSignature {
		return signature{}, false
	}
	return signature{n, value}, true
}

// formKind recognises the forms of a consent page and of a bot check.
func formKind(attributes map[string]string) BlockKind {
	if attributes["id"] == "captcha-form" {
		return BlockSorry
	}
	if u, err := url.Parse(strings.TrimSpace(attributes["action"])); err == nil && isConsent(strings.ToLower(u.Hostname())) {
		return BlockConsent
	}
	return ""
}

func firstKind(a, b BlockKind) BlockKind {
	if a != "" {
		return a
	}
	return b
}
