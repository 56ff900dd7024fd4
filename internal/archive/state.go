package archive

import (
	"context"

	"newsarchive/internal/news"
	"newsarchive/store"
)

// State names what answers are made from: what is read in two equal states is
// the same.
type State struct {
	store.State
	Index news.Mark // the last change that the index holds
	Day   string    // today, in the archive's zone
}

// State returns the present state, after it has brought the index up to the log
// as far as that is quick. It is cheap while nothing is written.
func (a *Archive) State(ctx context.Context) (st State, err error) {
	a = a.current()
	if st.State, err = a.store.State(ctx); err != nil {
		return State{}, err
	}
	if st.Index, err = a.index.Mark(ctx); err != nil {
		return State{}, err
	}
	if st.Index != st.Last {
		a.followBriefly(ctx)
		if st.State, err = a.store.State(ctx); err != nil { // it decides events
			return State{}, err
		}
		if st.Index, err = a.index.Mark(ctx); err != nil {
			return State{}, err
		}
	}
	st.Day = a.today()
	return st, nil
}
