package archive

import (
	"context"
	"errors"
	"fmt"

	"newsarchive/internal/access"
	"newsarchive/internal/news"
	"newsarchive/internal/opensearch"

	"newsarchive/index"
	"newsarchive/store"
)

// MirrorOptions say where an archive is mirrored, and how.
type MirrorOptions struct {
	To       string      // the address of an index: https://host:9200/news
	Name     string      // of the archive in that index
	Access   access.Edit // how the server is asked from now on; kept in private.db
	Shards   int         // of an index that is made; 0: one
	Replicas int         // of its shards; negative: one if there is more than one node
	Anew     bool        // write every document again, whatever is there
	// ShareTags and ShareTopics say whether your own tags and topics are mirrored
	// from now on; nil: as before, and at first they are not.
	ShareTags, ShareTopics *bool
	UserAgent              string
	Progress               Progress
}

// Mirrored is what a mirror did.
type Mirrored struct {
	To      string `json:"to"`
	Name    string `json:"name"`
	Stories int    `json:"stories"` // documents that were written or removed
	Anew    bool   `json:"anew"`    // all of them were written
	Left    int    `json:"left"`    // documents that killed programs had left, and that were removed
}

// ErrMirrorNewer means that a newer version of the program mirrors the archive.
var ErrMirrorNewer = errors.New("a newer version of the program mirrors this archive there")

// Mirror brings the share that the archive has of an index in OpenSearch up to the
// change that was the store's last when it began, makes what is missing of both, and
// returns what it wrote. Marks and the addresses of feeds are no part of it, and your
// own tags and topics only where they are shared. A share that is of another history,
// or whose terms are of another version, is filled anew while searches go on with the
// old one. Whatever interrupts it, the next run goes on from there; several may run at
// once.
//
// The error wraps [opensearch.ErrTarget] or [access.ErrInvalid] for what cannot be
// used, and one of the errors of package opensearch or fetch for what the server
// does not do.
func (a *Archive) Mirror(ctx context.Context, o MirrorOptions) (m Mirrored, err error) {
	a = a.current()
	layout := &opensearch.Layout{Shards: o.Shards, Replicas: o.Replicas}
	share, done, err := a.openShare(ctx, o, layout)
	if err != nil {
		return m, err
	}
	defer done()
	r := mirrorRun{share: share, tags: sharesTags(share.State(), o.ShareTags), anew: o.Anew, progress: o.Progress}
	r.Archive = a.lent(r.tags)
	m.To, m.Name = share.Target().String(), o.Name
	for again := true; again; {
		if again, err = r.step(ctx); err != nil {
			return m, fmt.Errorf("mirror the archive: %w", err)
		}
	}
	m.Stories, m.Anew = r.stories, r.filled
	if err := share.Refresh(ctx); err != nil {
		return m, fmt.Errorf("let searches find what was mirrored: %w", err)
	}
	if err := a.tell(ctx, share, o.ShareTopics); err != nil {
		return m, fmt.Errorf("mirror the archive: %w", err)
	}
	if m.Left, err = share.Tidy(ctx); err != nil {
		return m, fmt.Errorf("remove what is left over in OpenSearch: %w", err)
	}
	return m, nil
}

// sharesTags returns whether a run mirrors your own tags.
func sharesTags(s opensearch.State, asked *bool) bool {
	switch {
	case asked != nil:
		return *asked
	case s.Filling != nil:
		return s.Filling.Tags
	default:
		return s.Tags
	}
}

// lent is the archive as other people see it.
func (a *Archive) lent(tags bool) *Archive {
	lent := *a
	lent.store = lent.store.Shared(tags)
	return &lent
}

// mirrorRun is one run of a mirror.
type mirrorRun struct {
	*Archive
	share    *opensearch.Share
	tags     bool // your own are mirrored
	anew     bool // whatever is there
	filled   bool
	stories  int
	progress Progress
}

// step fills a generation or follows the log. again says that there is more to do:
// the generation that was filled follows the log, and when another program that
// mirrors the archive was faster, it is looked at again what there is.
func (r *mirrorRun) step(ctx context.Context) (again bool, err error) {
	s := r.share.State()
	known, err := r.store.Knows(ctx, s.Mark)
	switch {
	case err != nil:
		return false, err
	case s.Version > index.Version:
		return false, ErrMirrorNewer
	case s.Generation == "" || s.Version != index.Version || s.Tags != r.tags || !known || s.Filling != nil || r.anew:
		if s.Generation != "" && s.Filling == nil && !r.anew {
			r.log.Info("all stories are mirrored anew", "because", r.reasonToFill(s, known))
		}
		again, err = true, r.fill(ctx)
	default:
		err = r.followMirror(ctx, s.Mark)
	}
	if errors.Is(err, index.ErrMoved) || errors.Is(err, store.ErrUnknownMark) {
		_, err = r.share.Mark(ctx)
		return err == nil, err
	}
	return again && err == nil, err
}

func (r *mirrorRun) reasonToFill(s opensearch.State, known bool) string {
	switch {
	case !known:
		return "what is in OpenSearch is of another history of this archive: one of the two is a copy, or a backup was restored"
	case s.Version == index.Version && r.tags:
		return "your own tags are shared now"
	case s.Version == index.Version:
		return "your own tags are no longer shared"
	}
	return fmt.Sprintf("the words are cut otherwise since version %d of the index", s.Version)
}

func (r *mirrorRun) followMirror(ctx context.Context, mark news.Mark) error {
	upto, err := r.store.LastChange(ctx)
	if err != nil {
		return err
	}
	waiting := int(upto.Seq - mark.Seq)
	n, err := r.followFrom(ctx, r.share, mark, upto, writerBatch(), func(n int) { r.progress.Report(n, max(n, waiting)) })
	r.stories += n
	return err
}

// fill fills a generation, or goes on filling one, and puts it to use.
func (r *mirrorRun) fill(ctx context.Context) error {
	f := r.share.State().Filling
	goesOn := f != nil && f.Version == index.Version && f.Tags == r.tags && !r.anew
	if goesOn {
		known, err := r.store.Knows(ctx, f.From)
		if err != nil {
			return err
		}
		goesOn = known
	}
	if !goesOn {
		from, err := r.store.LastChange(ctx)
		if err != nil {
			return err
		}
		if err := r.share.Begin(ctx, from, r.tags); err != nil {
			return err
		}
		r.anew = false
	}
	stats, err := r.store.Stats(ctx)
	if err != nil {
		return err
	}
	before := r.stories
	err = r.share.Fill(ctx, r.store.EntriesAfter(ctx, r.share.State().Filling.Story), func(n int) {
		r.stories = before + n
		r.progress.Report(n, stats.Stories)
	})
	if err == nil {
		err = errors.Join(r.Changed(), r.store.CheckSameFile())
	}
	if err == nil {
		r.filled = true
		err = r.share.Switch(ctx)
	}
	return err
}
