package feed

import (
	"context"
	"errors"
	"strings"
	"testing"

	"newsarchive/internal/effort"
)

// countdown is a context that ends when it was checked end times.
type countdown struct {
	context.Context
	checks, end int
}

func (c *countdown) Err() error {
	if c.checks++; c.checks > c.end {
		return context.Canceled
	}
	return nil
}

// Parsing stops within a few checks of the context even inside one long entry,
// in every stage of the work.
func TestCancelWithinOneEntry(t *testing.T) {
	effort.WithoutRace(t, "one goroutine reads long documents")
	parts := strings.Repeat("<b>text</b>", 100_000)
	for name, text := range map[string]string{
		"markup": "<rss><channel><item><title>One</title><description>" + parts + "</description></item></channel></rss>",
		"children": "<rss><channel><item><title>One</title>" + strings.Repeat("<category>a tag</category>", 100_000) +
			"</item></channel></rss>",
		"unknown elements": "<rss><channel><item><title>One</title><unknown>" + parts + "</unknown></item></channel></rss>",
		"tree":             `<feed><entry><title>One</title><source>` + parts + "</source></entry></feed>",
		"json":             `{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","content_html":"` + strings.Repeat("text ", 400_000) + `"}]}`,
	} {
		t.Run(name, func(t *testing.T) {
			whole := &countdown{Context: t.Context(), end: 1 << 30}
			if doc, err := Parse(whole, []byte(text), Options{URL: "https://a.example/feed"}); err != nil || len(doc.Items) != 1 {
				t.Fatalf("%d items, %v", len(doc.Items), err)
			}
			if whole.checks < 20 {
				t.Fatalf("the context is checked only %d times", whole.checks)
			}
			for _, end := range []int{0, 1, whole.checks / 4, whole.checks / 2, whole.checks - 3} {
				ctx := &countdown{Context: t.Context(), end: end}
				doc, err := Parse(ctx, []byte(text), Options{URL: "https://a.example/feed"})
				if !errors.Is(err, context.Canceled) || len(doc.Items) > 0 {
					t.Errorf("cancelled at check %d: %d items, %v", end, len(doc.Items), err)
				}
				if more := ctx.checks - end; more > 8 {
					t.Errorf("cancelled at check %d: %d more checks", end, more)
				}
			}
		})
	}
}

// A scan with a cancelled context stops within checkEvery tokens.
func TestCancelledScanStops(t *testing.T) {
	text := "<rss><channel><item><description>" + strings.Repeat("<b>text</b>", 100_000)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	normalized, found := normalize(ctx, text, nil, "")
	if at := normalized.scan.pos; !found || at > 20*checkEvery {
		t.Errorf("%d bytes of %d are read", at, len(text))
	}
}
