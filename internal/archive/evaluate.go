package archive

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// The files of a folder that key dates are measured by.
const (
	articlesFile  = "articles.ndjson"
	referenceFile = "reference.ndjson"
)

// Evaluation is how well the key dates of one topic agree with chronologies
// that people wrote.
type Evaluation struct {
	Topic        string    `json:"topic"`
	Articles     int       `json:"articles"`
	Chronologies int       `json:"chronologies"`
	Asked        int       `json:"asked"` // how many dates
	Ours         DateScore `json:"key_dates"`
	Baseline     DateScore `json:"most_stories"`
	Dates        []string  `json:"dates,omitempty"` // ours
	Faults       []Fault   `json:"-"`
}

// EvaluateKeyDates measures the choice of key dates on the articles and
// chronologies in a folder, or in each folder in it; "archive timeline --help"
// describes their form. The articles are imported into an archive that is
// thrown away. n is how many dates are asked for; 0: as many as the
// chronologies have on average.
func EvaluateKeyDates(ctx context.Context, folder string, n int, o Options, progress Progress) (all []Evaluation, err error) {
	folders, err := filepath.Glob(filepath.Join(escapeGlob(folder), "*", articlesFile))
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(filepath.Join(folder, articlesFile)); err == nil {
		folders = []string{filepath.Join(folder, articlesFile)}
	}
	if len(folders) == 0 {
		return nil, fmt.Errorf("%s: no %s in it, nor in a folder in it", folder, articlesFile)
	}
	for _, file := range folders {
		e, err := evaluate(ctx, filepath.Dir(file), n, o, progress)
		if err != nil {
			return nil, fmt.Errorf("measure key dates on %s: %w", filepath.Dir(file), err)
		}
		all = append(all, e)
	}
	return all, nil
}

func evaluate(ctx context.Context, folder string, n int, o Options, progress Progress) (e Evaluation, err error) {
	e.Topic = filepath.Base(folder)
	references, err := readReferences(filepath.Join(folder, referenceFile))
	if err != nil {
		return e, err
	}
	dir, err := os.MkdirTemp("", "archive-evaluation-")
	if err != nil {
		return e, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	a, err := Create(ctx, filepath.Join(dir, "archive"), o)
	if err != nil {
		return e, err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	f, err := os.Open(filepath.Join(folder, articlesFile))
	if err != nil {
		return e, err
	}
	defer f.Close() //nolint:errcheck // read only
	if e, err = a.importArticles(ctx, e, f, progress); err != nil {
		return e, err
	}
	e.Chronologies = len(references)
	if e.Asked = n; n == 0 {
		e.Asked = averageLength(references)
	}
	return e, a.compare(ctx, &e, references)
}

// importArticles brings articles in by the way of every other import.
func (a *Archive) importArticles(ctx context.Context, e Evaluation, r io.Reader, progress Progress) (Evaluation, error) {
	lines, out := io.Pipe()
	done := make(chan []Fault, 1)
	go func() {
		faults, err := articlesAsItems(r, out)
		_ = out.CloseWithError(err) // nil: the end
		done <- faults
	}()
	got, err := a.Import(ctx, []string{"-"}, FormatNDJSON, lines, progress)
	_ = lines.CloseWithError(io.ErrClosedPipe)
	e.Articles, e.Faults = got.Read, append(<-done, got.Faults...)
	if err == nil && got.Stories == 0 {
		err = fmt.Errorf("no article could be read from %s", articlesFile)
	}
	return e, err
}

// compare chooses key dates, and the days with the most stories, and scores
// both.
func (a *Archive) compare(ctx context.Context, e *Evaluation, references [][]string) error {
	key, err := a.KeyDates(ctx, SearchOptions{}, e.Asked)
	if err != nil {
		return err
	}
	for _, d := range key.Dates {
		e.Dates = append(e.Dates, d.Date)
	}
	line, err := a.daysWithMost(ctx, e.Asked)
	if err != nil {
		return err
	}
	e.Ours, e.Baseline = score(e.Dates, references), score(line, references)
	return nil
}

// escapeGlob takes the meaning of a pattern from a folder's name.
func escapeGlob(path string) string {
	var b []byte
	for i := 0; i < len(path); i++ {
		switch path[i] {
		case '*', '?', '[', '\\':
			b = append(b, '\\')
		}
		b = append(b, path[i])
	}
	return string(b)
}
