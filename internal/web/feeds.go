package web

import (
	"context"
	"io"
	"net/http"
	"strings"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/news"
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
	Failing  bool
	Advice   string
	Stories  string // the address that finds them
}

func newFeedView(f news.Feed, zone *time.Location) feedView {
	st := f.State
	v := feedView{
		ID: f.ID, Name: feedName(f.Label()), URL: terminal.Clean(f.URL), Home: weblink(f.Link), About: terminal.Clean(f.Description), Tags: cleaned(f.Tags),
		Followed: st.Followed, Items: st.Items, Success: moment(st.Succeeded, zone), Fetched: moment(st.Fetched, zone), Next: moment(st.Due, zone),
		Every: intervalWords(time.Duration(st.Every)), Added: moment(st.Added, zone), Stories: searchHref("feed", number(f.ID), "sort", "newest"),
		Failing: st.Followed && st.Failures > 0,
	}
	switch {
	case !st.Followed:
		v.State = "not followed"
	case st.Failures > 0:
		v.State = "failing, " + format.Plural(st.Failures, "time", "times") + " in a row: " + terminal.Clean(st.Error)
	case st.Error != "":
		v.State = "read in part: " + terminal.Clean(st.Error)
	case st.Fetched.IsZero():
		v.State = "not fetched yet"
	default:
		v.State = "ok, every " + v.Every
	}
	return v
}

// feedName is a feed's label for a person.
func feedName(label string) string {
	if label == news.LocalFeed {
		return "imported"
	}
	return terminal.Clean(label)
}

// advice says what to do about a feed that fails.
func advice(f news.Feed, last []store.Fetch) string {
	if f.State.Failures == 0 || len(last) == 0 {
		return ""
	}
	set := `"archive feed set ` + number(f.ID) + ` …"`
	switch last[0].Status {
	case http.StatusUnauthorized, http.StatusForbidden:
		return "The server refuses: it may want a user name and a password. " + set + " changes the address."
	case http.StatusNotFound, http.StatusGone:
		return "The feed is gone from there. Look for its new address on its home page, or stop following it: what was archived stays."
	case http.StatusTooManyRequests:
		return "The server wants to be asked less often: " + set + " --every 6h."
	case 0:
		return "No answer came. The server may be down, or this machine offline; it is tried again."
	}
	if last[0].Status >= http.StatusInternalServerError {
		return "The server has an error of its own; it is tried again."
	}
	return "It is tried again. If the address shows no feed in a browser, look for its new one."
}

// feedsView is what the page of all feeds shows.
type feedsView struct {
	Feeds    []feedView
	Failing  int
	ReadOnly bool
}

// feeds answers /feeds.
func (s *Server) feeds(ctx context.Context, ar *archive.Archive, r *request) (*answer, error) {
	all, err := ar.Feeds(ctx)
	if err != nil {
		return nil, err
	}
	if r.format == "json" {
		return written(kindOf("json"), func(w io.Writer) error {
			return format.WriteJSON(w, struct {
				format.Header
				Feeds []news.Feed `json:"feeds"`
			}{format.NewHeader(), all})
		})
	}
	body := feedsView{ReadOnly: r.readOnly}
	for _, f := range all {
		v := newFeedView(f, ar.Zone())
		if v.Failing {
			body.Failing++
		}
		body.Feeds = append(body.Feeds, v)
	}
	return s.page(r, "feeds", view{Title: "Feeds", Section: "feeds", Alternates: []alternate{
		{"JSON", mediaType("json"), "/feeds.json"},
		{"OPML", mediaType("opml"), "/opml"},
	}, Body: body}), nil
}

// feedPage is what the page of a feed shows.
type feedPage struct {
	feedView
	ReadOnly bool
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
			return format.WriteJSON(w, struct {
				format.Header
				Feed    news.Feed     `json:"feed"`
				Fetches []store.Fetch `json:"fetches"`
			}{format.NewHeader(), f, append([]store.Fetch{}, fetches...)})
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
	body := newFeedPage(f, fetches, faults, texts, ar.Zone())
	body.ReadOnly = r.readOnly
	return s.page(r, "feed", view{
		Title: "Feed: " + body.Name, Section: "feeds", Body: body, Alternates: []alternate{
			{"JSON", mediaType("json"), "/feed/" + number(f.ID) + ".json"},
			{"Atom", mediaType("atom"), "/search.atom?" + searchValues("feed", number(f.ID))},
		},
	}), nil
}

func newFeedPage(f news.Feed, fetches []store.Fetch, faults []store.FaultRecord, texts store.PageStats, zone *time.Location) feedPage {
	v := feedPage{feedView: newFeedView(f, zone)}
	v.Advice = advice(f, fetches)
	for _, part := range []struct {
		n     int
		words string
	}{
		{texts.Texts, "with a text"},
		{texts.Waiting, "waiting"},
		{texts.Unresolved, "known by a Google News link only"},
		{texts.Resting, "given up"},
		{texts.Gone, "gone"},
	} {
		if part.n > 0 {
			v.Texts = append(v.Texts, number(part.n)+" "+part.words)
		}
	}
	for _, x := range fetches {
		v.Fetches = append(v.Fetches, fetchView{
			At: moment(x.At, zone), Outcome: string(x.Outcome), Error: terminal.Clean(x.Error), Status: x.Status, Items: x.Items,
			New: x.NewItems, Stories: x.NewStories, Size: bytesWords(x.Bytes), Failed: x.Outcome == store.OutcomeFailed,
		})
	}
	for _, x := range faults {
		v.Faults = append(v.Faults, faultView{moment(x.FirstSeen, zone), terminal.Clean(x.Reason), short(x.Raw)})
	}
	return v
}

// bytesWords is a size for a person.
func bytesWords(n int64) string {
	switch {
	case n == 0:
		return ""
	case n < 10<<10:
		return number(n) + " B"
	case n < 10<<20:
		return number(n>>10) + " KiB"
	}
	return number(n>>20) + " MiB"
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
	return "/topic/" + strings.ReplaceAll(pathEscape(name), ".", "%2E")
}

// intervalWords is an interval for a person: 30m, 6h, 2d.
func intervalWords(d time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case d >= day && d%day == 0:
		return number(int64(d/day)) + "d"
	case d >= time.Hour && d%time.Hour == 0:
		return number(int64(d/time.Hour)) + "h"
	}
	return strings.TrimSuffix(d.String(), "0s")
}
