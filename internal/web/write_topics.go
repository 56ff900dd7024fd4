package web

import (
	"context"
	"errors"
	"strings"

	"newsarchive/internal/archive"
	"newsarchive/internal/errkind"
	"newsarchive/internal/query"
	"newsarchive/internal/terminal"
	"newsarchive/store"
)

// topicFields are the fields of a topic's form.
func topicFields(name, text string) []field {
	return []field{
		{Name: "query", Label: "Search for", Kind: "textarea", Value: text, Required: true, Help: "“archive help query” explains the language. An asterisk, *, is everything."},
		{Name: "name", Label: "Name", Kind: "text", Value: name, Required: true, Help: "Letters, digits, spaces and - _ . are possible. A search for topic:NAME asks it."},
	}
}

// topicAddForm answers /topics/add: it keeps a search as a topic.
func (s *Server) topicAddForm(_ context.Context, _ *archive.Archive, r *request) (*answer, error) {
	if err := s.refuseWrite(r.Request); err != nil {
		return nil, err
	}
	return s.formAnswer(r, "topics", formPage{
		Title: "Keep a search as a topic",
		Text:  []string{"A topic is a saved search. The first page shows what is new of it, and a feed reader can follow it. What matches now counts as seen."},
		Form: s.formOf(r, form{
			Action: "/topics/add", Submit: "Keep it", Try: "Try it", Back: "/topics", Fields: topicFields(r.params.get("name"), r.params.get("q")),
		}),
	}), nil
}

// savedQuery is the query that asks what an address asks, with what narrows it.
func savedQuery(p params) string {
	text := p.get("q")
	var more []string
	for _, name := range []string{"feed", "publisher"} {
		var parts []string
		for _, v := range p.all(name) {
			parts = append(parts, name+":"+quoted(v))
		}
		if len(parts) > 1 {
			more = append(more, "("+strings.Join(parts, " OR ")+")")
		} else {
			more = append(more, parts...)
		}
	}
	if since, until := p.get("since"), p.get("until"); since+until != "" {
		more = append(more, "date:"+quoted(since)+".."+quoted(until))
	}
	switch {
	case len(more) == 0:
		return text
	case text == "":
		return strings.Join(more, " ")
	}
	return "(" + text + ") " + strings.Join(more, " ")
}

// quoted is a value in the query language.
func quoted(v string) string {
	if strings.ContainsAny(v, " \t\"*():,") {
		return `"` + strings.ReplaceAll(v, `"`, "") + `"`
	}
	return v
}

// writeTopic adds a topic.
func writeTopic(ctx context.Context, ar *archive.Archive, r *request) (done, error) {
	if r.form.Has("try") {
		return done{}, tryTopic(ctx, ar, r.form)
	}
	added, err := ar.AddTopic(ctx, r.form.get("name"), r.form.get("query"), nil)
	if err != nil {
		return done{}, topicRefused(err)
	}
	return done{topicHref(added.Name), "Kept as a topic, with " + storiesWords(added.Stories) + " so far. What comes from now on is new."}, nil
}

// topicRefused is an error of a topic's form with its field.
func topicRefused(err error) error {
	wrong, ok := errors.AsType[*query.Error](err)
	switch {
	case ok:
		return refused{"query", sentence(wrong)}
	case errors.Is(err, store.ErrTopicExists):
		return refused{"name", "There is such a topic already. Choose another name."}
	case errors.Is(err, store.ErrBadTopic):
		return refused{"name", sentence(err)}
	}
	return err
}

// topicEditForm answers /topic/NAME/edit.
func (s *Server) topicEditForm(ctx context.Context, ar *archive.Archive, r *request) (*answer, error) {
	t, err := s.topicToChange(ctx, ar, r)
	if err != nil {
		return nil, err
	}
	return s.formAnswer(r, "topics", formPage{
		Title: "Change the topic " + terminal.Clean(t.Name),
		Text:  []string{"What is new stays new if it still matches. What matches only by the new search counts as seen."},
		Form: s.formOf(r, form{
			Action: topicHref(t.Name) + "/edit", Submit: "Change it", Try: "Try it", Back: topicHref(t.Name), Fields: topicFields(t.Name, t.Query),
		}),
	}), nil
}

// topicToChange is the topic of a form's page.
func (s *Server) topicToChange(ctx context.Context, ar *archive.Archive, r *request) (store.Topic, error) {
	if err := s.refuseWrite(r.Request); err != nil {
		return store.Topic{}, err
	}
	return ar.Topic(ctx, r.PathValue("name"))
}

func writeTopicEdit(ctx context.Context, ar *archive.Archive, r *request) (done, error) {
	if r.form.Has("try") {
		return done{}, tryTopic(ctx, ar, r.form)
	}
	t, broken, err := ar.EditTopic(ctx, r.PathValue("name"), r.form.get("name"), r.form.get("query"), nil)
	if err != nil {
		return done{}, topicRefused(err)
	}
	return done{topicHref(t.Name), "Changed. It has " + storiesWords(t.Stories) + "." + brokenWords(broken)}, nil
}

// brokenWords names the topics whose queries refer to one that is gone.
func brokenWords(names []string) string {
	switch len(names) {
	case 0:
		return ""
	case 1:
		return " The topic " + names[0] + " refers to it by its old name, and is not valid any more: change it."
	}
	return " These topics refer to it by its old name, and are not valid any more: " + strings.Join(names, ", ") + "."
}

// topicRemoveForm answers /topic/NAME/remove: it asks whether it is meant.
func (s *Server) topicRemoveForm(ctx context.Context, ar *archive.Archive, r *request) (*answer, error) {
	t, err := s.topicToChange(ctx, ar, r)
	if err != nil {
		return nil, err
	}
	return s.formAnswer(r, "topics", formPage{
		Title: "Remove the topic " + terminal.Clean(t.Name) + "?",
		Text:  []string{"Its search is forgotten, and what of it was seen. The stories stay in the archive."},
		Form:  s.formOf(r, form{Action: topicHref(t.Name) + "/remove", Submit: "Remove it", Danger: true, Back: topicHref(t.Name)}),
	}), nil
}

func writeTopicRemove(ctx context.Context, ar *archive.Archive, r *request) (done, error) {
	name := r.PathValue("name")
	broken, err := ar.RemoveTopic(ctx, name)
	return done{"/topics", "The topic " + name + " is removed." + brokenWords(broken)}, err
}

// topicActs is what the page of a topic shows to change it.
type topicActs struct {
	Edit, Remove string
	New          int
	Seen         form
}

// topicActs returns what can be done with a topic.
func (s *Server) topicActs(ctx context.Context, ar *archive.Archive, r *request, name string) (*topicActs, error) {
	href := topicHref(name)
	acts := &topicActs{Edit: href + "/edit", Remove: href + "/remove", Seen: s.formOf(r, form{Action: href + "/seen", Submit: "Mark as seen"})}
	found, err := ar.Search(ctx, archive.SearchOptions{
		Question: archive.Question{New: name}, Page: archive.Page{Size: 1}, Load: archive.Load{Stories: archive.StoryIDs},
	})
	if errkind.As[*query.Error](err) { // the page says what is wrong with it
		return acts, nil
	}
	acts.New = found.Total
	return acts, err
}

// writeTopicSeen notes that all that is new of a topic was seen.
func writeTopicSeen(ctx context.Context, ar *archive.Archive, r *request) (done, error) {
	name := r.PathValue("name")
	checked, _, err := ar.Check(ctx, []string{name}, 0, nil)
	if err != nil {
		return done{}, err
	}
	d := done{topicHref(name), "Nothing was new."}
	for _, c := range checked {
		if c.Err != nil {
			return done{}, topicRefused(c.Err)
		}
		if err := ar.Shown(ctx, c.Answer); err != nil {
			return done{}, err
		}
		d.said = storiesWords(c.Answer.Total) + " marked as seen."
	}
	return d, nil
}
