package post

import (
	"slices"
	"strconv"
	"strings"

	"newsarchive/internal/news"
	"newsarchive/internal/plain"
)

// labels are the post's tags, and whatever else it is filed under, once each.
// The form of a Google News post files it under the host of its link, which
// says nothing.
func (f front) labels() (all []string) {
	all = f.list("tags")
	own := host(f.trimmed("link"))
	seen := map[string]bool{}
	for _, label := range all {
		seen[strings.ToLower(strings.TrimSpace(label))] = true
	}
	for _, name := range []string{"categories", "series", "keywords", "tag", "category"} {
		labels := f.list(name)
		if len(labels) == 1 && name == "keywords" {
			labels = strings.Split(labels[0], ",")
		}
		for _, label := range labels {
			key := strings.ToLower(strings.TrimSpace(label))
			if key == "" || seen[key] || name == "categories" && own != "" && key == own {
				continue
			}
			seen[key] = true
			all = append(all, strings.TrimSpace(label))
		}
	}
	return all
}

// authors are the names of the first field that has any, each once.
func (f front) authors() (names []string) {
	for _, field := range []string{"author", "author.name", "authors", "authors.name"} {
		for _, name := range f.list(field) {
			if name = strings.TrimSpace(name); name != "" && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		if len(names) > 0 {
			return names
		}
	}
	return nil
}

// firstDate returns the first of some dates that can be read, and what was
// written of it, or else of the first that is given.
func (f front) firstDate(names ...string) (date news.Date, raw string) {
	for _, name := range names {
		d, text := f.date(name)
		if raw == "" {
			raw = text
		}
		if !d.IsZero() {
			return d, text
		}
	}
	return news.Date{}, raw
}

// extras reads the fields beyond the main ones, as [Format] writes
// it.
func (f front) extras() (m news.Details) {
	if names := f.authors(); len(names) > 1 {
		for _, name := range names {
			m.People = append(m.People, news.Person{Name: name})
		}
	}
	for _, name := range f.list("contributors") {
		m.People = append(m.People, news.Person{Name: name, Role: "contributor"})
	}
	for _, row := range f.rows("enclosures", "url", "type", "length", "duration", "title") {
		m.Enclosures = append(m.Enclosures, news.Enclosure{URL: row[0], Type: row[1], Length: number(row[2]), Duration: number(row[3]), Title: row[4]})
	}
	for _, row := range f.rows("texts", "kind", "html") {
		t := news.ItemText{Kind: row[0], HTML: row[1]}
		if text := plain.Text(t.HTML); text != t.HTML {
			t.Text = text
		}
		m.Texts = append(m.Texts, t)
	}
	m.Comments, m.Rights = f.trimmed("comments.url"), f.text("rights")
	m.Source = news.Source{Title: f.text("origin.title"), Link: f.trimmed("origin.link")}
	return m
}

// rows returns the tables of a list of tables, the values of the named fields
// in each; only the first is needed. None are returned when some tables lack
// fields, so that it is not clear which value belongs to which.
func (f front) rows(list string, names ...string) (rows [][]string) {
	first := f[list+"."+names[0]]
	for i, value := range first {
		row := make([]string, len(names))
		row[0] = value
		for k, name := range names[1:] {
			if column := f[list+"."+name]; len(column) == len(first) {
				row[k+1] = column[i]
			}
		}
		if value != "" {
			rows = append(rows, row)
		}
	}
	return rows
}

func number(s string) int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// extras writes the fields beyond the main ones.
func (w *writer) extras(m news.Details) {
	authors, contributors := []string{}, []string{}
	for _, p := range m.People {
		switch {
		case p.Name == "" || !p.Gone.IsZero():
		case p.Role == "":
			authors = append(authors, p.Name)
		case p.Role == "contributor":
			contributors = append(contributors, p.Name)
		}
	}
	if severalAuthors(m) {
		w.list("authors", authors...)
	}
	if len(contributors) > 0 {
		w.list("contributors", contributors...)
	}
	var files, texts [][]string
	for _, e := range m.Enclosures {
		if e.Gone.IsZero() {
			files = append(files, []string{e.URL, e.Type, strconv.FormatInt(e.Length, 10), strconv.FormatInt(e.Duration, 10), e.Title})
		}
	}
	for _, t := range m.Texts {
		if t.Gone.IsZero() {
			texts = append(texts, []string{t.Kind, t.HTML})
		}
	}
	w.tables("enclosures", files, "url", "type", "length", "duration", "title")
	w.tables("texts", texts, "kind", "html")
	w.table("comments", []string{m.Comments}, "url")
	w.extra("rights", m.Rights)
	w.table("origin", []string{m.Source.Title, m.Source.Link}, "title", "link")
}

// tables writes a list of tables, all with the same fields.
func (w *writer) tables(name string, rows [][]string, fields ...string) {
	for i, row := range rows {
		if i == 0 {
			w.WriteString(name + ":\n")
		}
		for k, value := range row {
			start := "  "
			if k == 0 {
				start = "- "
			}
			w.WriteString(start + fields[k] + ": " + singleQuoted(value) + "\n")
		}
	}
}

// table writes a table, unless all its values are empty.
func (w *writer) table(name string, row []string, fields ...string) {
	if !slices.ContainsFunc(row, func(s string) bool { return s != "" }) {
		return
	}
	w.WriteString(name + ":\n")
	for k, value := range row {
		w.WriteString("  " + fields[k] + ": " + singleQuoted(value) + "\n")
	}
}

// severalAuthors reports whether an item has a list of authors.
func severalAuthors(m news.Details) bool {
	n := 0
	for _, p := range m.People {
		if p.Role == "" && p.Name != "" && p.Gone.IsZero() {
			n++
		}
	}
	return n > 1
}
