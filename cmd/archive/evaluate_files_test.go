package main

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"newsarchive/internal/plain"
	"newsarchive/internal/trec"
)

// A collection is documents, questions to them, and what answers each.
type collection struct {
	docs       []trec.Doc
	topics     []trec.Topic
	judgements trec.Judgements
}

// readCollection reads a folder: docs*.trec or docs*.ndjson (items as import
// takes them: guid, title, content), topics*, qrels*. A folder that lacks one
// of them is a failure.
func readCollection(t *testing.T, dir string) collection {
	t.Helper()
	c := collection{judgements: trec.Judgements{}}
	each(t, filepath.Join(dir, "topics*"), func(r io.Reader) error {
		topics, err := trec.ReadTopics(r)
		c.topics = append(c.topics, topics...)
		return err
	})
	each(t, filepath.Join(dir, "qrels*"), func(r io.Reader) error {
		judged, err := trec.ReadJudgements(r)
		for id, grades := range judged {
			c.judgements[id] = grades
		}
		return err
	})
	keep := func(d trec.Doc) error { c.docs = append(c.docs, d); return nil }
	if ndjson := filepath.Join(dir, "docs*.ndjson"); len(files(t, ndjson)) > 0 {
		each(t, ndjson, func(r io.Reader) error { return readItems(r, keep) })
	} else {
		each(t, filepath.Join(dir, "docs*.trec"), func(r io.Reader) error { return trec.ReadDocs(r, keep) })
	}
	if len(c.docs) == 0 || len(c.topics) == 0 || len(c.judgements) == 0 {
		t.Fatalf("%s: %d documents, %d topics, %d judged", dir, len(c.docs), len(c.topics), len(c.judgements))
	}
	return c
}

func files(t *testing.T, pattern string) []string {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

// each reads every file of a pattern.
func each(t *testing.T, pattern string, read func(io.Reader) error) {
	t.Helper()
	for _, path := range files(t, pattern) {
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := read(f); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// readItems reads lines of NDJSON as documents.
func readItems(r io.Reader, each func(trec.Doc) error) error {
	for d := json.NewDecoder(r); ; {
		var it struct{ GUID, Title, Content string }
		if err := d.Decode(&it); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		if err := each(trec.Doc{Name: it.GUID, Title: plain.Line(it.Title), Text: plain.Text(it.Content)}); err != nil {
			return err
		}
	}
}
