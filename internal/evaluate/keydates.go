package evaluate

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"newsarchive/internal/archive"
)

// The files of a folder that key dates are measured by.
const (
	articlesFile  = "articles.ndjson"
	referenceFile = "reference.ndjson"
)

// Dates is how well the key dates of one topic agree with chronologies that
// people wrote.
type Dates struct {
	Topic        string          `json:"topic"`
	Articles     int             `json:"articles"`
	Chronologies int             `json:"chronologies"`
	Asked        int             `json:"asked"` // how many dates
	Ours         DateScore       `json:"key_dates"`
	Baseline     DateScore       `json:"most_stories"`
	Dates        []string        `json:"dates,omitempty"` // ours
	Faults       []archive.Fault `json:"-"`               // lines that could not be used
}

// KeyDates measures the choice of key dates on the articles and chronologies
// in a folder, or in each folder in it; docs/evaluation.md describes their
// form. n is how many dates are asked for; 0: as many as the chronologies have
// on average.
func KeyDates(ctx context.Context, folder string, n int, o archive.Options) (all []Dates, err error) {
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
		d, err := keyDates(ctx, filepath.Dir(file), n, o)
		if err != nil {
			return nil, fmt.Errorf("measure key dates on %s: %w", filepath.Dir(file), err)
		}
		all = append(all, d)
	}
	return all, nil
}

// keyDates measures one topic.
func keyDates(ctx context.Context, folder string, n int, o archive.Options) (d Dates, err error) {
	d.Topic = filepath.Base(folder)
	references, err := readReferences(filepath.Join(folder, referenceFile))
	if err != nil {
		return d, err
	}
	f, err := os.Open(filepath.Join(folder, articlesFile))
	if err != nil {
		return d, err
	}
	defer f.Close() //nolint:errcheck // read only
	d.Chronologies = len(references)
	if d.Asked = n; n == 0 {
		d.Asked = averageLength(references)
	}
	err = withArchive(ctx, o, func(a *archive.Archive) error {
		if err := d.importArticles(ctx, a, f); err != nil {
			return err
		}
		return d.compare(ctx, a, references)
	})
	return d, err
}

// importArticles imports the articles as NDJSON.
func (d *Dates) importArticles(ctx context.Context, a *archive.Archive, r io.Reader) error {
	lines, out := io.Pipe()
	done := make(chan []archive.Fault, 1)
	go func() {
		faults, err := articlesAsItems(r, out)
		_ = out.CloseWithError(err) // nil: the end
		done <- faults
	}()
	got, err := a.Import(ctx, []string{"-"}, archive.ImportOptions{Format: archive.FormatNDJSON, Stdin: lines})
	_ = lines.CloseWithError(io.ErrClosedPipe)
	d.Articles, d.Faults = got.Read, append(<-done, got.Faults...)
	if err == nil && got.Stories == 0 {
		err = fmt.Errorf("no article could be read from %s", articlesFile)
	}
	return err
}

// compare chooses key dates, and the days with the most stories, and scores
// both.
func (d *Dates) compare(ctx context.Context, a *archive.Archive, references [][]string) error {
	key, err := a.KeyDates(ctx, archive.Question{}, d.Asked, nil)
	if err != nil {
		return err
	}
	for _, k := range key.Dates {
		d.Dates = append(d.Dates, k.Date)
	}
	full, err := daysWithMost(ctx, a, d.Asked)
	if err != nil {
		return err
	}
	d.Ours, d.Baseline = score(d.Dates, references), score(full, references)
	return nil
}

// escapeGlob escapes the characters of a folder's name that have a meaning in
// patterns.
func escapeGlob(path string) string {
	return strings.NewReplacer(`*`, `\*`, `?`, `\?`, `[`, `\[`, `\`, `\\`).Replace(path)
}
