package readerapi

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"newsarchive/internal/archive"
	"newsarchive/internal/discover"
	"newsarchive/internal/greader"
	"newsarchive/internal/news"
	"newsarchive/internal/terminal"
	"newsarchive/store"
)

var (
	errTopicFixed = errors.New("topics are changed on their pages, and by the command topic")
	errAction     = errors.New("a subscription can be subscribed, edited and unsubscribed (ac)")
	errLabelName  = errors.New("a label is named user/-/label/NAME (s, dest), and is no topic")
)

// maxFeedName is the length of a name that a program gives to a feed, in bytes.
const maxFeedName = 200

// quickAdd answers subscription/quickadd: it follows the feed at an address,
// or the first of a page.
func (api API) quickAdd(ctx context.Context, ar *archive.Archive, q *Request) (*Answer, error) {
	typed := strings.TrimPrefix(strings.TrimSpace(q.Get("quickadd")), "feed/")
	added := greader.QuickAdded{Query: terminal.Clean(typed)}
	f, err := api.followAt(ctx, ar, typed)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		added.Error = terminal.CleanLine(err.Error())
	default:
		added.NumResults, added.StreamID, added.StreamName = 1, feedStream(f.ID), terminal.Clean(f.Label())
	}
	return jsonAnswer(added)
}

// followAt follows the feed at an address of the web, as the form for people does.
// One that is followed already stays as it is.
func (api API) followAt(ctx context.Context, ar *archive.Archive, typed string) (news.Feed, error) {
	addresses, err := archive.WebAddresses(typed)
	if err != nil {
		return news.Feed{}, err
	}
	for _, address := range addresses {
		if f, ok, err := ar.Following(ctx, address); err != nil || ok {
			return f, err
		}
	}
	found, err := ar.FindFeed(ctx, archive.Wanted{
		Addresses: addresses, Foreign: true, UserAgent: api.UserAgent,
		Choose: func(string, []discover.Feed) (int, error) { return 0, nil },
	})
	if err != nil {
		return news.Feed{}, err
	}
	followed, err := ar.FollowFound(ctx, found, archive.FollowOptions{})
	return followed.Feed, err
}

// subscribe answers subscription/edit.
func (api API) subscribe(ctx context.Context, ar *archive.Archive, q *Request) (*Answer, error) {
	names := q.Values["s"]
	if len(names) != 1 {
		return nil, BadRequest{errors.New("name one subscription (s)")}
	}
	add, err := labelNames(q.Values["a"])
	if err != nil {
		return nil, err
	}
	remove, err := labelNames(q.Values["r"])
	if err != nil {
		return nil, err
	}
	var f news.Feed
	switch q.Get("ac") {
	case "subscribe":
		if f, err = api.followAt(ctx, ar, strings.TrimPrefix(names[0], "feed/")); err != nil {
			return nil, BadRequest{err}
		}
	case "edit", "unsubscribe":
		if f, err = followedNamed(ctx, ar, names[0]); err != nil {
			return nil, err
		}
	default:
		return nil, BadRequest{errAction}
	}
	if q.Get("ac") == "unsubscribe" {
		return done(), ar.Unfollow(ctx, f.ID)
	}
	var e store.FeedEdit
	if name := strings.TrimSpace(terminal.Clean(q.Get("t"))); name != "" && name != f.Label() && len(name) <= maxFeedName {
		e.Name = &name
	}
	if tags := relabelled(f.Tags, add, remove); !slices.Equal(tags, f.Tags) {
		e.Tags = &tags
	}
	if e == (store.FeedEdit{}) {
		return done(), nil
	}
	if err := ar.EditFeed(ctx, f.ID, e); err != nil {
		if errors.Is(err, store.ErrNameTaken) {
			err = BadRequest{err}
		}
		return nil, err
	}
	return done(), nil
}

// followedNamed is the followed feed that a stream names.
func followedNamed(ctx context.Context, ar *archive.Archive, name string) (news.Feed, error) {
	stream, err := greader.ParseStream(name)
	switch {
	case err != nil:
		return news.Feed{}, BadRequest{err}
	case stream.Kind == greader.Topic:
		return news.Feed{}, BadRequest{errTopicFixed}
	case stream.Kind != greader.Feed:
		return news.Feed{}, BadRequest{errAction}
	}
	return ar.Feed(ctx, strconv.FormatInt(stream.ID, 10))
}

// labelNames reads labels; that of the folder of topics is none of a feed.
func labelNames(values []string) (names []string, err error) {
	streams, err := greader.ParseStreams(values)
	if err != nil {
		return nil, BadRequest{err}
	}
	for _, one := range streams {
		if one.Kind == greader.Label && fold(one.Name) != fold(topicsLabel) {
			names = append(names, strings.TrimSpace(terminal.Clean(one.Name)))
		}
	}
	return names, nil
}

// relabelled returns tags with some and without others.
func relabelled(tags, add, remove []string) []string {
	same := func(all []string) func(string) bool {
		return func(tag string) bool {
			return slices.ContainsFunc(all, func(other string) bool { return fold(other) == fold(tag) })
		}
	}
	kept := slices.DeleteFunc(slices.Clone(tags), same(remove))
	for _, tag := range add {
		if tag != "" && !same(kept)(tag) {
			kept = append(kept, tag)
		}
	}
	return kept
}

// rename answers rename-tag: of feeds and of stories.
func (API) rename(ctx context.Context, ar *archive.Archive, q *Request) (*Answer, error) {
	to, err := labelNames(q.Values["dest"])
	if err != nil || len(to) != 1 || to[0] == "" {
		return nil, cmp.Or(err, error(BadRequest{errLabelName}))
	}
	return relabel(ctx, ar, q, to[0])
}

// disable answers disable-tag: feeds and stories lose the label.
func (API) disable(ctx context.Context, ar *archive.Archive, q *Request) (*Answer, error) {
	return relabel(ctx, ar, q, "")
}

// relabel gives a label another name; with "" it goes.
func relabel(ctx context.Context, ar *archive.Archive, q *Request, to string) (*Answer, error) {
	from := q.Values["s"]
	if t := q.Get("t"); len(from) == 0 && t != "" {
		from = []string{category(t)}
	}
	names, err := labelNames(from)
	if err != nil || len(names) != 1 {
		return nil, cmp.Or(err, error(BadRequest{errLabelName}))
	}
	l, err := labelsOf(ctx, ar)
	if err != nil {
		return nil, err
	}
	at, ok := l.at[fold(names[0])]
	if !ok {
		return nil, store.ErrNotFound
	}
	if !slices.ContainsFunc(l.all[at].streams, func(s archive.Stream) bool { return s.Kind == archive.StreamTag }) {
		return nil, BadRequest{errLabelName}
	}
	var add []string
	if to != "" {
		add = []string{to}
	}
	for _, f := range l.feeds {
		if tags := relabelled(f.Tags, nil, names); len(tags) < len(f.Tags) {
			tags = relabelled(tags, add, nil)
			if err := ar.EditFeed(ctx, f.ID, store.FeedEdit{Tags: &tags}); err != nil {
				return nil, err
			}
		}
	}
	err = ar.RenameTag(ctx, names[0], to)
	if errors.Is(err, store.ErrBadTag) {
		err = BadRequest{err}
	}
	return done(), err
}
