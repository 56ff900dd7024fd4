package count

import (
	"context"

	"newsarchive/index/internal/document"
	"newsarchive/index/internal/match"
	"newsarchive/index/internal/rank"

	"github.com/RoaringBitmap/roaring/v2"
)

// Counter counts what was matched in one session.
type Counter struct {
	*rank.Ranker
	Known *Known // of the same index; nil: nothing is kept
}

// Period is a count of the stories of a day, month or year.
type Period struct {
	Name  string // 2026-01-14, 2026-01, 2026
	Count int64
}

// Tally counts documents by period: days, months or years by the length of
// their names.
func (s *Counter) Tally(docs *roaring.Bitmap, length int) ([]Period, error) {
	names, err := s.Periods(document.KeyDate, length)
	if err != nil {
		return nil, err
	}
	var periods []Period
	left := docs.GetCardinality()
	for i := len(names) - 1; i >= 0 && left > 0; i-- {
		inPeriod, err := match.Key(document.KeyDate, names[i]).Match(s.Session, docs)
		if err != nil {
			return nil, err
		}
		if n := inPeriod.GetCardinality(); n > 0 {
			periods = append(periods, Period{names[i], int64(n)}) // below 2³¹
			left -= n
		}
		if s.Ctx.Err() != nil {
			return nil, context.Cause(s.Ctx)
		}
	}
	for i, j := 0, len(periods)-1; i < j; i, j = i+1, j-1 {
		periods[i], periods[j] = periods[j], periods[i]
	}
	return periods, nil
}
