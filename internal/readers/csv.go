package readers

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"newsarchive/internal/news"
)

// detectCSV recognises an export by the columns of its first line.
func detectCSV(head []byte) Form {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	record, err := csv.NewReader(bytes.NewReader(line)).Read()
	if err != nil || len(record) < 3 {
		return Unknown
	}
	columns := columnsOf(record)
	has := func(names ...string) bool {
		for _, name := range names {
			if _, ok := columns[name]; !ok {
				return false
			}
		}
		return true
	}
	switch {
	case has("url", "time_added"):
		return Pocket
	case has("url", "saved date"):
		return Readwise
	case has("highlight", "book title"):
		return Highlights
	}
	return Unknown
}

// columnsOf returns the places of columns by their names in lower case.
func columnsOf(header []string) map[string]int {
	columns := make(map[string]int, len(header))
	for i, name := range header {
		name = strings.ToLower(strings.TrimSpace(strings.TrimPrefix(name, "\ufeff")))
		if _, twice := columns[name]; !twice {
			columns[name] = i
		}
	}
	return columns
}

// csvRow gives the values of a record by column.
type csvRow struct {
	columns map[string]int
	record  []string
}

func (r csvRow) get(column string) string {
	if at, ok := r.columns[column]; ok && at < len(r.record) {
		return strings.TrimSpace(r.record[at])
	}
	return ""
}

// csvItems reads a CSV export (RFC 4180), whose first record names the columns.
func csvItems(form Form, r io.Reader) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		limited := &budget{from: r, left: maxElement}
		in := csv.NewReader(limited)
		in.FieldsPerRecord, in.LazyQuotes, in.ReuseRecord = -1, true, true
		header, err := in.Read()
		if err != nil {
			yield(Entry{Place: "line 1"}, err)
			return
		}
		row := csvRow{columns: columnsOf(header)}
		for {
			limited.left = maxElement
			row.record, err = in.Read()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil { // with lazy quotes only the reader fails
				yield(Entry{Place: "the end"}, err)
				return
			}
			line, _ := in.FieldPos(0)
			e := Entry{Place: fmt.Sprintf("line %d", line)}
			for _, value := range row.record {
				e.Size += len(value)
			}
			if e.Item, err = csvItem(form, row); err == nil {
				err = Finish(&e.Item)
			}
			if err != nil {
				e.Item = news.Item{}
			}
			if !yield(e, err) {
				return
			}
		}
	}
}

func csvItem(form Form, row csvRow) (news.Item, error) {
	switch {
	case form == Highlights:
		return news.Item{}, &Omitted{"a highlight of a book or page"}
	case row.get("url") == "":
		return news.Item{}, errors.New("the line has no address")
	case form == Pocket:
		return pocketRow(row).item()
	}
	return readwiseRow(row).item()
}

// pocketRow reads a line of Pocket's export: title, url, time_added, tags
// (separated by |), status (unread or archive).
func pocketRow(row csvRow) page {
	read := row.get("status") == "archive"
	return page{
		program: "Pocket", link: row.get("url"), title: row.get("title"), tags: strings.Split(row.get("tags"), "|"),
		added: dateOf(row.get("time_added")), read: read, later: !read,
	}
}

// readwiseRow reads a line of the export of Readwise Reader: Title, URL, ID,
// Document tags (as Python writes a list), Saved date, Reading progress,
// Location (new, later, shortlist, archive, feed), Seen.
func readwiseRow(row csvRow) page {
	location := row.get("location")
	return page{
		program: "Readwise", link: row.get("url"), title: row.get("title"), author: row.get("author"), tags: pythonList(row.get("document tags")),
		added: dateOf(row.get("saved date")), date: dateOf(row.get("published date")),
		read: location == "archive", later: location == "new" || location == "later" || location == "shortlist",
		starred: location == "shortlist",
	}
}

// pythonList returns the texts in a list as Python writes it: ['a', "b's"].
func pythonList(s string) (all []string) {
	for {
		start := strings.IndexAny(s, `'"`)
		if start < 0 {
			return all
		}
		quote := s[start]
		s = s[start+1:]
		var word strings.Builder
		i := 0
		for ; i < len(s) && s[i] != quote; i++ {
			if s[i] == '\\' && i+1 < len(s) {
				i++
			}
			word.WriteByte(s[i])
		}
		all = append(all, word.String())
		s = s[min(i+1, len(s)):]
	}
}
