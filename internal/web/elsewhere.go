package web

import (
	"context"
	"io"
	"slices"
	"strconv"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/query"
	"newsarchive/internal/terminal"
)

// elsewhereQueries is how many requests are answered at a time where OpenSearch is
// asked: they wait for it rather than compute.
const elsewhereQueries = 8

// archiveParam narrows an answer to archives.
const archiveParam = "archive"

// elsewherePages are the pages of what archives have mirrored. No archive is lent to
// them: they ask s.there.
type elsewherePages struct{ *Server }

// table lists the addresses; see [Server.table].
func (s elsewherePages) table() []route {
	return []route{
		{"home", "/{$}", nil, never, s.home},
		{"search", "/search", searchFormats(), never, s.search},
		{"timeline", "/timeline", timelineFormats(), never, s.timeline},
		{"number", "/story/{id}", nil, never, s.number},
		{"story", "/story/{archive}/{id}", []string{"json"}, never, s.story},
		{"event", "/event/{archive}/{id}", []string{"json"}, never, s.event},
		{"topics", "/topics", []string{"json"}, never, s.topics},
		{"topic", "/topic/{name}", topicFormats(), never, s.topic},
		{"complete", "/complete", nil, never, s.complete},
	}
}

// asked returns what a request asks: all archives, or those that it names.
func (s elsewherePages) asked(r *request) *archive.Elsewhere {
	if named := r.params.all(archiveParam); len(named) > 0 {
		return s.there.Of(named...)
	}
	return s.there
}

// search answers /search.
func (s elsewherePages) search(ctx context.Context, _ *archive.Archive, r *request) (*answer, error) {
	facets := []string{archiveParam, "publisher", "feed", "lang", "month"}
	return s.searched(ctx, s.asked(r), r, facets, func(body *searchView, q searchQuestion, _ archive.Answer) error {
		body.Dates.There = true
		body.Fields = slices.DeleteFunc(body.Fields, func(f query.Known) bool { return f.Text == "event:" || f.Text == "similar:" })
		body.Groups = choices(r.params, "group", string(q.Group), string(archive.GroupEvent), string(archive.GroupNone))
		return nil
	})
}

// timeline answers /timeline. Key dates need the archive itself.
func (s elsewherePages) timeline(ctx context.Context, _ *archive.Archive, r *request) (*answer, error) {
	o, err := r.params.timeline()
	if err != nil {
		return nil, err
	}
	if r.params.get("key") != "" {
		return nil, notHere{"key dates are found in the archive itself"}
	}
	return s.timelineOf(ctx, s.asked(r), r, o, func(*timelineView) error { return nil })
}

// number answers /story/NUMBER: a number is that of one archive.
func (s elsewherePages) number(ctx context.Context, _ *archive.Archive, r *request) (*answer, error) {
	id, err := idOf(r)
	if err != nil {
		return nil, err
	}
	st, err := s.asked(r).Story(ctx, id, "")
	if err != nil {
		return nil, err
	}
	for _, h := range st.Archives {
		if h.Story == id {
			return seeOther(heldHref("/story/", h)), nil
		}
	}
	return seeOther(heldHref("/story/", st.Archives[0])), nil
}

// story answers /story/ARCHIVE/NUMBER.
func (s elsewherePages) story(ctx context.Context, _ *archive.Archive, r *request) (*answer, error) {
	id, err := idOf(r)
	if err != nil {
		return nil, err
	}
	if r.params.get("diff") != "" || r.params.get("as-of") != "" {
		return nil, notHere{"earlier states of stories are in the archives themselves"}
	}
	name := r.PathValue("archive")
	st, err := s.there.StoryOf(ctx, name, id)
	if err != nil {
		return nil, err
	}
	if r.format == "json" {
		return docAnswer(format.NewElsewhereStory(st))
	}
	body := newElsewhereStoryView(st, s.there.Zone())
	body.EventTo = heldHref("/event/", archive.Holding{Archive: name, Story: id})
	if body.Beside, err = r.neighbours(ctx, s.asked(r)); err != nil {
		return nil, err
	}
	href := heldHref("/story/", archive.Holding{Archive: name, Story: id})
	return s.page(r, "story_elsewhere", view{Title: body.Title, Section: "story", Alternates: []alternate{{"JSON", mediaType("json"), href + ".json"}}, Body: body}), nil
}

// event answers /event/ARCHIVE/NUMBER: the event of a story.
func (s elsewherePages) event(ctx context.Context, _ *archive.Archive, r *request) (*answer, error) {
	id, err := idOf(r)
	if err != nil {
		return nil, err
	}
	if r.params.get("as-of") != "" {
		return nil, notHere{"earlier states of events are in the archives themselves"}
	}
	name := r.PathValue("archive")
	e, err := s.there.EventOf(ctx, name, id)
	if err != nil {
		return nil, err
	}
	if r.format == "json" {
		return written(kindOf("json"), func(w io.Writer) error { return format.WriteEventJSON(w, e) })
	}
	body := newEventPage(e, s.there.Zone())
	body.Counts = format.Plural(e.Total, "story", "stories") + ", " + format.Plural(len(e.Publishers), "publisher", "publishers") + ", " + format.Plural(archivesOf(e), "archive", "archives")
	if len(e.Stories) > 0 {
		body.Title = headline(e.Stories[0].Story, nil)
	}
	href := heldHref("/event/", archive.Holding{Archive: name, Story: id})
	return s.page(r, "event", view{Title: "Event: " + body.Title[0].Text, Section: "event", Alternates: []alternate{{"JSON", mediaType("json"), href + ".json"}}, Body: body}), nil
}

// archivesOf is how many archives have stories of an event.
func archivesOf(e archive.Event) int {
	names := map[string]bool{}
	for _, st := range e.Stories {
		for _, h := range st.Archives {
			names[h.Archive] = true
		}
	}
	return len(names)
}

func (s elsewherePages) topics(ctx context.Context, _ *archive.Archive, r *request) (*answer, error) {
	return s.topicsOf(ctx, s.asked(r), r)
}

func (s elsewherePages) topic(ctx context.Context, _ *archive.Archive, r *request) (*answer, error) {
	return s.topicOf(ctx, s.asked(r), r, func(string) (*topicActs, error) {
		return nil, nil //nolint:nilnil // nothing can be done with it
	})
}

func (s elsewherePages) complete(ctx context.Context, _ *archive.Archive, r *request) (*answer, error) {
	return completionOf(ctx, s.asked(r), r)
}

// elsewhereHome is what the first page shows where archives are asked.
type elsewhereHome struct {
	homeView
	Archives []archiveView
}

// archiveView is an archive in a list.
type archiveView struct {
	Name, Href      string
	Stories, Newest string
	Outdated        bool
}

// home answers /: the archives, the topics that they share, and what is new.
func (s elsewherePages) home(ctx context.Context, _ *archive.Archive, r *request) (*answer, error) {
	var body elsewhereHome
	held, err := s.there.Archives(ctx)
	if err != nil {
		return nil, err
	}
	for _, a := range held {
		body.Archives = append(body.Archives, archiveView{
			terminal.Clean(a.Name), searchHref(archiveParam, a.Name, "sort", string(archive.SortNewest)), strconv.FormatInt(a.Stories, 10), moment(a.Newest, s.there.Zone()), a.Outdated,
		})
	}
	topics, err := s.there.Topics(ctx)
	if err != nil {
		return nil, err
	}
	rhythms, _, err := s.there.TopicRhythms(ctx, topics)
	if err != nil {
		return nil, err
	}
	for _, t := range rhythms {
		body.Topics = append(body.Topics, newTopicView(t))
	}
	if _, err := body.events(ctx, s.there); err != nil {
		return nil, err
	}
	r.withoutButtons(body.Largest, body.Newest)
	return s.page(r, "home_elsewhere", view{Title: "archive", Section: "home", Body: body}), nil
}
