package archive

import (
	"context"
	"time"

	"newsarchive/internal/query"
)

// BeganAfter reports whether the archive knew nothing yet at the end of a
// date, as [Archive.AsOf] reads it, and if so, when it saw its first item.
// first is zero when it has none.
func (a *Archive) BeganAfter(ctx context.Context, date string, zone *time.Location) (first time.Time, after bool, err error) {
	at, err := query.Moment(date, query.Options{Now: a.now(), Zone: a.Zone(), ClockZone: zone})
	if err != nil {
		return time.Time{}, false, err
	}
	return a.store.BeganAfter(ctx, at)
}
