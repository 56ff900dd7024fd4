package reading

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"io/fs"
	"net/url"
	"path"
	"strings"

	"newsarchive/internal/plain"
)

// Page is a page with what is known to be right for it. What is empty is not
// known.
type Page struct {
	ID      string   `json:"id"`
	URL     string   `json:"url"`
	With    []string `json:"with"`    // snippets that the text must have
	Without []string `json:"without"` // snippets that it must not have
	Title   string   `json:"title"`
	Author  names    `json:"author"`
	Date    string   `json:"date"` // 2026-01-14
	Text    string   `json:"-"`    // the whole text
	HTML    []byte   `json:"-"`
}

// names are the names of authors, separated by commas; in JSON a string or a
// list.
type names string

func (n *names) UnmarshalJSON(b []byte) error {
	var list []string
	if err := json.Unmarshal(b, &list); err == nil {
		*n = names(strings.Join(list, ", "))
		return nil
	}
	return json.Unmarshal(b, (*string)(n))
}

// HeldOut reports whether the page belongs to the third that nobody looks at
// while a reader is made: the FNV-1a hash of its host, modulo three, is 0.
func (p Page) HeldOut() bool {
	host := p.ID
	if u, err := url.Parse(p.URL); err == nil && u.Hostname() != "" {
		host = u.Hostname()
	}
	h := fnv.New32a()
	h.Write([]byte(host)) //nolint:errcheck // a hash takes all bytes
	return h.Sum32()%3 == 0
}

// Evaluated reads the folder of an evaluation: truth.jsonl with one page a
// line, html/ID.html.gz with its bytes.
func Evaluated(folder fs.FS) ([]Page, error) {
	truth, err := fs.ReadFile(folder, "truth.jsonl")
	if err != nil {
		return nil, err
	}
	var all []Page
	lines := bufio.NewScanner(bytes.NewReader(truth))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var p Page
		if err := json.Unmarshal(lines.Bytes(), &p); err != nil {
			return nil, fmt.Errorf("truth.jsonl, line %d: %w", len(all)+1, err)
		}
		if p.HTML, err = unzip(folder, path.Join("html", p.ID+".html.gz")); err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, lines.Err()
}

// minText is the fewest words of a page whose text is measured.
const minText = 12

// Mozilla reads the test pages of Mozilla's Readability: a folder for each
// page with source.html, expected.html and expected-metadata.json. They were
// found at http://fakehost/test/page.html. Those whose text is a few words,
// made to test a single function, are left out.
func Mozilla(folder fs.FS) ([]Page, error) {
	entries, err := fs.ReadDir(folder, ".")
	if err != nil {
		return nil, err
	}
	var all []Page
	for _, e := range entries {
		p := Page{ID: e.Name(), URL: "http://fakehost/test/page.html"}
		if p.HTML, err = fs.ReadFile(folder, path.Join(p.ID, "source.html")); err != nil {
			return nil, err
		}
		text, err := fs.ReadFile(folder, path.Join(p.ID, "expected.html"))
		if err != nil {
			return nil, err
		}
		if p.Text = plain.Text(string(text)); len(words(p.Text)) < minText {
			continue
		}
		facts, err := fs.ReadFile(folder, path.Join(p.ID, "expected-metadata.json"))
		if err != nil {
			return nil, err
		}
		var stated struct{ Title, Byline, PublishedTime string }
		if err := json.Unmarshal(facts, &stated); err != nil {
			return nil, fmt.Errorf("%s: expected-metadata.json: %w", p.ID, err)
		}
		p.Title, p.Author = stated.Title, names(stated.Byline)
		if len(stated.PublishedTime) >= len("2026-01-14") {
			p.Date = stated.PublishedTime[:len("2026-01-14")]
		}
		all = append(all, p)
	}
	return all, nil
}

func unzip(folder fs.FS, name string) ([]byte, error) {
	f, err := folder.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // read only
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return text, nil
}
