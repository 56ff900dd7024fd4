package gnewstest

import (
	"fmt"
	"hash/crc32"
	"html"
	"strings"
)

// signatureOf returns the signature and time that the stand-in demands for a
// token. The signature holds an ampersand, which a page escapes.
func signatureOf(token string) (value string, seconds int64) {
	sum := crc32.ChecksumIEEE([]byte(token))
	return fmt.Sprintf("AZ5r3e&S%08x", sum), 1_790_000_000 + int64(sum%100_000)
}

// signedPage returns a page on which other elements have a signature or a time
// of another story, or only one of the two.
func signedPage(token string) string {
	value, seconds := signatureOf(token)
	return `<!doctype html><html><head><script>var x = '<div data-n-a-sg="no" data-n-a-ts="7">'</script></head><body>
<!-- <div data-n-a-sg="no" data-n-a-ts="8"> -->
<div data-n-a-ts="9"></div><div data-n-a-sg="no"></div>
<c-wiz><div jscontroller="aLI87" data-n-a-id="CBMiother" data-n-a-sg="no" data-n-a-ts="10" data-n-au="https://other.example/"></div></c-wiz>
<c-wiz jsrenderer="x"><div jscontroller="aLI87" jsaction="a" data-n-a-id="` + escape(token) + `" data-n-a-sg="` +
		escape(value) + `" data-n-a-ts="` + fmt.Sprint(seconds) + `"></div></c-wiz></body></html>`
}

func escape(s string) string { return strings.ReplaceAll(html.EscapeString(s), "&#34;", "&quot;") }
