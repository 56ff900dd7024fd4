package opensearch

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"newsarchive/index"
	"newsarchive/internal/news"
)

const (
	// fillAtOnce is how many batches are cut into terms and sent at a time: the
	// cluster is busy with one meanwhile.
	fillAtOnce = 4
	// saveEvery is after how many batches it is noted how far a generation is filled.
	saveEvery = 10
)

// Fill writes the documents of stories, which come in the order of their ids and
// begin after the one that the state names, into the generation that is being
// filled. progress receives how many there are. The error is [index.ErrMoved] when
// another program fills another generation or has put this one to use: read the
// state again.
func (s *Share) Fill(ctx context.Context, batches iter.Seq2[[]news.Entry, error], progress func(n int)) error {
	if s.state.Filling == nil {
		return fmt.Errorf("%w in OpenSearch: no generation is being filled", index.ErrMoved)
	}
	f := filler{Share: s, free: make(chan *index.Analyser, fillAtOnce), progress: progress}
	for range fillAtOnce {
		f.free <- index.NewAnalyser()
	}
	ctx, cancel := context.WithCancel(ctx)
	err := f.fill(ctx, batches)
	cancel()
	for _, b := range f.running {
		<-b.done //nolint:errcheck // one error is told
	}
	return err
}

// filler fills a generation.
type filler struct {
	*Share
	free     chan *index.Analyser
	running  []fillBatch // in their order
	progress func(n int)
	stories  int
	unsaved  int // batches since it was noted how far it is
}

// fillBatch is a batch that is being written.
type fillBatch struct {
	last    int64 // its last story
	stories int
	done    chan error
}

func (f *filler) fill(ctx context.Context, batches iter.Seq2[[]news.Entry, error]) error {
	for entries, err := range batches {
		if err != nil {
			return err
		}
		if len(entries) == 0 {
			continue
		}
		if len(f.running) == fillAtOnce {
			if err := f.written(ctx); err != nil {
				return err
			}
		}
		f.write(ctx, entries)
	}
	for len(f.running) > 0 {
		if err := f.written(ctx); err != nil {
			return err
		}
	}
	return nil
}

// write begins to write a batch.
func (f *filler) write(ctx context.Context, entries []news.Entry) {
	b := fillBatch{last: entries[len(entries)-1].ID, stories: len(entries), done: make(chan error, 1)}
	f.running = append(f.running, b)
	w := f.writer(f.state.Filling.Generation, f.state.Filling.From.Seq)
	go func() {
		w.analyser = <-f.free
		err := w.put(ctx, entries)
		if err == nil {
			err = w.flush(ctx)
		}
		f.free <- w.analyser
		b.done <- err
		close(b.done)
	}()
}

// written waits until the first batch is written, and notes now and then how far the
// generation is filled.
func (f *filler) written(ctx context.Context) error {
	b := f.running[0]
	if err := <-b.done; err != nil {
		return err
	}
	f.running = f.running[1:]
	f.stories += b.stories
	f.progress(f.stories)
	if f.unsaved++; f.unsaved < saveEvery {
		return nil
	}
	f.unsaved = 0
	return f.note(ctx, b.last)
}

// note notes that the stories up to one are there. Another program may fill the same
// generation.
func (f *filler) note(ctx context.Context, story int64) error {
	for filling := f.state.Filling; f.fills(filling); {
		if f.state.Filling.Story >= story {
			return nil
		}
		next, noted := f.state.State, *f.state.Filling
		noted.Story = story
		next.Filling = &noted
		err := f.set(ctx, next)
		if !errors.Is(err, index.ErrMoved) {
			return err
		}
		if _, err := f.Mark(ctx); err != nil {
			return err
		}
	}
	return fmt.Errorf("%w in OpenSearch: another generation is filled, or none", index.ErrMoved)
}
