package archive

import (
	"cmp"
	"context"
	"errors"
	"html"
	"time"

	"newsarchive/internal/article"
	"newsarchive/internal/fetch"
	"newsarchive/internal/gnews"
	"newsarchive/internal/news"
	"newsarchive/store"
)

// AddOptions say how pages are added.
type AddOptions struct {
	Tags []string // for their stories
	// Forgotten also adds pages of stories whose texts were forgotten.
	Forgotten bool
	UserAgent string   // names the program to the servers
	Progress  Progress // of building an index that is missing or damaged
}

// AddRun sums up a run.
type AddRun struct {
	Stories   int `json:"stories"`             // new ones
	Texts     int `json:"texts"`               // pages that gave a new text
	Unchanged int `json:"unchanged,omitempty"` // pages that say what is kept already
	Failed    int `json:"failed"`              // addresses of which nothing was kept
}

// AddAddresses fetches the pages of addresses that a person typed, reads them and
// keeps them, each with the story that has the address, or with a new one of the
// built-in feed. report is called for each address as it ends, one at a time. A
// page that cannot be fetched is no error of AddAddresses.
//
// As a person asks for these very pages, robots.txt does not bind and their hosts
// may be private; the gap between requests to a host holds. A page that is no
// article is kept as a story without a text. Adding a page again changes nothing
// unless it has changed.
//
// The error wraps [ErrRunning] while another process fetches pages.
func (a *Archive) AddAddresses(ctx context.Context, addresses []string, o AddOptions, report func(FetchedPage)) (AddRun, error) {
	sum, err := a.adding(ctx, o, func(r *addRun) error {
		hosts := byHost(addresses, func(address string) string { return address })
		return r.fetchAll(ctx, len(hosts), func(ctx context.Context, i int, done chan<- FetchedPage) error {
			for _, address := range hosts[i] {
				p, err := r.address(ctx, address)
				if err != nil {
					return err
				}
				done <- p
			}
			return nil
		}, func(p FetchedPage) {
			r.count(p)
			report(p)
		})
	})
	if err != nil {
		return sum, err
	}
	return sum, a.updateIndex(ctx, "what was added", o.Progress)
}

// AddPage keeps a page that a person has, as [Archive.AddAddresses] keeps those
// that it fetches. Its story was first seen when the page was fetched.
func (a *Archive) AddPage(ctx context.Context, page news.Page, o AddOptions) (p FetchedPage, run AddRun, err error) {
	run, err = a.adding(ctx, o, func(r *addRun) error {
		text, err := article.Read(ctx, page)
		if err != nil {
			return err
		}
		p, err = r.keepPage(ctx, FetchedPage{PageFetch: store.PageFetch{URL: page.URL, At: page.Fetched}}, page, text)
		r.count(p)
		return err
	})
	if err != nil {
		return p, run, err
	}
	return p, run, a.updateIndex(ctx, "what was added", o.Progress)
}

// adding calls work under the lock for pages, and returns what it counted.
func (a *Archive) adding(ctx context.Context, o AddOptions, work func(*addRun) error) (sum AddRun, err error) {
	unlock, err := LockPages(a.dir, "add")
	if err != nil {
		return sum, err
	}
	defer unlock()
	run, err := a.newFetchRun(ctx, FetchOptions{UserAgent: o.UserAgent})
	if err != nil {
		return sum, err
	}
	defer run.client.Close()
	r := &addRun{fetchRun: run, options: o}
	err = work(r)
	return r.sum, err
}

// addRun is one run.
type addRun struct {
	*fetchRun
	options AddOptions
	sum     AddRun
}

func (r *addRun) count(p FetchedPage) {
	if p.NewStory {
		r.sum.Stories++
	}
	switch {
	case p.Outcome == store.PageUnchanged:
		r.sum.Unchanged++
	case p.Text > 0 && p.Kind.HasText():
		r.sum.Texts++
	}
	if !p.Kept() {
		r.sum.Failed++
	}
}

// address fetches and keeps one page.
func (r *addRun) address(ctx context.Context, address string) (FetchedPage, error) {
	p := FetchedPage{PageFetch: store.PageFetch{URL: address, At: r.now()}}
	google := news.GoogleToken(address) != ""
	if google {
		found, err := gnews.Decode(news.GoogleToken(address), r.settings.Networks...)
		if err != nil || found.Opaque {
			p.Outcome, p.Reason = store.PageFailed, "a Google News link that hides where it leads: open it in a browser, and add the address of the page"
			return p, nil //nolint:nilerr // it is what became of this page
		}
		address = found.Address
		p.URL = address
	}
	// Where a Google News link leads was not typed by anyone.
	began := time.Now()
	page, err := r.client.Page(ctx, fetch.PageRequest{URL: address, Trusted: !google, IgnoreRobots: true})
	if ctx.Err() != nil {
		return p, context.Cause(ctx)
	}
	p.Took, p.Status, p.Bytes = news.Seconds(time.Since(began)), page.Status, page.Bytes
	if err != nil || page.Status >= 400 {
		return r.unadded(ctx, p, err)
	}
	text, err := r.readPage(ctx, page)
	if err != nil {
		return p, err
	}
	return r.keepPage(ctx, p, newsPage(page), text)
}

// unadded reports a page that could not be fetched. The attempt is in the fetch
// log if a story has the address.
func (r *addRun) unadded(ctx context.Context, p FetchedPage, err error) (FetchedPage, error) {
	known, lookErr := r.store.StoriesAt(ctx, p.URL)
	if lookErr != nil {
		return p, lookErr
	}
	if len(known) > 0 {
		p.Story = known[0]
	}
	return r.unread(ctx, p, err)
}

// keepPage keeps a page and what was read from it: with the story that has its
// address, else with a new one.
func (r *addRun) keepPage(ctx context.Context, p FetchedPage, page news.Page, text news.Text) (FetchedPage, error) {
	var err error
	p.Kind, p.Title, p.Site = text.Kind, cmp.Or(text.Headline, page.URL), news.Site(page.URL)
	if p.Story, p.NewStory, err = r.store.AddStory(ctx, addressesOf(page, text), itemOf(page, text), r.now()); err != nil {
		return p, err
	}
	if p.Story == 0 {
		p.Outcome, p.Reason = store.PageRefused, "it was deleted by a prune; only a backup brings it back"
		return p, nil
	}
	forgotten, err := r.store.Forgotten(ctx, []int64{p.Story})
	switch {
	case err != nil:
		return p, err
	case len(forgotten) > 0 && !r.options.Forgotten:
		p.Outcome, p.Reason = store.PageRefused, "its text was forgotten; --forgotten adds it all the same"
		return p, nil
	case len(forgotten) > 0:
		if err := r.store.AllowAgain(ctx, p.Story, r.now()); err != nil {
			return p, err
		}
	}
	if p, err = r.keep(ctx, p, page, text); err != nil {
		return p, err
	}
	if p.Story, err = r.store.Root(ctx, p.Story); err != nil || len(r.options.Tags) == 0 {
		return p, err
	}
	_, err = r.store.Tag(ctx, []int64{p.Story}, r.options.Tags, nil, r.now())
	return p, err
}

// addressesOf returns the addresses of an added page, the best first: the one that
// answered if an article is there. A login, an error or a front page may be
// elsewhere, and the address of other stories too.
func addressesOf(page news.Page, text news.Text) []string {
	if text.Kind.HasText() {
		return []string{page.URL, page.Asked}
	}
	return []string{page.Asked}
}

// itemOf returns the item of a page that no feed has.
func itemOf(page news.Page, text news.Text) news.Item {
	link := addressesOf(page, text)[0]
	title := cmp.Or(text.Headline, link)
	it := news.Item{
		Link: link, Title: html.EscapeString(title), Published: text.Published, Author: text.Byline, Language: text.Language, Image: text.Image,
		FirstSeen: page.Fetched,
		Stories: []news.Story{{
			Link: link, Title: title, Publisher: news.Site(link), Author: text.Byline, Language: text.Language, Image: text.Image,
		}},
	}
	complete(&it)
	return it
}

// ErrNoAddress means that a page does not say where it came from.
var ErrNoAddress = errors.New("the page does not say where it came from")

// SavedPage makes a page of a file that a browser saved. Without an address, it
// is the one that the file gives itself, and the error wraps [ErrNoAddress] if
// there is none. saved is when the file was written, if the file does not say.
func (a *Archive) SavedPage(body []byte, address string, saved time.Time) (news.Page, error) {
	own, at := article.Saved(body)
	address = cmp.Or(address, own)
	if address == "" {
		return news.Page{}, ErrNoAddress
	}
	if at.IsZero() {
		at = saved
	}
	if now := a.now(); at.IsZero() || at.After(now) {
		at = now
	}
	return news.Page{
		Asked: address, URL: address, Status: 200, Body: body, Fetched: at.UTC().Truncate(time.Second),
		Header: map[string][]string{"Content-Type": {"text/html"}},
	}, nil
}

// Add adds the counts of another run.
func (r *AddRun) Add(o AddRun) {
	r.Stories += o.Stories
	r.Texts += o.Texts
	r.Unchanged += o.Unchanged
	r.Failed += o.Failed
}
