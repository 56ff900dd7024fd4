package archive

import (
	"context"
	"time"

	"newsarchive/internal/news"

	"newsarchive/index"
	"newsarchive/internal/query"
)

// AsOf returns the archive as it was at the end of a date, as the query
// language has dates; clock times are read in the zone, nil being the
// archive's. What came later is not there, the rest is as it was (see
// [store.Store.AsOf]). It is searched and read as the archive is, cannot be
// written, and is closed by the caller before the archive itself.
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

// asOf returns the archive that the options mean, and what ends its use.
func (a *Archive) asOf(ctx context.Context, o SearchOptions) (*Archive, func(), error) {
	if o.AsOf == "" {
		return a, func() {}, nil
	}
	past, err := a.AsOf(ctx, o.AsOf, o.TimeZone)
	if err != nil {
		return nil, nil, err
	}
	return past, func() { _ = past.Close() }, nil
}

// current returns the archive as it is now: the index is brought up to no
// other.
func (a *Archive) current() *Archive {
	if a.present != nil {
		return a.present
	}
	return a
}

// past tells the index as of when the archive is, nil when it is the present.
func (a *Archive) past(ctx context.Context) (*index.Past, error) {
	if a.present == nil {
		return nil, nil //nolint:nilnil // there is none
	}
	apart, err := a.store.JoinedSince(ctx)
	return &index.Past{
		At: a.at, Apart: apart,
		Entries: func(ids []int64) ([]news.Entry, error) { return a.store.Entries(ctx, ids) },
	}, err
}
