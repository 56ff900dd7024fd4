package archive

import (
	"context"
	"time"

	"newsarchive/index"
	"newsarchive/internal/chronology"
	"newsarchive/internal/opensearch"
	"newsarchive/internal/query"
)

// Timeline implements [Asker]. A story of several archives counts once a day, a cluster
// once an archive. It has neither the gaps of feeds nor headlines of peaks.
func (e *Elsewhere) Timeline(ctx context.Context, o TimelineOptions) (_ Timeline, err error) {
	defer func() { err = elsewhereError(ctx, err) }()
	began := time.Now()
	line := Timeline{Zone: e.Zone().String()}
	c := timelineBuilder{zone: e.Zone(), options: o, line: &line}
	ask := e.asking(ctx)
	for _, text := range append([]string{o.Text}, o.Versus...) {
		question := o.Question
		question.Text = text
		q, err := e.parse(ctx, ask, question)
		if err != nil {
			return line, err
		}
		question.Since, question.Until = "", ""
		free, err := e.parse(ctx, ask, question)
		if err != nil {
			return line, err
		}
		c.requests = append(c.requests, index.Request{Query: q})
		c.add(free)
		line.Hints = append(line.Hints, q.Hints...)
	}
	asked, err := ask()
	if err != nil {
		return line, err
	}
	asked.Broad = o.Any
	line.Hints = append(line.Hints, outdated(asked)...)
	if err := c.countElsewhere(ctx, asked); err != nil {
		return line, locateError(err, c.requests[0].Query)
	}
	line.Took = time.Since(began)
	return line, nil
}

// countElsewhere counts the stories and clusters of the periods.
func (c *timelineBuilder) countElsewhere(ctx context.Context, asked *opensearch.Asked) error {
	days := make([][]chronology.Count, len(c.requests))
	for i, r := range c.requests {
		found, err := asked.Days(ctx, r.Query)
		if err != nil {
			return err
		}
		days[i] = counts(found)
	}
	if err := c.setPeriods(days); err != nil || len(c.periods) == 0 {
		return err
	}
	everything, err := asked.Days(ctx, &query.Query{Root: query.All{}, Zone: c.zone})
	if err != nil {
		return err
	}
	all := chronology.Sum(counts(everything), c.periods)
	spans := make([]opensearch.Span, len(c.periods))
	for k, p := range c.periods {
		spans[k] = opensearch.Span{First: p.First, Last: p.Last}
	}
	for i, r := range c.requests {
		clusters, err := asked.Clusters(ctx, r.Query, spans)
		if err != nil {
			return err
		}
		c.fill(i, days[i], all, clusters)
	}
	return nil
}
