package web

import (
	"cmp"
	"context"
	"errors"
	"html/template"
	"strings"

	"newsarchive/internal/archive"
	"newsarchive/internal/discover"
	"newsarchive/internal/errkind"
	"newsarchive/internal/fetch"
	"newsarchive/internal/format"
	"newsarchive/internal/news"
	"newsarchive/internal/plain"
	"newsarchive/internal/private"
	"newsarchive/internal/terminal"
)

// bookmarklet is a link that opens the form for the page that a browser shows.
type bookmarklet struct{ Href template.URL }

// newBookmarklet returns the link for a server. The host was checked, and is
// written as a string of JavaScript by its own rules: it has no quotes.
func newBookmarklet(r *request) bookmarklet {
	base := r.root()
	if strings.ContainsAny(base, `"'\<>%`) {
		return bookmarklet{}
	}
	return bookmarklet{template.URL("javascript:void(location.href='" + base + "/feeds/add?url='+encodeURIComponent(location.href))")} //nolint:gosec // see above
}

// severalFeeds means that a page has several feeds.
type severalFeeds struct {
	page  string
	feeds []discover.Feed
}

func (e *severalFeeds) Error() string { return "the page names several feeds" }

// feedAddForm answers /feeds/add: a form to follow a feed. It fetches nothing.
func (s *Server) feedAddForm(_ context.Context, _ *archive.Archive, r *request) (*answer, error) {
	if err := s.refuseWrite(r.Request); err != nil {
		return nil, err
	}
	address := field{
		Name: "url", Label: "Address", Kind: "text", Value: private.Bare(terminal.Clean(r.params.get("url"))), Required: true,
		Help: "Of a feed, or of a page: its feed is looked for. Also gnews:WORDS, a search of Google News, and @name@host.",
	}
	fields := []field{address}
	if r.form != nil && len(r.form.several) > 0 {
		fields = append(fields, field{Name: "feed", Label: "Which feed?", Kind: "radio", Choices: feedChoices(r.form.several)})
	}
	fields = append(fields, settingFields(news.Feed{})...)
	f := s.formOf(r, form{Action: "/feeds/add", Submit: "Follow it", Back: "/feeds", Fields: fields})
	f.Fields[0].Value = private.Bare(f.Fields[0].Value) // a password is shown nowhere
	return s.formAnswer(r, "feeds", formPage{Title: "Follow a feed", Form: f, Bookmarklet: newBookmarklet(r)}), nil
}

// maxChoices is how many feeds of a page are listed.
const maxChoices = 50

func feedChoices(feeds []discover.Feed) (all []option) {
	for _, f := range feeds[:min(len(feeds), maxChoices)] {
		address := private.Bare(terminal.Clean(f.URL))
		all = append(all, option{Value: address, Label: cmp.Or(terminal.Clean(f.Title), address), About: address})
	}
	return all
}

// writeFeedAdd follows a feed.
func (s *Server) writeFeedAdd(ctx context.Context, ar *archive.Archive, r *request) (done, error) {
	typed := cmp.Or(r.form.get("feed"), r.form.get("url"))
	if typed == "" {
		return done{}, refused{"url", "Type or paste an address."}
	}
	addresses, err := archive.WebAddresses(typed)
	if err != nil {
		return done{}, refused{"url", sentence(err)}
	}
	edit, err := r.form.settings()
	if err != nil {
		return done{}, err
	}
	if *edit.Every == 0 {
		edit.Every = nil
	}
	if len(*edit.Skip) == 0 { // those that a feed has from before stay
		edit.Skip = nil
	}
	for _, address := range addresses {
		f, ok, err := ar.Following(ctx, address)
		if err != nil {
			return done{}, err
		}
		if ok {
			return done{"/feed/" + number(f.ID), "This feed is followed already. Nothing was changed."}, nil
		}
	}
	found, err := ar.FindFeed(ctx, archive.Wanted{
		Addresses: addresses, Foreign: true, UserAgent: s.options.UserAgent,
		Choose: func(page string, feeds []discover.Feed) (int, error) { return 0, &severalFeeds{page, feeds} },
	})
	if err != nil {
		return done{}, r.form.notFound(ctx, err)
	}
	o := archive.FollowOptions{Name: *edit.Name, Change: archive.FeedChange{Edit: edit}}
	o.Change.Edit.Name = nil
	if edit.Every != nil {
		o.Every = *edit.Every
	}
	followed, err := ar.FollowFound(ctx, found, o)
	if err != nil {
		return done{}, nameRefused(err)
	}
	return done{"/feed/" + number(followed.Feed.ID), followedWords(found, followed)}, nil
}

// notFound is why there is no feed, with its field. Several are kept to be shown.
func (f *sent) notFound(ctx context.Context, err error) error {
	several, ok := errors.AsType[*severalFeeds](err)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case ok:
		f.several = several.feeds
		return refused{"feed", "The page names " + number(len(several.feeds)) + " feeds. Choose one."}
	case errors.Is(err, fetch.ErrPrivate):
		return refused{"url", sentence(err) + " A form may not lead into a private network: use “archive feed add”, or allow the network with “archive settings”."}
	case errkind.As[*fetch.Error](err), errkind.As[*archive.NoFeedError](err):
		return refused{"url", sentence(err)}
	}
	return err
}

// followedWords says what was found and followed.
func followedWords(found archive.Found, done archive.FollowedFeed) string {
	if !done.Added {
		return "This feed is followed already."
	}
	said := "Followed."
	if found.Page != "" {
		said = "Followed; its address was found by " + private.Bare(found.Page) + "."
	}
	switch {
	case errors.Is(done.Err, archive.ErrRunning):
		return said + " Another command is at work; the next sync fetches it."
	case done.Err != nil:
		return said + " " + sentence(done.Err)
	case done.Saved.Items == 0:
		return said + " It has no items yet."
	}
	said += " It has " + format.Plural(done.Saved.Items, "item", "items")
	if len(done.Newest) > 0 {
		said += "; the newest: " + plain.Line(done.Newest[0].Title)
	}
	return said + "."
}
