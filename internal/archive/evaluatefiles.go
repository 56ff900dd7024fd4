package archive

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"newsarchive/store"
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
}

// articlesAsItems turns articles into lines of the archive's own NDJSON.
func articlesAsItems(r io.Reader, w io.Writer) (faults []Fault, err error) {
	out := bufio.NewWriter(w)
	e := json.NewEncoder(out)
	err = eachLine(r, func(n int, line []byte) error {
		var a article
		err := json.Unmarshal(line, &a)
		day := dayIn(a.Date)
		if err == nil && day == "" {
			err = fmt.Errorf("the date %q does not begin with a day like 2011-03-11", a.Date)
		}
		if err != nil {
			faults = append(faults, Fault{fmt.Sprintf("%s:%d", articlesFile, n), inWords(err)})
			return nil
		}
		return e.Encode(a.item(n, day))
	})
	return faults, errors.Join(err, out.Flush())
}

// item is the article as an item of one story, known by its line.
func (a article) item(n int, day string) store.Item {
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
	published, _ := store.ParseDate(day) //nolint:errcheck // dayIn has read it
	link := fmt.Sprintf("https://article.invalid/%d", n)
	return store.Item{
		GUID: link, Link: link, Title: a.Title, Language: a.Language, Published: published,
		Stories: []store.Story{{
			Link: link, Title: a.Title, Text: a.Text, Publisher: a.Publisher, Language: a.Language, Published: published,
		}},
	}
}

// firstLine is the beginning of a text, up to its first line or sentence.
func firstLine(text string) string {
	const most = 200 // bytes
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	line, _, _ = strings.Cut(line, ". ")
	for len(line) > most {
		_, n := utf8.DecodeLastRuneInString(line)
		line = line[:len(line)-n]
	}
	return line
}

// eachLine reads lines of JSON; blank ones are passed over.
func eachLine(r io.Reader, f func(n int, line []byte) error) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 0, 64<<10), mostLine)
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

// reference is a line of reference.ndjson that is an object.
type reference struct {
	Date       string            `json:"date"`
	Dates      []json.RawMessage `json:"dates"`
	Chronology json.RawMessage   `json:"chronology"`
}

// readReferences reads chronologies as the distinct days of each.
func readReferences(path string) ([][]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // read only
	named := map[string]map[string]bool{}
	err = eachLine(f, func(n int, line []byte) error {
		name, dates, err := readReference(line)
		if err != nil {
			return fmt.Errorf("%s:%d: %w", path, n, inWords(err))
		}
		if name == "" && len(dates) != 1 {
			name = fmt.Sprintf("line %d", n)
		}
		if named[name] == nil {
			named[name] = map[string]bool{}
		}
		for _, d := range dates {
			if dayIn(d) == "" {
				return fmt.Errorf("%s:%d: the date %q does not begin with a day like 2011-03-11", path, n, d)
			}
			named[name][dayIn(d)] = true
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	var all [][]string
	for _, name := range slices.Sorted(maps.Keys(named)) {
		if days := slices.Sorted(maps.Keys(named[name])); len(days) > 0 {
			all = append(all, days)
		}
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%s: there is no date in it", path)
	}
	return all, nil
}

// readReference reads one line: an entry, a chronology, or a chronology as
// pairs of a date and its sentences.
func readReference(line []byte) (name string, dates []string, err error) {
	var pairs []json.RawMessage
	if line[0] == '[' {
		err = json.Unmarshal(line, &pairs)
	} else {
		var r reference
		err = json.Unmarshal(line, &r)
		name, pairs = strings.Trim(string(r.Chronology), `"`), r.Dates
		if r.Date != "" {
			dates = append(dates, r.Date)
		}
	}
	for _, p := range pairs {
		date, err := dateOf(p)
		if err != nil {
			return "", nil, err
		}
		dates = append(dates, date)
	}
	return name, dates, err
}

// dateOf reads "2011-03-11", {"date": "2011-03-11"} or ["2011-03-11", …].
func dateOf(raw json.RawMessage) (date string, err error) {
	switch raw[0] {
	case '{':
		var r reference
		err = json.Unmarshal(raw, &r)
		return r.Date, err
	case '[':
		var pair []json.RawMessage
		if err = json.Unmarshal(raw, &pair); err != nil || len(pair) == 0 {
			return "", err
		}
		return dateOf(pair[0])
	}
	err = json.Unmarshal(raw, &date)
	return date, err
}
