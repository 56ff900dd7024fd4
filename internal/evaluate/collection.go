package evaluate

import (
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"strconv"

	"newsarchive/internal/news"

	"newsarchive/internal/evaluate/trec"
	"newsarchive/internal/plain"
)

// collection is documents, questions to them, and what answers each.
type collection struct {
	docs       []trec.Doc
	topics     []trec.Topic
	judgements trec.Judgements
}

// readCollection reads a folder: docs*.trec or docs*.ndjson (items as import
// takes them: guid, title, content), topics*, qrels*. A folder that lacks one
// of them is an error.
func readCollection(dir string) (collection, error) {
	c := collection{judgements: trec.Judgements{}}
	keep := func(d trec.Doc) { c.docs = append(c.docs, d) }
	ndjson, err := each(dir, "docs*.ndjson", func(r io.Reader) error { return readItems(r, keep) })
	if err == nil && ndjson == 0 {
		_, err = each(dir, "docs*.trec", func(r io.Reader) error { return trec.ReadDocs(r, keep) })
	}
	if err != nil {
		return c, err
	}
	_, err = each(dir, "topics*", func(r io.Reader) error {
		topics, err := trec.ReadTopics(r)
		c.topics = append(c.topics, topics...)
		return err
	})
	if err != nil {
		return c, err
	}
	_, err = each(dir, "qrels*", func(r io.Reader) error {
		judged, err := trec.ReadJudgements(r)
		maps.Copy(c.judgements, judged)
		return err
	})
	if err == nil && (len(c.docs) == 0 || len(c.topics) == 0 || len(c.judgements) == 0) {
		err = fmt.Errorf("%s: %d documents, %d topics, %d judged", dir, len(c.docs), len(c.topics), len(c.judgements))
	}
	return c, err
}

// each reads every file of a folder whose name has the pattern, and returns
// how many there are.
func each(dir, pattern string, read func(io.Reader) error) (n int, err error) {
	paths, err := filepath.Glob(filepath.Join(escapeGlob(dir), pattern))
	if err != nil {
		return 0, err
	}
	for _, path := range paths {
		f, err := os.Open(path)
		if err != nil {
			return 0, err
		}
		if err := errors.Join(read(f), f.Close()); err != nil {
			return 0, fmt.Errorf("%s: %w", path, err)
		}
	}
	return len(paths), nil
}

// readItems reads lines of NDJSON as documents.
func readItems(r io.Reader, each func(trec.Doc)) error {
	for d := json.NewDecoder(r); ; {
		var it struct{ GUID, Title, Content string }
		if err := d.Decode(&it); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		each(trec.Doc{Name: it.GUID, Title: plain.Line(it.Title), Text: plain.Text(it.Content)})
	}
}

// items are the documents as items, each known by its name.
func (c collection) items() iter.Seq[news.Item] {
	return func(yield func(news.Item) bool) {
		for i, doc := range c.docs {
			if !yield(news.Item{
				Feed: news.Feed{URL: "https://collection.example/feed"},
				GUID: doc.Name, Link: "https://collection.example/" + strconv.Itoa(i), Language: "en",
				Title: html.EscapeString(doc.Title), Content: "<p>" + html.EscapeString(doc.Text) + "</p>",
			}) {
				return
			}
		}
	}
}
