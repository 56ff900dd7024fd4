package archive

import (
	"context"
	"time"

	"newsarchive/internal/news"

	"newsarchive/index"
	"newsarchive/internal/query"
)

// AsOf returns the archive as it was at the end of a date of the query
// language. Clock times are read in the zone; nil is the archive's zone. What
// came later is left out (see [store.Store.AsOf]). The result can be searched
// and read but not written. The caller closes it before the archive itself.
func (a *Archive) AsOf(ctx context.Context, date string, zone *time.Location) (*Archive, error) {
	at, err := query.Moment(date, query.Options{Now: a.now(), Zone: a.Zone(), ClockZone: zone})
	if err != nil {
		return nil, err
	}
	s, err := a.store.AsOf(ctx, at)
	if err != nil {
		return nil, err
	}
	past := *a
	past.store, past.present, past.at = s, a, at.In(a.Zone())
	return &past, nil
}

// asOf returns the archive as of the question's date, or the archive itself,
// and the function that closes it.
func (a *Archive) asOf(ctx context.Context, o Question) (*Archive, func(), error) {
	if o.AsOf == "" {
		return a, func() {}, nil
	}
	past, err := a.AsOf(ctx, o.AsOf, o.TimeZone)
	if err != nil {
		return nil, nil, err
	}
	return past, func() { _ = past.Close() }, nil
}

// current returns the present archive: the only one that the index follows.
func (a *Archive) current() *Archive {
	if a.present != nil {
		return a.present
	}
	return a
}

// indexAsOf returns the moment of the archive for a request to the index, or nil
// for the present.
func (a *Archive) indexAsOf(ctx context.Context) (*index.AsOf, error) {
	if a.present == nil {
		return nil, nil //nolint:nilnil // nil is the present
	}
	joined, err := a.store.JoinedSince(ctx)
	return &index.AsOf{
		At: a.at, JoinedSince: joined,
		Entries: func(ids []int64) ([]news.Entry, error) { return a.store.Entries(ctx, ids) },
	}, err
}
