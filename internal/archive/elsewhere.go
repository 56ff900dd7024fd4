package archive

import (
	"cmp"
	"context"
	"errors"
	"path/filepath"
	"sync"
	"time"

	"newsarchive/internal/access"
	"newsarchive/internal/fetch"
	"newsarchive/internal/opensearch"
	"newsarchive/internal/private"
	"newsarchive/internal/query"
	"newsarchive/internal/words"
	"newsarchive/store"
)

// Asker answers questions: an [Archive] from its own index, or [Elsewhere] from what
// several archives have mirrored to OpenSearch.
type Asker interface {
	Search(ctx context.Context, o SearchOptions) (Answer, error)
	Timeline(ctx context.Context, o TimelineOptions) (Timeline, error)
	Topics(ctx context.Context) ([]store.Topic, error)           // by name
	Topic(ctx context.Context, name string) (store.Topic, error) // the error wraps [store.ErrNotFound]
	TopicRhythms(ctx context.Context, topics []store.Topic) (all []TopicRhythm, notIndexed int, err error)
	Complete(ctx context.Context, text string, at int) (Completion, error)
	Zone() *time.Location // in which days are
}

var (
	_ Asker = (*Archive)(nil)
	_ Asker = (*Elsewhere)(nil)
)

// ElsewhereOptions say which index in OpenSearch is asked.
type ElsewhereOptions struct {
	At        string   // its address: https://host:9200/news
	Archives  []string // the archives that are asked, by their names there; none: all
	UserAgent string
	// Alone says that the archive in the folder is not opened: topics are those that
	// archives share there, and the zone is this machine's. Then [Elsewhere] is safe
	// for concurrent use.
	Alone bool
	// Patience is how long a cluster that is busy or not reached is asked again; 0
	// means ten seconds.
	Patience time.Duration
}

// Elsewhere is what archives have mirrored to an index in OpenSearch. It is read only,
// and for one goroutine at a time.
type Elsewhere struct {
	cluster  *opensearch.Cluster
	archives []string
	own      *Archive // knows topics and the zone; nil: there is none, or it is not asked
	client   *fetch.Client
	now      func() time.Time
}

// OpenElsewhere opens an index in OpenSearch for questions. Credentials are those that
// the archive in the folder has for it, or stand in the address; topics in a query are
// those of that archive, which need not exist. The error wraps [opensearch.ErrTarget]
// for an address that names no index.
func OpenElsewhere(ctx context.Context, dir string, o Options, at ElsewhereOptions) (_ *Elsewhere, err error) {
	defer func() { err = elsewhereError(ctx, err) }()
	bare, login, given := private.Split(at.At)
	target, err := opensearch.ParseTarget(bare)
	if err != nil {
		return nil, err
	}
	var edit access.Edit
	if given {
		text := login.User + ":" + login.Password
		edit.Login = &text
	}
	kept, err := serverAccess(ctx, filepath.Join(dir, private.File), target.String(), edit)
	if err != nil {
		return nil, err
	}
	e := &Elsewhere{archives: at.Archives, now: o.Clock()}
	if !at.Alone {
		if e.own, err = Open(ctx, dir, o); err != nil && !errors.Is(err, store.ErrNoArchive) {
			return nil, err
		}
	}
	e.client = fetch.New(fetch.Config{UserAgent: at.UserAgent, Timeout: mirrorTimeout, Resolver: o.Network.Resolver, Now: e.now})
	e.cluster, err = opensearch.Connect(ctx, target, opensearch.Config{Client: e.client, Settings: kept.Settings, Hide: kept.Hider().String, Log: o.logger(), Patience: cmp.Or(at.Patience, askPatience)})
	if err != nil {
		return nil, errors.Join(err, e.Close())
	}
	return e, nil
}

// askPatience is how long a cluster that is busy is asked again: a person waits.
const askPatience = 10 * time.Second

// Close closes it.
func (e *Elsewhere) Close() error {
	e.client.Close()
	if e.own == nil {
		return nil
	}
	return e.own.Close()
}

// Address is that of the index, without a password.
func (e *Elsewhere) Address() string { return e.cluster.Target().String() }

// Zone implements [Asker].
func (e *Elsewhere) Zone() *time.Location {
	if e.own == nil {
		return localZone()
	}
	return e.own.Zone()
}

// ask opens the index for one question.
func (e *Elsewhere) ask(ctx context.Context) (*opensearch.Asked, error) {
	return e.cluster.Ask(ctx, e.archives...)
}

// asking opens the index for one question when it is first asked, which may be while
// the question is parsed.
type asking func() (*opensearch.Asked, error)

func (e *Elsewhere) asking(ctx context.Context) asking {
	return sync.OnceValues(func() (*opensearch.Asked, error) { return e.ask(ctx) })
}

// outdated has a hint for each archive of which not all is found.
func outdated(asked *opensearch.Asked) (hints []query.Hint) {
	for _, s := range asked.Sources() {
		if s.Outdated {
			hints = append(hints, query.Hint{Msg: "the archive " + s.Archive + " was mirrored by another version of the program: not all of it is found, until it is mirrored again"})
		}
	}
	return hints
}

// parse reads a question. The error wraps [opensearch.ErrCannot] when it asks for what
// only an archive knows.
func (e *Elsewhere) parse(ctx context.Context, ask asking, o Question) (*query.Query, error) {
	switch {
	case o.AsOf != "":
		return nil, opensearch.Cannot("--as-of", "earlier states are in the archives, not in the copy")
	case o.New != "":
		return nil, opensearch.Cannot("--new", "what was shown of a topic is in the archive, not in the copy")
	}
	return readQuestion(o, e.reading(ctx, ask, o))
}

// reading returns the options that a query is parsed with.
func (e *Elsewhere) reading(ctx context.Context, ask asking, o Question) query.Options {
	return query.Options{Now: e.now(), Zone: e.Zone(), ClockZone: o.TimeZone, Any: o.Any, Strict: o.Strict, Topic: e.topicText(ctx, ask), Feed: ask.hasFeed(ctx)}
}

// hasFeed reports whether an archive has a feed that a query names, else the name that
// is written nearly so.
func (ask asking) hasFeed(ctx context.Context) func(string) (string, bool) {
	return func(ref string) (near string, ok bool) {
		asked, err := ask()
		if err != nil {
			return "", true // the question itself will say so
		}
		abouts, err := asked.Abouts(ctx)
		if err != nil {
			return "", true
		}
		var names []string
		for _, about := range abouts {
			if len(about.Named(ref, len(asked.Sources()) == 1)) > 0 {
				return "", true
			}
			for _, f := range about.Feeds {
				names = append(names, f.Name)
			}
		}
		return words.Nearest(ref, names), false
	}
}
