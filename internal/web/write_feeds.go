package web

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/news"
	"newsarchive/internal/pace"
	"newsarchive/internal/terminal"
	"newsarchive/store"
)

// uploadPath takes lists of feeds: more than other forms.
const uploadPath = "/feeds/import"

// settingFields are the fields of what a person decides about a feed.
func settingFields(f news.Feed) []field {
	every, help := "", "How often it is fetched: 45m, 2h, 1d or 1w. Empty: the archive chooses by how often something new comes."
	text := string(news.TextDefault)
	var rules []string
	if f.State != nil {
		text = string(f.State.Text)
		now := pace.FormatInterval(time.Duration(f.State.Every))
		if f.State.EverySet {
			every = now
		} else {
			help = strings.TrimSuffix(help, ".") + ", now every " + now + "."
		}
		for _, r := range f.State.Skip {
			rules = append(rules, terminal.Clean(r.Rule))
		}
	}
	choices := []option{
		{Value: string(news.TextDefault), Label: "as the settings say"},
		{Value: string(news.TextOn), Label: "fetch them"},
		{Value: string(news.TextOff), Label: "do not fetch them"},
	}
	for i := range choices {
		choices[i].On = choices[i].Value == text
	}
	return []field{
		{Name: "name", Label: "Name", Kind: "text", Value: terminal.Clean(f.Name), Help: "A short one of your own. Without it, the feed’s title is shown."},
		{Name: "every", Label: "Interval", Kind: "text", Value: every, Help: help},
		{Name: "tags", Label: "Tags", Kind: "text", Value: strings.Join(f.Tags, ", "), Help: "For its stories, separated by commas."},
		{Name: "text", Label: "Pages of its stories", Kind: "select", Value: text, Choices: choices},
		{Name: "skip", Label: "Leave out", Kind: "textarea", Value: strings.Join(rules, "\n"), Help: "Items that are not kept: one rule a line, as title:\"live updates\" or tag:sport. They come to no search; what is kept already stays."},
	}
}

// settings reads the fields of settingFields.
func (f *sent) settings() (e store.FeedEdit, err error) {
	e.Every = new(time.Duration) // the archive chooses
	if text := f.get("every"); text != "" {
		every, err := pace.ParseInterval(text)
		if err == nil && every < pace.ShortestSet {
			err = fmt.Errorf("once in %d minutes is the most", pace.ShortestSet/time.Minute)
		}
		if err != nil {
			return e, refused{"every", sentence(err)}
		}
		e.Every = &every
	}
	text := news.TextSetting(f.get("text"))
	switch text {
	case news.TextDefault, news.TextOn, news.TextOff:
		e.Text = &text
	default:
		return e, refused{"text", "Choose one of these."}
	}
	const maxName, maxTags = 200, 50
	name, tags := terminal.Clean(f.get("name")), tagsIn(terminal.Clean(f.get("tags")))
	if len(name) > maxName {
		return e, refused{"name", "Choose a shorter name."}
	}
	if len(tags) > maxTags {
		return e, refused{"tags", "These are too many tags."}
	}
	e.Name, e.Tags = &name, &tags
	rules := archive.SkipEdit{Add: linesIn(f.get("skip"))}
	if len(rules.Add) > store.MaxSkipRules {
		return e, refused{"skip", "These are too many rules."}
	}
	skip, err := rules.Rules(news.Feed{})
	if err != nil {
		return e, refused{"skip", sentence(err)}
	}
	e.Skip = &skip
	return e, nil
}

// linesIn are the lines of a text that are not empty.
func linesIn(text string) (all []string) {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}

// feedToChange is the feed of a form's page.
func (s *Server) feedToChange(ctx context.Context, ar *archive.Archive, r *request) (news.Feed, error) {
	if s.options.ReadOnly {
		return news.Feed{}, errReadOnly
	}
	return feedNamed(ctx, ar, r)
}

func feedNamed(ctx context.Context, ar *archive.Archive, r *request) (news.Feed, error) {
	id, err := idOf(r)
	if err != nil {
		return news.Feed{}, err
	}
	return ar.Feed(ctx, number(id))
}

// feedEditForm answers /feed/ID/edit.
func (s *Server) feedEditForm(ctx context.Context, ar *archive.Archive, r *request) (*answer, error) {
	f, err := s.feedToChange(ctx, ar, r)
	if err != nil {
		return nil, err
	}
	href := "/feed/" + number(f.ID)
	return s.formAnswer(r, "feeds", formPage{
		Title: "Change the feed " + feedName(f.Label()),
		Form:  s.formOf(r, form{Action: href + "/edit", Submit: "Change it", Back: href, Fields: settingFields(f)}),
	}), nil
}

func writeFeedEdit(ctx context.Context, ar *archive.Archive, r *request) (done, error) {
	f, err := feedNamed(ctx, ar, r)
	if err != nil {
		return done{}, err
	}
	e, err := r.form.settings()
	if err != nil {
		return done{}, err
	}
	if err := ar.EditFeed(ctx, f.ID, e); err != nil {
		return done{}, nameRefused(err)
	}
	return done{"/feed/" + number(f.ID), "Changed."}, nil
}

// nameRefused is the error of a name that another feed has, with its field.
func nameRefused(err error) error {
	if errors.Is(err, store.ErrNameTaken) {
		return refused{"name", sentence(err)}
	}
	return err
}

// feedUnfollowForm answers /feed/ID/unfollow: it asks whether it is meant.
func (s *Server) feedUnfollowForm(ctx context.Context, ar *archive.Archive, r *request) (*answer, error) {
	f, err := s.feedToChange(ctx, ar, r)
	if err != nil {
		return nil, err
	}
	href := "/feed/" + number(f.ID)
	return s.formAnswer(r, "feeds", formPage{
		Title: "Stop following " + feedName(f.Label()) + "?",
		Text:  []string{"It is not fetched any more. Its " + format.Plural(f.State.Items, "item stays", "items stay") + " in the archive. Followed again, it goes on where it left off."},
		Form:  s.formOf(r, form{Action: href + "/unfollow", Submit: "Stop following it", Danger: true, Back: href}),
	}), nil
}

func writeFeedUnfollow(ctx context.Context, ar *archive.Archive, r *request) (done, error) {
	f, err := feedNamed(ctx, ar, r)
	if err == nil {
		err = ar.Unfollow(ctx, f.ID)
	}
	if err != nil {
		return done{}, err
	}
	return done{"/feeds", feedName(f.Label()) + " is no longer followed; " + format.Plural(f.State.Items, "item is", "items are") + " kept."}, nil
}

// feedImportForm answers /feeds/import: a form for a list of feeds.
func (s *Server) feedImportForm(_ context.Context, _ *archive.Archive, r *request) (*answer, error) {
	if s.options.ReadOnly {
		return nil, errReadOnly
	}
	return s.formAnswer(r, "feeds", formPage{
		Title: "Follow the feeds of a list",
		Text:  []string{"Almost every feed reader exports its feeds as OPML. Folders become tags; a feed that is followed already stays as it is. The next sync fetches the new ones."},
		Form: s.formOf(r, form{Action: uploadPath, Upload: true, Submit: "Follow them", Back: "/feeds", Fields: []field{
			{Name: "list", Label: "List of feeds", Kind: "file", Required: true, Help: "An OPML file, or newsboat’s urls."},
		}}),
	}), nil
}

func writeFeedImport(ctx context.Context, ar *archive.Archive, r *request) (done, error) {
	if len(r.form.file) == 0 {
		return done{}, refused{"list", "Choose a file: this is empty."}
	}
	got, err := ar.ImportFeeds(ctx, strings.NewReader(string(r.form.file)))
	if errors.Is(err, archive.ErrNotFeeds) {
		return done{}, refused{"list", sentence(err)}
	}
	if err != nil {
		return done{}, err
	}
	said := format.Plural(got.Added, "feed is", "feeds are") + " new; " + format.Plural(got.Known, "was", "were") + " followed before."
	if n := len(got.Faults); n > 0 {
		said += " " + format.Plural(n, "entry", "entries") + " could not be used: " + got.Faults[0].Location + ": " + got.Faults[0].Err.Error()
		if n > 1 {
			said += "; and others. “archive feed import” lists them all"
		}
		said += "."
	}
	return done{"/feeds", said}, nil
}
