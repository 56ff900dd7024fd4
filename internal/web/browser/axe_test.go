package browser_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"strings"

	"github.com/chromedp/chromedp"
)

// axeSum is the SHA-256 of the axe-core that is used; .ci/axe installs it, and says
// which version.
const axeSum = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"

// The rules that are checked, and those of them whose findings follow from colours
// and sizes: each page is checked by all in two of its four forms, and by these in
// all.
const (
	allRules  = `{type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}`
	seenRules = `{type: "rule", values: ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"]}`
)

// finding is what axe-core found.
type finding struct {
	ID, Help string
	Nodes    []struct {
		HTML           string
		FailureSummary string
	}
}

// testAxe promises that axe-core finds nothing on any of some pages, dark and light, on a
// small screen and a large one.
func testAxe(x *tab, addresses []string) {
	path := os.Getenv("ARCHIVE_AXE")
	if path == "" {
		x.Skip("needs axe-core: set ARCHIVE_AXE=$(.ci/axe)")
	}
	source, err := os.ReadFile(path)
	if err != nil {
		x.Fatal(err)
	}
	if sum := sha256.Sum256(source); hex.EncodeToString(sum[:]) != axeSum {
		x.Fatalf("%s is another version of axe-core: its SHA-256 is %x", path, sum)
	}
	for _, address := range addresses {
		x.shows(address)
		x.do(run(string(source) + "\n;0"))
		for i, scheme := range []string{"light", "dark"} {
			for j, width := range []int64{1280, 320} {
				x.media("", "prefers-color-scheme", scheme)
				x.size(width, 800)
				rules := allRules
				if i != j {
					rules = seenRules
				}
				x.axe(fmt.Sprintf("%s, %s, %d px", address, scheme, width), rules)
			}
		}
		x.size(1280, 800)
	}
}

// axe checks the page that is shown.
func (x *tab) axe(what, rules string) {
	x.Helper()
	found := got(x, chromedp.Evaluate[[]finding](`axe.run({runOnly: `+rules+`, resultTypes: ["violations"]}).then(r => r.violations.map(v => ({ID: v.id, Help: v.help, Nodes: v.nodes.map(n => ({HTML: n.html, FailureSummary: n.failureSummary}))})))`, chromedp.EvalAwaitPromise))
	for _, f := range found {
		var nodes []string
		for _, n := range f.Nodes[:min(len(f.Nodes), 3)] {
			nodes = append(nodes, fmt.Sprintf("%.200s\n    %s", n.HTML, strings.ReplaceAll(n.FailureSummary, "\n", " ")))
		}
		x.Errorf("%s: %s (%s), %d times\n  %s", what, f.ID, f.Help, len(f.Nodes), strings.Join(nodes, "\n  "))
	}
}
