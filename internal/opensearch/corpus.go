package opensearch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"newsarchive/index"
)

// corpus reads what ranking needs to know of all stories, and the mean length of the
// matches.
func (f finding) corpus(ctx context.Context) (c index.Corpus, err error) {
	var documents int64
	var countErr error
	var group sync.WaitGroup
	group.Go(func() { documents, countErr = f.total(ctx) })
	c.DocFreqs = make([]uint64, len(f.plan.Words))
	terms, words, asked := object{}, object{}, []object{}
	for i, w := range f.plan.Words {
		filter := filterOf(w.Find)
		words[fmt.Sprint(i)] = filter
		asked = append(asked, filter)
		for j, t := range w.Terms {
			terms[fmt.Sprint(i, " ", j)] = hasTerm(w.Field, []string{t})
		}
	}
	lengths := object{"histogram": object{"field": fieldCounted + ".length", "interval": 1, "min_doc_count": 1}}
	aggs := object{
		"terms": object{"filters": object{"filters": terms}},
		"matches": object{
			"filter": f.plan.find,
			"aggs":   object{"words": object{"filters": object{"filters": words}, "aggs": object{"lengths": lengths}}},
		},
	}
	found, err := f.aggregate(ctx, aggs, either(asked))
	group.Wait()
	if err := errors.Join(err, countErr); err != nil {
		return c, err
	}
	c.Documents = uint64(documents) //nolint:gosec // not negative
	if err := addFreqs(&c, found["terms"]); err != nil {
		return c, f.strange(err)
	}
	most := 0
	for i, n := range c.DocFreqs {
		if was, is := f.plan.Words[most].Stop, f.plan.Words[i].Stop; was && !is || was == is && n > c.DocFreqs[most] {
			most = i
		}
	}
	c.MeanLength, err = f.meanLength(found["matches"], fmt.Sprint(most))
	return c, err
}

// addFreqs adds up the documents of the terms of each word.
func addFreqs(c *index.Corpus, terms aggregation) error {
	var freqs map[string]struct {
		DocCount uint64 `json:"doc_count"`
	}
	if err := json.Unmarshal(terms.Buckets, &freqs); err != nil {
		return err
	}
	for name, n := range freqs {
		var i, j int
		if _, err := fmt.Sscan(name, &i, &j); err != nil || i >= len(c.DocFreqs) {
			return fmt.Errorf("a count of %.20q", name)
		}
		c.DocFreqs[i] += n.DocCount
	}
	return nil
}

// strange is an answer that cannot be read.
func (c *Cluster) strange(err error) error {
	return &Error{Server: c.target.Server, Kind: ErrNotOpenSearch, Reason: "its answer cannot be read: " + c.clean(reported{Reason: err.Error()}).Reason}
}

// meanLength is the mean length, as it is scored, of the matches with a word.
func (f finding) meanLength(matches aggregation, word string) (float64, error) {
	var words map[string]struct {
		Lengths struct {
			Buckets []struct {
				Key      float64
				DocCount float64 `json:"doc_count"`
			}
		}
	}
	if matches.Words == nil {
		return 0, nil
	}
	if err := json.Unmarshal(matches.Words.Buckets, &words); err != nil {
		return 0, f.strange(err)
	}
	sum, n := 0.0, 0.0
	for _, b := range words[word].Lengths.Buckets {
		sum += b.DocCount * f.plan.Length(int(b.Key))
		n += b.DocCount
	}
	return sum / max(n, 1), nil
}
