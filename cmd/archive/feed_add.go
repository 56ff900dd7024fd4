package main

import (
	"context"
	"errors"
	"strings"
	"time"

	"newsarchive/internal/errkind"
	"newsarchive/internal/news"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/internal/fetch"
)

func newFeedAddCmd(a *app) *cobra.Command {
	var o feedAddOptions
	cmd := &cobra.Command{
		Use:        "add ADDRESS…",
		SuggestFor: []string{"follow", "subscribe", "new"},
		Short:      "Follow feeds",
		Long: `Follow feeds: RSS, Atom, RDF or JSON Feed, at a web address or in a local file.
The archive is made when there is none. The feed is fetched at once, and its
newest items are shown. An address that cannot be fetched, or has no feed, is not
followed: --later follows it without fetching, for when you are offline; --force
follows it whatever is there.

A web page will do, too. Its feed is looked for among those that it names and
links, and where feeds often are. If it names several, you choose one; in a pipe
they are listed, with exit code 2. Known by their pages' addresses are searches,
topics and sections of Google News, channels of YouTube, subreddits, accounts of
Mastodon and Bluesky (@name@host, @name.host), repositories of GitHub, and
Substack. gnews:WORDS is a search of Google News, with --lang and --country.

A user name and password in an address, https://name:password@host/feed, are
kept in private.db, a file in the archive's folder that only you can read. They
are sent only to that scheme, host and port, and never shown. Adding a feed
again replaces them; https://@host/feed removes them.

With --private the whole address is a secret, because it contains a token: lists,
exports and logs show its host and a hash. It must be the feed's own. Where the
feed's items repeat the address or its token, "private" takes their place. A feed
that is followed already becomes private, and its old address is removed from the
database. A backup has private.db beside it, unless it is made with --no-private.

` + accessHelp + `

` + skipHelp + `

Exits with 3 when some addresses were followed and others were not.`,
		Example: `  archive feed add https://news.example/rss --name world
  archive feed add blog.example --every 6h --tag tech    a page with a feed
  archive feed add gnews:"South Korea Japan" --country KR
  archive feed add @ada@social.example
  archive feed add 'https://ada:password@news.example/rss'
  archive feed add --private 'https://news.example/rss?token=1a2b3c'
  archive feed add https://news.example/rss --token @token.txt
  archive feed add https://news.example/rss --skip 'title:"live updates"'
  archive feed add --later ./local.xml`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.read(cmd.Context(), a, cmd.Flags().Changed); err != nil {
				return err
			}
			return runFeedAdd(cmd.Context(), a, o, args)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.name, "name", "", "a short `NAME` to call it by")
	f.Var(&o.every, "every", "fetch it once per `INTERVAL`: 45m, 2h, 1d, 1w (default: as the feed needs it)")
	f.StringSliceVar(&o.tags, "tag", nil, "a `TAG` for its stories; may be repeated")
	f.BoolVar(&o.private, "private", false, "the whole address is a secret: show its host and a hash")
	f.StringVar(&o.text, "text", "", "`ON`, off or default: fetch the pages of its stories")
	f.BoolVar(&o.later, "later", false, "do not fetch it now: the next sync does")
	f.BoolVar(&o.force, "force", false, "follow the address whatever is there")
	f.StringVar(&o.language, "lang", "", "with gnews: the `LANGUAGE` of the edition: en, ko, pt-BR")
	f.StringVar(&o.country, "country", "", "with gnews: the `COUNTRY` of the edition: US, KR, BR")
	f.BoolVar(&o.json, "json", false, "one JSON document")
	o.access.register(f)
	o.limits.register(f)
	return cmd
}

func runFeedAdd(ctx context.Context, a *app, o feedAddOptions, addresses []string) error {
	if o.name != "" && len(addresses) > 1 {
		return usagef("--name names one feed, and there are %d addresses", len(addresses))
	}
	if _, ok := textSettings()[strings.ToLower(o.text)]; o.text != "" && !ok {
		return usagef("--text is on, off or default, not %q", o.text)
	}
	typed := make([][]string, len(addresses))
	for i, address := range addresses {
		var err error
		if typed[i], err = o.addresses(address); err != nil {
			return err
		}
		if err = needsWeb(o.change.Access, typed[i]); err != nil {
			return err
		}
	}
	return a.withNew(ctx, func(ar *archive.Archive) error {
		if err := a.askForTexts(ctx, ar); err != nil {
			return err
		}
		feeds, err := a.addFeeds(ctx, ar, typed, o)
		if o.json && len(feeds) > 0 {
			shown, shownErr := showFeeds(ctx, ar, feeds)
			return errors.Join(writeFeeds(a.out, shown), shownErr, err)
		}
		return err
	})
}

// addFeeds follows feeds. One that is refused does not stop the others: the
// error is errPart then, or that of the last if none was followed.
func (a *app) addFeeds(ctx context.Context, ar *archive.Archive, typed [][]string, o feedAddOptions) (feeds []news.Feed, err error) {
	var refused error
	for i, addresses := range typed {
		f, err := a.addFeed(ctx, ar, addresses, o)
		switch {
		case err == nil:
			feeds = append(feeds, f)
		case !errkind.As[refusal](err):
			return feeds, err
		case len(feeds) > 0 || i+1 < len(typed):
			a.report(err)
			refused = errPart
		default:
			refused = err
		}
	}
	if len(feeds) == 0 && len(typed) > 1 {
		return nil, errNone
	}
	return feeds, refused
}

// refusal is why an address was not followed.
type refusal struct{ error }

// Error returns the error for a feed that is to be added: what is set for one that
// is followed is given with it.
func (e refusal) Error() string {
	return strings.ReplaceAll(e.error.Error(), "archive feed set FEED", "archive feed add")
}

func (e refusal) Unwrap() error { return e.error }

// addFeed follows the feed at an address, given in the spellings to try.
func (a *app) addFeed(ctx context.Context, ar *archive.Archive, addresses []string, o feedAddOptions) (news.Feed, error) {
	for _, address := range addresses {
		if _, ok, err := ar.Following(ctx, address); err != nil || ok {
			return a.follow(ctx, ar, address, o)
		}
	}
	if o.later {
		address, err := a.known(addresses[0], o)
		if err != nil {
			return news.Feed{}, refusal{err}
		}
		return a.follow(ctx, ar, address, o)
	}
	found, err := ar.FindFeed(ctx, o.wanted(addresses, a.chooseFeed(ctx)))
	if ctx.Err() != nil {
		return news.Feed{}, ctx.Err()
	}
	if errkind.As[*fetch.Error](err) || errkind.As[*archive.NoFeedError](err) || errkind.As[usageError](err) {
		return news.Feed{}, refusal{err}
	}
	if err != nil {
		return news.Feed{}, err
	}
	done, err := ar.FollowFound(ctx, found, archive.FollowOptions{
		Name: o.name, Every: time.Duration(o.every), Private: o.private, Change: o.change,
	})
	if err != nil {
		return done.Feed, err
	}
	a.followed(ar, found, done)
	return done.Feed, nil
}

// follow follows a feed without fetching it.
func (a *app) follow(ctx context.Context, ar *archive.Archive, address string, o feedAddOptions) (news.Feed, error) {
	follow := ar.Follow
	if o.private {
		follow = ar.FollowPrivate
	}
	f, added, err := follow(ctx, news.Feed{URL: address, Name: o.name}, time.Duration(o.every))
	if err != nil {
		return f, err
	}
	if err := ar.ChangeFeed(ctx, f, o.change); err != nil {
		return f, err
	}
	if o.tags != nil {
		f.Tags = o.tags
	}
	if !added {
		a.note("already following feed %d: %s", f.ID, f.Label())
		return f, nil
	}
	a.note(`following feed %d: %s; "archive sync" fetches it`, f.ID, f.Label())
	a.keptItems(f.State.Items)
	return f, nil
}
