package archive

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"newsarchive/store"
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

// DateScore is how well chosen dates agree with those of a chronology, or the
// mean over several.
type DateScore struct {
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
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

// daysWithMost returns the n days that have the most stories, of two as full
// the earlier.
func (a *Archive) daysWithMost(ctx context.Context, n int) ([]string, error) {
	ids, err := a.Matching(ctx, SearchOptions{})
	if err != nil {
		return nil, err
	}
	days, err := a.Facet(ctx, ids, "day", 1<<30)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(days, func(x, y store.Value) int {
		if x.Count != y.Count {
			return y.Count - x.Count
		}
		return civilDay(x.Value).Compare(civilDay(y.Value))
	})
	names := make([]string, 0, n)
	for _, d := range days[:min(n, len(days))] {
		names = append(names, d.Value)
	}
	return names, nil
}

// score is the mean over chronologies of how well dates agree with each.
func score(dates []string, references [][]string) (mean DateScore) {
	for _, reference := range references {
		right := 0
		for _, d := range dates {
			if slices.Contains(reference, d) {
				right++
			}
		}
		if right == 0 {
			continue
		}
		p, r := float64(right)/float64(len(dates)), float64(right)/float64(len(reference))
		mean.Precision += p
		mean.Recall += r
		mean.F1 += 2 * p * r / (p + r)
	}
	n := float64(len(references))
	return DateScore{mean.Precision / n, mean.Recall / n, mean.F1 / n}
}

// MeanEvaluation is the mean over topics.
func MeanEvaluation(all []Evaluation) Evaluation {
	mean := Evaluation{Topic: "mean"}
	n := float64(max(len(all), 1))
	for _, e := range all {
		mean.Articles += e.Articles
		mean.Chronologies += e.Chronologies
		mean.Asked += e.Asked
		mean.Ours = DateScore{mean.Ours.Precision + e.Ours.Precision/n, mean.Ours.Recall + e.Ours.Recall/n, mean.Ours.F1 + e.Ours.F1/n}
		mean.Baseline = DateScore{
			mean.Baseline.Precision + e.Baseline.Precision/n, mean.Baseline.Recall + e.Baseline.Recall/n, mean.Baseline.F1 + e.Baseline.F1/n,
		}
	}
	return mean
}

func averageLength(references [][]string) int {
	sum := 0
	for _, r := range references {
		sum += len(r)
	}
	return max((sum+len(references)/2)/len(references), 1)
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

// dayIn reads the day that a date begins with; "" if there is none.
func dayIn(date string) string {
	if len(date) < len(time.DateOnly) {
		return ""
	}
	if _, err := time.Parse(time.DateOnly, date[:len(time.DateOnly)]); err != nil {
		return ""
	}
	return date[:len(time.DateOnly)]
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
