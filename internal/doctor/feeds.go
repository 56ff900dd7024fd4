package doctor

import (
	"context"
	"fmt"
)

// feeds reports the feeds that were read in part, and the number of their errors
// and warnings.
func (x *examiner) feeds(ctx context.Context) error {
	all, err := x.store.Feeds(ctx)
	if err != nil {
		return err
	}
	for _, f := range all {
		if f.State.Failures == 0 && f.State.Error != "" {
			err := x.add(ctx, Finding{
				Check: "feeds", Grade: GradeNote, What: fmt.Sprintf("%s is read in part: %s", f.Label(), f.State.Error),
				Why: "what lies beyond is not in the archive", Fix: "nothing; fetch a part of it, if the feed offers one",
			})
			if err != nil {
				return err
			}
		}
		if n := f.State.Faults; n > 0 {
			err := x.add(ctx, Finding{
				Check: "feeds", Grade: GradeNote, What: fmt.Sprintf("%s: %d entries could not be used", f.Label(), n),
				Why: "they may be mistakes of the feed", Fix: fmt.Sprintf("read them with archive log --errors feed:%d", f.ID),
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}
