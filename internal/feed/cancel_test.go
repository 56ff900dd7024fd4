package feed

import (
	"context"
	"errors"
	"strings"
	"testing"
)

// countdown is a context that ends when it was looked at often enough.
type countdown struct {
	context.Context
	looks, end int
}

func (c *countdown) Err() error {
	if c.looks++; c.looks > c.end {
		return context.Canceled
	}
	return nil
}

// A single entry, however long, is interrupted within a few looks at the
// context, in whatever stage of the work that ends.
func TestCancelWithinOneEntry(t *testing.T) {
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
			if whole.looks < 20 {
				t.Fatalf("the context is checked only %d times", whole.looks)
			}
			for _, end := range []int{0, 1, whole.looks / 4, whole.looks / 2, whole.looks - 3} {
				ctx := &countdown{Context: t.Context(), end: end}
				doc, err := Parse(ctx, []byte(text), Options{URL: "https://a.example/feed"})
				if !errors.Is(err, context.Canceled) || len(doc.Items) > 0 {
					t.Errorf("ended at look %d: %d items, %v", end, len(doc.Items), err)
				}
				if more := ctx.looks - end; more > 8 {
					t.Errorf("ended at look %d: %d looks more", end, more)
				}
			}
		})
	}
}

// No part of an entry is read after the end of the context but for what was
// begun.
func TestCancelledScanStops(t *testing.T) {
	text := "<rss><channel><item><description>" + strings.Repeat("<b>text</b>", 100_000)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	tidied, found := tidy(ctx, text, nil, "")
	if at := tidied.scan.pos; !found || at > 20*checkEvery {
		t.Errorf("%d bytes of %d are read", at, len(text))
	}
}
