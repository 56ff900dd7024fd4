package web

import (
	"context"
	"io"
	"net/url"
	"strings"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/health"
	"newsarchive/internal/news"
	"newsarchive/internal/pace"
	"newsarchive/internal/terminal"
	"newsarchive/store"
)

// feedView is a feed in a list.
type feedView struct {
	ID       int64
	Name     string
	URL      string
	Home     string
	About    string
	Tags     []string
	Followed bool
	Items    int
	Success  string
	Fetched  string
	Next     string
	Every    string
	Added    string
	State    string // in a few words
	Trouble  bool
	Advice   string // what is wrong, and what to do
	Stories  string // the address that finds them
	Skip     []skipView
}

// newFeedView judges a feed as the commands do, by its report.
func newFeedView(f news.Feed, report health.Report, now time.Time, zone *time.Location) feedView {
	st := f.State
	v := feedView{
		ID: f.ID, Name: feedName(f.Label()), URL: terminal.Clean(f.URL), Home: format.CleanLink(f.Link), About: terminal.Clean(f.Description), Tags: cleaned(f.Tags),
		Followed: st.Followed, Items: st.Items, Success: moment(st.Succeeded, zone), Fetched: moment(st.Fetched, zone), Next: moment(st.Next, zone),
		Every: pace.FormatInterval(time.Duration(st.Every)), Added: moment(st.Added, zone), Stories: searchHref("feed", number(f.ID), "sort", "newest"),
		Trouble: report.State.Trouble(), State: report.Short(now), Advice: terminal.Clean(health.Reason(f, report)),
	}
	if v.State == "" {
		v.State = "ok, every " + v.Every
	}
	for _, r := range st.Skip {
		v.Skip = append(v.Skip, skipView{terminal.Clean(r.Rule), r.Items})
	}
	return v
}

// skipView is a rule by which items are left out.
type skipView struct {
	Rule    string
	Skipped int
}

// feedName is a feed's label for a person.
func feedName(label string) string {
	if label == news.LocalFeed {
		return "imported"
	}
	return terminal.Clean(label)
}

// feedsView is what the page of all feeds shows.
type feedsView struct {
	Feeds    []feedView
	Trouble  int
	ReadOnly bool
	Syncs    string
	FetchAll *form // nil where nothing is followed, or nothing can be changed
}

// feeds answers /feeds.
func (s *Server) feeds(ctx context.Context, ar *archive.Archive, r *request) (*answer, error) {
	all, err := ar.Feeds(ctx)
	if err != nil {
		return nil, err
	}
	if r.format == "json" {
		return written(kindOf("json"), func(w io.Writer) error {
			return format.WriteJSON(w, feedsDoc{format.NewHeader(), append([]news.Feed{}, all...)})
		})
	}
	reports, err := ar.Health(ctx, all)
	if err != nil {
		return nil, err
	}
	body := feedsView{ReadOnly: r.readOnly, Syncs: r.syncs}
	followed := false
	for _, f := range all {
		followed = followed || f.State.Followed
		v := newFeedView(f, reports[f.ID], s.now(), ar.Zone())
		if v.Trouble {
			body.Trouble++
		}
		body.Feeds = append(body.Feeds, v)
	}
	if followed && !r.readOnly {
		body.FetchAll = s.fetchForm(r, "/feeds/fetch", "Fetch all now")
	}
	return s.page(r, "feeds", view{Title: "Feeds", Section: "feeds", Alternates: []alternate{
		{"JSON", mediaType("json"), "/feeds.json"},
		{"OPML", mediaType("opml"), "/opml"},
	}, Body: body}), nil
}

// feedsDoc is all feeds for programs.
type feedsDoc struct {
	format.Header
	Feeds []news.Feed `json:"feeds"`
}

// feedDoc is a feed with its fetch log for programs.
type feedDoc struct {
	format.Header
	Feed    news.Feed     `json:"feed"`
	Fetches []store.Fetch `json:"fetches"` // the newest first
}

// feedPage is what the page of a feed shows.
type feedPage struct {
	feedView
	ReadOnly bool
	Fetch    *form // nil if it is not followed, or nothing can be changed
	Texts    []string
	Fetches  []fetchView
	Faults   []faultView
}

// fetchView is a line of the fetch log.
type fetchView struct {
	At, Outcome, Error  string
	Status              int
	Items, New, Stories int
	Size                string
	Failed              bool
}

// faultView is an entry that could not be used.
type faultView struct{ At, Reason, Raw string }

// How much of a feed its page lists.
const (
	maxFetches = 100
	maxFaults  = 30
)

// feed answers /feed/ID: a feed with its fetch log.
func (s *Server) feed(ctx context.Context, ar *archive.Archive, r *request) (*answer, error) {
	id, err := idOf(r)
	if err != nil {
		return nil, err
	}
	f, err := ar.Feed(ctx, number(id))
	if err != nil {
		return nil, err
	}
	fetches, err := ar.Fetches(ctx, f.ID, maxFetches)
	if err != nil {
		return nil, err
	}
	if r.format == "json" {
		return written(kindOf("json"), func(w io.Writer) error {
			return format.WriteJSON(w, feedDoc{format.NewHeader(), f, append([]store.Fetch{}, fetches...)})
		})
	}
	faults, err := ar.Faults(ctx, f.ID, maxFaults)
	if err != nil {
		return nil, err
	}
	texts, err := ar.PageStats(ctx, f.ID)
	if err != nil {
		return nil, err
	}
	reports, err := ar.Health(ctx, []news.Feed{f})
	if err != nil {
		return nil, err
	}
	body := newFeedPage(newFeedView(f, reports[f.ID], s.now(), ar.Zone()), fetches, faults, texts, ar.Zone())
	if body.ReadOnly = r.readOnly; f.State.Followed && !r.readOnly {
		body.Fetch = s.fetchForm(r, "/feed/"+number(f.ID)+"/fetch", "Fetch now")
	}
	return s.page(r, "feed", view{
		Title: "Feed: " + body.Name, Section: "feeds", Body: body, Alternates: []alternate{
			{"JSON", mediaType("json"), "/feed/" + number(f.ID) + ".json"},
			{"Atom", mediaType("atom"), "/search.atom?" + searchValues("feed", number(f.ID))},
		},
	}), nil
}

func newFeedPage(f feedView, fetches []store.Fetch, faults []store.FaultRecord, texts store.PageStats, zone *time.Location) feedPage {
	v := feedPage{feedView: f, Texts: format.TextCounts(texts)}
	for _, x := range fetches {
		v.Fetches = append(v.Fetches, fetchView{
			At: moment(x.At, zone), Outcome: string(x.Outcome), Error: terminal.Clean(x.Error), Status: x.Status, Items: x.Items,
			New: x.NewItems, Stories: x.NewStories, Size: terminal.Size(x.Bytes), Failed: x.Outcome == store.OutcomeFailed,
		})
	}
	for _, x := range faults {
		v.Faults = append(v.Faults, faultView{moment(x.FirstSeen, zone), terminal.Clean(x.Reason), short(x.Raw)})
	}
	return v
}

// opml answers /opml: the followed feeds.
func (s *Server) opml(ctx context.Context, ar *archive.Archive, _ *request) (*answer, error) {
	a, err := written(kindOf("opml"), func(w io.Writer) error {
		_, err := ar.ExportFeeds(ctx, w)
		return err
	})
	if err == nil {
		a.header = map[string]string{"Content-Disposition": `attachment; filename="feeds.opml"`}
	}
	return a, err
}

// topicHref is the address of a topic.
func topicHref(name string) string {
	return "/topic/" + strings.ReplaceAll(url.PathEscape(name), ".", "%2E")
}
