package archive

import (
	"context"

	"newsarchive/internal/health"
	"newsarchive/internal/news"
)

// Health judges how following feeds goes, by their numbers.
func (a *Archive) Health(ctx context.Context, feeds []news.Feed) (map[int64]health.Report, error) {
	all := make(map[int64]health.Report, len(feeds))
	for _, f := range feeds {
		var h health.History
		var err error
		if f.State.Followed {
			if h.Days, err = a.store.NewDays(ctx, f.ID); err != nil {
				return nil, err
			}
		}
		if full := f.State.Full; !full.IsZero() {
			w, err := a.store.FullWindow(ctx, f.ID, full)
			if err != nil {
				return nil, err
			}
			h.Window = &w
		}
		all[f.ID] = health.Judge(f, h, a.now())
	}
	return all, nil
}
