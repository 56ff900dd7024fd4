package article_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/article"
)

const singleFile = "<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n url: https://paper.example/a?b=c \n saved date: Wed Jan 15 2025 12:00:00 GMT+0100 (CET)\n--><head>"

func TestSaved(t *testing.T) {
	t.Parallel()
	at := time.Date(2025, 1, 15, 11, 0, 0, 0, time.UTC)
	for name, test := range map[string]struct {
		body, address string
		at            time.Time
	}{
		"SingleFile":               {singleFile, "https://paper.example/a?b=c", at},
		"SingleFile, no date":      {strings.Replace(singleFile, "Wed Jan 15 2025", "soon", 1), "https://paper.example/a?b=c", time.Time{}},
		"a browser":                {"<!DOCTYPE html>\n<!-- saved from url=(0023)https://paper.example/a -->\n<html>", "https://paper.example/a", time.Time{}},
		"a file":                   {"<!-- saved from url=(0014)about:internet --><html>", "", time.Time{}},
		"canonical":                {`<meta property="og:url" content="https://o.example/"><LINK REL="canonical" href="https://paper.example/c">`, "https://paper.example/c", time.Time{}},
		"OpenGraph":                {`<link rel="canonical" href="/c"><meta property="og:url" content="https://o.example/x">`, "https://o.example/x", time.Time{}},
		"script":                   {`<link rel=canonical href="javascript:alert(1)">`, "", time.Time{}},
		"a password":               {`<link rel=canonical href="https://u:p@paper.example/">`, "", time.Time{}},
		"in a script's text":       {`<script>"<link rel=canonical href='https://x.example/'>"</script>`, "", time.Time{}},
		"nothing":                  {"", "", time.Time{}},
		"a comment without an end": {"<!--" + strings.Repeat("x", 1<<20), "", time.Time{}},
	} {
		address, saved := article.Saved([]byte(test.body))
		if address != test.address || !saved.Equal(test.at) {
			t.Errorf("%s: %q %v, want %q %v", name, address, saved, test.address, test.at)
		}
	}
}

// Whatever a file says, its address is none or a public one of the web.
func FuzzSaved(f *testing.F) {
	for _, seed := range []string{singleFile, "<!-- saved from url=(0023)https://paper.example/a -->", `<link rel=canonical href=https://x.example>`, "<meta property=og:url content=", "<!--"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		address, at := article.Saved(body)
		if address == "" {
			if !at.IsZero() {
				t.Errorf("a time %v without an address", at)
			}
			return
		}
		u, err := url.Parse(address)
		if err != nil || u.Host == "" || u.User != nil || u.Scheme != "http" && u.Scheme != "https" {
			t.Errorf("%q: %v", address, err)
		}
	})
}
