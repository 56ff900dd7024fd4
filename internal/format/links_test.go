package format

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

// Only web addresses are clickable, in every format.
func TestOnlyWebLinksAreClickable(t *testing.T) {
	for _, name := range Names() {
		var b bytes.Buffer
		if err := WriteAnswer(&b, hostile(), Options{Format: name, Zone: time.UTC}); err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(b.String(), "\n") {
			for _, start := range []string{"<", `href="`, "<link>", "("} {
				for _, scheme := range []string{"javascript:", "data:", "file:"} {
					if strings.Contains(strings.ToLower(line), start+scheme) {
						t.Errorf("%s: %s", name, line)
					}
				}
			}
			if name == "urls" && line != "" && !strings.HasPrefix(line, "https://") {
				t.Errorf("urls: %s", line)
			}
		}
	}
	if got := MarkdownLink("javascript:alert(1)"); got != "`javascript:alert(1)`" {
		t.Errorf("in Markdown: %s", got)
	}
}
