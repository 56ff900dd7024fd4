package main

import (
	"context"
	"strconv"

	"newsarchive/internal/archive"
)

// similarShown is how many events --similar prints.
const similarShown = 10

// showSimilar prints the events that are like a story, as a search prints what
// it found: a table on a terminal, elsewhere as tab-separated values.
func showSimilar(ctx context.Context, a *app, ar *archive.Archive, story int64, o showOptions) error {
	groups, notIndexed, err := ar.Similar(ctx, story, similarShown)
	if err != nil {
		return err
	}
	to := searchOptions{formatOptions: formatOptions{format: o.format}}
	to.Size = similarShown
	switch {
	case o.format == "text" && a.out.Terminal:
		to.format = "table"
	case o.format == "text":
		to.format = "tsv"
	}
	answer := archive.Answer{Query: "similar:" + strconv.FormatInt(story, 10), Groups: groups, NotIndexed: notIndexed}
	for _, g := range groups {
		answer.Total += len(g.Stories)
	}
	if len(groups) == 0 && o.format != "json" {
		a.note("no event is like story %d", story)
		return nil
	}
	return a.answer(answer, to, o.zone)
}
