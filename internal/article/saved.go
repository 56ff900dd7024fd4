package article

import (
	"bytes"
	"io"
	"net/url"
	"regexp"
	"strings"
	"time"

	"golang.org/x/net/html"
)

// maxSaved is how much of a saved page is searched for its address, in bytes.
const maxSaved = 4 << 20

// Saved returns where a page that a browser saved came from, as the file itself
// says, and when it was saved; empty and zero if it does not say. SingleFile and
// browsers write a comment; else it is the canonical address, or that of
// OpenGraph.
func Saved(body []byte) (address string, at time.Time) {
	z := html.NewTokenizer(io.LimitReader(bytes.NewReader(body), maxSaved))
	z.SetMaxBuf(maxSaved)
	stated := map[string]string{}
	for {
		switch z.Next() {
		case html.ErrorToken:
			return webAddress(stated["canonical"], stated["og:url"]), time.Time{}
		case html.CommentToken:
			if address, at := savedComment(string(z.Text())); address != "" {
				return address, at
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			state(z, stated)
		}
	}
}

// state keeps the address that a <link> or <meta> states.
func state(z *html.Tokenizer, stated map[string]string) {
	name, more := z.TagName()
	if string(name) != "link" && string(name) != "meta" {
		return
	}
	attrs := map[string]string{}
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		attrs[string(key)] = string(value)
	}
	of, value := strings.ToLower(attrs["rel"]), attrs["href"]
	if string(name) == "meta" {
		of, value = strings.ToLower(attrs["property"]), attrs["content"]
	}
	if stated[of] == "" && (of == "canonical" || of == "og:url") {
		stated[of] = value
	}
}

// savedComment reads a comment of SingleFile, or the one that browsers write
// ("saved from url=(0023)https://…", the mark of the web).
func savedComment(text string) (address string, at time.Time) {
	if _, rest, ok := strings.Cut(text, "saved from url="); ok {
		if _, rest, ok = strings.Cut(rest, ")"); ok {
			return webAddress(rest), time.Time{}
		}
	}
	if !strings.Contains(text, "Page saved with SingleFile") {
		return "", time.Time{}
	}
	for line := range strings.Lines(text) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		switch name {
		case "url":
			address = webAddress(value)
		case "saved date":
			at = scriptDate(value)
		}
	}
	return address, at
}

// scriptDate reads a date as JavaScript writes it: Tue Jan 14 2026 12:00:00
// GMT+0100 (Central European Standard Time).
func scriptDate(text string) time.Time {
	parts := regexp.MustCompile(`^\w{3} \w{3} \d{2} \d{4} \d{2}:\d{2}:\d{2} GMT[+-]\d{4}`).FindString(strings.TrimSpace(text))
	at, err := time.Parse("Mon Jan 02 2006 15:04:05 GMT-0700", parts)
	if err != nil {
		return time.Time{}
	}
	return at.UTC()
}

// webAddress returns the first that is an absolute http(s) address.
func webAddress(all ...string) string {
	for _, text := range all {
		text = strings.TrimSpace(text)
		u, err := url.Parse(text)
		if err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && u.User == nil && len(text) <= maxValue {
			return text
		}
	}
	return ""
}
