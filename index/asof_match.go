package index

import (
	"errors"

	"newsarchive/internal/news"

	"newsarchive/index/internal/document"
	"newsarchive/index/internal/match"
	"newsarchive/internal/segment"

	"newsarchive/internal/query"
)

// among returns the entries that a query matches. It puts them into a small
// index in memory and asks that, so that a query means the same as elsewhere.
func (c asOfSearch) among(entries []news.Entry, root query.Node) (matched []news.Entry, err error) {
	small, closeSmall, err := document.InMemory(entries)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, closeSmall()) }()
	byID := make(map[int64]int, len(entries))
	for i := range entries {
		byID[entries[i].ID] = i
	}
	snapshot, err := segment.Open(small)
	if err != nil {
		return nil, err
	}
	defer snapshot.Close() //nolint:errcheck // releases a reference
	in := match.Compiler{Session: match.NewSession(c.Ctx, snapshot, c.Zone), Names: c.Names}
	e, err := in.Compile(root)
	if err != nil {
		return nil, err
	}
	docs, err := e.Match(in.Session, nil)
	if err != nil {
		return nil, err
	}
	ids, err := in.StoryIDs(docs.ToArray())
	for _, id := range ids {
		matched = append(matched, entries[byID[id]])
	}
	return matched, err
}
