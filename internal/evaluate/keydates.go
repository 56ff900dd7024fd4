package evaluate

import (
	"context"
	"fmt"
	"path/filepath"

	"newsarchive/internal/archive"
)

// Dates is how well the key dates of one topic agree with chronologies that
// people wrote.
type Dates struct {
	Topic        string `json:"topic"`
	Articles     int    `json:"articles"`
	Chronologies int    `json:"chronologies"`
	Asked        int    `json:"asked"` // how many dates, without given ranges
	Choices
	// Given is the mean over the chronologies when of each the first and the last
	// day and the number of days are given.
	Given  Choices         `json:"given"`
	Dates  []string        `json:"dates,omitempty"` // ours, without a given range
	Faults []archive.Fault `json:"-"`               // lines that could not be used
}

// Choices scores three choices of days.
type Choices struct {
	Ours     DateScore `json:"key_dates"`
	Stories  DateScore `json:"most_stories"`  // the days with the most stories
	Mentions DateScore `json:"most_mentions"` // the days that the most stories mention
}

// KeyDates measures the choice of key dates on the articles and chronologies
// in a folder, or in each folder in it; docs/evaluation.md describes their
// form. n is how many dates are asked for without given ranges; 0: as many as
// the chronologies have on average.
func KeyDates(ctx context.Context, folder string, n int, o archive.Options) (all []Dates, err error) {
	folders, err := topicFolders(folder)
	if err != nil {
		return nil, err
	}
	for _, folder := range folders {
		d, err := keyDates(ctx, folder, n, o)
		if err != nil {
			return nil, fmt.Errorf("measure key dates on %s: %w", folder, err)
		}
		all = append(all, d)
	}
	return all, nil
}

// keyDates measures one topic.
func keyDates(ctx context.Context, folder string, n int, o archive.Options) (d Dates, err error) {
	d.Topic = filepath.Base(folder)
	t, faults, err := readTopic(folder)
	if err != nil {
		return d, err
	}
	d.Faults, d.Articles, d.Chronologies = faults, len(t.articles), len(t.references)
	if d.Asked = n; n == 0 {
		d.Asked = averageLength(t.references)
	}
	err = withArchive(ctx, o, func(a *archive.Archive) error {
		t.archive = a
		faults, err := t.fill(ctx)
		d.Faults = append(d.Faults, faults...)
		if err == nil {
			d.Choices, d.Dates, err = t.free(ctx, d.Asked)
		}
		if err == nil {
			d.Given, err = t.given(ctx)
		}
		return err
	})
	return d, err
}

// fill imports the articles into the archive.
func (t topic) fill(ctx context.Context) ([]archive.Fault, error) {
	return importItems(ctx, t.archive, articleItems(t.articles))
}

// free chooses n days of all, and compares them with each chronology.
func (t topic) free(ctx context.Context, n int) (c Choices, ours []string, err error) {
	if ours, err = t.chosen(ctx, archive.Question{}, n); err != nil {
		return c, nil, err
	}
	return Choices{
		Ours:     score(ours, t.references),
		Stories:  score(t.mostStories("", "", n), t.references),
		Mentions: score(t.mostMentions("", "", n), t.references),
	}, ours, nil
}

// given chooses for each chronology as many days as it has, between its first
// and its last, from what was published in that time: the protocol by which
// choices of days for timelines are published. It returns the mean.
func (t topic) given(ctx context.Context) (mean Choices, err error) {
	n := float64(len(t.references))
	for _, days := range t.references {
		first, last := days[0], days[len(days)-1]
		ours, err := t.chosen(ctx, archive.Question{Since: first, Until: last}, len(days))
		if err != nil {
			return mean, err
		}
		one := [][]string{days}
		mean = mean.plus(Choices{
			Ours:     score(ours, one),
			Stories:  score(t.mostStories(first, last, len(days)), one),
			Mentions: score(t.mostMentions(first, last, len(days)), one),
		}, n)
	}
	return mean, nil
}

// chosen returns the n key dates of a question.
func (t topic) chosen(ctx context.Context, q archive.Question, n int) (days []string, err error) {
	key, err := t.archive.KeyDates(ctx, q, n, nil)
	for _, k := range key.Dates {
		days = append(days, k.Date)
	}
	return days, err
}
