package store

import (
	"context"
	"fmt"
)

// Stats counts the content of an archive.
type Stats struct {
	Feeds       int    `json:"feeds"`
	Followed    int    `json:"followed"`
	Failing     int    `json:"failing"` // followed feeds whose last fetch failed
	Items       int    `json:"items"`
	Stories     int    `json:"stories"` // each pair of same stories once
	Appearances int    `json:"stays"`
	Publishers  int    `json:"publishers"`
	Revisions   int    `json:"revisions"`
	Fetches     int    `json:"fetches"`
	Faults      int    `json:"faults"`
	First       string `json:"first,omitempty"` // earliest day of a story
	Last        string `json:"last,omitempty"`
}

// Stats counts the content of the archive.
func (s *Store) Stats(ctx context.Context) (Stats, error) {
	var c Stats
	err := s.read.QueryRowContext(ctx, `SELECT
		(SELECT count(*) FROM feeds), (SELECT count(*) FROM feeds WHERE followed = 1),
		(SELECT count(*) FROM feeds WHERE followed = 1 AND failures > 0),
		(SELECT count(*) FROM items), (SELECT count(*) FROM stories) - (SELECT count(*) FROM same_as),
		(SELECT count(*) FROM appearances), (SELECT count(DISTINCT publisher) FROM stories WHERE publisher <> ''),
		(SELECT count(*) FROM revisions), (SELECT count(*) FROM fetches), (SELECT count(*) FROM faults),
		(SELECT coalesce(min(day), '') FROM stories), (SELECT coalesce(max(day), '') FROM stories)`).
		Scan(&c.Feeds, &c.Followed, &c.Failing, &c.Items, &c.Stories, &c.Appearances, &c.Publishers, &c.Revisions,
			&c.Fetches, &c.Faults, &c.First, &c.Last)
	if err != nil {
		return Stats{}, fmt.Errorf("count the archive: %w", classify(err))
	}
	return c, nil
}
