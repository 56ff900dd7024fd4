package evaluate

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"strings"
	"time"
	"unicode/utf8"

	"newsarchive/internal/archive"
	"newsarchive/internal/mention"
	"newsarchive/internal/news"
)

// article is a line of articles.ndjson.
type article struct {
	Date      string            `json:"date"`
	Title     string            `json:"title"`
	Text      string            `json:"text"`
	ID        json.RawMessage   `json:"id"`
	Sentences []json.RawMessage `json:"sentences"`
	Publisher string            `json:"publisher"`
	Language  string            `json:"language"`

	line int
	day  string // of Date
}

// readArticles reads articles, and reports the lines that cannot be used.
func readArticles(r io.Reader) (all []article, faults []archive.Fault, err error) {
	err = eachLine(r, func(n int, line []byte) error {
		a := article{line: n}
		err := json.Unmarshal(line, &a)
		a.day = dayIn(a.Date)
		if err == nil && a.day == "" {
			err = fmt.Errorf("the date %q does not begin with a day like 2011-03-11", a.Date)
		}
		if err != nil {
			faults = append(faults, archive.Fault{Location: fmt.Sprintf("%s:%d", articlesFile, n), Err: err})
			return nil //nolint:nilerr // the line is reported, the others are read
		}
		a.complete()
		all = append(all, a)
		return nil
	})
	return all, faults, err
}

// complete fills in the text and the title where they are missing.
func (a *article) complete() {
	if a.Text == "" {
		sentences := make([]string, len(a.Sentences))
		for i, s := range a.Sentences {
			sentences[i] = unmarshalText(s)
		}
		a.Text = strings.Join(sentences, "\n")
	}
	if a.Title == "" {
		a.Title = firstLine(a.Text)
	}
}

func articleItems(all []article) iter.Seq[news.Item] {
	return func(yield func(news.Item) bool) {
		for _, a := range all {
			if !yield(a.item()) {
				return
			}
		}
	}
}

// item is the article as an item of one story, known by its line.
func (a article) item() news.Item {
	published, _ := news.ParseDate(a.day) //nolint:errcheck // dayIn has read it
	link := fmt.Sprintf("https://article.invalid/%d", a.line)
	return news.Item{
		GUID: link, Link: link, Title: a.Title, Language: a.Language, Published: published,
		Stories: []news.Story{{
			Link: link, Title: a.Title, Text: a.Text, Publisher: a.Publisher, Language: a.Language, Published: published,
		}},
	}
}

// mentions are the days that the article mentions.
func (a article) mentions() []mention.Day {
	published, _ := time.Parse(time.DateOnly, a.day) //nolint:errcheck // dayIn has read it
	return mention.Days(a.Title+"\n"+a.Text, a.Language, published)
}

// firstLine is the beginning of a text, up to its first line or sentence.
func firstLine(text string) string {
	const longest = 200 // bytes
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	line, _, _ = strings.Cut(line, ". ")
	for len(line) > longest {
		_, n := utf8.DecodeLastRuneInString(line)
		line = line[:len(line)-n]
	}
	return line
}

// maxLine is how long a line may be, in bytes.
const maxLine = 64 << 20

// eachLine reads lines of JSON; blank ones are passed over.
func eachLine(r io.Reader, f func(n int, line []byte) error) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 0, 64<<10), maxLine)
	for n := 1; lines.Scan(); n++ {
		line := bytes.TrimSpace(bytes.TrimPrefix(lines.Bytes(), []byte("\ufeff")))
		if len(line) == 0 {
			continue
		}
		if err := f(n, line); err != nil {
			return err
		}
	}
	return lines.Err()
}

// unmarshalText is a string, or the "raw" or "text" of an object.
func unmarshalText(raw json.RawMessage) string {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return text
	}
	var object struct{ Raw, Text string }
	if json.Unmarshal(raw, &object) != nil {
		return ""
	}
	if object.Raw != "" {
		return object.Raw
	}
	return object.Text
}
